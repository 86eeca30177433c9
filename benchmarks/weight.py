"""How much a first visit fetches, against a page of Material as it comes.

A browser opens a page that it has never seen, without a service worker. What it asks for is
counted, and weighed as a server would send it: text packed by gzip, the rest as it is.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import rmtree
from typing import Any
from urllib.parse import unquote, urlsplit

from benchmarks.rows import Row, Table
from benchmarks.whole import run
from build_tools.records.editions import EDITIONS
from build_tools.publication.project import Project
from tools import browser

TITLE = "What a first visit fetches"
ABOUT = (
    "A browser opens a page that it has never seen; text is weighed as gzip packs it. “Material as "
    "it comes” is `theme: material` and nothing besides, less its fonts from another site, on the "
    "same Markdown."
)
PACKED = (".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
STOCK = """\
site_name: Material as it comes
docs_dir: {docs}
site_dir: {site}
use_directory_urls: false
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, tables]
"""


@dataclass(frozen=True)
class Visit:
    """What a browser asked for."""

    paths: Sequence[str]
    bytes: int


def measure(project: Project, times: int = 1) -> Table:
    """Weigh the home page and a page of the report of the built site."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for development

    pages = {"Home": "index.html", "A page of the report": longest(project.site)}
    plain = stock(project, list(pages.values()))
    rows = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.find()), args=FLAGS)
        for name, page in pages.items():
            own, other = (visit(chromium, site, page) for site in (project.site, plain))
            rows += [
                Row(name, own.bytes / 1e3, "kB"),
                Row("… in requests", len(own.paths), "requests"),
                Row("… the same in Material as it comes", other.bytes / 1e3, "kB"),
                Row("… in requests", len(other.paths), "requests"),
                Row("… against it", own.bytes / other.bytes),
            ]
        chromium.close()
    rmtree(plain.parent)
    return Table(TITLE, ABOUT, rows)


def longest(site: Path) -> str:
    """The heaviest page of the report."""
    page = max(sorted((site / "report").glob("*.html")), key=lambda page: page.stat().st_size)
    return page.relative_to(site).as_posix()


def stock(project: Project, pages: Sequence[str]) -> Path:
    """A site of Material as it comes, of the staged Markdown of ``pages``."""
    folder = project.build / "bench" / "stock"
    rmtree(folder, ignore_errors=True)
    docs, site = folder / "docs", folder / "site"
    for page in pages:
        name = Path(page).with_suffix(".md")
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_bytes((project.staged / EDITIONS[0].id / name).read_bytes())
    configuration = folder / "mkdocs.yml"
    configuration.write_text(STOCK.format(docs=docs, site=site), "utf-8")
    run("-m", "mkdocs", "build", "--quiet", "--config-file", str(configuration))
    return site


def visit(chromium: Any, site: Path, page: str) -> Visit:
    """What a browser that has seen nothing of ``site`` asks for when it opens ``page``."""
    with served(site) as root:
        context = chromium.new_context(service_workers="block")
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"{root}/{page}", wait_until="networkidle")
        context.close()
    paths = sorted({unquote(urlsplit(url).path).lstrip("/") for url in asked if "://" in url})
    return Visit(paths, sum(weight(site / path) for path in paths))


def weight(file: Path) -> int:
    """The bytes that a server sends for ``file``."""
    if not file.is_file():
        return 0
    content = file.read_bytes()
    return len(gzip.compress(content, mtime=0)) if file.suffix in PACKED else len(content)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve ``site`` on a free port of this machine; the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
