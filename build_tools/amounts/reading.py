"""From a text to readings: numbers with their unit and bound, before their words are looked at.

Each reader takes one way of writing an amount, in the order of :func:`read`. What a reader has
read is blanked, so that no character is read twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from build_tools.amounts.basis import Basis
from build_tools.amounts.bounds import BEFORE, BEFORE_ROUND, BEHIND, Bound
from build_tools.amounts.grammar import (
    BOUND_BEFORE,
    BOUND_BEHIND,
    CLOSED,
    NUMERALS,
    WRITTEN,
    Grammar,
)
from build_tools.amounts.names import names, quoted
from build_tools.text.han import HAN_PATTERN, is_han
from build_tools.text.numerals import ARABIC, CHINESE, numeral
from build_tools.text.numerals import scale as scale_of

Direction = Literal["rise", "fall"]

PLACE = "位"
"""The unit of a place in an order."""
POINTS = "个百分点"
BLANK = "\0"
_FOUR_FIGURES = Context(prec=4, rounding=ROUND_HALF_UP)
_TO_ASCII = str.maketrans("０１２３４５６７８９％．／()", "0123456789%./（）")


@dataclass(frozen=True)
class Reading:
    """A number from ``start`` up to ``end``. ``unit`` is "" where none is written behind it."""

    start: int
    end: int
    value: Decimal
    unit: str
    bound: Bound = "exact"
    basis: Basis | None = None
    upper: Decimal | None = None
    direction: Direction | None = None
    scale: Decimal = Decimal(1)
    """万 and 亿 behind the number, already multiplied out."""
    share_of_one: bool = False
    """Whether the number is a share in words (一半, 三分之一), which has a name in English too."""


def plain_digits(text: str) -> str:
    """The text with full-width digits and signs in ASCII, character for character.

    >>> plain_digits("增长５．２％")
    '增长5.2%'
    """
    return text.translate(_TO_ASCII)


def read(text: str, patterns: Grammar) -> tuple[list[Reading], list[Reading]]:
    """The amounts of a text, and the numbers in digits that are neither amounts nor names."""
    plain = plain_digits(text)
    open_text = _without_quoted(plain, patterns)
    found: list[Reading] = []

    def take(readings: Iterable[Reading]) -> None:
        nonlocal open_text
        for reading in list(readings):
            found.append(reading)
            open_text = _blanked(open_text, reading.start, reading.end)

    for reader in (_runs, _places, _moves, _ratios, _shares, _doublings):
        take(reader(open_text, patterns))
    for match in names(open_text, patterns.letters):
        open_text = _blanked(open_text, *match.span())
    figures = list(_figures(open_text, patterns))
    joined = _joined(open_text, figures)
    take(reading for reading in joined if reading.unit)
    for reader in (_rounds, _several, _spans, _pairs, _written, _bounded):
        take(reader(open_text, patterns))
    bare = [reading for reading in joined if not reading.unit]
    return sorted(found, key=lambda reading: reading.start), bare


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + BLANK * (end - start) + text[end:]


def _without_quoted(text: str, patterns: Grammar) -> str:
    """The text with blanks for titles, and for quoted names that are not an amount as a whole."""
    for match in quoted(text):
        inner = match[1]
        if inner is None or not any(
            reading.end - reading.start == len(inner) for reading in read(inner, patterns)[0]
        ):
            text = _blanked(text, *match.span())
    return text


def _bound(match: re.Match[str], vague: bool = False) -> Bound:
    """The bound that the words around a number set; else that of 多, 余, 数 or 几."""
    if before := match["before"]:
        return BEFORE.get(before) or BEFORE_ROUND[before]
    if match["behind"]:
        return BEHIND[match["behind"]]
    return "more-than" if vague else "exact"


def _written_value(text: str) -> Decimal:
    """``十二点五``, ``一点二万亿``: a number in Chinese numerals with its scale.

    >>> str(_written_value("十二点五")), str(_written_value("一点二万"))
    ('12.5', '12000.0')
    """
    whole, point, rest = text.partition("点")
    if not point:
        return numeral(text)
    digits = rest.rstrip("万亿")
    decimals = "".join(str(int(numeral(digit))) for digit in digits)
    return (numeral(whole) + Decimal(f"0.{decimals}")) * scale_of(rest[len(digits) :])


_YEARS = re.compile(
    rf"(?<=连续)(?P<number>{CHINESE}|\d{{1,2}})(?P<odd>[余多])?"
    r"(?P<unit>年|个月|个季度|季度|届|天|次)"
)


def _runs(text: str, patterns: Grammar) -> Iterator[Reading]:
    """``四连增``, ``六连冠``, ``连续三年``."""
    for match in patterns.run.finditer(text):
        yield Reading(*match.span(), numeral(match["number"]), match["unit"], basis="cumulative")
    for match in _YEARS.finditer(text):
        bound: Bound = "more-than" if match["odd"] else "exact"
        value = numeral(match["number"])
        yield Reading(*match.span(), value, match["unit"], bound, "cumulative")


_PLACE = re.compile(
    rf"(?P<top>[第前])(?P<number>{CHINESE}|\d+)(?:(?P<place>[位名])(?!次)|家?{CLOSED}|(?=的))"
)
_TOP = re.compile(
    rf"(?:居|列|排|跃|占|摘|夺|登|领跑|保持|名)[{HAN_PATTERN}]{{0,8}}?(?P<place>首位|榜首)"
)
_NO_RANK = re.compile(r"[、和与及]?第?[二三四五六]?[、和与]?第?[二三]?(?:产业|次产业)|产业")


def _places(text: str, _: Grammar) -> Iterator[Reading]:
    """``第四``, ``第5位``, ``前三名``, ``居首位``."""
    for match in _PLACE.finditer(text):
        # “第一，…；第二，…” numbers what follows: a rank has words before it.
        ranked = is_han(text[match.start() - 1 : match.start()] or BLANK)
        if match["place"] or (ranked and not _NO_RANK.match(text, match.end())):
            bound: Bound = "at-most" if match["top"] == "前" else "exact"
            yield Reading(*match.span(), numeral(match["number"]), PLACE, bound, "rank")
    for match in _TOP.finditer(text):
        if BLANK not in match[0]:
            yield Reading(*match.span("place"), Decimal(1), PLACE, basis="rank")


_MOVE = re.compile(
    rf"(?:(?P<rise>前移|前进|上升|提升|提高|跃升|攀升|晋升|上移|进)|(?P<fall>后移|后退|下滑|下降|下移))"
    rf"(?:了|至少)?(?P<amount>(?P<number>{CHINESE}|\d+)(?:个?位次|个名次|个位|位|名))(?!居民)"
)


def _moves(text: str, _: Grammar) -> Iterator[Reading]:
    """``前移3位``, ``上升12个位次``: a move in an order, not a place in it."""
    for match in _MOVE.finditer(text):
        direction: Direction = "rise" if match["rise"] else "fall"
        value = numeral(match["number"])
        span = match.span("amount")
        yield Reading(*span, value, PLACE, basis="increment", direction=direction)


_RATIO = re.compile(rf"(?<![\d.:：∶])(?:{ARABIC})(?:[:：∶](?:{ARABIC}))+(?![\d:：∶])")
_PART = re.compile(ARABIC)


def _ratios(text: str, _: Grammar) -> Iterator[Reading]:
    """``10.2:45.3:44.5``: the parts of a whole, which make a hundred; other ratios are none."""
    for match in _RATIO.finditer(text):
        parts = list(_PART.finditer(text, *match.span()))
        whole = sum(numeral(part[0]) for part in parts)
        if 99 <= whole <= 101 and (len(parts) > 2 or "比" in text[: match.start()][-12:]):
            for part in parts:
                yield Reading(*part.span(), numeral(part[0]), "%", basis="share")


_HUNDREDTHS = re.compile(
    rf"{BOUND_BEFORE}(?P<part>[百千])分之(?:(?P<few>(?:零|{CHINESE})点|十)几|(?P<number>{WRITTEN}|零点[〇零一二三四五六七八九]+|{ARABIC}))"
    rf"(?:[至到](?:百分之|千分之)?(?P<upper>{WRITTEN}))?(?P<odd>[余多])?{BOUND_BEHIND}"
)
_TENTHS = re.compile(
    rf"{BOUND_BEFORE}(?<![{NUMERALS}\d第形建完组促达造构变落养集合生竣转赞不制])"
    rf"(?P<number>[一二两三四五六七八九]|[1-9](?:\.\d)?)(?:[至到-](?P<upper>[二三四五六七八九]))?"
    rf"成(?P<half>半)?(?P<odd>[余多])?"
    rf"(?![立为果功本员品长熟绩效就交都人千百片套型才年不形分])(?:的(?=[{HAN_PATTERN}]))?{BOUND_BEHIND}"
)
_FRACTION = re.compile(
    rf"{BOUND_BEFORE}(?:(?P<whole>{CHINESE})分之(?P<part>{CHINESE})|(?<![\d/.])(?P<top>[1-9])/(?P<under>[2-9]|10)(?![\d/%]))"
    rf"{BOUND_BEHIND}"
)
_HALF = re.compile(
    rf"{BOUND_BEFORE}(?:(?P<half>一半|半数)|(?P<over>(?<!双)过半)|(?P<near>近半(?![年个小])(?=数|{CLOSED[3:-1]}|的))|(?P<halved>减半))"
    rf"{BOUND_BEHIND}"
)


def _shares(text: str, _: Grammar) -> Iterator[Reading]:
    """``百分之十二点五``, ``近七成``, ``三分之一``, ``过半``."""
    for match in _HUNDREDTHS.finditer(text):
        unit = "%" if match["part"] == "百" else "‰"
        if match["few"]:
            if match["few"] == "十":
                yield Reading(*match.span(), Decimal(10), unit, _bound(match, vague=True))
            else:
                low, high = _few(match["few"][:-1])
                yield Reading(*match.span(), low, unit, "range", None, high)
            continue
        upper = _written_value(match["upper"]) if match["upper"] else None
        bound = "range" if upper else _bound(match, bool(match["odd"]))
        number = match["number"]
        value = numeral(number) if number[0].isdigit() else _decimal(number)
        yield Reading(*match.span(), value, unit, bound, None, upper)
    for match in _TENTHS.finditer(text):
        value = numeral(match["number"]) * 10 + (5 if match["half"] else 0)
        upper = numeral(match["upper"]) * 10 if match["upper"] else None
        bound = "range" if upper else _bound(match, bool(match["odd"]))
        yield Reading(*match.span(), value, "%", bound, None, upper, share_of_one=True)
    for match in _FRACTION.finditer(text):
        part = numeral(match["part"] or match["top"])
        whole = numeral(match["whole"] or match["under"])
        if part < whole and whole not in (100, 1000):
            value = _FOUR_FIGURES.divide(part * 100, whole)
            bound = _bound(match)
            if bound == "exact" and value * whole != part * 100:
                bound = "about"
            yield Reading(*match.span(), value, "%", bound, share_of_one=True)
    for match in _HALF.finditer(text):
        if match["halved"]:
            yield Reading(*match.span(), Decimal(50), "%", "exact", "growth", None, "fall")
            continue
        bound = "more-than" if match["over"] else "nearly" if match["near"] else _bound(match)
        yield Reading(*match.span(), Decimal(50), "%", bound, share_of_one=True)


def _decimal(number: str) -> Decimal:
    """A number in Chinese numerals that may begin with 零点."""
    if number.startswith("零点"):
        return _written_value("一点" + number[2:]) - 1
    return _written_value(number)


def _few(whole: str) -> tuple[Decimal, Decimal]:
    """The least and the most that ``N点几`` can be: 0.1 and 0.9 for 零点几."""
    value = Decimal(0) if whole in ("零", "0") else numeral(whole)
    return value + Decimal("0.1"), value + Decimal("0.9")


_DOUBLING = re.compile(
    rf"{BOUND_BEFORE}(?<![个双])翻(?:了)?(?P<inner>近)?(?:(?P<number>[一两二三四])番|番|一倍)(?P<odd>[余多])?{BOUND_BEHIND}"
)


def _doublings(text: str, _: Grammar) -> Iterator[Reading]:
    """``翻番``, ``翻两番``: doublings, as growth by so many times."""
    for match in _DOUBLING.finditer(text):
        times = int(numeral(match["number"])) if match["number"] else 1
        bound = "nearly" if match["inner"] else _bound(match, bool(match["odd"]))
        value = Decimal(2**times - 1)
        yield Reading(*match.span(), value, "倍", bound, "growth", None, "rise")


def _figures(text: str, patterns: Grammar) -> Iterator[Reading]:
    """``2870亿元``, ``不少于20亿元``, ``20多万亩``, ``3.几倍``; numbers without a unit too."""
    for match in patterns.figure.finditer(text):
        unit = patterns.unit_of(match)
        odd = bool(match["odd"] or match["late"]) or "余" in unit or "多" in unit
        unit = re.sub("(?<=个)[余多]", "", unit)
        bare = match["bare"] or ""
        scales = (match["scale"] or "") + (match["more"] or "") + re.sub("[余多]", "", bare)
        scale = scale_of(scales)
        bound = _bound(match, odd or bare != re.sub("[余多]", "", bare))
        value, upper = numeral(match["number"] or "0"), None
        if match["few"]:
            value, upper = _few(match["few"])
            bound = "range"
        direction: Direction | None = None
        if match["minus"]:
            direction = "fall"
        if unit in patterns.large and scales:
            unit = patterns.large[unit]
        yield Reading(
            *match.span(), value * scale, unit, bound, None,
            None if upper is None else upper * scale, direction, scale,
        )  # fmt: skip


_TO = re.compile("[-－—–~～至到]|——|(?<=%)到")
_AND = re.compile("[、和与及]|以及|、和")


def _joined(text: str, figures: list[Reading]) -> list[Reading]:
    """The figures with ranges made one, and with the unit of a list's last for those before it."""
    found: list[Reading] = []
    for figure in reversed(figures):
        last = found[-1] if found else None
        if last is None or not last.unit or figure.end > last.start:
            found.append(figure)
            continue
        between = text[figure.end : last.start]
        if _TO.fullmatch(between) and (spanned := _range(text, figure, last)):
            found[-1] = spanned
        elif _AND.fullmatch(between) and (shared := _sharing(figure, last)):
            found.append(shared)
        else:
            found.append(figure)
    return found[::-1]


