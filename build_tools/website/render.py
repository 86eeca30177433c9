"""Staged pages to HTML. The only module that knows MkDocs and Material.

``mkdocs.yml`` is the one configuration; each edition's is derived from it here. Each edition is
rendered by a process of its own, side by side.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

import yaml
from mkdocs.livereload import LiveReloadServer

from build_tools.model import EDITIONS, Edition
from build_tools.pages.page import Page, plain_html
from build_tools.publication import Publication
from build_tools.templating import Words

THEME_LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
THEME = Path(__file__).parents[1] / "theme"
REPRODUCIBLE = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


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
class RenderError(Exception):
    """The renderer failed; ``output`` is what it said."""

    edition: str
    output: str


def site_url(publication: Publication) -> str:
    """The site's address: the environment's ``SITE_URL``, else the publication's, with a slash."""
    return (os.environ.get("SITE_URL") or str(publication.site.url)).rstrip("/") + "/"


def navigation(pages: Sequence[Page], words: Words) -> list[Any]:
    """MkDocs' ``nav``: the pages in order, those of one folder under that folder's name."""
    entries: list[Any] = []
    folders: dict[str, list[Any]] = {}
    for page in pages:
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
) -> dict[str, Any]:
    """``mkdocs.yml`` as ``edition`` needs it."""
    words = Words(edition)
    root = site_url(publication)
    config = dict(base)
    config.pop("hooks", None)
    theme = dict(config["theme"])
    theme["language"] = THEME_LANGUAGES[edition.id]
    theme["custom_dir"] = str(THEME)
    for option, name in zip(theme.get("palette", []), ("dark", "light"), strict=False):
        option["toggle"]["name"] = words(name)
    extra = dict(config.get("extra", {}))
    extra["edition"] = edition.id
    extra["generator"] = False
    extra["homepage"] = "index.html"
    extra["root_url"] = root
    extra["editions"] = [
        {"id": e.id, "lang": e.lang, "folder": e.folder, "name": e.name} for e in EDITIONS
    ]
    keys = ("switch_edition", "skip", "search", "search_hint", "unofficial", "top")
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
    }


def read_base(path: Path) -> dict[str, Any]:
    """``mkdocs.yml`` as a mapping."""
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506
    return loaded


def write_configuration(path: Path, config: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.dump(dict(config), Dumper=_Dumper, allow_unicode=True, sort_keys=False), "utf-8"
    )


def render(configurations: Mapping[str, Path]) -> None:
    """Run MkDocs for each edition (its id to its configuration), side by side.

    Raises RenderError for the first edition, in their order, that fails.
    """
    environment = {**os.environ, **REPRODUCIBLE, "NO_MKDOCS_2_WARNING": "1"}
    runs = {
        edition: subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", path],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            text=True,
        )
        for edition, path in configurations.items()
    }
    outputs = {edition: run.communicate()[0] for edition, run in runs.items()}
    for edition, run in runs.items():
        if run.returncode:
            raise RenderError(edition, outputs[edition])


def sitemap(site: Path, publication: Publication) -> str:
    """One sitemap of all editions, each page with its alternates (sitemaps.org, hreflang)."""
    root = site_url(publication)
    folders = {edition.id: f"{edition.folder}/" if edition.folder else "" for edition in EDITIONS}
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
            for e in EDITIONS
        )
        rows += [f"<url><loc>{address(edition, page)}</loc>{links}</url>" for edition in EDITIONS]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(rows) + "\n</urlset>\n"
    )


def live_server(build: Callable[[], None], host: str, port: int, site: Path) -> LiveReloadServer:
    """MkDocs' own development server on ``site``; it calls ``build`` on each change it sees."""
    return LiveReloadServer(builder=build, host=host, port=port, root=str(site), mount_path="/")
