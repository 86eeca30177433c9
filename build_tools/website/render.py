"""Staged pages to HTML. The only module that knows MkDocs, Material and Zensical.

``mkdocs.yml`` is the one configuration; each edition's is derived from it here. Each edition is
rendered by a separate process.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import yaml
from jinja2.utils import htmlsafe_json_dumps
from mkdocs.livereload import LiveReloadServer

from build_tools.diagnostics import Code, Place, Problems
from build_tools.presentation.forge import repository
from build_tools.presentation.pages.frame import contact_address
from build_tools.presentation.pages.page import MORE, Page, plain_html
from build_tools.presentation.templating import DENSE
from build_tools.publication.history import Version
from build_tools.publication.project import Project
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication, site_url
from build_tools.records.yaml_tree import parse, read_text
from build_tools.resources.interface import Interface, Words
from build_tools.system import child
from build_tools.system.files import remove, walk, write
from build_tools.system.os_errors import find_in_output
from build_tools.website import rendered

SIT013 = Code(
    "SIT013",
    "The renderer refused the staged pages, or a setting in mkdocs.yml cannot be used.",
    "Its own message says why; a hand-written page with a broken link is the usual reason.",
    example=(
        "WARNING - Doc file 'about.md' contains a link 'missing.md', but the target is not found "
        "among documentation files."
    ),
)
CONFIGURATION = "mkdocs.yml"
THEME_LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
INLINE = ("templates", "partials", "javascripts")
"""Where the themes keep the scripts that their pages run inline."""
THEME = Path(__file__).parent / "theme"
MANY_PAGES = 100
"""Above this a page lists only its own part in the navigation, else all pages grow with each."""
STYLES = ["assets/css/publication.css"]
CHARTS = ("assets/css/charts.css", ["home", "tracker", "indicators"])
"""The style of charts, and the kinds of pages that have some."""
SCRIPTS = [{"path": f"assets/js/{name}.js", "defer": True} for name in ("place", "offline")]
_CITING = ("cite", "panel")
PAGE_SCRIPTS = {
    "report": ("views", *_CITING),
    "contents": _CITING,
    "glossary": ("glossary",),
    "subject": ("glossary", *_CITING),
    "tracker": (*_CITING, "tracker"),
    "indicators": _CITING,
}
"""What pages of a kind load besides, in order."""
OWN_FILES = frozenset(
    {
        *STYLES,
        CHARTS[0],
        *(str(script["path"]) for script in SCRIPTS),
        *(f"assets/js/{name}.js" for names in PAGE_SCRIPTS.values() for name in names),
        "assets/js/report.js",
    }
)
"""The generator's styles and scripts, those of version 0.1.0 too: its publications named them."""
THEME_WORDS = (
    *("more", "switch_edition", "dismiss"),
    *("search", "search_placeholder", "search_kinds", "search_all", "search_report", "search_term"),
    *("search_tracker", "search_page", "search_link", "search_more"),
)
"""The words of the interface in the templates of ``theme/``."""
SCRIPT_WORDS = (
    *("copy", "copy_link", "copy_reference", "copy_citation", "copied", "copy_failed"),
    *("download", "download_citation", "report_mistake", "range_end"),
    *("panel_sentence", "panel_other", "panel_links", "panel_restored", "panel_terms"),
    "panel_cite",
    *("update_ready", "update_now", "dismiss", "keep_site", "keep_now", "keep_full", "site_gone"),
    "unknown_place",
)
"""The words of the interface in the scripts of all pages."""
SEARCH_WORDS = (
    *("search_loading", "search_failure", "list_separator", "found_none", "found_pages"),
    *("found_literal", "found_variant", "found_sound", "found_term", "found_words", "found_apart"),
    *("found_toneless", "found_near", "found_part", "found_more"),
    *("found_inflected", "found_initials"),
)
"""The words of the interface in ``search.js`` and ``search-dialog.js``."""
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


@dataclass(frozen=True)
class Renderer:
    """A program that reads ``mkdocs.yml`` and plain Markdown."""

    command: tuple[str, ...]
    """What follows ``python -m``; the configuration's path comes last."""
    parallel: bool
    """Whether several may run at once; Zensical keeps one cache next to the configurations."""
    renders_single_pages: bool
    """Whether ``--dirty`` renders only the pages whose output is missing."""


