"""The order of the stages, from the checked publication to the published site.

source text - restore - convert - outline -+
                                           +- resolve - pages - stage - render - verify - publish
YAML records - load (typed, located) ------+

Each edition goes from ``pages`` to ``render`` in a process of its own, and the books are made
meanwhile (``beside``); the site is packed while its pages are verified.

Every stage before ``stage`` is a pure function of its arguments. All problems of the data are told
in one run; only input that cannot be read stops it early.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from build_tools.books import epub, pdf
from build_tools.diagnostics import Code, Diagnostic, Place, Problems
from build_tools.exports import files as exports
from build_tools.glossary import matching
from build_tools.presentation.pages import codes as codes_page
from build_tools.presentation.pages import data as data_page
from build_tools.presentation.pages import downloads, handwritten, home, notes, report
from build_tools.presentation.pages import glossary as glossary_pages
from build_tools.presentation.pages import indicators as indicators_page
from build_tools.presentation.pages import tracker as tracker_pages
from build_tools.presentation.pages.glosses import Glosses, first_on_pages, in_english
from build_tools.presentation.pages.page import Page
from build_tools.presentation.template_cache import COMPILED
from build_tools.presentation.templating import keep_compiled
from build_tools.publication import release
from build_tools.publication.check import check
from build_tools.publication.project import Project
from build_tools.publication.release import Release
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.records.publication import site_url
from build_tools.search import collect
from build_tools.search.engine import ENGINE_PATH, engine
from build_tools.search.index import INDEX_PATH, search_index
from build_tools.system.parallel import beside, in_turn
from build_tools.system.progress import Progress
from build_tools.system.signals import to_the_end
from build_tools.website import offline
from build_tools.website.archive import finished, guard
from build_tools.website.integrity import LISTING, assure
from build_tools.website.offline import WORKER
from build_tools.website.publish import making, only_build, publish, recover
from build_tools.website.render import (
    CONFIGURATION,
    MKDOCS,
    ConfigurationError,
    Renderer,
    RenderError,
    configuration,
    read_base,
    render,
    sitemap,
    write_configuration,
)
from build_tools.website.stage import folder_files, remove, stage, write
from build_tools.website.verify import verifying

SIT013 = Code(
    "SIT013",
    "The renderer refused the staged pages.",
    "Its own message says why; a hand-written page with a broken link is the usual reason.",
    example=(
        "WARNING - Doc file 'about.md' contains a link 'missing.md', but the target is not "
        "found among documentation files."
    ),
)

ASSETS = Path(__file__).parent / "website" / "assets"


class BuildFailed(Exception):  # noqa: N818
    """The build stopped; the problems say why, and the last good site stands."""


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
    names: Sequence[str] = ()
    """Of the files."""


def take_away(project: Project, resolved: Resolved) -> TakeAway:
    """What there will be to take away, for the pages that are made meanwhile."""
    state = release.read(project.root, resolved.publication.date)
    name = downloads.base_name(resolved)
    names = [*pdf.names(resolved, name), *epub.names(resolved, name)]
    return TakeAway(state, site_url(resolved.publication), names)


def books(
    project: Project, resolved: Resolved, taken: TakeAway, problems: Problems
) -> dict[str, bytes]:
    """The books and the files for print, by their path in the site."""
    name, kept = downloads.base_name(resolved), project.build / "pdf"
    made = pdf.files(resolved, taken.release, taken.url, name, problems, kept)
    made |= epub.files(resolved, taken.release, taken.url, name)
    return {f"{downloads.FOLDER}/{name}": content for name, content in made.items()}


def pages(
    resolved: Resolved,
    edition: Edition,
    glossed: Glosses,
    taken: TakeAway,
    written_pages: Iterable[Page],
) -> list[Page]:
    """All pages of an edition, in the order of the navigation."""
    tracked = (*tracker_pages.pages(resolved, edition), indicators_page.page(resolved, edition))
    return [
        home.page(resolved, edition),
        *report.pages(resolved, edition, glossed),
        *(tracked if resolved.publication.has_both_sides else ()),
        *glossary_pages.pages(resolved, edition, glossed),
        notes.page(resolved, edition),
        downloads.page(resolved, edition, taken.names, taken.release, taken.url),
        data_page.page(resolved, edition),
        codes_page.page(edition),
        *written_pages,
    ]


def stage_edition(
    project: Project,
    resolved: Resolved,
    edition: Edition,
    taken: TakeAway,
    problems: Problems,
    more: Mapping[str, bytes] | None = None,
) -> list[Page]:
    """Write the staged pages of an edition, and ``more`` files; the pages in navigation order."""
    glossed = glosses_of(resolved)
    by_hand = handwritten.pages(project.written, edition, problems)
    listed = pages(resolved, edition, glossed, taken, by_hand)
    files = {page.path: page.markdown().encode() for page in listed}
    files |= folder_files(ASSETS, "assets/")
    files |= folder_files(project.written / "assets", "assets/")
    found = collect.entries(resolved, edition, glossed)
    files[INDEX_PATH] = search_index(found, edition, problems)
    files[ENGINE_PATH] = engine()
    if not edition.folder:
        files |= {f"data/{name}": text.encode() for name, text in exports.files(resolved).items()}
        # As received, whatever its encoding.
        files["data/source.txt"] = (project.data / resolved.publication.source.file).read_bytes()
    stage(project.staged / edition.id, files | dict(more or {}))
    return listed


def build(
    project: Project,
    problems: Problems,
    progress: Progress,
    renderer: Renderer = MKDOCS,
) -> Path:
    """Build, verify and publish the site; its folder.

    Raises BuildFailed where ``problems`` has errors, OSError where the system refuses something,
    and NoDate; the last good site then stands untouched.
    """
    old, new = project.build / "site-old", project.build / "site-new"
    with only_build(project.build), making(new, project.build / "rendered"):
        recover(project.site, old)
        keep_compiled(project.build / COMPILED)
        base = _base(project, problems)
        resolved = check(project.data, problems, progress)
        if base is None or resolved is None or problems.errors:
            raise BuildFailed
        editions = resolved.publication.published
        taken = take_away(project, resolved)
        works = [
            partial(_rendered, project, resolved, edition, taken, base, renderer)
            for edition in editions
        ]
        with (beside if renderer.side_by_side else in_turn)(works) as rendered:
            with progress.stage("books"):
                files = books(project, resolved, taken, problems)
                files |= offline.files(resolved.publication)
            with progress.stage("pages and render"):
                try:
                    problems.found += [found for told in rendered() for found in told]
                except RenderError as error:
                    for told in error.complaints:
                        problems.add(SIT013, Place(f"edition {error.edition}"), told)
        if problems.errors:
            raise BuildFailed
        with progress.stage("verify"):
            _assemble(project, resolved, new, editions, files)
            last = _finished(resolved, new, taken, problems)
            if problems.errors:
                raise BuildFailed
            for path, content in last.items():
                write(new / path, content)
            assure(new)
        with to_the_end(), progress.stage("publish"):
            publish(new, project.site, old)
    return project.site


def _base(project: Project, problems: Problems) -> Mapping[str, Any] | None:
    """The one configuration of the look; None, with a problem, where it is none."""
    try:
        return read_base(project.root / CONFIGURATION)
    except ConfigurationError as error:
        problems.add(SIT013, Place(CONFIGURATION), str(error))
        return None


def _rendered(
    project: Project,
    resolved: Resolved,
    edition: Edition,
    taken: TakeAway,
    base: Mapping[str, Any],
    renderer: Renderer,
) -> list[Diagnostic]:
    """Stage and render an edition, and give its pages their policies; the problems found.

    Raises RenderError, and OSError where the system refuses something.
    """
    problems = Problems()
    pages = stage_edition(project, resolved, edition, taken, problems)
    docs, out = project.staged / edition.id, project.build / "rendered" / edition.id
    path = project.build / f"mkdocs-{edition.id}.yml"
    record = resolved.publication
    write_configuration(path, configuration(base, record, edition, pages, docs, out, renderer))
    render(edition.id, path, renderer)
    guard(out)
    return problems.found


def _finished(
    resolved: Resolved, new: Path, taken: TakeAway, problems: Problems
) -> dict[str, bytes]:
    """The last files of the site, made while all others are verified."""
    editions, root = resolved.publication.published, urlsplit(taken.url).path
    name = downloads.archive_name(resolved)
    coming = (f"{downloads.FOLDER}/{name}", WORKER, LISTING)
    with verifying(new, problems, editions, root, coming) as verified:
        last = finished(new, resolved.publication, taken.release, taken.url, name, problems)
        verified()
    return last


def _assemble(
    project: Project,
    resolved: Resolved,
    new: Path,
    editions: Sequence[Edition],
    files: Mapping[str, bytes],
) -> None:
    """Join the rendered editions and the ``files`` beside them to one site, with its sitemap."""
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
    for path, content in files.items():
        write(new / path, content)
    write(new / "sitemap.xml", sitemap(new, resolved.publication).encode())
    (new / ".nojekyll").touch()
