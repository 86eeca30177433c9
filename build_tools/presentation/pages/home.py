"""The home page: what the publication is, the ways in, its figures, and what became of its plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from build_tools.presentation.pages import glossary
from build_tools.presentation.pages.follow_up_summary import plan_words, summary_values
from build_tools.presentation.pages.page import Page, segment_address
from build_tools.presentation.pages.tracker_views import Join, Row, Viewer
from build_tools.presentation.segments import Reader
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.records.publication import Publication
from build_tools.resources.interface import Words
from build_tools.restoration.repairs import Repair
from build_tools.tracker.indicators import growth_targets, indicator_rows

PATH = "index.md"


@dataclass(frozen=True)
class Way:
    """A way into the publication: what there is, and where."""

    name: str
    url: str
    about: str


def _ways(resolved: Resolved, words: Words) -> list[Way]:
    """What sets the publication apart, in the order of use, each with the page that has it."""
    tracker, shown = resolved.tracker, resolved.shown_tracker
    years = tracker.years
    ways = []
    if tracker.accepted:
        about = plan_words("way_tracker", resolved, words, n=len(tracker.accepted))
        ways.append(Way(words("tracker"), "tracker/index.html", about))
    elif shown.achievements:
        ways.append(Way(words("tracker"), "tracker/index.html", words("drafts_only")))
    if indicator_rows(tracker) or growth_targets(tracker):
        ways.append(Way(words("indicators"), "indicators.html", words("way_indicators", **years)))
    if terms := resolved.glossary.terms:
        url = glossary.first_address(words.edition)
        ways.append(Way(words("glossary"), url, words("way_glossary", n=len(terms))))
    ways.append(Way(words("downloads"), "downloads.html", words("way_downloads")))
    return [*ways, Way(words("editorial_notes"), "notes.html", _about_notes(resolved, words))]


def _about_notes(resolved: Resolved, words: Words) -> str:
    """What the editorial notes hold, which depends on whether the source was damaged."""
    if errata := [repair for repair in resolved.restoration.repairs if repair.erratum]:
        is_proven = all(repair.proven for repair in errata)
        return words("way_restored" if is_proven else "way_restored_unproven", n=len(errata))
    damage = "pinyin-note" in resolved.restoration.counts()
    return words("way_notes" if damage else "way_notes_sound")


def occasion(publication: Publication, words: Words) -> str:
    """Where and when the report was given, as far as that is known in the edition's language."""
    known = publication.meeting
    meeting = "" if words.lang_of(known) else words.of(known)
    date = words.date(publication.date) if publication.date else ""
    if meeting and date:
        return words("delivered", meeting=meeting, date=date)
    return meeting or date


def _featured(resolved: Resolved, words: Words) -> list[Row]:
    """The pairs that the publication chose to show first."""
    tracker = resolved.tracker
    viewer = Viewer(tracker, words, PATH, resolved.translation)
    chosen = (tracker.achievement.get(name) for name in resolved.publication.featured)
    rows = [viewer.row(item) for item in chosen if item and item.follow_ups]
    return [replace(row, joins=_most_telling(row.joins)) for row in rows]


def _most_telling(joins: Sequence[Join]) -> tuple[Join, ...]:
    """Those with figures; else the first."""
    return tuple(join for join in joins if join.follow_up.change) or tuple(joins[:1])


def _example(resolved: Resolved) -> Repair | None:
    """The proven restoration that keeps most of what it found, to be read at a glance."""

    def kept(repair: Repair) -> float:
        return SequenceMatcher(None, repair.before, repair.after).ratio()

    repairs = resolved.restoration.repairs
    proven = [r for r in repairs if r.erratum and r.proven and r.before.isprintable()]
    return max(proven, key=kept, default=None)


def _figures(resolved: Resolved, words: Words) -> list[dict[str, str]]:
    return [
        {
            "label": words.of(figure.label),
            "value": words.of(figure.value),
            "change": words.of(figure.change),
            "url": relative(segment_address(segment), PATH),
        }
        for figure in resolved.publication.key_figures
        if (segment := resolved.document.by_id.get(figure.segment))
    ]


def _parts(resolved: Resolved, words: Words) -> list[dict[str, Any]]:
    """The parts of the report with their sections."""
    reader, parts = Reader(resolved, words), []
    for part in resolved.publication.parts:
        units = [
            unit
            for unit in resolved.document.units
            if unit == part.id or unit.startswith(f"{part.id}-")
        ]
        sections = [
            {
                "name": reader.unit_name(unit),
                "lang": reader.unit_lang(unit),
                "url": f"report/{unit}.html",
            }
            for unit in units
            if unit != part.id
        ]
        url = f"report/{units[0]}.html" if units else "report/index.html"
        name, lang = words.of(part.name), words.lang_of(part.name)
        parts.append({"name": name, "lang": lang, "url": url, "sections": sections})
    return parts


def page(resolved: Resolved, words: Words) -> Page:
    """The edition's first page."""
    publication = resolved.publication
    body = render(
        "home.md.j2",
        words,
        publication=publication,
        by=[text for text in (publication.issuer, publication.speaker) if words.of(text)],
        occasion=occasion(publication, words),
        ways=_ways(resolved, words),
        **summary_values(resolved, words, PATH),
        **resolved.tracker.years,
        featured=_featured(resolved, words),
        example=_example(resolved),
        figures=_figures(resolved, words),
        parts=_parts(resolved, words),
        has_english=resolved.has_english,
    )
    return Page(
        PATH,
        words.of(publication.site.name),
        words.of(publication.site.description),
        body,
        "home",
        hide=("navigation", "toc"),
        listed=False,
        source="data/publication.yml",
    )
