"""How the sections of the review feed those of the plan: the flow chart and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.presentation.charts.flow import Node, Ribbon, flow
from build_tools.presentation.pages.page import address, unit_path, unit_title
from build_tools.presentation.templating import Words
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.text.heading_numbers import without_number
from build_tools.tracker.indicators import Flow

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

    ``一、坚持以稳促进，经济发展保持韧性`` is ``一、经济发展保持韧性``. A title of one clause stays.
    """
    number = _NUMBER.match(title)
    rest = title[number.end() :] if number else without_number(title)
    start = title[: len(title) - len(rest)]
    for clause in _CLAUSES:
        if (cut := re.match(clause, rest)) and cut.end() < len(rest):
            rest = rest[cut.end() :]
            break
    return start + rest[:1].upper() + rest[1:]


def joined(parts: Iterable[str], words: Words) -> str:
    """Several statements as one text."""
    return ("；" if words.edition.is_chinese else "; ").join(parts)


def sections_of(resolved: Resolved, edition: Edition) -> list[Section]:
    """The pages of the review and of the plan on which a record stands, in the text's order."""
    tracker = resolved.tracker
    used = {item.segment.unit for item in (*tracker.achievements, *tracker.commitments)}
    return [_section(resolved, edition, unit) for unit in resolved.document.units if unit in used]


def _section(resolved: Resolved, edition: Edition, unit: str) -> Section:
    words, first = Words(edition), resolved.document.by_unit[unit][0]
    title = unit_title(resolved.document, unit, edition, resolved.translation.get(first.id))
    short = short_title(title)
    if "-" not in unit:
        short = words("intro")
    elif first.level != "section":
        title = short = words("close")
    return Section(unit, first.part, title, short, address(unit_path(unit)))


def flow_charts(
    resolved: Resolved, edition: Edition, sections: Sequence[Section], made: Sequence[Flow]
) -> list[Markup]:
    """The flow chart, narrow and wide; a page shows one of them. None without anything to show."""
    if not made:
        return []
    words, tracker = Words(edition), resolved.tracker
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
        for one in made
    ]
    name = words("indicators_flow", review=tracker.review, plan=tracker.plan)
    told = joined((ribbon.text for ribbon in ribbons), words)
    return [
        flow(left, right, ribbons, f"flow-{kind}", name, told, width=width, size=size)
        for kind, (width, size) in (("narrow", NARROW), ("wide", WIDE))
    ]
