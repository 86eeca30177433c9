"""Chinese, Arabic and Roman numerals."""

import re
from decimal import Decimal

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in digits, with or without thousands separators, for a regular expression."""
CHINESE = "[一二两三四五六七八九十百千]+"
"""A Chinese numeral below ten thousand, for a regular expression."""
CHINESE_WITH_NOUGHT = "[一二两三四五六七八九十百千廿卅](?:零?[一二两三四五六七八九十百千廿卅])*"
"""One that may have 零 within, or the short 廿 and 卅: 一百零五, 廿五."""
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_TRILLION = {"兆": 10**12}
"""A scale behind digits in Taiwan: 5兆1,420亿元."""
_TENS = {"廿": 20, "卅": 30}
_ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_UP_TO_99 = re.compile(r"(?:[二三四五六七八九]?十)?[一二三四五六七八九]?")


def numeral(text: str) -> Decimal:
    """The value of digits or of a Chinese numeral. Raises KeyError for other characters.

    >>> [str(numeral(text)) for text in ("1,508.5", "十六", "两千三百", "二十亿")]
    ['1508.5', '16', '2300', '2000000000']
    >>> [str(numeral(text)) for text in ("一亿三千万", "一万二千亿", "一百零五", "廿五")]
    ['130000000', '1200000000000', '105', '25']
    """
    if re.fullmatch(ARABIC, text):
        return Decimal(text.replace(",", ""))
    whole = large = section = digit = 0  # 亿 and above, 万, and what is below it
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += _TENS[char]
        elif _SCALES[char] < 10**4:
            section += (digit or 1) * _SCALES[char]
            digit = 0
        elif char == "万":
            large = (large + section + digit or 1) * 10**4
            section = digit = 0
        else:
            whole = (whole + large + section + digit or 1) * 10**8
            large = section = digit = 0
    return Decimal(whole + large + section + digit)


def ordinal_numeral(text: str) -> int | None:
    """The value of the numeral of a heading, from 1 to 99 if Chinese; None for anything else.

    >>> ordinal_numeral("十一"), ordinal_numeral("12"), ordinal_numeral("一二")
    (11, 12, None)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    return int(numeral(text)) if text and _UP_TO_99.fullmatch(text) else None


def in_digits(value: Decimal) -> str:
    """A number without an exponent, and without noughts at its end.

    >>> in_digits(Decimal("1.50E3")), in_digits(Decimal("0.250"))
    ('1500', '0.25')
    """
    return f"{value.normalize():f}"


def scale(text: str) -> Decimal:
    """The product of the scale characters in ``text``; 1 where there are none.

    >>> str(scale("百亿"))
    '10000000000'
    """
    value = Decimal(1)
    for char in text:
        value *= (_SCALES | _TRILLION)[char]
    return value


def roman_numeral(number: int) -> str:
    """``number`` as a Roman numeral.

    >>> roman_numeral(14), roman_numeral(49)
    ('XIV', 'XLIX')
    """
    numeral = ""
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral
