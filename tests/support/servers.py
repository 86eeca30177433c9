"""Web servers for the tests: a plain one, and one that can fail."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

PATH = "/a/place"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; the root address, without a slash at its end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder below a path, and its 404.html for addresses without a file.

    ``down`` cuts every connection, ``altered`` replaces files, ``busy`` refuses a path so many
    times, ``cut`` ends the connection within a path so many times, ``requests`` is the log and
    ``agents`` the programs that asked.
    """

    def __init__(self, folder: Path, path: str = PATH) -> None:
        self.folder, self.path, self.down = folder, path, False
        self.gone = 0
        self.requests: list[str] = []
        self.altered: dict[str, bytes] = {}
        self.busy: dict[str, int] = {}
        self.cut: dict[str, int] = {}
        self.agents: set[str] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{self.path}/"

    def handle_error(self, *args: object) -> None:
        pass


class _Handler(_Quiet):
    server: Server

    def do_GET(self) -> None:
        path = unquote(self.path.removeprefix(self.server.path).lstrip("/").partition("?")[0])
        path = path or "index.html"
        if self.server.down:
            self.close_connection = True
            return
        if self.server.gone:
            self.send_response(self.server.gone)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.server.requests.append(path)
        self.server.agents.add(self.headers.get("User-Agent", ""))
        if self.server.busy.get(path, 0):
            self.server.busy[path] -= 1
            self.send_response(503)
            self.send_header("Retry-After", "7")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = self.server.folder / path
        found = file.is_file()
        if not found:
            file = self.server.folder / "404.html"
        content = file.read_bytes() if file.is_file() else b"not found"
        content = self.server.altered.get(path, content)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.server.cut.get(path, 0):
            self.server.cut[path] -= 1
            content = content[:1]
        self.wfile.write(content)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server while it serves."""
    with server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
