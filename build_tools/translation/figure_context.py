"""Words just beside a figure that differ in Chinese and English: 24小时, "24 days".

The figures are equal. What may differ is the unit of time, the part of a month or year (6月底,
"early June"), the side of a date (2020年前, "since 2020"), or whether a number is a place or a
number of places (上升3位, "rose to third").
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from build_tools.amounts.english import EnglishAmount
from build_tools.translation.figure import Figure


class OtherWords(NamedTuple):
    """A figure with the words beside it, as the two languages have them."""

    here: str
    """The Chinese."""
    there: str
    """The English."""

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        return f"the Chinese says “{self.here}”, and not “{self.there}”"


_TIMES: Mapping[str, str] = {
    "second": "秒钟?",
    "minute": "分钟",
    "hour": "个?小时",
    "day": "天|个?工作日|个?昼夜",
    "week": "周(?![年岁])|个?星期",
    "month": "个月",
    "quarter": "个?季度",
    "year": "年(?![级代报货])",
}
_NUMBER = r"(?:第|[\d.,一二三四五六七八九十百千]+|[余多半])*"
_TIME = re.compile(_NUMBER + "(?:" + "|".join(f"(?P<{en}>{zh})" for en, zh in _TIMES.items()) + ")")
_TIME_IN_ENGLISH = re.compile(
    rf"(?:[- ](?!and\b|to\b|or\b)[a-z]+)?[- ](?P<word>{'|'.join(_TIMES)})s?\b"
)
"""A unit of time behind a number, with one word between: 12 consecutive months."""

_NOT_NUMBERED = r"(?![\d一二三四五六七八九十]"
_DATE = re.compile(
    "(?:年|月份?|季度)"
    r"(?P<phase>(?P<early>初(?![步次中期级试赛心始雪])|上旬)|(?P<mid>中旬)|(?P<late>下旬|[底末]))?"
    rf"(?P<side>(?P<before>[之以]?前{_NOT_NUMBERED}|[后景列期端沿瞻夕往述任]))"
    rf"|(?P<after>[之以]?后{_NOT_NUMBERED}|[备勤续台方期])|以来|起(?![步点草诉降飞伏来义动])))?"
)
_PHASE = re.compile(
    r"\b(?:(?P<early>early|(?:beginning|start|first days) of)|(?P<mid>mid|middle of)"
    r"|(?P<late>late|(?:end|close|last days) of))[- ](?:the )?$",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(?:(?P<before>before|by|until|till|prior to|ahead of)|(?P<after>since|after|following)) "
    r"(?:the )?(?:(?:end|beginning|start|middle) of (?:the )?|early |late |mid[- ])?$",
    re.IGNORECASE,
)

_STEPS = re.compile("(?:上升|下降|提升|提高|提前|跃升|攀升|上移|前移|后移|前进|前跃|下滑|下跌)了?$")
"""A move by so many places, but not 升至第3位."""
_ORDINAL = re.compile(
    r"\d*(?:1st|2nd|3rd|\dth)|(?:.*-)?(?:first|second|third|[a-z]+th)", re.IGNORECASE
)


def other_words(
    pairs: Collection[tuple[Figure, EnglishAmount]], chinese: str, english: str
) -> Iterator[OtherWords]:
    """The words beside equal figures that differ in ``chinese`` and ``english``.

    Only of numbers that are there once: otherwise it is not known which belong together.
    """
    times = Counter(figure.value for figure, _ in pairs)
    for figure, amount in pairs:
        if times[figure.value] == 1:
            yield from _other_time(figure, amount, chinese, english)
            yield from _other_date(figure, amount, chinese, english)
            yield from _other_place(figure, amount, chinese)


def _other_time(
    figure: Figure, amount: EnglishAmount, chinese: str, english: str
) -> Iterator[OtherWords]:
    here = _TIME.match(chinese, figure.start)
    there = _TIME_IN_ENGLISH.match(english, amount.end)
    if here and there and there["word"] != here.lastgroup:
        yield OtherWords(here[0], english[amount.start : there.end()])


def _other_date(
    figure: Figure, amount: EnglishAmount, chinese: str, english: str
) -> Iterator[OtherWords]:
    here = _DATE.match(chinese, figure.start + len(figure.text))
    if here is None:
        return
    for name, pattern in (("phase", _PHASE), ("side", _SIDE)):
        there = pattern.search(english, 0, amount.start)
        if here[name] and there and here[there.lastgroup or ""] is None:
            said = chinese[figure.start : here.end()]
            yield OtherWords(said, english[there.start() : amount.end])


def _other_place(figure: Figure, amount: EnglishAmount, chinese: str) -> Iterator[OtherWords]:
    moved = _STEPS.search(chinese, 0, figure.start)
    if moved and figure.text.endswith("位") and _ORDINAL.fullmatch(amount.text):
        yield OtherWords(moved[0] + figure.text, amount.text)
