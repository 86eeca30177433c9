"""Values with their units in both languages.

A *measure* (元, 吨, %) keeps its name in English. A *counter* (个, 家, 项) has none: English says
what is counted, so a figure with a counter is rendered as the bare number.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from build_tools.resources.units import Unit

_TWO_FIGURES = Context(prec=2)
_FOUR_FIGURES = Context(prec=4, rounding=ROUND_HALF_UP)
ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
            "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
            "sixteenth", "seventeenth", "eighteenth", "nineteenth")  # fmt: skip
"""Of each number its word."""
_LAST_IN_WORDS = 10


def share(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` in per cent, to four figures: 三分之一 and "a third" are one figure.

    >>> share(Decimal(1), Decimal(3))
    Decimal('33.33')
    """
    return _FOUR_FIGURES.divide(part * 100, whole)


def plain_number(value: Decimal) -> str:
    """A number without an exponent or idle zeros: ``4.15``, ``1,185``."""
    text = f"{value.normalize():,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def english_number(value: Decimal) -> str:
    """A number in the scale that English uses: ``1,185``, ``62.5 million``, ``287 billion``."""
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(value) >= size:
            return f"{plain_number(value / size)} {word}"
    return plain_number(value)


def ordinal(number: int) -> str:
    """``first`` to ``tenth`` in words, then ``11th``."""
    return ORDINALS[number] if 0 < number <= _LAST_IN_WORDS else ordinal_in_digits(number)


def ordinal_in_digits(number: int) -> str:
    """``1st``, ``12th``, ``72nd``."""
    teen = number % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def chinese_value(value: Decimal, unit: str) -> str:
    """A value in the scale that Chinese uses: ``1367.4亿元``, ``2.1万个``, ``782家``."""
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= size:
            return f"{plain_number(value / size).replace(',', '')}{word}{unit}"
    return f"{plain_number(value).replace(',', '')}{unit}"


def english_value(value: Decimal, unit: Unit) -> str:
    """A value with its unit: ``RMB 287 billion``, ``27,000 mu (1,800 hectares)``, ``5%``.

    A counter (个, 家, 人次) is left out: English names the thing that is counted.

    >>> from build_tools.resources.units import general_units
    >>> examples, units = ((27000, "亩"), (2000, "元/月")), general_units()
    >>> [english_value(Decimal(number), units[unit]) for number, unit in examples]
    ['27,000 mu (1,800 hectares)', 'RMB 2,000 per month']
    """
    number = english_number(value)
    divided = f" per {unit.divided_by}" if unit.divided_by else ""
    if unit.kind == "money":
        return f"{unit.en} {number}{divided}"
    if unit.kind == "percent":
        return f"{number}{unit.zh[0]}{divided}"
    if unit.kind in ("counter", "index"):
        return f"{number}{divided}"
    if unit.kind == "run" or unit.zh == "周年":
        place = (ordinal if unit.kind == "run" else ordinal_in_digits)(int(value))
        return f"{place} {unit.en}"
    return f"{number} {_name(value, unit)}{divided}{_in_brackets(value, unit)}"


def _name(value: Decimal, unit: Unit) -> str:
    return unit.one if value == 1 and unit.one else unit.en


def _in_brackets(value: Decimal, unit: Unit) -> str:
    """The value in the unit that English adds: to a tenth, or whole from a hundred on, and below
    one with two figures."""
    if unit.shown is None:
        return ""
    exact = Fraction(value) * Fraction(unit.factor) / Fraction(unit.shown.factor)
    converted = Decimal(exact.numerator) / Decimal(exact.denominator)
    if converted >= 100:
        rounded = converted.to_integral_value()
    else:
        rounded = round(converted, 1) if converted >= 1 else _TWO_FIGURES.plus(converted)
    return f" ({plain_number(rounded)} {_name(rounded, unit.shown)})"
