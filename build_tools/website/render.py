"""Staged pages to HTML. The only module that knows MkDocs, Material and Zensical.

``mkdocs.yml`` is the one configuration; each edition's is derived from it here. Each edition is
rendered by a process of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

import yaml
from mkdocs.livereload import LiveReloadServer

from build_tools.presentation.pages.page import Page, plain_html
from build_tools.presentation.templating import Words
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication, site_url
from build_tools.system.os_errors import found_in
from build_tools.website.stage import write

CONFIGURATION = "mkdocs.yml"
THEME_LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
INLINE = ("templates", "partials", "javascripts")
"""Where the themes keep the scripts that their pages run inline."""
THEME = Path(__file__).parent / "theme"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_MKDOCS = re.compile(r"^((?:WARNING|ERROR) - .*(?:\n(?![A-Z]+ - |Traceback \().*)*)", re.MULTILINE)
"""A warning or an error with the lines that go on with it."""
_ZENSICAL = re.compile(r"^(?:Warning|Error): (.*)\n\s*╭─\[ (.*?) \]$", re.MULTILINE)
"""The same, and where it is."""
REPRODUCIBLE = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
}


class _Loader(yaml.SafeLoader):
    """Reads ``mkdocs.yml``: its ``!ENV`` and ``!!python/name`` values are kept as they are."""


class _Kept:
    def __init__(self, node: yaml.Node, tag: str) -> None:
        self.node, self.tag = node, tag


_Loader.add_multi_constructor("!", lambda loader, suffix, node: _Kept(node, f"!{suffix}"))
_Loader.add_multi_constructor(
    "tag:yaml.org,2002:python/",
    lambda loader, suffix, node: _Kept(node, f"tag:yaml.org,2002:python/{suffix}"),
)


class _Dumper(yaml.SafeDumper):
    """Writes what :class:`_Loader` kept."""


def _represent_kept(dumper: yaml.SafeDumper, kept: _Kept) -> yaml.Node:
    node = kept.node
    node.tag = kept.tag
    return node


_Dumper.add_representer(_Kept, _represent_kept)


@dataclass(frozen=True)
class Renderer:
    """A program that reads ``mkdocs.yml`` and plain Markdown."""

    command: tuple[str, ...]
    """What follows ``python -m``; the configuration's path comes last."""
    has_our_search: bool
    """Whether its search dialog can be answered by the project's own worker."""
    side_by_side: bool
    """Whether several may run at once; Zensical keeps one cache beside the configurations."""


RENDERERS = {
    "mkdocs": Renderer(("build_tools.website.mkdocs_process",), True, True),
    "zensical": Renderer(
        ("zensical", "build", "--strict", "--clean", "--config-file"), False, False
    ),
}
"""By name, the usual one first. Zensical takes Material's place after May 2027."""
MKDOCS = RENDERERS["mkdocs"]


@dataclass(eq=False)  # not frozen: it is handed from process to process
class RenderError(Exception):
    """The renderer failed."""

    edition: str
    complaints: list[str]
    """What it objects to, in its own words; at least one."""


class ConfigurationError(Exception):
    """``mkdocs.yml`` is no configuration; the message says why, in one line."""


def navigation(pages: Sequence[Page], words: Words) -> list[Any]:
    """MkDocs' ``nav``: the listed pages in order, those of one folder under that folder's name."""
    entries: list[Any] = []
    folders: dict[str, list[Any]] = {}
    for page in pages:
        if not page.listed:
            continue
        folder = page.path.partition("/")[0] if "/" in page.path else ""
        entry = {plain_html(page.nav or page.title): page.path}
        if not folder:
            entries.append(entry)
            continue
        if folder not in folders:
            folders[folder] = []
            entries.append({words(folder): folders[folder]})
        folders[folder].append(entry)
    return entries


def configuration(
    base: Mapping[str, Any],
    publication: Publication,
    edition: Edition,
    pages: Sequence[Page],
    docs: Path,
    site: Path,
    renderer: Renderer = MKDOCS,
) -> dict[str, Any]:
    """``mkdocs.yml`` as ``edition`` and ``renderer`` need it."""
    words = Words(edition)
    root = site_url(publication)
    config = dict(base)
    config.pop("hooks", None)
    theme = dict(config["theme"])
    theme["language"] = THEME_LANGUAGES[edition.id]
    theme["custom_dir"] = str(THEME)
    theme["variant"] = "classic"  # Zensical's own look is another; Material has no such setting
    for option, name in zip(theme.get("palette", []), ("dark", "light"), strict=False):
        option["toggle"]["name"] = words(name)
    extra = dict(config.get("extra", {}))
    extra["edition"] = edition.id
    extra["generator"] = False
    extra["homepage"] = "index.html"
    extra["our_search"] = renderer.has_our_search
    extra["root_url"] = root
    extra["editions"] = [
        {"id": e.id, "lang": e.lang, "folder": e.folder, "name": e.name}
        for e in publication.published
    ]
    keys = (
        "switch_edition",
        "skip",
        "search",
        "search_hint",
        "unofficial",
        "top",
        "not_found",
        "not_found_about",
    )
    extra["words"] = {key: words(key) for key in keys}
    extra["interface"] = {
        key: words(key)
        for key in (
            "copy_link",
            "cite_zh",
            "cite_en",
            "copied",
            "copy_failed",
            "close_menu",
            "sentence_tools",
            "update_ready",
            "update_now",
            "dismiss",
        )
    }
    return {
        **config,
        "site_name": plain_html(words.of(publication.site.name)),
        "copyright": words("unofficial"),
        "site_description": plain_html(words.of(publication.site.description)),
        "site_url": root + (f"{edition.folder}/" if edition.folder else ""),
        "docs_dir": str(docs),
        "site_dir": str(site),
        "theme": theme,
        "extra": extra,
        "nav": navigation(pages, words),
        "not_in_nav": "\n".join(page.path for page in pages if not page.listed),
    }


