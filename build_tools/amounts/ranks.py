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
    rf"(?P<top>[第前])(?P<number>{CHINESE}|\d+)(?:(?P<place>[位名])(?!次)|家?{CLOSED}"
    r"|(?=的|[跃攀上提前]升|升[至到]|[升降跃攀晋提下前后上移退跌滑]{1,3}[至到为居]))"
)
_MOVED_TO = "(?:[跃攀上提晋]?升|[前上]移|前进|进|跃|晋)[至到为居]"
_FELL_TO = "(?:下?降|下?滑|下?跌|[后下]移|后?退)[至到为居]"
_ANY_PLACE = (
    rf"(?P<number>\d{{1,4}})(?P<place>[位名])(?={CLOSED}|[升跃降前后上下提进晋攀退跌滑至到和与的])"
)
_BY_RANK = re.compile(
    "(?:排名|排位|排序|位次|名次|位列|名列|位居|排在|居(?=全|世界|\\d))"
    r"(?:[^，；。、\d\0]{0,12}?(?:\d{4}|[上去前])年(?:底|末)?的?)?"
    rf"(?:[^，；。、\d\0]{{0,14}}?[^，；。、\d\0前后末第约近超余多个的了升移进降退滑跌])?{_ANY_PLACE}"
)
"""A place without 第, behind a word that says it is one: 排名由2018年的210名, 位列全国12位."""
_FROM_PLACE = re.compile(
    rf"[由从][^，；。、\d\0]{{0,10}}?(?<!第){_ANY_PLACE}"
    rf"(?=[^，；。、\d\0]{{0,4}}?(?:(?P<up>{_MOVED_TO})|{_FELL_TO})[^，；。、\d\0前后]{{0,6}}(?P<to>\d+)[位名])"
)
"""A place without 第 from which something goes to another: 由15位升到8位."""
_TO_PLACE = re.compile(
    rf"[^，；。、\d\0]{{0,4}}?(?:{_MOVED_TO}|{_FELL_TO})[^，；。、\d\0第前后]{{0,6}}{_ANY_PLACE}"
)
"""The place to which something goes, behind the one from which it goes."""
_PLACE_BLANKED = re.compile(r"(?<=[由从])[^，；。、\d\0]{0,10}\0+")
"""A place with 第 that has been read."""
_LAST = re.compile(rf"(?:居|列|排|名)[{HAN_PATTERN}]{{0,8}}?(?P<place>末位|末尾){CLOSED}")
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
    """``第四``, ``第5位``, ``前三名``, ``居首位``; the last place, whose number is not known, is
    without a unit."""
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
    for match in _LAST.finditer(text):
        yield WrittenNumber(*match.span("place"), Decimal(0), "", basis="rank")


def places_without_sign(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``排名由78位前移至62位``, ``位列全国12位``: places without 第."""
    found: dict[int, re.Match[str]] = {}
    from_another = [match for match in _FROM_PLACE.finditer(text) if _goes_like_a_place(match)]
    for match in (*_BY_RANK.finditer(text), *from_another):
        found[match.start("number")] = match
    for match in [*found.values(), *_PLACE_BLANKED.finditer(text)]:
        if next_place := _TO_PLACE.match(text, match.end()):
            found[next_place.start("number")] = next_place
    for match in found.values():
        span = match.start("number"), match.end("place")
        yield WrittenNumber(*span, numeral(match["number"]), PLACE, basis="rank")


def _goes_like_a_place(match: re.Match[str]) -> bool:
    """Whether a number becomes less by rising, or more by falling: a count does not."""
    return (int(match["to"]) < int(match["number"])) == bool(match["up"])


_MOVE = re.compile(
    rf"(?:(?P<rise>前移|前进|上升|提升|提高|跃升|攀升|晋升|上移|(?<![引推促选改新先])进)|(?P<fall>后移|后退|下滑|下降|下移))"
    rf"(?:了|至少)?(?P<amount>(?P<number>{CHINESE}|\d+)(?:个?位次|个名次|个位|位|名))(?!居民)"
)


def moves(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``前移3位``, ``上升12个位次``: a move in an order, not a place in it."""
    for match in _MOVE.finditer(text):
        direction: Direction = "rise" if match["rise"] else "fall"
        value = numeral(match["number"])
        span = match.span("amount")
        yield WrittenNumber(*span, value, PLACE, basis="increment", direction=direction)
