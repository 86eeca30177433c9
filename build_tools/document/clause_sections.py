"""Sections that only a short clause opens: which paragraphs of a part begin with such a heading.

A report sets these headings in bold, and a text has no bold type. But the headings of one part are
built alike: they begin with the same words, or have as many commas and much the same length. A
short sentence of another build opens a paragraph and is not a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TypeVar

from build_tools.text.heading_numbers import STYLES, is_clause

LEAST = 3
"""So many headings built alike show how the part builds them."""
USUAL = 2 / 3
"""What so large a share of the headings has, they all have."""
OPENING = 2
"""Headings that share so many first characters begin alike."""
LONGEST = 45
"""A heading that begins as the others do may be longer than :data:`LONGEST_CLAUSE`."""
SHORTER, LONGER = 0.4, 1.7
"""A heading is between so many times the usual length."""
_T = TypeVar("_T", str, int)
_JOINS = re.compile(
    r"同时|此外|另外|与此同时|当前|因此|总之|今年是|明年是|在?(?:充分)?(?:肯定|看到|总结)|成绩|取得|回顾"
)
"""How a paragraph begins that goes on from the one before it, or looks back on all."""


def clause_sections(lines: Sequence[str]) -> list[int]:
    """The lines of a part, without the heading of the part, that begin with a clause as a heading.

    >>> clause_sections(
    ...     ["要成事，须自强。新的一年，任务很重。", "坚持创新。好。", "坚持务实。好。",
    ...      "坚持清廉。好。", "同时，加强国防。好。"]
    ... )
    [1, 2, 3]
    """
    found = [at for at, line in enumerate(lines) if STYLES["clause"].number(line) is not None]
    found = [at for at in found if not _JOINS.match(lines[at])]
    if len(found) < LEAST:
        return found
    clauses = {at: _clause(lines[at]) for at in found}
    opening = _usual(clause[:OPENING] for clause in clauses.values())
    commas = _usual(clause.count("，") for clause in clauses.values())
    length = median(map(len, clauses.values()))

    def is_built_so(at: int) -> bool:
        clause = clauses[at]
        if opening is not None and clause.startswith(opening):
            return True
        is_first = at == 0 and opening is not None
        has_length = SHORTER * length <= len(clause) <= LONGER * length
        return not is_first and has_length and commas in (None, clause.count("，"))

    more = [
        at
        for at, line in enumerate(lines)
        if opening is not None and line.startswith(opening) and is_clause(line, LONGEST)
    ]
    return sorted({*filter(is_built_so, found), *more})


def _clause(line: str) -> str:
    return line.partition("。")[0]


def _usual(values: Iterable[_T]) -> _T | None:
    """What most of the values are; None where there is no such value."""
    counts = Counter(values)
    value, count = counts.most_common(1)[0]
    return value if count >= max(LEAST, USUAL * counts.total()) else None
