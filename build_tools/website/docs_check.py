"""What a build would say of ``docs/``, without building.

Pages are rendered alone, by the extensions that ``mkdocs.yml`` names, and checked as a build
checks the finished ones. Only a build makes all other files: it alone knows whether a link to a
download, to a file of ``data/`` or to a place inside a generated page leads somewhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from markdown import Markdown

from build_tools.diagnostics import Place, Problems
from build_tools.presentation.pages import handwritten
from build_tools.presentation.pages.all_pages import made_addresses
from build_tools.presentation.pages.page import NOT_FOUND
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.website.docs_files import DocsFiles, docs_files_of
from build_tools.website.mkdocs_yml import CONFIGURATION, SIT013
from build_tools.website.page_check import CheckedPage, check_page
from build_tools.website.page_files import made_assets
from build_tools.website.page_sources import at_source
from build_tools.website.policy import with_policy
from build_tools.website.site_check import check_anchors
from build_tools.website.theme_files import theme_assets

BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs adds to those of ``mkdocs.yml``."""
_PAGE = "<!doctype html><html><head><meta charset=utf-8></head><body>{}</body></html>"


class _SiteFiles(frozenset[str]):
    """The pages and assets of a site; of other files only a build knows whether they are in it."""

    def __contains__(self, name: object) -> bool:
        path = str(name).replace("\\", "/")  # a path of Windows is none of the site
        is_page = path.endswith((".html", ".md")) or "：" in path  # https：// is no scheme
        is_known = is_page or "assets" in path.split("/")
        return not is_known or super().__contains__(name)


def check_docs(
    project: Project, resolved: Resolved, settings: Mapping[str, Any], problems: Problems
) -> None:
    """Report what is wrong with ``docs/``; ``settings`` are those of ``mkdocs.yml``."""
    docs, published = project.handwritten, resolved.publication.published
    languages = {handwritten.language(edition): edition for edition in reversed(published)}
    found = {
        language: docs_files_of(docs, resolved, settings, edition, problems)
        for language, edition in languages.items()
    }
    addresses = {
        edition: list(_addresses(resolved, edition, found[handwritten.language(edition)]))
        for edition in published
    }
    files, root = list(_files(addresses, found)), urlsplit(resolved.url).path
    checked: dict[str, CheckedPage] = {}
    sources: dict[str, str] = {}
    for language, edition in languages.items():
        pages = (f"{one.removesuffix('.html')}.md" for one in addresses[edition])
        known = _SiteFiles((*files, *pages))
        for page in found[language].pages:
            html = _html(page.body, settings, problems)
            if html is None:
                return
            name = edition.prefix + page.address
            checked[name] = _of_pages(
                check_page(name, with_policy(_PAGE.format(html)), known, root)
            )
            sources[name] = page.source
    rendered = Problems()
    check_anchors(checked, rendered)
    for one in rendered.found:
        text = (project.root / sources[one.place.file]).read_text("utf-8", "replace")
        problems.found.append(at_source(one, sources[one.place.file], text))


def _of_pages(page: CheckedPage) -> CheckedPage:
    """``page`` with the links to Markdown files as links to the pages that they become."""
    anchors = (
        (re.sub(r"\.md$", ".html", target), anchor, url, line)
        for target, anchor, url, line in page.anchors
    )
    return replace(page, anchors=tuple(anchors))


def _files(
    addresses: Mapping[Edition, Iterable[str]], found: Mapping[str, DocsFiles]
) -> Iterator[str]:
    """The pages of each edition, by their ``addresses``, and the assets that the site will have."""
    for edition, pages in addresses.items():
        yield from pages
        own = found[handwritten.language(edition)].assets
        for name in (NOT_FOUND, *made_assets(), *theme_assets(), *own):
            yield edition.prefix + name


def _addresses(resolved: Resolved, edition: Edition, own: DocsFiles) -> Iterator[str]:
    """The pages of an edition, by their path in the site."""
    made = made_addresses(resolved, resolved.words(edition))
    for address in (*made, *(page.address for page in own.pages)):
        yield edition.prefix + address


def _html(text: str, settings: Mapping[str, Any], problems: Problems) -> str | None:
    """A page in Markdown as HTML; None, and a problem, where an extension cannot be used."""
    extensions = dict(_extensions(settings.get("markdown_extensions") or ()))
    names = list(dict.fromkeys((*BUILT_IN, *extensions)))
    try:
        return Markdown(extensions=names, extension_configs=extensions).convert(text)
    except Exception as error:  # an extension may raise anything
        said = f"Markdown cannot be read with these extensions: {type(error).__name__}: {error}"
        problems.add(SIT013, Place(CONFIGURATION), said)
        return None


def _extensions(setting: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each extension of ``markdown_extensions`` with its settings."""
    items = setting.items() if isinstance(setting, dict) else ()
    for item in setting if isinstance(setting, list) else ():
        items = (*items, *(item.items() if isinstance(item, dict) else ((item, None),)))
    for name, values in items:
        yield str(name), values or {}