RENDERERS = {
    "mkdocs": Renderer(("build_tools.website.mkdocs_process",), True, True),
    "zensical": Renderer(
        ("zensical", "build", "--strict", "--clean", "--config-file"), False, False
    ),
}
"""By name, the usual one first. Zensical takes Material's place after May 2027."""
MKDOCS = RENDERERS["mkdocs"]


def navigation(pages: Sequence[Page], words: Words) -> list[Any]:
    """MkDocs' ``nav``: a tab for each folder of pages, and those of a part under the part's name.

    A page that is in no folder is under the last tab. The first page has none: the name of the
    site in the header leads to it.
    """
    tabs: dict[str, list[Any]] = {}
    for page in pages:
        if not page.listed:
            continue
        entries = tabs.setdefault(page.tab, [])
        if page.group:
            last = entries[-1] if entries else {}
            if list(last) != [plain_html(page.group)]:
                entries.append(last := {plain_html(page.group): []})
            entries = last[plain_html(page.group)]
        entries.append({plain_html(page.nav or page.title): page.path})
    last = {MORE: tabs.pop(MORE)} if MORE in tabs else {}
    return [{words(name): entries} for name, entries in {**tabs, **last}.items()]


def foot_pages(pages: Sequence[Page]) -> list[dict[str, str]]:
    """The pages of the last tab, which the foot of each page lists."""
    return [
        {"name": plain_html(page.nav or page.title), "url": page.address}
        for page in pages
        if page.listed and page.tab == MORE
    ]


def configuration(
    base: Mapping[str, Any],
    publication: Publication,
    pages: Sequence[Page],
    docs: Path,
    site: Path,
    words: Words,
    version: Version | None = None,
) -> dict[str, Any]:
    """``mkdocs.yml`` as the edition of ``words`` needs it, for any renderer.

    The theme's folder, the style sheets and the scripts are added here: they belong to the
    generator, and a publication names only files of its own.
    """
    edition, root = words.edition, site_url(publication)
    config = deepcopy(dict(base))
    for key in ("hooks", "exclude_docs"):
        config.pop(key, None)
    theme = config["theme"]
    theme["language"] = THEME_LANGUAGES[edition.id]
    theme["custom_dir"] = str(THEME)
    if sum(page.listed for page in pages) > MANY_PAGES:
        theme["features"] = [*theme.get("features", ()), "navigation.prune"]
    theme["variant"] = "classic"  # Zensical's own look is another; Material has no such setting
    palette = theme.get("palette")
    for option, name in zip(palette if isinstance(palette, list) else (), ("dark", "light")):  # noqa: B905
        if isinstance(option, dict) and isinstance(option.get("toggle"), dict):
            option["toggle"]["name"] = words(name)
    extra = config.get("extra") or {}
    extra["edition"] = edition.id
    extra["generator"] = False
    extra["homepage"] = "index.html"
    extra["root_url"] = root
    extra["editions"] = [
        {"id": e.id, "lang": e.lang, "folder": e.folder, "name": e.name}
        for e in publication.published
    ]
    extra["foot_pages"] = foot_pages(pages)
    extra["words"] = {key: words(key) for key in THEME_WORDS}
    extra["foot"] = foot(publication, words, version)
    extra["not_found"] = not_found(publication, words)
    extra["charts"] = {"style": CHARTS[0], "kinds": CHARTS[1]}
    extra["scripts"] = {kind: list(names) for kind, names in PAGE_SCRIPTS.items()}
    said = words.for_scripts(*SCRIPT_WORDS, *SEARCH_WORDS)
    extra["interface"] = str(htmlsafe_json_dumps(said, **DENSE))
    return {
        **config,
        "use_directory_urls": False,
        "extra_css": _joined(STYLES, base.get("extra_css")),
        "extra_javascript": _joined(SCRIPTS, base.get("extra_javascript")),
        "site_name": plain_html(words.of(publication.site.name)),
        "copyright": plain_html(words.translation(publication)),
        "site_description": plain_html(words.of(publication.site.description)),
        "site_url": root + edition.prefix,
        "docs_dir": str(docs),
        "site_dir": str(site),
        "theme": theme,
        "extra": extra,
        "nav": navigation(pages, words),
        "not_in_nav": "\n".join(page.path for page in pages if not page.listed),
    }


