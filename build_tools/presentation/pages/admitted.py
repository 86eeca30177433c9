"""The problems that the report admits, each with the commitments that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.presentation.pages.follow_up_summary import plan_words
from build_tools.presentation.pages.page import Page, segment_address
from build_tools.presentation.pages.quotes import quote_of
from build_tools.presentation.pages.tracker_views import Side, Viewer
from build_tools.presentation.templating import relative, render
from build_tools.records import Bilingual
from build_tools.resources.interface import Words
from build_tools.tracker.model import Answered, ResolvedTracker

PATH = "tracker/problems.md"


def problem_anchor(problem: Answered) -> str:
    """The id of a problem's element on its page."""
    return f"p-{problem.record.id}"


@dataclass(frozen=True)
class View:
    """A problem with its quote, its address in the report, and its answers."""

    problem: Answered
    anchor: str
    quote: Markup
    lang: str
    url: str
    answers: tuple[tuple[Side, Bilingual | None], ...]
    """Each commitment with its note."""


def page(tracker: ResolvedTracker, words: Words, translation: Mapping[str, str]) -> Page:
    """The page of an edition."""
    viewer = Viewer(tracker, words, PATH, translation)
    views = []
    for problem in tracker.problems:
        english = translation.get(problem.segment.id, "")
        quote, lang = quote_of(problem, words.edition, english)
        answers = tuple((viewer.side(item), note) for item, note in problem.answers)
        url = relative(segment_address(problem.segment), PATH)
        views.append(View(problem, problem_anchor(problem), quote, lang, url, answers))
    counts = {"n": len(views), "answered": sum(1 for view in views if view.answers)}
    about = plan_words("admitted_about", tracker, words, **counts)
    body = render("admitted.md.j2", words, problems=views, about=about, **tracker.years)
    return Page(PATH, words("admitted"), about, body, "tracker", hide=("toc",))
