"""A reading: a number with its unit and bound, before the words around it are looked at."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from build_tools.amounts.basis import Basis, Direction
from build_tools.amounts.bounds import BEFORE_MARK, BEFORE_ROUND, BEHIND, Bound, bound_before
from build_tools.text.numerals import numeral
from build_tools.text.numerals import scale as scale_of

PLACE = "位"
"""The unit of a place in an order."""
BLANK = "\0"
"""What takes the place of something that has been read."""


@dataclass(frozen=True)
class WrittenNumber:
    """A number from ``start`` up to ``end``. ``unit`` is "" where none is written behind it."""

    start: int
    end: int
    value: Decimal
    unit: str
    bound: Bound = "exact"
    basis: Basis | None = None
    upper: Decimal | None = None
    direction: Direction | None = None
    signed: bool = False
    """Whether ``direction`` is that of a sign: -1.2%, +3%, 零下5℃, 负3%."""
    scale: Decimal = Decimal(1)
    """万 and 亿 behind the number, already multiplied out."""

    def bounded(self, bound: Bound) -> Self:
        """The reading with a bound from its words, where it has none of its own."""
        return replace(self, bound=bound) if self.bound == "exact" else self


_WITHOUT_ITSELF: dict[Bound, Bound] = {"at-least": "more-than", "at-most": "less-than"}
"""30人（不含）以上."""


def bound_of(match: re.Match[str], vague: bool = False, unit: re.Match[str] | None = None) -> Bound:
    """The bound that the words around a number set; else that of 多, 余, 来, 数 or 几.

    ``unit`` is the match of what is behind the number, where that of the number ends before it.
    """
    unit = unit or match
    if before := match["before"]:
        named = BEFORE_ROUND | BEFORE_MARK
        return named[before] if before in named else bound_before(before)
    if unit["behind"]:
        bound = BEHIND[unit["behind"]]
        return _WITHOUT_ITSELF.get(bound, bound) if "（不含" in unit[0] else bound
    if vague:
        return "about" if "来" in match[0] else "more-than"
    return "exact"


def has_some(unit: str) -> bool:
    """Whether a unit has 多 or 余 within: 个多月, 个余小时."""
    return unit.startswith(("个多", "个余"))


def plain_unit(unit: str) -> str:
    """A unit without 多 or 余 within, and with a slash before what divides it.

    >>> plain_unit("个多月"), plain_unit("元每平方米")
    ('个月', '元/平方米')
    """
    return f"个{unit[2:]}" if has_some(unit) else unit.replace("每", "/")


def written_value(text: str) -> Decimal:
    """``十二点五``, ``一点二万亿``: a number in Chinese numerals with its scale.

    >>> str(written_value("十二点五")), str(written_value("一点二万"))
    ('12.5', '12000.0')
    """
    whole, point, rest = text.partition("点")
    if not point:
        return numeral(text)
    digits = rest.rstrip("万亿")
    decimals = "".join(str(int(numeral(digit))) for digit in digits)
    return (numeral(whole) + Decimal(f"0.{decimals}")) * scale_of(rest[len(digits) :])


_SHORT = re.compile("[百千万亿][一二两三四五六七八九]$")


def is_short(text: str) -> bool:
    """Whether a numeral may leave out its last scale: 一万二 is 12,000 or 10,002.

    >>> is_short("一百二"), is_short("一百零二"), is_short("一百二十")
    (True, False, False)
    """
    return _SHORT.search(text) is not None


def few(whole: str) -> tuple[Decimal, Decimal]:
    """The least and the most that ``N点几`` can be: 0.1 and 0.9 for 零点几."""
    value = Decimal(0) if whole in ("零", "0") else numeral(whole)
    return value + Decimal("0.1"), value + Decimal("0.9")