def _range(text: str, low: Reading, high: Reading) -> Reading | None:
    """``5%-6%``, ``3—5万亩``; None where the two are no range, as in 从5%到6%."""
    if low.unit not in ("", high.unit) or low.upper is not None or high.upper is not None:
        return None
    if re.search("[从由]$", text[: low.start]) and text[low.end] in "至到":
        return None
    scaled = low.value if low.scale != 1 else low.value * high.scale
    lower = next((value for value in (scaled, low.value) if value < high.value), None)
    if lower is None:
        return None
    return replace(high, start=low.start, value=lower, upper=high.value, bound="range")


def _sharing(figure: Reading, last: Reading) -> Reading | None:
    """``12、15亿元``, ``1个和2.8个百分点``: the figure with the unit of the one behind it."""
    if figure.unit == "个" and last.unit == POINTS:
        return replace(figure, unit=POINTS)
    if figure.unit:
        return None
    scale = last.scale if figure.scale == 1 else Decimal(1)
    return replace(figure, unit=last.unit, value=figure.value * scale, scale=last.scale)


def _rounds(text: str, patterns: Grammar) -> Iterator[Reading]:
    """``超千个``, ``近百家``, ``超亿美元``, ``上百亿元``."""
    for match in patterns.round.finditer(text):
        yield Reading(*match.span(), scale_of(match["scale"]), match["unit"], _bound(match))


