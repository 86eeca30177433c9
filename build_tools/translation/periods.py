"""Parts of a year in English, and whether the Chinese has the same: "the first half", 上半年."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from build_tools.amounts.english import EnglishAmount

_TO = "[-－—–~～至到]"
_MORE = rf"(?:(?:[、和与]|{_TO})第?[二三四2-4])*"
_OF_YEAR = r"(?: of (?:the|this|last|next) year| of (?:19|20)\d\d|(?=[.,;:)]|$))"
_QUARTERS = (
    ("first", "一1", rf"|首季|前[三3]个?月|1月?{_TO}3月"),
    *(("second", "二2", ""), ("third", "三3", ""), ("fourth", "四4", "")),
)
"""The word and the numbers of each quarter, and what else Chinese has for it."""
# English, Chinese, months. A quarter may also be one of several: 二、三季度.
_PERIODS = (
    *(
        (rf"{word}[ -]quarter|Q{number}", rf"[{chars}]{_MORE}个?季度?{others}", 3)
        for number, (word, chars, others) in enumerate(_QUARTERS, 1)
    ),
    (
        r"first three quarters|first nine months",
        rf"[前至][三3]个?季度|前[九9]个?月|1月?{_TO}9月",
        9,
    ),
    (rf"first half{_OF_YEAR}|H1|first six months", rf"[上前]半年|前[六6]个?月|1月?{_TO}6月", 6),
    (
        rf"(?:second|latter|last) half{_OF_YEAR}|H2|last six months",
        rf"[下后]半年|后[六6]个?月|7月?{_TO}12月",
        6,
    ),
    (r"(?<!first )(?<!last )six months|half(?: a|-) ?year", "半年|[六6]个?月|6月", 6),
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str], int], ...]:
    return tuple(
        (re.compile(rf"\b(?:{en})(?!\w)(?! of the century)", re.IGNORECASE), re.compile(zh), months)
        for en, zh, months in _PERIODS
    )


def periods(chinese: str, english: str) -> Iterator[tuple[EnglishAmount, bool]]:
    """The parts of a year in ``english``, as amounts in months, and whether ``chinese`` has them.

    >>> found = periods("上半年增长", "It grew in the first quarter, and in the first half.")
    >>> [(amount.text, is_there) for amount, is_there in found]
    [('first quarter', False), ('first half', True)]
    """
    for pattern, zh, months in _patterns():
        for match in pattern.finditer(english):
            amount = EnglishAmount(*match.span(), match[0], Decimal(months), in_words=True)
            yield amount, zh.search(chinese) is not None
