"""Blanks that only lay out a page: letter-spaced headings and names, and indentation."""

import re

from build_tools.restoration.edits import Edit
from build_tools.text.han import HAN_PATTERN, HAN_RUN

_BLANK = "[ \u00a0\u3000]"
_SPACED_NAME = re.compile(rf"(?<!\S)[{HAN_PATTERN}](?:{_BLANK}+[{HAN_PATTERN}](?!\S))+")
_SPACED_LINE = re.compile(rf"[{HAN_PATTERN}\d](?:{_BLANK}+[{HAN_PATTERN}\d]){{3,}}{_BLANK}*$")
_INDENTATION = re.compile(r"^[ \t\u00a0\u3000]+(?=\S)|(?<=\S)[ \t\u00a0\u3000]+$", re.M)


def letter_spacing(text: str) -> list[Edit]:
    """Delete blanks between the single Han characters of letter-spaced headings and names.

    Only lines of nothing but Han characters and blanks change, or lines that are letter-spaced
    from end to end, where blanks between digits are deleted too.
    """
    edits = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if _SPACED_LINE.match(bare) and HAN_RUN.search(bare):
            runs = [bare]
        elif re.fullmatch(rf"(?:[{HAN_PATTERN}]|{_BLANK})+", bare):
            runs = _SPACED_NAME.findall(bare)
        else:
            runs = []
        at = start
        for run in runs:
            at = text.index(run, at)
            edits += [
                Edit(at + blank.start(), at + blank.end(), "")
                for blank in re.finditer(f"{_BLANK}+", run)
            ]
            at += len(run)
        start += len(line) + 1
    return edits


def indentation(text: str) -> list[Edit]:
    """Delete the blanks at both ends of every line that has text.

    >>> indentation("　　云川市\\n")
    [Edit(start=0, end=2, new='')]
    """
    return [Edit(*match.span(), "") for match in _INDENTATION.finditer(text)]
