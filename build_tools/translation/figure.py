"""A figure of a Chinese sentence, as its English is to give it."""

from dataclasses import dataclass
from decimal import Decimal

from build_tools.amounts.bounds import Bound

NUMERAL = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
"""A Chinese numeral below a hundred, as a part of a pattern."""


@dataclass(frozen=True)
class Figure:
    """A figure of the Chinese: an amount, or a number that names (a year, a road, a session)."""

    start: int
    text: str
    value: Decimal
    unit: str = ""
    """As ``english_amounts`` names units; "" where things are counted."""
    bound: Bound | None = None
    """None where the number only names something."""
    also_bounds: tuple[Bound, ...] = ()
    """Other bounds that say the same in English: 5%以上 is at least 5 %, or over 5 %."""
    in_han: bool = False
    is_place: bool = False
    """Whether it says which of several: 第三产业, 居全省第一."""
    is_rounded: bool = False
    """Whether ``value`` is rounded: a third is 33.33 %."""
    measure: str = ""
    """The Chinese unit, where it converts into others."""
    also: tuple[tuple[Decimal, str], ...] = ()
    """Other values and units that say the same: 增长2倍 is 200 %, or three times as much."""
