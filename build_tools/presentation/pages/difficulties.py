"""The difficulties that the report admits, each with the commitments that answer it."""

from dataclasses import dataclass

from markupsafe import Markup

from build_tools.presentation.pages.follow_up_summary import plan_ends_early, plan_words
from build_tools.presentation.pages.page import Page, segment_address
from build_tools.presentation.pages.quotes import quote_of
from build_tools.presentation.pages.tracker_views import Side, Viewer
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.records import Bilingual
from build_tools.resources.interface import Words
from build_tools.tracker.model import ResolvedDifficulty

PATH = "tracker/problems.md"


def difficulty_anchor(difficulty: ResolvedDifficulty) -> str:
    """The id of a difficulty's element on its page."""
    return f"p-{difficulty.record.id}"


@dataclass(frozen=True)
class View:
    """A difficulty with its quote, its address in the report, and its answers."""

    difficulty: ResolvedDifficulty
    anchor: str
    quote: Markup
    lang: str
    url: str
    answers: tuple[tuple[Side, Bilingual | None], ...]
    """Each commitment with its note."""


def page(resolved: Resolved, words: Words) -> Page:
    """The page of an edition."""
    tracker, translation = resolved.shown_tracker, resolved.translation
    viewer = Viewer(tracker, words, PATH, translation)
    views = []
    for difficulty in tracker.difficulties:
        english = translation.get(difficulty.segment.id, "")
        quote, lang = quote_of(difficulty, words.edition, english)
        answers = tuple((viewer.side(item), note) for item, note in difficulty.answers)
        url = relative(segment_address(difficulty.segment), PATH)
        views.append(View(difficulty, difficulty_anchor(difficulty), quote, lang, url, answers))
    counts = {"n": len(views), "answered": sum(1 for view in views if view.answers)}
    about = plan_words("admitted_about", resolved, words, **counts)
    body = render(
        "difficulties.md.j2",
        words,
        difficulties=views,
        about=about,
        ends=plan_ends_early(resolved),
        **tracker.years,
    )
    return Page(
        PATH,
        words("admitted"),
        about,
        body,
        "tracker",
        hide=("toc",),
        source="data/tracker/problems.yml",
        cites="record",
    )