def _several(text: str, patterns: Grammar) -> Iterator[Reading]:
    """``数百亿元``, ``几十个``, ``十几亿元``, ``零点几个百分点``: only the least is known."""
    for match in patterns.several.finditer(text):
        if match["decimal"]:
            low, high = _few(match["decimal"])
            yield Reading(*match.span(), low, match["unit"], "range", None, high)
        elif match["teens"] or match["scale"]:
            value = numeral(match["teens"]) if match["teens"] else Decimal(1)
            value *= scale_of(match["scale"])
            yield Reading(*match.span(), value, match["unit"], _bound(match, vague=True))


def _spans(text: str, patterns: Grammar) -> Iterator[Reading]:
    """``三至五个百分点``, ``二十到三十亿元``."""
    for match in patterns.span.finditer(text):
        scale = scale_of(match["scale"])
        low = _written_value(match["low"]) * (
            scale_of(match["low_scale"]) if match["low_scale"] else scale
        )
        high = _written_value(match["high"]) * scale
        if low < high:
            yield Reading(*match.span(), low, match["unit"], "range", None, high)


def _pairs(text: str, patterns: Grammar) -> Iterator[Reading]:
    """``三四十亿元``, ``七八个``."""
    for match in patterns.pair.finditer(text):
        low, high = (numeral(digit) * scale_of(match["scale"]) for digit in match["low"])
        yield Reading(*match.span(), low, match["unit"], "range", None, high)


def _written(text: str, patterns: Grammar) -> Iterator[Reading]:
    """``三个百分点``, ``二十亿元``, ``三百亩``."""
    for match in patterns.written.finditer(text):
        value = _written_value(match["number"] or match["sum"] or match["size"])
        unit = match["unit"] or match["money"] or match["length"]
        yield Reading(*match.span(), value, unit, _bound(match))


def _bounded(text: str, patterns: Grammar) -> Iterator[Reading]:
    """``十余家``, ``近十个``, ``二十家以上``: other Chinese numerals, only with a bound."""
    for match in patterns.bounded.finditer(text):
        if bound := _bound(match, bool(match["odd"])):
            value = numeral(match["number"]) * scale_of(match["scale"])
            if bound != "exact":
                yield Reading(*match.span(), value, match["unit"], bound)


Reader = Callable[[str, Grammar], Iterator[Reading]]
