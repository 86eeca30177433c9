"""Letter-spaced headings and names, closed up."""

from __future__ import annotations

import re

from build_tools.restoration.edits import Edit
from build_tools.text.han import HAN_PATTERN

_BLANK = "[ \u00a0\u3000]"
_SPACED_NAME = re.compile(rf"(?<!\S)[{HAN_PATTERN}](?:{_BLANK}+[{HAN_PATTERN}](?!\S))+")
_SPACED_LINE = re.compile(rf"[{HAN_PATTERN}\d](?:{_BLANK}+[{HAN_PATTERN}\d]){{3,}}{_BLANK}*$")


def letter_spacing(text: str) -> list[Edit]:
    """Close up letter-spaced headings and names: blanks between single Han characters.

    Only on lines that hold nothing but Han characters and blanks; digits are closed up too where
    the whole line is letter-spaced.
    """
    edits = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if _SPACED_LINE.match(bare) and re.search(f"[{HAN_PATTERN}]", bare):
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
