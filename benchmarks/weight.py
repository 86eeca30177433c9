"""How much a first visit fetches, against the same page with Material's defaults.

A browser opens a page for the first time, without a service worker. Its requests are counted, and
their files weighed as a server sends them: text in gzip, other files as they are.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any
from urllib.parse import unquote, urlsplit

from benchmarks.chromium import chromium, served
from benchmarks.rows import Row, Table
from benchmarks.whole import run
from build_tools.publication.project import Project
from build_tools.records.editions import EDITIONS

TITLE = "What a first visit fetches"
ABOUT = (
    "A browser opens a page for the first time; text is weighed in gzip. “Material’s defaults” is "
    "the same Markdown with `theme: material` and no other setting, except that the fonts from "
    "another site are off."
)
PACKED = (".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")
STOCK = """\
site_name: Material’s defaults
docs_dir: {docs}
site_dir: {site}
use_directory_urls: false
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, tables]
"""


@dataclass(frozen=True)
class Visit:
    """What a browser requested."""

    paths: Sequence[str]
    bytes: int


def measure(project: Project) -> Table:
    """Weigh the home page and a page of the report of the built site."""
    pages = {"Home": "index.html", "A page of the report": longest(project.site)}
    plain = stock(project, list(pages.values()))
    rows = []
    with chromium() as browser:
        for name, page in pages.items():
            own, other = (visit(browser, site, page) for site in (project.site, plain))
            rows += [
                Row(name, own.bytes / 1e3, "kB"),
                Row("… in requests", len(own.paths), "requests"),
                Row("… with Material’s defaults", other.bytes / 1e3, "kB"),
                Row("… in requests", len(other.paths), "requests"),
                Row("… ours against the defaults", own.bytes / other.bytes),
            ]
    rmtree(plain.parent)
    return Table(TITLE, ABOUT, rows)


def longest(site: Path) -> str:
    """The heaviest page of the report."""
    page = max(sorted((site / "report").glob("*.html")), key=lambda page: page.stat().st_size)
    return page.relative_to(site).as_posix()


def stock(project: Project, pages: Sequence[str]) -> Path:
    """Build a site with Material's defaults from the staged Markdown of ``pages``."""
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


def visit(browser: Any, site: Path, page: str) -> Visit:
    """What a browser with an empty cache requests when it opens ``page``."""
    with served(site) as root:
        context = browser.new_context(service_workers="block")
        tab = context.new_page()
        requested: list[str] = []
        tab.on("request", lambda request: requested.append(request.url))
        tab.goto(f"{root}{page}", wait_until="networkidle")
        context.close()
    paths = sorted({unquote(urlsplit(url).path).lstrip("/") for url in requested if "://" in url})
    return Visit(paths, sum(weight(site / path) for path in paths))


def weight(file: Path) -> int:
    """The bytes that a server sends for ``file``."""
    if not file.is_file():
        return 0
    content = file.read_bytes()
    return len(gzip.compress(content, mtime=0)) if file.suffix in PACKED else len(content)
