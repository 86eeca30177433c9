"""Full stops that a conversion or a scan wrote as something else."""

import re
from collections.abc import Iterator

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import TextLine, lines_of
from build_tools.text.han import HAN_PATTERN
from build_tools.text.heading_numbers import without_number

LEAST_ENDS = 3
"""So many paragraphs that end with an ASCII stop show that others stand inside paragraphs too."""
LEAST_CLAUSE = 4
"""A clause before a stop inside a paragraph has at least so many characters: a name such as
买买提.艾力 has fewer."""
_CLOSING = "”’）》」』%％‰"
_HALF_WIDTH = re.compile("｡")
_AT_END = re.compile(rf"(?<=[{HAN_PATTERN}{_CLOSING}])[.．](?=[”’」』]?$)")
_PROSE = re.compile("[，。；：,;:]|.{12}")
"""What a paragraph has, and not the entry of a list."""
_INSIDE = re.compile(
    rf"(?P<clause>(?:[{HAN_PATTERN}\d%％‰“”‘’《》]|(?<=\d)\.(?=\d))*[{HAN_PATTERN}{_CLOSING}])"
    rf"(?P<stop>[.．])(?=[ \t\u3000]*(?:[{HAN_PATTERN}“‘《（(「『\d]|[A-Z]{{2}}))"
)

_OFFICE_AND_NAME = re.compile(
    rf"(?:[省市县縣区區州旗盟镇鎮乡鄉]长|[县縣]長|主席|主任|书记|書記|同志|代表)[{HAN_PATTERN}]{{2,7}}$"
)
"""An office and the first part of a name: 县长买买提.艾力."""


def full_stops(text: str) -> list[Edit]:
    """Write 。 for the stop of half width, and for an ASCII stop at the end of a paragraph; where
    several paragraphs end with one, also inside them (GB/T 15834-2011, 4.1).

    The points of figures, which a line may break, of numbers before headings and of names stay.

    >>> from build_tools.restoration.edits import changed
    >>> text = "产值增长5.2%.办学3所.\\n修路2条，通车.\\n1.植树造林,治理河流.\\n"
    >>> changed(text, full_stops(text)).split("\\n")
    ['产值增长5.2%。办学3所。', '修路2条，通车。', '1.植树造林,治理河流。', '']
    """
    edits = [Edit(*match.span(), "。") for match in _HALF_WIDTH.finditer(text)]
    lines = lines_of(text)
    ends = [at for line in lines if (at := _end(line)) is not None]
    inside = [at for line in lines for at in _inside(line)] if len(ends) >= LEAST_ENDS else []
    return sorted([*edits, *(Edit(at, at + 1, "。") for at in (*ends, *inside))])


def _end(line: TextLine) -> int | None:
    """The offset of the ASCII stop with which a line ends; None where it ends otherwise."""
    text = line.text.rstrip()
    match = _AT_END.search(text) if _PROSE.search(text) else None
    return line.start + match.start() if match else None


def _inside(line: TextLine) -> Iterator[int]:
    """The offsets of the stops inside a paragraph."""
    if not re.search("[，。；！,;!]|[.．][”’」』]?$", line.text.rstrip()):
        return  # a title, or who speaks
    start = len(line.text) - len(without_number(line.text.lstrip()))
    for match in _INSIDE.finditer(line.text, start):
        if len(match["clause"]) >= LEAST_CLAUSE and not _OFFICE_AND_NAME.search(match["clause"]):
            yield line.start + match.start("stop")
