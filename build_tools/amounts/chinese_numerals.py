"""Readers of numbers in Chinese numerals and of scales alone: 十余家, 数百亿元, 超千个.

Each finds its numbers with a pattern of its own, and asks the grammar for the unit behind them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from build_tools.amounts.bounds import BEFORE_MARK, BEFORE_ROUND, MARKS, Bound, before_pattern
from build_tools.amounts.grammar import (
    BEFORE_NUMERAL,
    BOUND_BEHIND,
    BOUNDS_BEFORE_SCALE,
    CLOSED,
    HAN,
    NUMERALS,
    PAIRS,
    VERBS,
    WRITTEN,
    Grammar,
)
from build_tools.amounts.written_number import (
    WrittenNumber,
    bound_of,
    few,
    has_some,
    is_short,
    plain_unit,
    written_value,
)
from build_tools.resources.units import Unit
from build_tools.text.numerals import CHINESE, CHINESE_WITH_NOUGHT, numeral
from build_tools.text.numerals import scale as scale_of
from build_tools.text.patterns import either

_UP_TO_9999 = f"(?:{CHINESE_WITH_NOUGHT})"
_LONG = (
    rf"(?=[^百千]){_UP_TO_9999}[万亿]{{1,2}}(?:零?{_UP_TO_9999}[万亿]{{1,2}})*(?:零?{_UP_TO_9999})?"
)
"""A numeral from ten thousand on: 一亿三千万. It begins with a digit or 十."""
_BEFORE_UNIT = "(?!(?<=千)[瓦伏]|(?<=百)分点)"
"""Where a number ends, since 千 and 百 may begin its unit: 二十万千瓦, 三至五百分点."""
_IDIOMS = re.compile("十万八千里|[二两]万五千里长征|[一十]万个")
"""Numerals that count nothing."""


def _reading(
    number: re.Match[str],
    unit: re.Match[str],
    value: Decimal,
    upper: Decimal | None = None,
    *,
    vague: bool = False,
) -> WrittenNumber:
    """The reading of a number and its unit; ``vague`` says that 多, 余, 来, 数 or 几 is with it."""
    bound = bound_of(number, vague or has_some(unit["unit"]), unit) if upper is None else "range"
    name = plain_unit(unit["unit"])
    return WrittenNumber(number.start(), unit.end(), value, name, bound, upper=upper)


_ROUND = re.compile(rf"(?P<before>{BOUNDS_BEFORE_SCALE})(?P<scale>[十百千万亿]+)")


def rounds(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``超千个``, ``近百家``, ``超亿美元``, ``上百亿元``."""
    for number, unit in patterns.with_unit(_ROUND, text):
        yield _reading(number, unit, scale_of(number["scale"]))


