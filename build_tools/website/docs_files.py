"""What an edition has of ``docs/``: the pages written by hand, and the files that they load."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.presentation.pages import handwritten
from build_tools.presentation.pages.all_pages import made_addresses
from build_tools.presentation.pages.page import Page
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.website.docs_assets import assets
from build_tools.website.page_files import made_assets


@dataclass(frozen=True)
class DocsFiles:
    """The files of ``docs/`` that an edition publishes."""

    pages: list[Page]
    assets: dict[str, bytes]
    """By their path in the edition."""


def docs_files_of(
    docs: Path,
    resolved: Resolved,
    settings: Mapping[str, Any],
    edition: Edition,
    problems: Problems,
) -> DocsFiles:
    """The files of ``docs`` in ``edition``; those that cannot be published are reported.

    ``settings`` are those of ``mkdocs.yml``.
    """
    words = resolved.words(edition)
    pages = list(handwritten.pages(docs, words, problems))
    folder = f"{docs.name}/{handwritten.language(edition)}"
    handwritten.report_others(docs, str(settings.get("exclude_docs") or "").split(), problems)
    handwritten.report_replaced(pages, made_addresses(resolved, words), folder, problems)
    scripts = settings.get("extra_javascript") or ()
    return DocsFiles(pages, assets(docs, scripts, made_assets(), problems))
