"""The development server of ``serve``: MkDocs' own, with other files and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from mkdocs.livereload import LiveReloadServer


class Served(Protocol):
    """What the development server sends."""

    def file(self, address: str) -> str:
        """Where the file with this path of the site is, below the server's folder."""
        ...

    def page(self, html: str) -> str:
        """A page as it is to be sent."""
        ...


class _LiveServer(LiveReloadServer):
    """MkDocs' development server, which sends what ``served`` gives."""

    served: Served

    def serve_request(self, environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        start: list[Any] = []
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if address.startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        path = self.served.file(address).encode().decode("latin-1")
        request = {**environ, "PATH_INFO": path}
        answer = super().serve_request(request, lambda *values: start.extend(values))
        content = b"".join(answer)
        status, headers = start
        if dict(headers).get("Content-Type") == "text/html":
            content = self.served.page(content.decode()).encode()
        headers = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*headers, ("Content-Length", str(len(content)))])
        return [content]


def live_server(
    build: Callable[[], None], host: str, port: int, root: Path, served: Served
) -> LiveReloadServer:
    """MkDocs' development server for files below ``root``; it calls ``build`` after each change."""
    server = _LiveServer(
        builder=build, host=host, port=port, root=str(root), mount_path="/", polling_interval=0.2
    )
    server.served = served
    return server
