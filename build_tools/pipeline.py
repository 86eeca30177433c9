"""The order of the stages: the one place that says how the data flows.

source text - restore - convert - outline -+
                                           +- resolve - pages - stage - render - verify - publish
YAML records - load (typed, located) ------+

Every stage before ``stage`` is a pure function of its arguments. All problems of the data are told
in one run; only input that cannot be read stops it early.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import publication, release, search, source
from build_tools.books import epub, pdf
from build_tools.conversion import convert
from build_tools.diagnostics import Code, Place, Problems
from build_tools.exports import files as exports
from build_tools.glossary import health as glossary_health
from build_tools.glossary import matching
from build_tools.glossary import records as glossary
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary
from build_tools.model import EDITIONS, Edition
from build_tools.outline import outline
from build_tools.pages import data as data_page
from build_tools.pages import downloads, home, notes, report, searchable, written
from build_tools.pages import glossary as glossary_pages
from build_tools.pages import indicators as indicators_page
from build_tools.pages import tracker as tracker_pages
from build_tools.pages.glosses import Glosses, first_on_pages, in_english
from build_tools.pages.page import Page
from build_tools.release import Release
from build_tools.resolve import Resolved
from build_tools.restoration import errata
from build_tools.restoration.restore import restore
from build_tools.tracker import records as tracker
from build_tools.tracker.checks import check_english
from build_tools.tracker.resolve import resolve_tracker
from build_tools.translation import checks as translation_checks
from build_tools.translation import records as translation
from build_tools.translation.checks import TermUse
from build_tools.website import offline
from build_tools.website.package import finish
from build_tools.website.publish import only_build, publish, recover
from build_tools.website.render import (
    RenderError,
    configuration,
    read_base,
    render,
    site_url,
    sitemap,
    write_configuration,
)
from build_tools.website.stage import folder_files, remove, stage
from build_tools.website.verify import verify

RND001 = Code(
    "RND001",
    "The renderer refused the staged pages.",
    "Its own message says why; a hand-written page with a broken link is the usual reason.",
)

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True)
class Project:
    """The folders of a publication."""

    root: Path
    data: Path
    build: Path
    site: Path

    @classmethod
    def at(cls, root: Path) -> Project:
        return cls(root, root / "data", root / "build", root / "site")

    @property
    def written(self) -> Path:
        """The pages written by hand."""
        return self.root / "docs"

    @property
    def staged(self) -> Path:
        return self.build / "docs"


@dataclass
class Progress:
    """Says what a long run is doing; quiet where asked."""

    say: Callable[[str], None] = lambda text: None
    times: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        self.say(f"{name} …")
        yield
        self.times[name] = time.perf_counter() - start
        self.say(f"{name}: {self.times[name]:.2f} s")


class BuildFailed(Exception):  # noqa: N818
    """The build stopped; the problems say why, and the last good site stands."""


def load(data: Path, problems: Problems, progress: Progress) -> Resolved | None:
    """Everything known about the publication in ``data``; None where it cannot be read."""
    with problems.within(data.name) as found:
        return _load(data, found, progress)


def _load(data: Path, problems: Problems, progress: Progress) -> Resolved | None:
    record = publication.load(data, problems)
    rules = convert.load(data, problems)
    corrections = errata.load(data, problems)
    if record is None or rules is None:
        return None
    text = source.read(data, record, problems)
    if text is None:
        return None
    file = record.value.source.file
    with progress.stage("restore"):
        accepted = [words.text for words in record.value.accepted]
        restoration = restore(text, file, problems, corrections, accepted)
    with progress.stage("convert"):
        converted = convert.convert(restoration.text, rules, file, problems)
    with progress.stage("outline"):
        document = outline(restoration, converted, record, file, problems)
    home.check(record, document, problems)
    with progress.stage("glossary"):
        terms = glossary.load(data, problems)
        matched = matching.match(terms.terms, document.segments)
        glossary_coverage = glossary_health.check(terms, matched, document, problems)
    with progress.stage("translation"):
        entries = translation.load(data, problems)
        english = translation.english(entries)
        departures = translation.load_departures(data, problems)
        uses = _term_uses(terms, matched)
        translation_coverage = translation_checks.check(
            document, entries, departures, uses, problems
        )
    with progress.stage("tracker"):
        records = tracker.load(data, problems)
        joined = resolve_tracker(records, document, problems)
        check_english(records, english, problems)
    return Resolved(
        publication=record.value,
        document=document,
        restoration=restoration,
        converted=converted,
        translation=english,
        glossary=terms,
        matching=matched,
        tracker=joined,
        glossary_coverage=glossary_coverage,
        translation_coverage=translation_coverage,
    )


def _term_uses(terms: Glossary, matched: Matching) -> Iterator[TermUse]:
    """Each term's use in a segment, with the English that the glossary accepts for it."""
    for found in matched.occurrences:
        term = terms.by_id[found.term]
        yield TermUse(found.span.segment, found.form.hans, (term.en, *term.en_also))


def check(data: Path, problems: Problems, progress: Progress) -> Resolved | None:
    """Load and check all data, without building."""
    return load(data, problems, progress)


