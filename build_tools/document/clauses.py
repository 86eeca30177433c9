"""Headings that are only a short clause: which paragraphs of a part begin with one.

A report sets these headings in bold, and a text has no bold type. But headings of one kind are
built alike: they begin with the same words, or have as many commas and much the same length. A
short sentence of another build opens a paragraph and is not a heading.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Self, TypeVar

from build_tools.text.heading_numbers import (
    ADDRESS,
    LONGEST_CLAUSE,
    SHORT_ADDRESS,
    STYLES,
    is_clause,
)

LEAST = 3
"""How many headings built alike show how the part builds them."""
USUAL = 2 / 3
"""What at least this share of the headings has is taken for a feature of all."""
OPENING = 2
"""Headings that share so many first characters begin alike."""
LONGEST = 45
"""A heading that begins as the others do may be longer than :data:`LONGEST_CLAUSE`."""
ALONE = 1 / 3
"""From the first to the last heading that is a line of its own, at least this share of the lines is
such a heading: then only these are."""
SHORTER, LONGER = 0.4, 1.7
"""A heading is between so many times the usual length."""
_T = TypeVar("_T", str, int)
_JOINS = re.compile(
    r"同时|此外|另外|与此同时|当前|因此|总之|今年是|明年是|在?(?:充分)?(?:肯定|看到|总结)|成绩|取得|回顾"
)
"""How a paragraph begins that goes on from the one before it, or looks back on all."""
_DASHED = re.compile("[—─－-]")
_STATES = re.compile(r"(?<![还但凡只])是")
"""The verb of a sentence that says what something is; a heading says what is done."""
FIRST_WORD = 2
"""Within so many characters from the start, the verb only counts: 一是, 二是."""


@dataclass(frozen=True)
class _Build:
    """What headings of one kind have in common."""

    opening: str | None
    commas: int | None
    length: float

    @classmethod
    def of(cls, clauses: Sequence[str]) -> Self:
        return cls(
            opening=_usual(clause[:OPENING] for clause in clauses),
            commas=_usual(clause.count("，") for clause in clauses),
            length=median(map(len, clauses)),
        )

    def begins(self, clause: str) -> bool:
        return self.opening is not None and clause.startswith(self.opening)

    def fits(self, clause: str) -> bool:
        """Whether a clause has the usual length and commas."""
        has_length = SHORTER * self.length <= len(clause) <= LONGER * self.length
        return has_length and self.commas in (None, clause.count("，"))


def clause_sections(lines: Sequence[str]) -> list[int]:
    """The lines of a part, without the heading of the part, that begin with a clause as a heading.

    >>> clause_sections(
    ...     ["要成事，须自强。新的一年，任务很重。", "坚持创新。好。", "坚持务实。好。",
    ...      "坚持清廉。好。", "同时，加强国防。好。"]
    ... )
    [1, 2, 3]
    """
    alone = _alone(lines)
    clauses = {
        at: line.partition("。")[0]
        for at, line in enumerate(lines)
        if STYLES["clause"].number(line) is not None and not _JOINS.match(line)
    }
    if len(alone) >= LEAST and len(alone) >= ALONE * (alone[-1] + 1 - alone[0]):
        return alone
    if len(clauses) < LEAST:
        return list(clauses)
    build = _Build.of(list(clauses.values()))
    found = [
        at
        for at, clause in clauses.items()
        if build.fits(clause) and not (at == 0 and build.opening)
    ]
    more = [at for at, line in enumerate(lines) if build.begins(line) and is_clause(line, LONGEST)]
    return sorted({*found, *more})


def _alone(lines: Sequence[str]) -> list[int]:
    """The lines that are one short clause and nothing else, each over a paragraph that is more.

    >>> _alone(["这五年，产业更强。", "产值增加。利润提高。", "这五年，城乡更美。", "修路。植树。"])
    [0, 2]
    >>> _alone(["这五年，产业更强，" + "发展更好" * 12 + "。", "产值增加。利润提高。"])
    []
    """
    is_one = [
        is_clause(line, LONGEST) and line.endswith("。") and line.count("。") == 1 for line in lines
    ]
    return [
        at
        for at, (this, following) in enumerate(pairwise(is_one))
        if this and not following and not _JOINS.match(lines[at])
    ]


def clause_items(lines: Sequence[str], sections: Sequence[int]) -> list[int]:
    """The lines of a part that begin with a clause as a heading below that of a section, or of the
    part itself where three of them come before the sections.

    They are behind a dash, or mostly have as many commas; a single one of a section does not open
    the section.

    >>> clause_items(
    ...     ["（一）工业", "工业是根本。要做强。", "培育企业。好。", "建设园区。好。",
    ...      "（二）农业", "民以食为天，食以安为先。好。", "稳定生产。好。", "搞活流通。好。"],
    ...     [0, 4],
    ... )
    [2, 3, 6, 7]
    """
    bounds = list(pairwise([-1, *sections, len(lines)]))
    within = [_kind(dict(_clauses(lines, first + 1, end))) for first, end in bounds]
    total = sum(map(len, within[1:]))
    found: list[int] = []
    for (first, _), clauses in zip(bounds, within, strict=True):
        commas = Counter(clause.count("，") for clause in clauses.values())
        most = [count for count, times in commas.items() if 2 * times > len(clauses) > 1]
        count = next(iter(most), None)
        alike = [
            at
            for at, clause in clauses.items()
            if count in (None, clause.count("，")) or _DASHED.match(lines[at])
        ]
        opens_section = alike == [first + 1]
        if (total >= LEAST and not opens_section) if first >= 0 else len(alike) >= LEAST:
            found += alike
    return found


def _kind(clauses: Mapping[int, str]) -> dict[int, str]:
    """Those of the clauses that are of one kind: behind a dash, or with the same beginning, or
    none that says what something is."""
    dashed = {at: clause for at, clause in clauses.items() if _DASHED.match(clause)}
    if len(dashed) > 1:
        return dashed
    opening = _usual(clause[:OPENING] for clause in clauses.values())
    return {
        at: clause
        for at, clause in clauses.items()
        if (opening and clause.startswith(opening))
        or (len(clause) <= LONGEST_CLAUSE and not _STATES.search(clause, FIRST_WORD))
    }


def _clauses(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines that begin with a clause and go on with more, but not from the line before."""
    for at in range(start, end):
        before = lines[at - 1] if at > start else ""
        if ADDRESS.match(before) and len(before) < SHORT_ADDRESS:
            continue
        line = lines[at]
        clause = line.partition("。")[0]
        is_one = is_clause(line, LONGEST) and not _JOINS.match(line)
        if (is_one or STYLES["——"].number(line) is not None) and len(line) > len(clause) + 1:
            yield at, clause


def _usual(values: Iterable[_T]) -> _T | None:
    """What most of the values are; None where there is no such value."""
    counts = Counter(values)
    value, count = max(counts.items(), key=lambda item: item[1], default=(None, 0))
    return value if count >= max(LEAST, USUAL * counts.total()) else None
