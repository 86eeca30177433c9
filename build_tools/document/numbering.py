"""The numbers and ids of a part's sections, items and sentences.

The printed numbers of headings may skip, begin again or be missing; each heading gets one that no
other heading of its level has, so that ids are stable and unique.
"""

from dataclasses import dataclass

from build_tools.document.model import Level, PartRole


@dataclass
class _Counter:
    """Counts the headings of one level, whatever numbers they carry.

    A number that goes up is kept, so that a gap in the text leaves a gap in the ids; numbers that
    begin again go on counting.
    """

    last: int = 0
    """The number of the last heading; 0 before the first."""
    offset: int = 0
    """By how much that is more than its printed number."""

    @property
    def expected(self) -> int:
        """The printed number that goes on from the last one."""
        return self.last - self.offset + 1

    def next(self, printed: int) -> int:
        """The number of the next heading, which prints ``printed``, or 0 for none.

        >>> counter = _Counter()
        >>> [counter.next(printed) for printed in (1, 2, 4, 1, 2, 0)]
        [1, 2, 4, 5, 6, 7]
        """
        if not printed:
            self.offset += 1
        number = printed + self.offset if printed else self.last + 1
        if number <= self.last:
            self.offset += self.last + 1 - number
            number = self.last + 1
        self.last = number
        return number


@dataclass(frozen=True)
class Heading:
    """A heading that opens a line: its level, its number (0 for none), and where it ends."""

    level: Level
    number: int
    end: int
    is_loose: bool
    """Whether it is an item in one of ``LOOSE_ITEMS``."""
    is_text: bool = False
    """Whether the line is the whole item, which has figures: it counts, and has no heading."""


class Position:
    """Which section and item of a part the lines have come to, read from the first on."""

    def __init__(self, part: str, role: PartRole) -> None:
        self.part, self.role = part, role
        self.unit = part
        """The page."""
        self.scope = "intro"
        """What the ids of the sentences have between the part and their number."""
        self.heading = part
        """The id of the last heading."""
        self._section, self._items = _Counter(), _Counter()

    def enter(self, heading: Heading) -> int:
        """Go into a section or an item; the printed number that was expected there."""
        counter = self._section if heading.level == "section" else self._items
        expected, number = counter.expected, counter.next(heading.number)
        if heading.level == "section":
            self._items = _Counter()
            self.unit, self.scope = f"{self.part}-{number}", f"{number}.0"
            self.heading = f"{self.part}.{number}"
        else:
            self.scope = f"{self._section.last}.{number}"
            self.heading = f"{self.part}.{self.scope}"
        return expected

    def pass_item(self, heading: Heading) -> int:
        """Count an item without a heading, whose text is the section's; the number that was
        expected there."""
        expected = self._items.expected
        self._items.next(heading.number)
        self.leave_item()
        return expected

    def leave_item(self) -> None:
        """Go back to the section, or to what the part has before its first."""
        self.scope = f"{self._section.last}.0" if self._section.last else "intro"

    def close(self) -> None:
        """Go to what closes the part."""
        self.unit, self.scope = f"{self.part}-close", "close"

    @property
    def is_item(self) -> bool:
        last = self._items.last
        return last > 0 and self.scope == f"{self._section.last}.{last}"
