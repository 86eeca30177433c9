"""Our search compared with Material's and Pagefind's, on the same pages in one browser.

Material's search is that of Material for MkDocs with its search plugin: its worker and its
``search_index.json``. Pagefind indexes the pages of that site; it is measured if its packages
``pagefind`` and ``pagefind-bin-extended`` are installed. Setup is the time from a worker's first
message until it is ready. The time of a query is the best of several.
"""

import gzip
import importlib.util
import json
import shutil
import statistics
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from benchmarks import corpus, queries
from benchmarks.chromium import chromium, served
from benchmarks.growth import joined
from benchmarks.queries import QueryClass, load_queries
from benchmarks.rows import Cell, Row, Table
from benchmarks.text import TextReader
from build_tools.diagnostics import Problems
from build_tools.presentation.pages.all_pages import glosses_of
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import ENGLISH, HANS, Edition
from build_tools.search.collect import collect_entries
from build_tools.search.engine import engine
from build_tools.search.entries import SearchEntry
from build_tools.search.index import search_index

OURS, MATERIAL, PAGEFIND = "ours", "Material’s", "Pagefind"
MOST_TIME = 1 / 3
"""Of the time that Material's search takes."""
MOST_INDEX = 1.2
"""Of the size of Material's index."""
LEAST_RECALL = 0.98
MANY = 20
"""How many reports the long text holds."""
BEST = 5
STAGED = "Each search indexes the staged pages."
BARE = (
    "The pages hold only the text and its English. This is the hardest comparison: Material’s "
    "search then indexes exactly the same words, and is quick where it finds nothing."
)
SCRIPT = Path(__file__).with_name("search_page.js")
LANGUAGES = {"hans": "zh", "hant": "zh-Hant", "en": "en"}
CONFIGURATION = """\
site_name: Report
docs_dir: docs
site_dir: site
use_directory_urls: false
plugins: [search]
theme: {name: material, language: LANGUAGE, font: false}
markdown_extensions: [attr_list, tables, {toc: {permalink: false}}]
"""


@dataclass(frozen=True)
class SearchedPages:
    """Pages for each search to index."""

    name: str
    about: str
    edition: Edition
    pages: Mapping[str, str]
    """Path to Markdown."""
    entries: Sequence[SearchEntry]
    """What our search indexes of these pages."""
    budgets: bool = True
    recall: bool = False
    """Whether to report recall by class of query."""
    setups: int = 5
    passes: int = 5


@dataclass(frozen=True)
class Measured:
    """One search on one corpus; times in milliseconds."""

    setup: float
    first: float
    """Setup and first answer."""
    median: float
    p95: float
    index: int
    """Bytes, gzipped."""
    recall: Mapping[str, float]
    """By class of query."""


def measure(project: Project, quick: bool = False) -> list[Table]:
    """The tables of all corpora. The pages must be staged. ``quick`` asks each query once."""
    resolved = check_publication(project.data, Problems())
    assert resolved is not None, "the data has errors"
    folder = project.build / "bench" / "search"
    asked = load_queries(project.root / queries.CASES)
    tables: list[Table] = []
    for number, made in enumerate(corpora(project, resolved)):
        given = replace(made, setups=1, passes=1) if quick else made
        found = run(folder / str(number), given, asked)
        tables.append(compared(made, found))
        if made.recall:
            tables.append(recalled(made, found))
    return tables


def corpora(project: Project, resolved: Resolved) -> Iterator[SearchedPages]:
    """The report's pages and all pages, in two editions; then the bare text, and more of it."""
    for edition in (HANS, ENGLISH):
        entries = entries_of(resolved, edition)
        report = [entry for entry in entries if entry.page.startswith("report/")]
        pages = staged(project.staged / edition.id)
        of_report = {path: text for path, text in pages.items() if path.startswith("report/")}
        name = f"{edition.id} edition"
        yield SearchedPages(f"the report’s pages, {name}", STAGED, edition, of_report, report)
        yield SearchedPages(f"all pages, {name}", STAGED, edition, pages, entries)
        if edition == HANS:
            about = f"the bare text, {name}"
            yield SearchedPages(
                about, BARE, edition, bare(report), report, budgets=False, recall=True
            )
    many = entries_of(grown(project, resolved), HANS)
    many = [entry for entry in many if entry.page.startswith("report/")]
    yield SearchedPages(
        f"the bare text of {MANY} reports, {HANS.id} edition",
        BARE,
        HANS,
        bare(many),
        many,
        budgets=False,
        setups=1,
        passes=2,
    )


