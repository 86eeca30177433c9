"""Links whose two sides have nothing in common: probably an id is that of another record."""

from __future__ import annotations

from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Document
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.propose import Terms, evidence_of, prepare
from build_tools.tracker.records import Tracker

TRK037 = Code(
    "TRK037",
    "The two sides of a link share no term, no word, no figure and no subject.",
    "Correct the id; where it is right, give both records the subject that joins them.",
    needs=("tracker/achievements.yml", "tracker/commitments.yml", "glossary/*.yml", "outline"),
    example='"farmland" and "officials" share nothing',
)
LEAST = 0.05
"""What a subject in common counts (:data:`build_tools.tracker.propose.WEIGHTS`). All of 171 true
links count as much; of links drawn at random, seven of eight count less."""
LEAST_OF_THINGS = 0.065
"""A link of one object or one programme shares more than a subject."""


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
    proposer = prepare(resolved, document, terms)
    for link in tracker.links:
        ends = link.value.achievement, link.value.commitment
        if ends[0] not in resolved.achievement or ends[1] not in resolved.commitment:
            continue
        least = LEAST if link.value.strength in (None, "policy") else LEAST_OF_THINGS
        if evidence_of(proposer, *ends) < least:
            message = f'"{ends[0]}" and "{ends[1]}" share nothing'
            problems.add(TRK037, link.at("commitment"), message)
