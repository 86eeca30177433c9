"""Readers of numbers in Chinese numerals and of scales alone: 十余家, 数百亿元, 超千个."""

import re
from collections.abc import Iterator
from decimal import Decimal

from build_tools.amounts.grammar import Grammar
from build_tools.amounts.written_number import (
    SOME,
    WrittenNumber,
    bound_of,
    few,
    is_short,
    written_value,
)
from build_tools.text.numerals import numeral
from build_tools.text.numerals import scale as scale_of

_ORDERED = ("期", "类", "级", "批", "代", "线", "层")
"""Units behind which two numerals name two things in an order: 一二期, 二三线."""


_ENDS_NAMES = frozenset(
    "大届国省市县区乡镇村州条次期类级批代层轮部道节课度方户家门组班站校段点口分册"
) | {"市州", "区县", "县区", "县市", "市县", "乡镇", "镇街", "街道", "社区", "部门"}
"""Units that may end a name behind a numeral below a hundred: 十九届, 二十大, 二十条, 十七户."""


def left(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """Numerals before a unit that no other reader has read: they have no unit, so that they are
    reported."""
    for match in patterns.left.finditer(text):
        is_large = any(scale in match["number"] for scale in "百千万亿")
        if match["unit"] == "里" or (match["unit"] in _ENDS_NAMES and not is_large):
            continue
        yield WrittenNumber(*match.span("number"), Decimal(0), "")


def rounds(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``超千个``, ``近百家``, ``超亿美元``, ``上百亿元``."""
    for match in patterns.round.finditer(text):
        yield WrittenNumber(*match.span(), scale_of(match["scale"]), match["unit"], bound_of(match))


def reached(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``产值过百亿的企业``: a sum of money without its unit."""
    for match in patterns.reached.finditer(text):
        value, unit = scale_of(match["scale"]), patterns.nouns[match["of"]]
        yield WrittenNumber(match.start("before"), match.end("scale"), value, unit, bound_of(match))


def marked(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``跨越千亿元大关``, ``游客突破千万大关``: a mark that is reached, in the unit of the noun
    before it where none is written; "" where that noun is not known."""
    for match in patterns.marked.finditer(text):
        unit = match["unit"] or patterns.named_before(text, match.start())
        start, end = match.start(), match.end("unit" if match["unit"] else "number")
        yield WrittenNumber(start, end, numeral(match["number"]), unit, bound_of(match))


def several(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``数百亿元``, ``几十个``, ``十几亿元``, ``零点几个百分点``: only the least is known."""
    for match in patterns.several.finditer(text):
        if match["decimal"]:
            low, high = few(match["decimal"])
            yield WrittenNumber(*match.span(), low, match["unit"], "range", None, high)
        elif match["teens"] or match["scale"]:
            value = numeral(match["teens"]) if match["teens"] else Decimal(1)
            value *= scale_of(match["scale"])
            yield WrittenNumber(*match.span(), value, match["unit"], bound_of(match, vague=True))


def spans(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``三至五个百分点``, ``二十到三十亿元``."""
    for match in patterns.span.finditer(text):
        scale = scale_of(match["scale"])
        low = written_value(match["low"]) * (
            scale_of(match["low_scale"]) if match["low_scale"] else scale
        )
        high = written_value(match["high"]) * scale
        if low < high:
            yield WrittenNumber(*match.span(), low, match["unit"], "range", None, high)


def pairs(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``三四十亿元``, ``七八个``, ``十五六家``, ``三百七八十亿元``."""
    for match in patterns.pair.finditer(text):
        if match["unit"] in _ORDERED:
            continue
        over = numeral(match["over"]) if match["over"] else Decimal(0)
        digits = match["scale"].rstrip("万亿")
        large = scale_of(match["scale"][len(digits) :])
        low, high = ((over + numeral(d) * scale_of(digits)) * large for d in match["low"])
        yield WrittenNumber(*match.span(), low, match["unit"], "range", None, high)


def written(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``三个百分点``, ``二十亿元``, ``一亿三千万元``, ``三百亩``, ``一倍半``, ``两倍多``."""
    for match in patterns.written.finditer(text):
        number = match["number"] or match["sum"] or match["size"] or match["long"]
        unit = match["unit"] or match["money"] or match["length"] or match["of"]
        if is_short(number):
            unit = ""
        bound = bound_of(match, bool(match["odd"]))
        half = Decimal("0.5" if match["half"] else 0)
        # A scale alone is a size in a name: 亿元楼宇, 千亩示范片, 万元产值能耗.
        if bound != "exact" or number.strip("百千万亿"):
            yield WrittenNumber(*match.span(), written_value(number) + half, unit, bound)


def bounded(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``十余家``, ``近十个``, ``二十家以上``, ``两个多小时``: other Chinese numerals, only with a
    bound; and ``两个半小时``."""
    for match in patterns.bounded.finditer(text):
        if not match["unit"]:
            yield from _length_of_time(match)
            continue
        bound = bound_of(match, bool(match["odd"]))
        value = numeral(match["number"] + match["scale"])
        # 突破一批, 签约一批: one and two are part of idioms.
        if bound != "exact" and value > 2:
            yield WrittenNumber(*match.span(), value, match["unit"], bound)


def _length_of_time(match: re.Match[str]) -> Iterator[WrittenNumber]:
    """A match of ``bounded`` with a unit of time; 前三个月 is a time, and no length.

    One is left out: English has "over a month" for 一个多月, without a number.
    """
    unit = match["time"] or f"个{match['half_of']}"
    bound = bound_of(match, bool(match["odd"]))
    half = Decimal("0.5" if match["half"] else 0)
    is_date = match.string.endswith(("前", "头"), 0, match.start("number"))
    if is_date or match["number"] == "一":
        return
    if half or bound != "exact" or unit.startswith(SOME):
        value = numeral(match["number"] + match["scale"]) + half
        yield WrittenNumber(*match.span(), value, unit, bound)


def counted(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``一万二千个``, ``三百余户``, and what small numerals count for certain: ``十二个乡镇``,
    ``新建学校三所，``, ``净增十一家。``."""
    for match in patterns.counted.finditer(text):
        number = match["large"] or match["tens"] or match["number"] or match["trailing"]
        # A scale alone is a size in a name: 百家企业, 千座水库.
        if number.strip("百千"):
            unit = match["unit"] or match["tens_unit"] or match["thing"] or match["trailing_unit"]
            yield WrittenNumber(
                *match.span(), numeral(number), unit, bound_of(match, bool(match["odd"]))
            )
