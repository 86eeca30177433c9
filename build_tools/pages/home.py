"""The home page: at a glance what this is, and the ways in."""

from __future__ import annotations

from build_tools.diagnostics import Code, Place, Problems
from build_tools.model import EDITIONS, Document, Edition
from build_tools.pages.page import Page, segment_address
from build_tools.pages.report import Reader, unit_name
from build_tools.publication import Publication
from build_tools.records import Located
from build_tools.resolve import Resolved
from build_tools.templating import Words, relative, render

HOM001 = Code(
    "HOM001",
    "A key figure's quote does not stand in its segment.",
    "Copy the words from the segment, in simplified script.",
)


def check(publication: Located[Publication], document: Document, problems: Problems) -> None:
    """Report key figures whose quotes are not verbatim."""
    for index, figure in enumerate(publication.value.key_figures):
        segment = document.by_id.get(figure.segment)
        if segment is None or figure.quote not in segment.hans:
            place: Place = publication.at("key_figures", index, "quote")
            where = f"segment {figure.segment}" if segment else f'no segment "{figure.segment}"'
            problems.add(HOM001, place, f"“{figure.quote}” is not in {where}")


def _ways(resolved: Resolved, words: Words) -> list[tuple[str, str, str]]:
    """The name, address and use of each way in beside the report."""
    tracker = resolved.tracker
    years = {"review": tracker.review, "plan": tracker.plan}
    followed = len(tracker.achievements) - len(tracker.without_follow_up)
    return [
        (
            words("tracker_title", **years),
            "tracker/index.html",
            words("tracker_about", n=len(tracker.achievements), followed=followed, **years),
        ),
        (words("indicators"), "indicators.html", words("way_indicators", **years)),
        (
            words("glossary"),
            "glossary/index.html",
            words("glossary_about", n=len(resolved.glossary.terms)),
        ),
        (words("downloads"), "downloads.html", words("way_downloads")),
        (words("editorial_notes"), "notes.html", words("way_notes")),
    ]


def _other_editions(edition: Edition) -> list[tuple[Edition, str]]:
    """The other editions and their first pages."""
    up = "../" if edition.folder else ""
    return [
        (other, f"{up}{other.folder + '/' if other.folder else ''}index.html")
        for other in EDITIONS
        if other.id != edition.id
    ]


def page(resolved: Resolved, edition: Edition) -> Page:
    """The edition's first page."""
    path = "index.md"
    words = Words(edition)
    reader = Reader(resolved, edition)
    publication, document = resolved.publication, resolved.document
    figures = [
        {
            "label": words.of(figure.label),
            "value": words.of(figure.value),
            "change": words.of(figure.change) if figure.change else "",
            "url": relative(segment_address(document.by_id[figure.segment]), path),
        }
        for figure in publication.key_figures
        if figure.segment in document.by_id
    ]
    parts = []
    for part in publication.parts:
        units = [u for u in document.units if u == part.id or u.startswith(f"{part.id}-")]
        parts.append(
            {
                "name": words.of(part.name),
                "url": f"report/{part.id}.html",
                "sections": [
                    {
                        "name": unit_name(resolved, unit, reader, words),
                        "url": f"report/{unit}.html",
                    }
                    for unit in units
                    if unit != part.id
                ],
            }
        )
    body = render(
        "home.md.j2",
        edition,
        resolved=resolved,
        figures=figures,
        parts=parts,
        ways=_ways(resolved, words),
        editions=_other_editions(edition),
        path=path,
    )
    return Page(
        path,
        words.of(publication.site.name),
        words.of(publication.site.description),
        body,
        "home",
        hide=("navigation", "toc"),
        nav=words("home"),
    )
