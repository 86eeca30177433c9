"""The order of the stages, from the data folder to the published site.

source text ─ restore ─ convert ─ outline ─┐
                                           ├─ resolve ─ pages ─ stage ─ render ─ verify ─ publish
YAML records ─ load (typed, located) ──────┘

Everything up to *resolve* is in :mod:`build_tools.publication.check`. Up to *stage*, a
stage changes none of its arguments but the problems. All problems of the data are reported in one
run; only input that cannot be read stops it early.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.books import pdf
from build_tools.books.cards import card_files
from build_tools.books.chart_files import chart_files
from build_tools.books.files import epub_files, pdf_files
from build_tools.diagnostics import Problems
from build_tools.diagnostics.in_fork import start_reporting
from build_tools.presentation.pages.downloads import FOLDER, archive_name
from build_tools.presentation.pages.page import Page
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication, site_url
from build_tools.system.cache import Cache
from build_tools.system.files import write
from build_tools.system.forks import Forks
from build_tools.system.progress import Progress
from build_tools.system.remembered import remembering
from build_tools.system.signals import shield
from build_tools.website import last_build, offline
from build_tools.website.archive import last_files
from build_tools.website.assemble import add_files, assemble_edition
from build_tools.website.integrity import MANIFEST, verify_written
from build_tools.website.loading import begin_loading
from build_tools.website.mkdocs_yml import CONFIGURATION
from build_tools.website.offline import offline_files
from build_tools.website.page_sources import at_sources
from build_tools.website.publish import (
    NEW,
    OLD,
    check_targets,
    claim,
    clean_folders,
    only_build,
    publish,
    recover,
)
from build_tools.website.render import MKDOCS, Renderer, Rendering
from build_tools.website.site_check import check_site
from build_tools.website.staging import stage_edition


class BuildFailed(Exception):  # noqa: N818
    """The build stopped. The problems say why, and the last good site is untouched."""


def build(
    project: Project, problems: Problems, progress: Progress, renderer: Renderer = MKDOCS
) -> Path:
    """Build, verify and publish the site; its folder.

    Raises BuildFailed where ``problems`` has errors, OSError where the system fails,
    and NoDate; the last good site is then untouched.
    """
    if not claim(project.build, problems):
        raise BuildFailed
    new, old = project.build / NEW, project.build / OLD
    cache = Cache(project.build / "cache")
    with only_build(project.build) as is_left, ExitStack() as stack:
        recover(project.site, old)
        # site-new and site-old may be somebody's, unless the lock says that a build left them.
        targets = [project.site] if is_left else [project.site, new, old]
        check_targets(project.root, targets, problems)
        if not problems.errors:
            stack.enter_context(clean_folders(new, kept=[project.build / "rendered"]))
        inputs = last_build.state(project, CONFIGURATION, renderer.command)
        if not problems.errors and (advice := last_build.unchanged(project, inputs)) is not None:
            progress.say("nothing has changed since the last build")
            problems.found += advice.found
            return project.site
        stack.enter_context(remembering(project.remembered))
        process = stack.enter_context(renderer.process())
        forks = stack.enter_context(Forks())
        loaded, check = begin_loading(project, problems, forks, progress)
        if loaded is None:
            problems.found += check.finish()
            raise BuildFailed
        rendering = Rendering(project, loaded, process)
        add_edition = partial(assemble_edition, project.build / "rendered", new, cache=cache)
        try:
            files = _pages_and_books(rendering, add_edition, forks, cache, problems, progress)
        except OSError:
            problems.found += check.finish()
            raise
        problems.found += check.finish()
        if problems.errors:
            raise BuildFailed
        with progress.stage("verify"):
            _complete(new, rendering, files, forks, cache, problems)
        with shield(), progress.stage("publish"):
            publish(new, project.site, old)
        with suppress(OSError):  # the site is published; the next build only has more to do
            cache.remove_unused()
            last_build.remember(project, inputs, problems)
    return project.site


def _complete(
    new: Path,
    rendering: Rendering,
    files: Mapping[str, bytes],
    forks: Forks,
    cache: Cache,
    problems: Problems,
) -> None:
    """Add ``files``, and those that describe all others, to the pages in ``new``; check all of it.

    Raises BuildFailed where something is wrong with the site, and OSError where the system fails.
    """
    resolved, revision = rendering.loaded.resolved, rendering.loaded.revision
    publication = resolved.publication
    add_files(new, publication, files)
    archive = archive_name(resolved)
    coming = (f"{FOLDER}/{archive}", offline.WORKER, MANIFEST)
    checked = start_reporting(forks, partial(_checked, new, publication, coming, cache))
    last = last_files(new, resolved, revision, resolved.url, archive, problems)
    with at_sources(problems, rendering.pages, rendering.project.root) as found:
        cache.used |= checked(found)
    if problems.errors:
        raise BuildFailed
    for path, content in last.items():
        write(new / path, content)
    verify_written(new)


def _checked(
    site: Path, publication: Publication, coming: Sequence[str], cache: Cache, problems: Problems
) -> set[str]:
    """Check the assembled site; the names of the results in ``cache`` that it used."""
    root = urlsplit(site_url(publication)).path
    check_site(site, problems, publication.published, root, coming, cache)
    return cache.used


def _pages_and_books(
    rendering: Rendering,
    add_edition: Callable[[Edition], None],
    forks: Forks,
    cache: Cache,
    problems: Problems,
    progress: Progress,
) -> dict[str, bytes]:
    """Stage and render the pages of all editions; the books, pictures and other files of the site.

    ``add_edition`` takes each edition to the site when it is rendered, while the next one is.

    The first edition is staged beside the others, and rendered while others are still staged.
    """
    loaded = rendering.loaded
    resolved, revision = loaded.resolved, loaded.revision
    first, *rest = resolved.publication.published
    others = start_reporting(forks, partial(_staged, rendering, rest)) if rest else None
    with ThreadPoolExecutor() as pool:
        pdfs = pdf.start(resolved, revision, cache, pool)
        pictures = pool.submit(_pictures, resolved, cache)
        with progress.stage(f"stage {first.id}"):
            pages = stage_edition(rendering.project, loaded, first, problems)
        rendering.start(first, pages)
        with progress.stage("books"):
            files = epub_files(resolved, revision, cache)
        if others:
            with progress.stage(f"stage {' and '.join(edition.id for edition in rest)}"):
                staged = others(problems)
            for edition, pages in zip(rest, staged, strict=True):
                rendering.start(edition, pages)
        with progress.stage("render"):
            files |= pictures.result() | pdf_files(resolved, pdfs, problems)
            rendering.finish(problems, add_edition)
    return files


def _staged(
    rendering: Rendering, editions: Sequence[Edition], problems: Problems
) -> list[list[Page]]:
    """Stage editions; the pages of each."""
    return [
        stage_edition(rendering.project, rendering.loaded, edition, problems)
        for edition in editions
    ]


def _pictures(resolved: Resolved, cache: Cache) -> dict[str, bytes]:
    """The icons, cards and charts. Typst, which draws them, leaves Python free while it works."""
    files = offline_files(resolved, cache) | card_files(resolved, cache)
    return files | chart_files(resolved, cache)
