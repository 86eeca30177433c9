"""The home page: what the publication is, its key figures, and the ways in."""

from __future__ import annotations

from build_tools.presentation.pages.page import Page, segment_address
from build_tools.presentation.pages.report import Reader, unit_lang, unit_name
from build_tools.presentation.pages.tracker_views import outcome
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication
from build_tools.resources.interface import Words


def _ways(resolved: Resolved, words: Words) -> list[tuple[str, str, str]]:
    """The name, address and description of each way in other than the report."""
    tracker = resolved.tracker
    years = {"review": tracker.review, "plan": tracker.plan}
    ways = []
    shown = resolved.shown_tracker
    if not (tracker.achievements or tracker.commitments) and shown.achievements:
        ways.append((words("tracker_title", **years), "tracker/index.html", words("drafts_only")))
    if tracker.achievements or tracker.commitments:
        about = outcome(tracker, words)
        ways.append((words("tracker_title", **years), "tracker/index.html", about))
    if tracker.follow_ups:
        about = words("way_indicators", **years)
        ways.append((words("indicators"), "indicators.html", about))
    if resolved.glossary.terms:
        about = words("glossary_about", n=len(resolved.glossary.terms))
        ways.append((words("glossary"), "glossary/index.html", about))
    return [
        *ways,
        (words("downloads"), "downloads.html", words("way_downloads")),
        (words("editorial_notes"), "notes.html", words(_about_notes(resolved))),
    ]


def _about_notes(resolved: Resolved) -> str:
    """The key of what the editorial notes hold, which depends on whether the source was damaged."""
    damage = {"erratum", "pinyin-note"} & resolved.restoration.counts().keys()
    return "way_notes" if damage else "way_notes_sound"


def occasion(publication: Publication, words: Words) -> str:
    """Where and when the report was given, as far as that is known in the edition's language."""
    known = publication.meeting
    meeting = "" if words.lang_of(known) else words.of(known)
    date = words.date(publication.date) if publication.date else ""
    if meeting and date:
        return words("delivered", meeting=meeting, date=date)
    return meeting or date


def _other_editions(resolved: Resolved, edition: Edition) -> list[tuple[Edition, str, str]]:
    """The other editions, the addresses of their home pages, and what they offer."""
    up = "../" if edition.folder else ""
    return [
        (other, f"{up}{other.folder and f'{other.folder}/'}index.html", _offer(resolved, other))
        for other in resolved.publication.published
        if other != edition
    ]


def _offer(resolved: Resolved, edition: Edition) -> str:
    if not edition.is_chinese and not resolved.has_english:
        return resolved.words(edition)("english_frame")
    whole = len(resolved.translation) >= len(resolved.document.segments)
    if edition.is_chinese or whole:
        return edition.about
    return resolved.words(edition)("english_so_far")


def page(resolved: Resolved, edition: Edition) -> Page:
    """The edition's first page."""
    path = "index.md"
    words = resolved.words(edition)
    reader = Reader(resolved, edition)
    publication, document = resolved.publication, resolved.document
    figures = [
        {
            "label": words.of(figure.label),
            "value": words.of(figure.value),
            "change": words.of(figure.change),
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
                "url": f"report/{units[0]}.html" if units else "report/index.html",
                "sections": [
                    {
                        "name": unit_name(resolved, unit, reader, words),
                        "lang": unit_lang(resolved, unit, reader),
                        "url": f"report/{unit}.html",
                    }
                    for unit in units
                    if unit != part.id
                ],
            }
        )
    body = render(
        "home.md.j2",
        words,
        publication=publication,
        by=[text for text in (publication.issuer, publication.speaker) if words.of(text)],
        occasion=occasion(publication, words),
        figures=figures,
        parts=parts,
        ways=_ways(resolved, words),
        editions=_other_editions(resolved, edition),
    )
    return Page(
        path,
        words.of(publication.site.name),
        words.of(publication.site.description),
        body,
        "home",
        hide=("navigation", "toc"),
        nav=words("home"),
        source="data/publication.yml",
    )
