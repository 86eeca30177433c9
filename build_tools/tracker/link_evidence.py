"""Links whose two sides have nothing in common: probably an id is that of another record."""

import re

from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Document
from build_tools.tracker.model import ResolvedTracker, Tracked
from build_tools.tracker.propose import Terms, evidence_of, prepare_proposer
from build_tools.tracker.records import Link, Tracker
from build_tools.tracker.shared_words import grams, shared_runs

TRK037 = Code(
    "TRK037",
    "The two sides of a link share no term, no word, no figure and no subject.",
    "Correct the id; where it is right, give both records the subject that joins them.",
    needs=("tracker/achievements.yml", "tracker/commitments.yml", "glossary/*.yml", "outline"),
    example='"farmland" and "officials" share nothing',
)
TRK043 = Code(
    "TRK043",
    "The strength of a link is not what its two quotes show.",
    "Choose it by the rule of the guide: what is compared is one object, what is said of one "
    "object shares its name, and a note that names another one speaks of two.",
    "advice",
    needs=("tracker/achievements.yml", "tracker/commitments.yml", "glossary/*.yml", "outline"),
    example='"parking" and "parking" are compared, so the strength is "object"',
)
TRK046 = Code(
    "TRK046",
    "The name of another indicator fits both quotes of a link better.",
    "Name that indicator; where the link's own is right, say in its name what the quotes say.",
    "advice",
    needs=("tracker/indicators.yml", "tracker/achievements.yml", "tracker/commitments.yml"),
    example='"parking-spaces-added" fits both quotes better than "robots-added"',
)
LEAST = 0.05
"""What a subject in common counts (:data:`build_tools.tracker.propose.WEIGHTS`). All of 171 true
links count as much; of links drawn at random, seven of eight count less."""
LEAST_OF_THINGS = 0.065
"""A link of one object or one programme shares more than a subject."""
LEAST_OF_OBJECTS = 0.15
"""A link of one object shares so much, or words of the titles. All of 63 true ones do; of 88 links
of a line of policy half do not."""
MOST_OF_POLICY = 1.05
MOST_OF_ONE_TITLE = 0.85
"""A link of a line of policy shares less than the first of these, and than the second where one
title is part of the other. All of 88 true ones do; of 63 of one object four of ten share more."""
_COMPARED = ("compare", "growth-target")
_ANOTHER = re.compile(
    "[是为指]另外?一[处个项座条所家段期类]|(?:不是|并非)同一|两[处个项座条所家]不同的"
)
"""What a note says of a link whose two sides are not one object."""


def check_links(
    tracker: Tracker,
    resolved: ResolvedTracker,
    document: Document,
    terms: Terms,
    problems: Problems,
) -> None:
    """Report links for which nothing speaks; ``terms`` are the glossary's forms by their ids."""
    if not resolved.follow_ups:
        return
    proposer = prepare_proposer(resolved, document, terms)
    for link, one, other in resolved.in_text(tracker.links):
        least = LEAST if link.value.strength in (None, "policy") else LEAST_OF_THINGS
        evidence = evidence_of(proposer, one, other)
        if evidence < least:
            message = f'"{one.id}" and "{other.id}" share nothing'
            problems.add(TRK037, link.at("commitment"), message)
        elif message := _wrong_strength(link.value, evidence, one, other):
            problems.add(TRK043, link.at("strength"), message)


def check_indicator_choice(tracker: Tracker, resolved: ResolvedTracker, problems: Problems) -> None:
    """Report links of which the name of another indicator fits both sides better.

    It has something of both that the link's own name does not have: 生产总值 fits the quotes of
    生产总值增速, too, and says less.
    """
    names = {one.value.id: frozenset(grams(one.value.zh)) for one in tracker.indicators}
    for link, *ends in resolved.in_text(tracker.links):
        own = link.value.indicator
        if own not in names:
            continue
        sides = [frozenset(grams(item.quote_and_title)) for item in ends]
        fits = {
            name: min(len(words & side) for side in sides) / len(words)
            for name, words in names.items()
            if name == own or all((words - names[own]) & side for side in sides)
        }
        best = max(fits, key=lambda name: (fits[name], name == own))
        if best != own:
            message = f'"{best}" fits both quotes better than "{own}"'
            problems.add(TRK046, link.at("indicator"), message)


def _wrong_strength(link: Link, evidence: float, one: Tracked, other: Tracked) -> str:
    """Why a link has not the strength that it gives; "" where nothing speaks against it."""
    names = f'"{link.achievement}" and "{link.commitment}"'
    if link.strength not in (None, "object") and link.relation in _COMPARED:
        return f'{names} are compared, so the strength is "object"'
    if link.strength == "object" and link.note and (found := _names_another(link.note.zh)):
        return f"{names} are not one object: the note says “{found}”"
    titles = one.title.zh, other.title.zh
    if link.strength == "object" and evidence < LEAST_OF_OBJECTS and not shared_runs(*titles):
        return f'{names} share too little for the strength "object"'
    is_one_title = titles[0] in titles[1] or titles[1] in titles[0]
    most = MOST_OF_ONE_TITLE if is_one_title else MOST_OF_POLICY
    if link.strength == "policy" and evidence >= most:
        return f'{names} share too much for the strength "policy"'
    return ""


def _names_another(note: str) -> str:
    """What a note says where the plan speaks of another thing than the review; "" otherwise.

    >>> _names_another("2024年是另一处工程。"), _names_another("产业园见另一项。")
    ('是另一处', '')
    """
    found = _ANOTHER.search(note)
    return found[0] if found else ""