def foot(publication: Publication, words: Words, version: Version | None = None) -> dict[str, str]:
    """What the foot of each page says of the publisher, as HTML; what is not known is ""."""
    site = publication.site
    name, licence = words.of(site.maintainer), site.licence
    texts = {
        "maintainer": words("published_by", name=name) if name else "",
        "contact": contact_address(site.contact) if site.contact else "",
        "contact_name": words("contact"),
        "report": words("report_mistake"),
        "file": words("page_file"),
        "licence": words("foot_licence", name=licence.name) if licence else "",
        "licence_url": str(licence.url) if licence else "",
        "repository": repository(site),
        "source": words("source_repository"),
        "version": words("release", name=version.version, date=version.date) if version else "",
    }
    return {key: plain_html(text) for key, text in texts.items()}


def not_found(publication: Publication, words: Words) -> list[dict[str, str]]:
    """What the page for an unknown address says, in every edition's language, the own one first.

    A server shows one such page for all addresses, so it cannot know which edition was meant.
    """
    editions = sorted(publication.published, key=lambda edition: edition != words.edition)
    spoken = [Words(edition, words.interface) for edition in editions]
    return [
        {
            "lang": each.edition.lang,
            "home": f"{each.edition.prefix}index.html",
            "title": each("not_found"),
            "about": each("not_found_about"),
            "name": plain_html(each.of(publication.site.name)),
        }
        for each in spoken
    ]


def _joined(ours: list[Any], theirs: list[Any] | None) -> list[Any]:
    """The generator's files, then those of the publication."""
    return [*ours, *(file for file in theirs or [] if file_of(file) not in OWN_FILES)]


def file_of(setting: Any) -> str:
    """The file that an item of ``extra_css`` or ``extra_javascript`` names."""
    return str(setting.get("path", "") if isinstance(setting, dict) else setting)


def load_configuration(path: Path, problems: Problems) -> dict[str, Any] | None:
    """``mkdocs.yml`` as a mapping; None, and located problems, where it cannot be used.

    Tags such as ``!!python/name`` and inherited files are refused: MkDocs would run their code.
    """
    found = Problems()
    text = read_text(path, path.name, found)
    tree = parse(text, path.name, found) if text is not None else None
    problems.found += found.found
    if text is None or tree is None or found.errors:
        return None
    try:
        config = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:  # such as the date 2024-13-32
        problems.add(SIT013, Place(path.name), " ".join(str(error).split()))
        return None
    faults = list(_faults(config, path.parent / "docs"))
    for keys, message in faults:
        place = tree.nearest_place(keys) if keys else Place(path.name)
        problems.add(SIT013, place, message)
    return None if faults else config