def glosses_of(resolved: Resolved) -> Glosses:
    """Where the terms stand, as the pages need it."""
    by_segment = matching.by_segment(resolved.matching.occurrences)
    return Glosses(
        resolved.glossary.by_id,
        by_segment,
        matching.by_term(resolved.matching.occurrences),
        first_on_pages(resolved.document, by_segment),
        in_english(resolved.glossary.by_id, by_segment, resolved.translation),
    )


@dataclass(frozen=True)
class TakeAway:
    """The forms of the report that a reader can take away, and the state that they are from."""

    release: Release
    url: str
    """Of the site."""
    files: Mapping[str, bytes]


def take_away(project: Project, resolved: Resolved, problems: Problems) -> TakeAway:
    """Make the books and the files for print."""
    state = release.read(project.root, resolved.publication.date)
    url, name = site_url(resolved.publication), downloads.base_name(resolved)
    made = pdf.files(resolved, state, url, name, problems, project.build / "pdf")
    return TakeAway(state, url, {**made, **epub.files(resolved, state, url, name)})


def pages(
    resolved: Resolved,
    edition: Edition,
    glossed: Glosses,
    taken: TakeAway,
    written_pages: Iterable[Page],
) -> list[Page]:
    """All pages of an edition, in the order of the navigation."""
    listed = downloads.listed(taken.files)
    return [
        home.page(resolved, edition),
        *report.pages(resolved, edition, glossed),
        *tracker_pages.pages(resolved, edition),
        indicators_page.page(resolved, edition),
        *glossary_pages.pages(resolved, edition, glossed),
        notes.page(resolved, edition),
        downloads.page(resolved, edition, listed, taken.release, taken.url),
        data_page.page(resolved, edition),
        *written_pages,
    ]


def stage_edition(
    project: Project, resolved: Resolved, edition: Edition, taken: TakeAway, problems: Problems
) -> list[Page]:
    """Write the staged pages of an edition; the pages in navigation order."""
    glossed = glosses_of(resolved)
    by_hand = written.pages(project.written, edition)
    listed = pages(resolved, edition, glossed, taken, by_hand)
    files = {page.path: page.markdown().encode() for page in listed}
    files |= folder_files(ASSETS, "assets/")
    files |= folder_files(project.written / "assets", "assets/")
    found = searchable.entries(resolved, edition, glossed)
    files[search.INDEX_PATH] = search.search_index(found, edition, problems)
    if not edition.folder:
        files |= {f"data/{name}": text.encode() for name, text in exports.files(resolved).items()}
        files |= {f"downloads/{name}": content for name, content in taken.files.items()}
        files |= offline.files(resolved.publication)
    stage(project.staged / edition.id, files)
    return listed


def build(
    project: Project, problems: Problems, progress: Progress, editions: Sequence[Edition] = EDITIONS
) -> Path:
    """Build, verify and publish the site; its folder.

    Raises BuildFailed where ``problems`` has errors; the last good site then stands untouched.
    """
    with only_build(project.build):
        old, new = project.build / "site-old", project.build / "site-new"
        recover(project.site, old)
        remove(new)
        resolved = check(project.data, problems, progress)
        if resolved is None or problems.errors:
            raise BuildFailed
        base = read_base(project.root / "mkdocs.yml")
        configurations: dict[str, Path] = {}
        with progress.stage("books"):
            taken = take_away(project, resolved, problems)
        with progress.stage("pages"):
            for edition in editions:
                listed = stage_edition(project, resolved, edition, taken, problems)
                docs, out = project.staged / edition.id, project.build / "rendered" / edition.id
                path = project.build / f"mkdocs-{edition.id}.yml"
                write_configuration(
                    path,
                    configuration(base, resolved.publication, edition, listed, docs, out),
                )
                configurations[edition.id] = path
        with progress.stage("render"):
            try:
                render(configurations)
            except RenderError as error:
                problems.add(RND001, Place(f"edition {error.edition}"), error.output.strip())
                raise BuildFailed from error
        with progress.stage("verify"):
            _assemble(project, resolved, new, editions)
            archive = downloads.archive_name(resolved)
            finish(new, resolved.publication, taken.release, taken.url, archive, problems)
            verify(new, problems)
            if problems.errors:
                raise BuildFailed
        with progress.stage("publish"):
            publish(new, project.site, old)
    return project.site


def _assemble(project: Project, resolved: Resolved, new: Path, editions: Sequence[Edition]) -> None:
    """Join the rendered editions to one site, with its sitemap and manifest."""
    for edition in editions:
        rendered = project.build / "rendered" / edition.id
        target = new / edition.folder if edition.folder else new
        target.parent.mkdir(parents=True, exist_ok=True)
        rendered.rename(target)
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (target / name).unlink(missing_ok=True)
        for leftover in target.rglob("*.map"):
            leftover.unlink()
        remove(target / "assets" / "javascripts" / "lunr")
    (new / "sitemap.xml").write_text(sitemap(new, resolved.publication), "utf-8")
    (new / ".nojekyll").touch()