def read_base(path: Path) -> dict[str, Any]:
    """``mkdocs.yml`` as a mapping with a theme. Raises ConfigurationError where it is none."""
    try:
        loaded = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(" ".join(str(error).split())) from None
    if not isinstance(loaded, dict) or not isinstance(loaded.get("theme"), dict):
        raise ConfigurationError('it needs "theme:" with "name: material" below it')
    return loaded


def look_of_another(url: str) -> str:
    """The text of ``mkdocs.yml`` for another publication, at ``url``: the same look, no hook.

    The hook is for plain MkDocs beside the generator, and finds the data by its own place.
    """
    lines = (THEME.parents[2] / CONFIGURATION).read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line and not line.startswith("#"))
    changed = [
        "# The one configuration of the site's look. Each edition's is derived from it (name,",
        "# language, navigation, address).",
        *(f"site_url: {url}" if line.startswith("site_url:") else line for line in lines[start:]),
    ]
    return "\n".join(line for line in changed if not line.startswith("hooks:")) + "\n"


def write_configuration(path: Path, config: Mapping[str, Any]) -> None:
    """Write ``config`` with its folders relative to the file, as Zensical needs them."""

    def relative(folder: str) -> str:
        return Path(os.path.relpath(folder, path.parent)).as_posix()

    theme = {**config["theme"], "custom_dir": relative(config["theme"]["custom_dir"])}
    folders = {key: relative(config[key]) for key in ("docs_dir", "site_dir")}
    text = yaml.dump(
        {**config, **folders, "theme": theme}, Dumper=_Dumper, allow_unicode=True, sort_keys=False
    )
    write(path, text.encode())


def render(edition: str, configuration: Path, renderer: Renderer = MKDOCS) -> None:
    """Run ``renderer`` for the edition with this id and configuration.

    Raises RenderError where it fails, and OSError where the system refused it something.
    """
    run = _run(renderer, configuration)
    if run.returncode:
        if refused := found_in(run.stdout, "the renderer's files"):
            raise refused
        told = complaints(run.stdout) or [f"it ended with status {run.returncode}"]
        raise RenderError(edition, told)


def complaints(output: str) -> list[str]:
    """The warnings and errors in what a renderer said, a line each; its last line if it told none.

    MkDocs names the page in its words, Zensical below them. Of a traceback only the last line is
    of use to an editor.
    """
    output = _COLOUR.sub("", output)
    found = [" ".join(told.split()) for told in _MKDOCS.findall(output)]
    found += [f"{place}: {told}" for told, place in _ZENSICAL.findall(output)]
    return list(dict.fromkeys(found)) or output.strip().splitlines()[-1:]


def _run(renderer: Renderer, path: Path) -> subprocess.CompletedProcess[str]:
    own = str(THEME.parents[2])
    environment = {
        **os.environ,
        **REPRODUCIBLE,
        "PYTHONPATH": os.pathsep.join(filter(None, (own, os.environ.get("PYTHONPATH")))),
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", *renderer.command, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
        check=False,
        close_fds=False,  # the build's lock stays held until the last run is done
    )


def sitemap(site: Path, publication: Publication) -> str:
    """One sitemap of all editions, each page with its alternates (sitemaps.org, hreflang)."""
    root = site_url(publication)
    editions = publication.published
    folders = {edition.id: f"{edition.folder}/" if edition.folder else "" for edition in editions}
    others = tuple(folder for folder in folders.values() if folder)
    pages = sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if path.name != "404.html"
    )
    default = [page for page in pages if not page.startswith(others)]

    def address(edition: Edition, page: str) -> str:
        return escape(root + folders[edition.id] + quote("" if page == "index.html" else page))

    rows = []
    for page in default:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{e.lang}" href="{address(e, page)}"/>'
            for e in editions
        )
        rows += [f"<url><loc>{address(edition, page)}</loc>{links}</url>" for edition in editions]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(rows) + "\n</urlset>\n"
    )


def inline_templates() -> Iterator[str]:
    """The templates of all that a theme may run inline, of each renderer that is installed."""
    for package in ("material", "zensical"):
        if not find_spec(package):
            continue
        for file in resources.files(package).joinpath(*INLINE).iterdir():
            if file.name.endswith(".html"):
                yield file.read_text("utf-8")


class _LiveServer(LiveReloadServer):
    """MkDocs' own development server, whose pages are ``changed`` before they are sent."""

    changed: Callable[[str], str]

    def serve_request(self, environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        told: list[Any] = []
        content = b"".join(super().serve_request(environ, lambda *start: told.extend(start)))
        status, headers = told
        if dict(headers).get("Content-Type") == "text/html":
            content = self.changed(content.decode()).encode()
        headers = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*headers, ("Content-Length", str(len(content)))])
        return [content]


def live_server(
    build: Callable[[], None], host: str, port: int, site: Path, changed: Callable[[str], str]
) -> LiveReloadServer:
    """MkDocs' own development server on ``site``; it calls ``build`` on each change it sees.

    It puts a script of its own into each page; ``changed`` makes a page ready for that.
    """
    server = _LiveServer(builder=build, host=host, port=port, root=str(site), mount_path="/")
    server.changed = changed
    return server
