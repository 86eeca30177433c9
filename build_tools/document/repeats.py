"""Long passages that a text has twice: it was pasted twice, or a page gives a part of it again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from build_tools.diagnostics import Code, Problems
from build_tools.restoration.layout.repetition import LEAST_CHARACTERS
from build_tools.restoration.repairs import Restoration

DOC009 = Code(
    "DOC009",
    "A long passage of the text occurs twice.",
    "Was it pasted twice? Make the publication anew from a file that has it once, or drop the "
    "lines of one copy in outline.yml.",
    "advice",
    needs=("text",),
    example="a passage begins here that was there before: 399 characters are the same",
)
KEY = 40
"""A sentence that begins, with what follows it, as an earlier one for so many characters."""
MOST_BETWEEN = 5
"""So many sentences in a row may be others inside a passage that occurs twice."""
_STARTS = re.compile(r"(?:^|(?<=[。！？\n]))[^\S\n]*(?=\S)")


@dataclass(frozen=True)
class Repeat:
    """A passage that was there before: the offsets of both, and how many characters are equal."""

    first: int
    again: int
    length: int


def repeats(text: str) -> Iterator[Repeat]:
    """The passages with :data:`LEAST_CHARACTERS` or more of an earlier passage, whatever their
    lines and blanks; a few sentences of them may be others.

    >>> passage = "".join(f"新建第{number}小学，增加学位。" for number in range(100, 130))
    >>> [(found.first, found.again) for found in repeats(f"回顾。{passage}展望。{passage}")]
    [(3, 426)]
    """
    places = [at for at, char in enumerate(text) if not char.isspace()]
    squeezed = "".join(text[at] for at in places)
    numbers = {at: number for number, at in enumerate(places)}
    starts = [numbers[m.end()] for m in _STARTS.finditer(text) if m.end() in numbers]
    seen: dict[str, int] = {}
    run: Repeat | None = None
    between = 0
    for start, end in pairwise([*starts, len(squeezed)]):
        first = seen.setdefault(squeezed[start : start + KEY], start)
        between = between + 1 if first == start else 0
        if first != start:
            begun = run or Repeat(places[first], places[start], 0)
            run = replace(begun, length=begun.length + end - start)
        elif run and between > MOST_BETWEEN:
            if run.length >= LEAST_CHARACTERS:
                yield run
            run = None
    if run and run.length >= LEAST_CHARACTERS:
        yield run


def report_repeats(restoration: Restoration, problems: Problems) -> None:
    """Report the first passage that occurs twice, and how many more do (DOC009)."""
    found = list(repeats(restoration.text))
    if not found:
        return
    one, more = found[0], len(found) - 1
    message = f"a passage begins here that was there before: {one.length} characters are the same"
    if more:
        message += f"; and {more} more passage{'s' * (more > 1)}"
    place, see = restoration.place(one.again), restoration.place(one.first)
    problems.add(DOC009, place, message, see=see)