def _faults(config: Any, docs: Path) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the settings from which those of the editions are derived."""
    if not isinstance(config, dict) or not isinstance(config.get("theme"), dict):
        yield (), 'it needs "theme:" with "name: material" below it'
        return
    if not isinstance(config.get("extra") or {}, dict):
        yield ("extra",), '"extra" must hold keys with values'
    for key in ("extra_css", "extra_javascript"):
        files = config.get(key) or []
        if not isinstance(files, list):
            yield (key,), f'"{key}" must be a list of files'
            continue
        for index, name in enumerate(map(file_of, files)):
            if name not in OWN_FILES and not (docs / name).is_file():
                yield (key, index), f'"{key}" names {name}, and there is no {docs.name}/{name}'
    if "INHERIT" in config:
        message = '"INHERIT" is not supported: copy the settings of that file into this one'
        yield ("INHERIT",), message


def write_configuration(path: Path, config: Mapping[str, Any]) -> str:
    """Write ``config`` with its folders relative to the file, as Zensical needs them; the text."""

    def relative(folder: str) -> str:
        return Path(os.path.relpath(folder, path.parent)).as_posix()

    theme = {**config["theme"], "custom_dir": relative(config["theme"]["custom_dir"])}
    folders = {key: relative(config[key]) for key in ("docs_dir", "site_dir")}
    text = yaml.safe_dump(
        {**config, **folders, "theme": theme}, allow_unicode=True, sort_keys=False
    )
    write(path, text.encode())
    return text


def complaints(output: str) -> list[str]:
    """The warnings and errors in a renderer's output, a line each; its last line if there is none.

    MkDocs names the page in its message, Zensical below it. Of a traceback only the last line helps
    an editor.
    """
    output = _COLOUR.sub("", output)
    found = [" ".join(message.split()) for message in _MKDOCS.findall(output)]
    found += [f"{place}: {message}" for message, place in _ZENSICAL.findall(output)]
    return list(dict.fromkeys(found)) or output.strip().splitlines()[-1:]


class Rendering:
    """Runs the renderer for each edition, in parallel where it can; a context manager.

    Where the statement fails or is stopped, the renderers are stopped too.
    """

    def __init__(
        self,
        project: Project,
        publication: Publication,
        base: Mapping[str, Any],
        interface: Interface,
        renderer: Renderer = MKDOCS,
        version: Version | None = None,
    ) -> None:
        self.version = version
        self.project, self.publication = project, publication
        self.base, self.interface, self.renderer = base, interface, renderer
        self.running: list[tuple[Edition, subprocess.Popen[bytes]]] = []
        self.made: list[tuple[rendered.Inputs, Path, Path]] = []
        """What is rendered, from what, and where that is recorded."""
        self.outputs: dict[Edition, bytes] = {}

    def __enter__(self) -> Rendering:
        return self

    def __exit__(self, *error: object) -> None:
        for _, process in self.running:
            if process.poll() is None:
                process.terminate()
            process.wait()

    def start(self, edition: Edition, pages: Sequence[Page]) -> None:
        """Start to render the staged pages of an edition: those that have changed, where it can.

        Raises OSError where the system fails.
        """
        folder = self.project.build
        docs, out = self.project.staged / edition.id, folder / "rendered" / edition.id
        path, record = folder / f"mkdocs-{edition.id}.yml", out.with_suffix(".json")
        words = Words(edition, self.interface)
        derived = configuration(self.base, self.publication, pages, docs, out, words, self.version)
        text, arguments = write_configuration(path, derived), [str(path)]
        now = rendered.inputs(text, " ".join(self.renderer.command), docs)
        changed = rendered.changed(now, docs, out, record)
        if not self.renderer.renders_single_pages:
            changed = None
        if changed is None:
            remove(out)
        else:
            arguments.append("--dirty")
        self.made.append((now, out, record))
        if changed == []:
            return
        process = subprocess.Popen(  # noqa: S603
            child.command(*self.renderer.command, *arguments),
            stdout=subprocess.PIPE,  # not a file: the disk may be full
            stderr=subprocess.STDOUT,
            env=_environment(),
            start_new_session=True,  # Ctrl-C reaches the build, which stops its renderers
        )
        self.running.append((edition, process))
        if not self.renderer.parallel:
            self.outputs[edition] = process.communicate()[0]

    def finish(self, problems: Problems) -> None:
        """Wait for all renderers and report their complaints.

        Raises OSError where the system refused a renderer something, or it was killed.
        """
        for edition, process in self.running:
            if edition not in self.outputs:
                self.outputs[edition] = process.communicate()[0]
            status = process.returncode
            if not status:
                continue
            if status < 0:
                message = f"a part of the build was ended from outside (status {status})"
                raise ChildProcessError(message)
            output = self.outputs[edition].decode("utf-8", "replace")
            if error := find_in_output(output, "the renderer's files"):
                raise error
            for complaint in complaints(output) or [f"it ended with status {status}"]:
                problems.add(SIT013, Place(f"edition {edition.id}"), complaint)
        if all(process.returncode == 0 for _, process in self.running):
            for now, out, record in self.made:
                rendered.remember(now, out, record)


def _environment() -> dict[str, str]:
    return {**os.environ, **REPRODUCIBLE, "NO_MKDOCS_2_WARNING": "1"}


def inline_templates() -> Iterator[str]:
    """The templates of all that a theme may run inline, of each renderer that is installed."""
    for package in filter(find_spec, ("material", "zensical")):
        for file in resources.files(package).joinpath(*INLINE).iterdir():
            if file.name.endswith(".html"):
                yield file.read_text("utf-8")


def theme_assets() -> set[str]:
    """The files that the themes put below ``assets/``, for each renderer that is installed."""
    found = set()
    for package in filter(find_spec, ("material", "zensical")):
        templates = Path(str(resources.files(package).joinpath("templates")))
        found |= {path.relative_to(templates).as_posix() for path in walk(templates / "assets")}
    return found


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
