"""A browser, and a server of files for it to visit."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A running Chromium. Raises :class:`tools.browser.BrowserError` if there is none."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for development

    program = browser.find()
    if program is None:
        raise browser.BrowserError("there is no Chromium; run: python -m tools.browser --install")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(program), args=FLAGS)
        yield running
        running.close()


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder, with the headers that a browser needs for its precise clock."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def end_headers(self) -> None:
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on a free local port; its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
