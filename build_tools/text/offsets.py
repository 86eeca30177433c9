"""From an offset in a text, or a byte of a file, to a line and a column."""

from bisect import bisect_right
from collections.abc import Callable

from build_tools.diagnostics import Place

Locate = Callable[[int], Place]
"""From an offset to its place."""


def placer(text: str, file: str) -> Locate:
    """A function from the offset of a character of ``text`` to its place.

    >>> str(placer("一\\n二三", "a.txt")(3))
    'a.txt:2:2'
    """
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def place(offset: int) -> Place:
        line = bisect_right(starts, offset)
        return Place(file, line, offset - starts[line - 1] + 1)

    return place


def place_of(text: str, offset: int, file: str) -> Place:
    """The place of one character of ``text``; for many, use :func:`placer`."""
    return placer(text[: offset + 1], file)(offset)


def place_of_byte(data: bytes, offset: int, file: str) -> Place:
    """The place of the byte at ``offset``; everything before it is taken as UTF-8."""
    before = data[:offset].decode("utf-8", "replace")
    return place_of(before, len(before), file)