def entries_of(resolved: Resolved, edition: Edition) -> list[SearchEntry]:
    return list(collect_entries(resolved, resolved.words(edition), glosses_of(resolved)))


def grown(project: Project, resolved: Resolved) -> Resolved:
    """A made publication with the text of many reports."""
    known = TextReader.of(project.data)
    made = corpus.make(known.source, known.publication, known.errata, MANY)
    return joined(resolved, made, known.read(made.text, made.publication))


def staged(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.md"))
    }


def bare(entries: Iterable[SearchEntry]) -> dict[str, str]:
    """Pages with nothing but the texts of their entries."""
    pages: dict[str, list[str]] = {}
    for entry in entries:
        tag = {"title": "h1", "heading": "h2"}.get(entry.kind, "p")
        name = f' id="{escape(entry.anchor)}"' if tag != "p" else ""
        pages.setdefault(entry.page.replace(".html", ".md"), []).append(
            f"<{tag}{name}>{escape(entry.text)}</{tag}>\n<p>{escape(entry.english)}</p>"
        )
    return {path: "\n".join(blocks) + "\n" for path, blocks in pages.items()}


# One corpus


def run(folder: Path, made: SearchedPages, asked: Mapping[str, QueryClass]) -> dict[str, Measured]:
    """Build what each search needs in ``folder``, and put the queries to all in one browser."""
    shutil.rmtree(folder, ignore_errors=True)
    engines = {
        OURS: build_ours(folder / "ours", made),
        MATERIAL: build_material(folder / "stock", made),
    }
    if pagefind_runs():
        engines[PAGEFIND] = build_pagefind(folder / "stock" / "site")
    typed = [query for each in asked.values() for query in each.all]
    answers = in_browser(
        folder,
        {
            "engines": [given for given, _ in engines.values()],
            "queries": [query.query for query in typed],
            "setups": made.setups,
            "passes": made.passes,
        },
    )
    texts = texts_of(made.entries)
    wanted = [pages_with(texts, query.finds) for query in typed]
    classes = [name for name, each in asked.items() for _ in each.all]
    return {
        name: Measured(
            statistics.median(answer["setups"]),
            statistics.median(answer["firsts"]),
            statistics.median(answer["taken"]),
            sorted(answer["taken"])[int(0.95 * len(typed))],
            weight,
            recall(classes, wanted, answer["found"]),
        )
        for (name, (_, weight)), answer in zip(engines.items(), answers, strict=True)
    }


Engine = tuple[dict[str, Any], int]
"""What the page needs to know about a search, and the size of its gzipped index."""


def build_ours(folder: Path, made: SearchedPages) -> Engine:
    index = search_index(made.entries, made.edition)
    folder.mkdir(parents=True)
    (folder / "index.js").write_bytes(index)
    (folder / "worker.js").write_bytes(engine())
    return {"worker": "ours/worker.js", "index": "ours/index.js"}, zipped(index)


def build_material(folder: Path, made: SearchedPages) -> Engine:
    for path, text in made.pages.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    home = folder / "docs" / "index.md"
    if not home.exists():
        home.write_text("# Home\n", "utf-8")
    config = CONFIGURATION.replace("LANGUAGE", LANGUAGES[made.edition.id])
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603
    site = folder / "site"
    (worker,) = site.glob("assets/javascripts/workers/search.*.min.js")
    index = site / "search" / "search_index.json"
    given = {
        "worker": f"stock/site/{worker.relative_to(site).as_posix()}",
        "index": "stock/site/search/search_index.json",
        "isMaterial": True,
    }
    return given, zipped(index.read_bytes())


def pagefind_runs() -> bool:
    return all(map(importlib.util.find_spec, ("pagefind", "pagefind_bin_extended")))


