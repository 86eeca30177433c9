"""What a page gives twice: its title, or a part of the text that runs again to the end."""

import re
from collections.abc import Sequence

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import TextLine, lines_of
from build_tools.text.heading_numbers import without_number

TITLE_LINES = 10
"""A title that appears twice does so among so many lines."""
LEAST_LINES, LEAST_CHARACTERS = 5, 300
"""A repeated part has at least so many lines and characters."""
LEAST_BEFORE = 2
"""So many equal lines above a copy show that it begins there."""
_ABRIDGED = re.compile(r"(?:…+|\.{3,}|。{3,})$")
"""How a page ends a paragraph that it shows in part."""


def repeated_title(text: str) -> list[Edit]:
    """Delete the second of two equal lines among the first, and a title's copy on its own line.

    >>> repeated_title("云川市工作报告云川市工作报告\\n各位代表：")
    [Edit(start=7, end=14, new='')]
    """
    edits = []
    seen: set[str] = set()
    for line in lines_of(text)[:TITLE_LINES]:
        bare = line.bare
        if without_number(bare) != bare or re.search(r"[。！？：:]", bare):
            break
        key = re.sub(r"[\s—─\-*()（）]", "", bare)
        half, odd = divmod(len(bare), 2)
        if len(key) > 4 and key in seen:
            edits.append(line.dropped)
        elif half >= 5 and not odd and bare[:half] == bare[half:]:
            middle = line.text.index(bare) + half
            edits.append(Edit(line.start + middle, line.start + middle + half, ""))
            key = key[: len(key) // 2]
        seen.add(key)
    return edits


def is_abridged(line: str) -> bool:
    """Whether a paragraph ends where a page cut it.

    >>> is_abridged("产业发展……"), is_abridged("产业发展。")
    (True, False)
    """
    return _ABRIDGED.search(line) is not None


def repeated_part(text: str) -> list[Edit]:
    """Delete the copies of a part that begins again and runs to the end of the text, but one.

    Paragraphs may be abridged in a copy; the complete one stays. Copies with other differences
    all stay: they are reported (:mod:`build_tools.document.repeats`).
    """
    lines = lines_of(text)
    edits: list[Edit] = []
    while copy := _copy(lines):
        edits += [line.dropped for line in copy]
        lines = [line for line in lines if line not in copy]
    return sorted(edits)


def _copy(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines of a copy of the last part of a text; none where there is no copy."""
    first: dict[str, int] = {}
    for again, line in enumerate(lines):
        at = first.setdefault(line.bare, again)
        count = len(lines) - again
        if at == again or count < LEAST_LINES or at + count > again:
            continue
        earlier, later = lines[at : at + count], lines[again:]
        if sum(len(one.bare) for one in later) < LEAST_CHARACTERS:
            break
        if all(_is_same(one.bare, other.bare) for one, other in zip(earlier, later, strict=True)):
            if _begins_before(lines, at, again):
                break
            return earlier if _is_shorter(earlier, later) else later
    return ()


def _begins_before(lines: Sequence[TextLine], at: int, again: int) -> bool:
    """Whether the copy at ``again`` begins further up, with a paragraph that is another there."""
    before = zip(reversed(lines[:at]), reversed(lines[:again]), strict=False)
    return sum(one.bare == other.bare for one, other in before) >= LEAST_BEFORE


def _is_same(one: str, other: str) -> bool:
    """Whether two paragraphs are equal, or one is the other abridged."""
    if one == other:
        return True
    return any(
        is_abridged(short) and len(begun := _ABRIDGED.sub("", short)) > 3 and long.startswith(begun)
        for short, long in ((one, other), (other, one))
    )


def _is_shorter(one: Sequence[TextLine], other: Sequence[TextLine]) -> bool:
    return sum(len(line.bare) for line in one) < sum(len(line.bare) for line in other)
