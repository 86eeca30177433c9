"""Values with their units in both languages.

A *measure* (元, 吨, %) keeps its name in English. A *counter* (个, 家, 项) has none: English says
what is counted, so a figure with a counter is rendered as the bare number.
"""

from collections.abc import Sequence
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
    if unit.kind == "run" or unit.zh == "周年":
        place = (ordinal if unit.kind == "run" else ordinal_in_digits)(int(value))
        return f"{place} {unit.en}"
    return _with_unit([value], unit)


def english_range(low: Decimal, high: Decimal, unit: Unit) -> str:
    """Two values with their unit, which is named once: ``RMB 2 billion to 3 billion``.

    >>> from build_tools.resources.units import general_units
    >>> examples, units = ((1, 2, "个百分点"), (0, 3, "岁"), (150, 300, "亩")), general_units()
    >>> [english_range(Decimal(low), Decimal(high), units[unit]) for low, high, unit in examples]
    ['1 to 2 percentage points', '0 to 3 years of age', '150 to 300 mu (10 to 20 hectares)']
    """
    return _with_unit([low, high], unit)


def _with_unit(values: Sequence[Decimal], unit: Unit) -> str:
    """One value, or the two ends of a range, with their unit."""
    numbers = " to ".join(map(english_number, values))
    divided = f" per {unit.divided_by}" if unit.divided_by else ""
    if unit.kind == "money":
        return f"{unit.en} {numbers}{divided}"
    if unit.kind == "percent":
        return " to ".join(f"{english_number(value)}{unit.zh[0]}" for value in values) + divided
    if unit.kind in ("counter", "index"):
        return f"{numbers}{divided}"
    return f"{numbers} {_name(values, unit)}{divided}{_in_brackets(values, unit)}"


def _name(values: Sequence[Decimal], unit: Unit) -> str:
    return unit.one if list(values) == [1] and unit.one else unit.en


def _in_brackets(values: Sequence[Decimal], unit: Unit) -> str:
    """The values in the unit that English adds."""
    if unit.shown is None:
        return ""
    factor = Fraction(unit.factor) / Fraction(unit.shown.factor)
    shown = [_rounded(Fraction(value) * factor) for value in values]
    return f" ({' to '.join(map(plain_number, shown))} {_name(shown, unit.shown)})"


def _rounded(exact: Fraction) -> Decimal:
    """To a tenth, or whole from a hundred on, and below one with two figures."""
    converted = Decimal(exact.numerator) / Decimal(exact.denominator)
    if converted >= 100:
        return converted.to_integral_value()
    return round(converted, 1) if converted >= 1 else _TWO_FIGURES.plus(converted)
