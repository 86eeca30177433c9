"""Readers of places in an order, moves in it, and streaks."""

import re
from collections.abc import Iterator
from decimal import Decimal

from build_tools.amounts.basis import Direction
from build_tools.amounts.bounds import Bound
from build_tools.amounts.grammar import CLOSED, Grammar
from build_tools.amounts.written_number import BLANK, PLACE, WrittenNumber
from build_tools.text.han import HAN_PATTERN, is_han
from build_tools.text.numerals import CHINESE, numeral

_YEARS = re.compile(
    rf"(?<=连续)(?P<number>{CHINESE}|\d{{1,2}})(?P<odd>[余多])?"
    r"(?P<unit>年|个月|个季度|季度|届|天|次)"
)


def runs(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``四连增``, ``六连冠``, ``连续三年``."""
    for match in patterns.run.finditer(text):
        yield WrittenNumber(
            *match.span(), numeral(match["number"]), match["unit"], basis="cumulative"
        )
    for match in _YEARS.finditer(text):
        bound: Bound = "more-than" if match["odd"] else "exact"
        value = numeral(match["number"])
        yield WrittenNumber(*match.span(), value, match["unit"], bound, "cumulative")


_PLACE = re.compile(
    rf"(?P<top>[第前])(?P<number>{CHINESE}|\d+)(?:(?P<place>[位名])(?!次)|家?{CLOSED}|(?=的|[跃攀上提前]升|升[至到]))"
)
_TOP = re.compile(
    rf"(?:居|列|排|跃|占|摘|夺|登|领跑|保持|名)[{HAN_PATTERN}]{{0,8}}?(?P<place>首位|榜首)"
)
_NO_RANK = re.compile(
    r"(?:[、和与及至]第?[一二三四五六七八九十]{1,2})*(?:批|届|期|轮|大|代|次|阶段|产业)"
)
"""What follows one of several things that are counted: 第三、四批."""
_PRINCIPLE = re.compile(rf"、(?!第)[{HAN_PATTERN}]")
_RANKED = re.compile(rf"(?:[居列排跃位占名夺获]|保持|全[国省市区州球]|世界)[{HAN_PATTERN}]*$")
"""What comes before a rank also where another item follows: 安全第一、预防为主 has none."""


def places(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``第四``, ``第5位``, ``前三名``, ``居首位``."""
    last = -1
    for match in _PLACE.finditer(text):
        # “第一，…；第二，…” numbers what follows: a rank has words before it.
        ranked = is_han(text[match.start() - 1 : match.start()] or BLANK) and (
            _RANKED.search(text, 0, match.start()) or not _PRINCIPLE.match(text, match.end())
        )
        ranked = ranked or text[last : match.start()] in ("、", "和")
        if match["place"] or (ranked and not _NO_RANK.match(text, match.end())):
            bound: Bound = "at-most" if match["top"] == "前" else "exact"
            last = match.end()
            yield WrittenNumber(*match.span(), numeral(match["number"]), PLACE, bound, "rank")
    for match in _TOP.finditer(text):
        if BLANK not in match[0]:
            yield WrittenNumber(*match.span("place"), Decimal(1), PLACE, basis="rank")


_MOVE = re.compile(
    rf"(?:(?P<rise>前移|前进|上升|提升|提高|跃升|攀升|晋升|上移|进)|(?P<fall>后移|后退|下滑|下降|下移))"
    rf"(?:了|至少)?(?P<amount>(?P<number>{CHINESE}|\d+)(?:个?位次|个名次|个位|位|名))(?!居民)"
)


def moves(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``前移3位``, ``上升12个位次``: a move in an order, not a place in it."""
    for match in _MOVE.finditer(text):
        direction: Direction = "rise" if match["rise"] else "fall"
        value = numeral(match["number"])
        span = match.span("amount")
        yield WrittenNumber(*span, value, PLACE, basis="increment", direction=direction)