def build_pagefind(site: Path) -> Engine:
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--root-selector", "article"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    made = site / "pagefind"
    # Its files are already gzipped; a reader gets those that a query needs.
    weight = sum(path.stat().st_size for path in made.rglob("*.pf_*"))
    return {"script": "stock/site/pagefind/pagefind.js", "root": "/stock/site/"}, weight


def zipped(content: bytes) -> int:
    return len(gzip.compress(content, 9))


# The browser


def in_browser(folder: Path, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What ``search_page.js`` measures on the files in ``folder``."""
    (folder / "blank.html").write_text("<!doctype html><title>Benchmark</title>", "utf-8")
    with served(folder) as root, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{root}blank.html")
        engines = [
            {
                key: f"{root}{value}" if key in ("worker", "index", "script") else value
                for key, value in given.items()
            }
            for given in asked["engines"]
        ]
        found = page.evaluate(SCRIPT.read_text("utf-8"), {**asked, "engines": engines})
    answers: list[dict[str, Any]] = json.loads(json.dumps(found))
    return answers


# What should be found


def plain(text: str) -> str:
    """``text`` in ordinary width and lower case, as a search within a page compares it."""
    return unicodedata.normalize("NFKC", text).lower()


def texts_of(entries: Iterable[SearchEntry]) -> dict[str, str]:
    """The text of each page in both languages, with a line for each paragraph."""
    han: dict[str, list[str]] = {}
    english: dict[str, list[str]] = {}
    for entry in entries:
        han.setdefault(entry.page, []).append(("" if entry.joined else "\n") + entry.text)
        english.setdefault(entry.page, []).append((" " if entry.joined else "\n") + entry.english)
    return {page: plain("".join(han[page] + english[page])) for page in han}


def pages_with(texts: Mapping[str, str], finds: Iterable[str]) -> set[str]:
    """The pages that have all the words."""
    wanted = [plain(words) for words in finds]
    return {page for page, text in texts.items() if all(words in text for words in wanted)}


def recall(
    classes: Iterable[str], wanted: Iterable[set[str]], found: Iterable[Sequence[str]]
) -> dict[str, float]:
    """By class: the share of the wanted pages, or of :data:`BEST` of them, in the first results."""
    shares: dict[str, list[float]] = {}
    for name, pages, best in zip(classes, wanted, found, strict=True):
        if pages:
            share = len(pages & set(best[:BEST])) / min(BEST, len(pages))
            shares.setdefault(name, []).append(share)
    return {name: statistics.mean(each) for name, each in shares.items()}


# The tables


def compared(made: SearchedPages, found: Mapping[str, Measured]) -> Table:
    """Each search's figures, and the ratio of ours to Material's."""
    time, index = (MOST_TIME, MOST_INDEX) if made.budgets else (None, None)

    def row(what: str, of: Callable[[Measured], float], unit: str, most: float | None) -> Row:
        shown = [Cell(of(each), unit) for each in found.values()]
        return Row(what, of(found[OURS]) / of(found[MATERIAL]), budget=most, columns=shown)

    rows = [
        row("Setup", lambda each: each.setup, "ms", time),
        row("Setup and first answer", lambda each: each.first, "ms", None),
        row("A query, median", lambda each: each.median, "ms", None),
        row("A query, 95th percentile", lambda each: each.p95, "ms", time),
        row("Index, gzipped", lambda each: each.index / 1000, "kB", index),
    ]
    return Table(f"Search: {made.name}", made.about, rows, list(found), f"{OURS} / {MATERIAL}")


def recalled(made: SearchedPages, found: Mapping[str, Measured]) -> Table:
    """What each search finds, by class of query."""
    others = [name for name in found if name != OURS]
    rows = [
        Row(
            kind,
            share,
            least=LEAST_RECALL,
            columns=[Cell(found[name].recall[kind]) for name in others],
        )
        for kind, share in found[OURS].recall.items()
    ]
    about = f"How many of the pages that have the words are among the first {BEST} results."
    return Table(f"Search: recall, {made.name}", about, rows, others, OURS)
