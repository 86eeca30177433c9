"""How the sections of the review feed those of the plan: the flow chart and its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.presentation.charts.flow import Node, Ribbon, flow
from build_tools.presentation.pages.page import address, unit_path
from build_tools.presentation.segments import Reader
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words
from build_tools.text.heading_numbers import without_number
from build_tools.tracker.indicators import Flow
from build_tools.tracker.model import ResolvedTracker

NARROW, WIDE = (340, 11), (720, 13)
"""The two drawings of the chart, for phones and for the rest: width and size of labels."""


@dataclass(frozen=True)
class Section:
    """A page of the report in the flow chart."""

    id: str
    part: str
    title: str
    short: str
    url: str


_NUMBER = re.compile(r"^(?:(?:Part |Chapter |Section )?[IVXLC]+\. |\(?\d+[.)] )")
_CLAUSES = (r".*[，,；;] ?(?:and )?", r".* and (?=\w+ing )", r".* to ")


def short_title(title: str) -> str:
    """A section's title as its number and its last clause, which says what it is about.

    A title of one clause stays.

    >>> short_title("一、坚持以稳促进，经济发展保持韧性")
    '一、经济发展保持韧性'
    """
    number = _NUMBER.match(title)
    rest = title[number.end() :] if number else without_number(title)
    start = title[: len(title) - len(rest)]
    for clause in _CLAUSES:
        if (cut := re.match(clause, rest)) and cut.end() < len(rest):
            rest = rest[cut.end() :]
            break
    return start + rest[:1].upper() + rest[1:]


def sections_of(resolved: Resolved, words: Words) -> list[Section]:
    """The pages of the review and of the plan that have records, in the text's order."""
    tracker = resolved.shown_tracker
    used = {item.segment.unit for item in tracker.items}
    return [_section(resolved, words, unit) for unit in resolved.document.units if unit in used]


def _section(resolved: Resolved, words: Words, unit: str) -> Section:
    first = resolved.document.by_unit[unit][0]
    title = Reader(resolved, words).title(first)
    short = short_title(title)
    if "-" not in unit:
        title = short = words("intro")
    elif first.level != "section":
        title = short = words("close")
    return Section(unit, first.part, title, short, address(unit_path(unit)))


def flow_charts(
    tracker: ResolvedTracker, words: Words, sections: Sequence[Section], flows: Sequence[Flow]
) -> list[Markup]:
    """The flow chart, narrow and wide; a page shows one of them.

    None where all flows from one section to one: there is nothing to compare.
    """
    if len(flows) < 2:
        return []
    left, right = (
        [Node(section.id, section.short) for section in sections if section.part == part]
        for part in ("review", "plan")
    )
    short = {section.id: section.short for section in sections}
    ribbons = [
        Ribbon(
            one.review,
            one.plan,
            one.links,
            words("flow_ribbon", source=short[one.review], target=short[one.plan], n=one.links),
        )
        for one in flows
    ]
    name = words("indicators_flow", review=tracker.review, plan=tracker.plan)
    description = words("list_separator").join(ribbon.text for ribbon in ribbons)
    return [
        flow(left, right, ribbons, width, size).svg(f"flow-{kind}", name, description)
        for kind, (width, size) in (("narrow", NARROW), ("wide", WIDE))
    ]
