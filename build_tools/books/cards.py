"""The pictures that previews of the site's pages show (Open Graph), one for each kind of page."""

from typing import Any

from build_tools.books.typesetting import typeset_pages
from build_tools.presentation.pages.follow_up_summary import summary_sentence
from build_tools.presentation.pages.head import CARD_SIZE, card_path
from build_tools.presentation.pages.home import occasion
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words
from build_tools.system.cache import Cache

POINTS = 1200
"""The width of a card in ``cards.typ``."""
MOST_ROWS = 4


def card_files(resolved: Resolved, cache: Cache) -> dict[str, bytes]:
    """The pictures of every edition by their path below the site's root; ``cache`` keeps them."""
    made: dict[str, dict[str, Any]] = {}
    for edition in resolved.publication.published:
        for kind, card in _cards(resolved, resolved.words(edition)).items():
            made[card_path(kind, edition)] = card
    pages = typeset_pages("cards", list(made.values()), 72 * CARD_SIZE[0] / POINTS, cache)
    return dict(zip(made, pages, strict=True))


def _cards(resolved: Resolved, words: Words) -> dict[str, dict[str, Any]]:
    """The values of each kind's card."""
    publication = resolved.publication
    foot = " · ".join(edition.name for edition in publication.published)
    base: dict[str, Any] = {
        "lang": words.edition.lang,
        "kicker": words.of(publication.site.name),
        "foot": foot if len(publication.published) > 1 else "",
        "text": "",
        "rows": [],
        "bar": None,
    }
    lines = [words.of(publication.issuer), occasion(publication, words)]
    cards: dict[str, dict[str, Any]] = {
        "report": {
            "title": words.of(publication.title),
            "text": "\n".join(filter(None, lines)),
        },
        "glossary": {
            "title": words("glossary"),
            "text": words("glossary_about", n=len(resolved.glossary.terms)),
            "rows": _most_frequent_terms(resolved, words),
        },
        **(_tracker_cards(resolved, words) if publication.has_both_sides else {}),
    }
    return {kind: {**base, **card} for kind, card in cards.items()}


def _most_frequent_terms(resolved: Resolved, words: Words) -> list[tuple[str, str]]:
    common = sorted(
        resolved.glossary.terms,
        key=lambda term: (-len(resolved.matching.by_term.get(term.id, ())), term.id),
    )
    return [(term.text(words.edition.script), term.en) for term in common[:MOST_ROWS]]


def _tracker_cards(resolved: Resolved, words: Words) -> dict[str, dict[str, Any]]:
    publication, tracker = resolved.publication, resolved.tracker
    total, followed = len(tracker.accepted), len(tracker.followed)
    is_whole = "tracker" not in publication.unfinished
    return {
        "tracker": {
            "title": words("tracker_title", **tracker.years),
            "text": summary_sentence(resolved, words) if total else words("tracker_empty"),
            "bar": followed / total if total and is_whole else None,
        },
        "indicators": {
            "title": words("indicators"),
            "text": words("indicators_charts", **tracker.years),
            "rows": [
                (words.of(figure.label), words.of(figure.value))
                for figure in publication.key_figures[:MOST_ROWS]
            ],
        },
    }