def reached(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``产值过百亿的企业``: a sum of money without its unit."""
    for match in patterns.reached.finditer(text):
        value, unit = scale_of(match["scale"]), patterns.nouns[match["of"]]
        yield WrittenNumber(match.start("before"), match.end("scale"), value, unit, bound_of(match))


_MARKED = re.compile(
    rf"(?P<before>{before_pattern()}|{either([*BEFORE_ROUND, *BEFORE_MARK])})"
    rf"(?P<number>(?:{CHINESE})?[百千万亿]+)(?P<behind>)"
)
_MARK = re.compile(MARKS)


def marked(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``跨越千亿元大关``, ``游客突破千万大关``: a mark that is reached, in the unit of the noun
    before it where none is written; "" where that noun is not known."""
    for number in _MARKED.finditer(text):
        written = patterns.unit.match(text, number.end())
        end = written.end("unit") if written else number.end()
        if _MARK.match(text, end):
            unit = written["unit"] if written else patterns.named_before(text, number.start())
            value = numeral(number["number"])
            yield WrittenNumber(number.start(), end, value, unit, bound_of(number))


_SEVERAL = re.compile(
    rf"{BEFORE_NUMERAL}(?:(?:[数几]|(?P<teens>[二三四五六七八九]?十)几)(?P<scale>[十百千万亿]*)[余多]?"
    rf"|(?P<decimal>零|{CHINESE})点几)"
)


def several(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``数百亿元``, ``几十个``, ``十几亿元``, ``零点几个百分点``: only the least is known."""
    for number, unit in patterns.with_unit(_SEVERAL, text):
        if number["decimal"]:
            yield _reading(number, unit, *few(number["decimal"]))
        elif number["teens"] or number["scale"]:
            value = numeral(number["teens"]) if number["teens"] else Decimal(1)
            yield _reading(number, unit, value * scale_of(number["scale"]), vague=True)


_SPAN = re.compile(
    rf"{BEFORE_NUMERAL}(?P<low>{WRITTEN})(?P<low_scale>[万亿]*)[至到](?P<high>{WRITTEN})(?P<scale>[万亿]*){_BEFORE_UNIT}"
)


def spans(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``三至五个百分点``, ``二十到三十亿元``."""
    for number, unit in patterns.with_unit(_SPAN, text):
        scale = scale_of(number["scale"])
        low_scale = scale_of(number["low_scale"]) if number["low_scale"] else scale
        low, high = written_value(number["low"]) * low_scale, written_value(number["high"]) * scale
        if low < high:
            yield _reading(number, unit, low, high)


_OVER = "[二三四五六七八九]?十|[一二三四五六七八九][百千]"
"""What comes before two digits one of which is meant: 十五六, 三百七八十."""
_PAIR = re.compile(
    rf"{BEFORE_NUMERAL}(?P<over>(?!十四五){_OVER})?(?P<low>{PAIRS})(?P<scale>[十百千万亿]*)"
)
_ORDERED = ("期", "类", "级", "批", "代", "线", "层")
"""Units behind which two numerals name two things in an order: 一二期, 二三线."""


def pairs(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``三四十亿元``, ``七八个``, ``十五六家``, ``三百七八十亿元``."""
    for number, unit in patterns.with_unit(_PAIR, text):
        if unit["unit"] in _ORDERED:
            continue
        over = numeral(number["over"]) if number["over"] else Decimal(0)
        digits = number["scale"].rstrip("万亿")
        large = scale_of(number["scale"][len(digits) :])
        low, high = ((over + numeral(d) * scale_of(digits)) * large for d in number["low"])
        yield _reading(number, unit, low, high)


_POINTS = re.compile(
    rf"{BEFORE_NUMERAL}(?P<number>{WRITTEN})(?P<unit>个[余多]?百分点|倍(?!增|数|率)"
    rf"|(?<=[长高升加降低落少][一二两三四五六七八九])个点(?={CLOSED}|以上|左右))"
    rf"(?:(?P<half>半)|(?P<odd>[余多]))?{BOUND_BEHIND}"
)


def points(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``三个百分点``, ``一倍半``, ``两倍多``."""
    for match in _POINTS.finditer(text):
        value = written_value(match["number"]) + Decimal("0.5" if match["half"] else 0)
        bound = bound_of(match, bool(match["odd"]) or has_some(match["unit"]))
        if bound != "exact" or match["number"].strip("百千"):  # 信心百倍 is no number.
            yield WrittenNumber(*match.span(), value, plain_unit(match["unit"]), bound)


_AND_HALF = re.compile(
    rf"{BEFORE_NUMERAL}(?P<number>{_LONG}|{CHINESE_WITH_NOUGHT})个半(?P<unit>月|小时|百分点){BOUND_BEHIND}"
)


def and_a_half(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``两个半小时``. One is left out, as ``一个半小时`` is "an hour and a half" in English."""
    for match in _AND_HALF.finditer(text):
        if match["number"] != "一" and not _is_date(match):
            value = numeral(match["number"]) + Decimal("0.5")
            yield WrittenNumber(*match.span(), value, f"个{match['unit']}", bound_of(match))


def _is_date(number: re.Match[str]) -> bool:
    """Whether a length of time says when: 前三个月."""
    return number.string.endswith(("前", "头"), 0, number.start("number"))


_NUMBER = re.compile(
    rf"{BEFORE_NUMERAL}(?P<number>百?[万亿](?=余)|{_LONG}|{WRITTEN}[百千万亿]*|[百千万亿]+)"
    rf"(?:(?P<odd>[余多来])(?P<scale>[万亿]*))?{_BEFORE_UNIT}"
)


def numbers(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """All other numerals that surely count.

    Sums, sizes and large numbers (``二十亿元``, ``三百亩``, ``一亿三千万元``), those with a bound
    (``十余家``, ``二十家以上``, ``两个多小时``), and those that count things (``三百余户``,
    ``十二个乡镇``, ``新建学校三所，``).
    """
    for number, unit in patterns.with_unit(_NUMBER, text):
        known = patterns.known(unit)
        value = written_value(number["number"] + (number["scale"] or ""))
        reading = _reading(number, unit, value, vague=bool(number["odd"]))
        if _is_written(number, unit, known, reading.bound):
            yield replace(reading, unit="") if is_short(number["number"]) else reading
        elif _is_bounded(number, known, reading) or (
            known.kind == "counter" and _is_counted(number, unit, known, patterns.counted_words)
        ):
            yield reading


def _is_written(number: re.Match[str], unit: re.Match[str], known: Unit, bound: Bound) -> bool:
    """Whether a numeral is a sum, a size or a large number, which needs no bound to count."""
    written, text = number["number"], number.string
    if number["odd"] or _IDIOMS.match(text, number.start("number")):
        return False
    # A scale alone is a size in a name: 亿元楼宇, 千亩示范片, 万元产值能耗.
    if bound == "exact" and not written.strip("百千万亿"):
        return False
    if known.kind == "money" and written[-1] in "百千万亿":
        return True
    if known.in_numerals and written != "一" and not text.startswith("工程", unit.end()):
        return True
    return known.kind != "time" and re.fullmatch(_LONG, written) is not None


def _is_bounded(number: re.Match[str], known: Unit, reading: WrittenNumber) -> bool:
    """Whether a numeral has a bound, and is no part of an idiom (突破一批, 签约一批) or a date."""
    if reading.bound == "exact":
        return False
    if known.kind == "time":  # English has "over a month" for 一个多月, without a number.
        return number["number"] != "一" and not _is_date(number)
    return reading.value > 2


_LARGE = re.compile(
    r"(?:(?:[二两三四五六七八九]|一(?=[百千万][零一二三四五六七八九]))[百千万]|[二三四五六七八九]?十[一二三四五六七八九]?万)"
    r"[零一二两三四五六七八九十百千万]*"
)
"""A numeral from a hundred on that begins with a digit, but not 一百, 一千 or 一万 alone."""
_TO_9 = "[一二三四五六七八九]"
_TENS = re.compile(f"[二三四五六七八九]十{_TO_9}?|十{_TO_9}|[廿卅]{_TO_9}?")
_COUNTED_IN_TENS = (
    "名", "所", "座", "台", "套", "辆", "架", "艘", "栋", "幢", "处", "件", "宗", "起", "场",
    "人次", "户次", "台套",
)  # fmt: skip
"""What a numeral from 11 to 99 counts for certain."""
_UP_TO_THING = re.compile(rf"(?:(?!{VERBS}|[{NUMERALS}]){HAN}){{0,6}}")
_CLOSED = re.compile(CLOSED)


def _is_counted(
    number: re.Match[str], unit: re.Match[str], known: Unit, words: tuple[str, ...]
) -> bool:
    """Whether a numeral surely counts what its counter names; ``words`` come before such things."""
    written, text = number["number"], number.string
    start, end = number.start("number"), unit.end("unit")
    # A scale alone is a size in a name: 百家企业, 千座水库.
    if not written.strip("百千") or "点" in written:
        return False
    if _LARGE.fullmatch(written):
        return True
    if number["odd"] or written == "一":
        return False
    if _TENS.fullmatch(written) and known.zh in _COUNTED_IN_TENS:
        return True
    words_behind = _UP_TO_THING.match(text, end)
    last = words_behind.end() if words_behind else end
    has_thing = any(text.find(thing, end, last + len(thing)) >= 0 for thing in known.counts)
    if has_thing and not text.endswith(tuple("这那该各其"), 0, start):
        return True
    is_alone = bool(unit["behind"] or _CLOSED.match(text, end))
    return is_alone and bool(known.counts or known.nouns) and text.endswith(words, 0, start)


_ENDS_NAMES = frozenset(
    "大届国省市县区乡镇村州条次期类级批代层轮部道节课度方户家门组班站校段点口分册"
) | {"市州", "区县", "县区", "县市", "市县", "乡镇", "镇街", "街道", "社区", "部门"}
"""Units that may end a name behind a numeral below a hundred: 十九届, 二十大, 二十条, 十七户."""
_LEFT = re.compile(
    rf"(?<![第每数几\d点{NUMERALS}万亿])(?!{_IDIOMS.pattern})(?=[^百千万亿零〇][{NUMERALS}万亿])"
    rf"(?P<number>(?:[一二两三四五六七八九]?[十百千廿卅万亿零])+[一二两三四五六七八九]?)"
    rf"(?!个(?:方面|五年|民族)|节气)"
)


def left(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """Numerals before a unit that no other reader has read: they have no unit, so that they are
    reported."""
    for number, unit in patterns.with_unit(_LEFT, text):
        is_large = any(scale in number["number"] for scale in "百千万亿")
        known = patterns.known(unit)
        if known.kind == "time" or known.zh == "里" or (known.zh in _ENDS_NAMES and not is_large):
            continue
        yield WrittenNumber(*number.span("number"), Decimal(0), "")
