"""All readings of a text: each reader in turn, over what those before it have left.

What a reader has read is blanked, so that no character is read twice.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from build_tools.amounts import chinese_numerals, digits, ranks, shares
from build_tools.amounts.grammar import Grammar
from build_tools.amounts.naming_numbers import naming_numbers, quoted_names
from build_tools.amounts.written_number import BLANK, WrittenNumber

_TO_ASCII = str.maketrans("０１２３４５６７８９％．／()−－﹣＋", "0123456789%./（）---+")
_NUMERALS = "零一二两三四五六七八九十百千廿卅万亿半"
_COUNTS = re.compile(rf"[\d{_NUMERALS}番倍首]")
"""A text without any of these has no amount."""
_IN_WORDS = re.compile(f"[{_NUMERALS}]")
_Reader = Callable[[str, Grammar], Iterator[WrittenNumber]]
# Otherwise a streak, a rank or a ratio would be taken for a name (连续5年, 第3位, 45:55).
_BEFORE_NAMES: tuple[_Reader, ...] = (
    ranks.runs,
    ranks.places,
    ranks.places_without_sign,
    ranks.moves,
    digits.ratios,
    digits.signed,
    shares.hundredths,
    shares.tenths,
    shares.fractions,
    shares.halves,
    shares.doublings,
)
_BEHIND_DIGITS: tuple[_Reader, ...] = (
    chinese_numerals.marked,
    chinese_numerals.reached,
    chinese_numerals.rounds,
    chinese_numerals.several,
    chinese_numerals.spans,
    chinese_numerals.pairs,
    chinese_numerals.points,
    chinese_numerals.and_a_half,
    chinese_numerals.numbers,
    chinese_numerals.left,
)


_BLANK = r"[^\S\n]"
SPACED = rf"(?<![\dA-Za-z.,图表])\d[\d.,]*(?:(?:{_BLANK}+\.?{_BLANK}*|\.{_BLANK}+)\d[\d.,]*)+"
"""Digits with blanks between them, for a regular expression."""
_SPACED = re.compile(SPACED)
_THOUSANDS = re.compile("[1-9]\\d{0,2}(?:[ \u00a0\u2007\u2009\u202f]\\d{3})+(?:\\.\\d+)?")
"""A number whose thousands a space parts, as ISO 80000-1 has it: an ordinary, a no-break, a figure,
a thin or a narrow one."""


def plain_digits(text: str) -> str:
    """The text with full-width digits and signs in ASCII, and thousands that a space parts with a
    comma, character for character.

    >>> plain_digits("增长５．２％，产值15 234亿元")
    '增长5.2%，产值15,234亿元'
    """
    return _SPACED.sub(_with_commas, text.translate(_TO_ASCII))


def _with_commas(run: re.Match[str]) -> str:
    is_place = run.string[: run.start()].endswith("第")
    is_one = _THOUSANDS.fullmatch(run[0].rstrip(",.")) is not None and not is_place
    return re.sub(_BLANK, ",", run[0]) if is_one else run[0]


def spaced_figures(plain: str, patterns: Grammar) -> list[tuple[int, int]]:
    """Where digits have blanks between them and may be one number or several, in plain digits.

    Parts of them are not read alone: 4 . 5万人 is not 5万人. A number that names something (图2
    120个) is not part of one.

    >>> from build_tools.amounts.grammar import grammar
    >>> from build_tools.resources.units import general_units
    >>> spaced_figures("就业4 . 5万人，图2 120个", grammar(general_units()))
    [(2, 7)]
    """
    runs = [match.span() for match in _SPACED.finditer(plain)]
    if not runs:
        return []
    names = [
        match.span()
        for match in naming_numbers(plain, patterns.letters, patterns.sizes)
        if not match[0].startswith("第")
    ]
    return [
        (start, end)
        for start, end in runs
        if not any(first < end and start < last for first, last in names)
    ]


@lru_cache(maxsize=4096)
def read_amounts(
    text: str, patterns: Grammar
) -> tuple[tuple[WrittenNumber, ...], tuple[WrittenNumber, ...]]:
    """The amounts of a text, and the numbers in digits that are neither amounts nor names, with
    other numbers whose value is not certain: those have "" as their unit."""
    if not _COUNTS.search(text):
        return (), ()
    plain = plain_digits(text)
    open_text = _without_quoted(plain, patterns)
    found: list[WrittenNumber] = []
    unsure: list[WrittenNumber] = []

    def take(readings: Iterable[WrittenNumber]) -> None:
        nonlocal open_text
        for reading in list(readings):
            (found if reading.unit else unsure).append(reading)
            open_text = _blanked(open_text, reading.start, reading.end)

    spaced = spaced_figures(open_text, patterns)
    for span in spaced:
        open_text = _blanked(open_text, *span)
    for reader in _BEFORE_NAMES:
        take(reader(open_text, patterns))
    for match in naming_numbers(open_text, patterns.letters, patterns.sizes):
        open_text = _blanked(open_text, *match.span())
    figures = digits.figures(open_text, plain, patterns)
    take(reading for reading in figures if reading.unit)
    for reader in _BEHIND_DIGITS if _IN_WORDS.search(open_text) else ():
        take(reader(open_text, patterns))
    unsure += [reading for reading in figures if not reading.unit]
    unsure += [WrittenNumber(*span, Decimal(0), "") for span in spaced]
    return _in_text_order(found), _in_text_order(unsure)


def _in_text_order(readings: Iterable[WrittenNumber]) -> tuple[WrittenNumber, ...]:
    return tuple(sorted(readings, key=lambda reading: reading.start))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + BLANK * (end - start) + text[end:]


def _without_quoted(text: str, patterns: Grammar) -> str:
    """The text with blanks for titles, and for quoted names that are not an amount as a whole."""
    for match in quoted_names(text):
        inner = match[1]
        if inner is None or not any(
            reading.end - reading.start == len(inner)
            for reading in read_amounts(inner, patterns)[0]
        ):
            text = _blanked(text, *match.span())
    return text
