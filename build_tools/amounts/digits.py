"""Readers of numbers in digits: single ones, ranges, lists with one unit, and ratios."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from build_tools.amounts.basis import Basis
from build_tools.amounts.bounds import BEHIND, MARKS, Bound
from build_tools.amounts.changes import joins
from build_tools.amounts.grammar import WORDS_BEHIND, Grammar
from build_tools.amounts.written_number import (
    WrittenNumber,
    bound_of,
    few,
    has_some,
    plain_unit,
)
from build_tools.text.han import HAN_PATTERN
from build_tools.text.numerals import ARABIC, numeral
from build_tools.text.numerals import scale as scale_of


def figures(text: str, whole: str, patterns: Grammar) -> list[WrittenNumber]:
    """The numbers in digits of ``text``; one without a unit has "" as its unit.

    ``text`` has blanks for what has been read; ``whole`` has none.
    """
    single = [_single(match, patterns) for match in patterns.figure.finditer(text)]
    return [_named_before(whole, figure, patterns) for figure in _joined(text, single)]


def signed(text: str, patterns: Grammar) -> Iterator[WrittenNumber]:
    """``HK$3.5亿``, ``NT$2,000元``: sums with a sign of currency before them."""
    for match in patterns.signed.finditer(text):
        value = numeral(match["number"]) * scale_of(match["scale"])
        unit = patterns.signs[match["sign"]]
        bound = bound_of(match, bool(match["odd"]))
        yield WrittenNumber(*match.span(), value, unit, bound)


def _single(match: re.Match[str], patterns: Grammar) -> WrittenNumber:
    """``2870亿元``, ``不少于20亿元``, ``20多万亩``, ``3.几倍``, or a number alone."""
    written, bare = patterns.unit_of(match), match["bare"] or ""
    vague = bool(match["odd"] or match["late"] or _ODD.search(bare) or has_some(written))
    scales = (match["scale"] or "") + (match["more"] or "") + _ODD.sub("", bare)
    unit = plain_unit(written)
    if scales:
        known = patterns.units.find(unit)
        unit = (known and known.large) or unit
    scale = scale_of(scales)
    sign = match["sign"]
    low, high = few(match["few"]) if match["few"] else (numeral(match["number"]), None)
    if match["half"] or match["half_late"]:
        low += Decimal("0.5") / scale
    return WrittenNumber(
        *match.span(),
        value=low * scale,
        unit=unit,
        bound="exact" if high is None else "range",
        upper=None if high is None else high * scale,
        direction=None if sign is None else "rise" if sign[0] in "+正" else "fall",
        signed=sign is not None,
        scale=scale,
    ).bounded(bound_of(match, vague))


_ODD = re.compile("[余多]")
_TO = re.compile("[-—–~～至到]|——")
_TO_SIGNED = re.compile(rf"(?:{_TO.pattern})-?")
_TO_BELOW = re.compile("[至到]-$")
"""Between two figures that are no range: 从-5℃到-3℃."""


def _joined(text: str, figures: list[WrittenNumber]) -> list[WrittenNumber]:
    """The figures with ranges made one, as are 3万5千户 and 1亿2300万元, and with the unit of a
    list's last for those before it."""
    found: list[WrittenNumber] = []
    for figure in reversed(figures):
        last = found[-1] if found else None
        if last is None or not last.unit or figure.end > last.start:
            found.append(figure)
            continue
        between = text[figure.end : last.start]
        if spanned := _range(text, figure, last):
            found[-1] = spanned
        elif _TO_BELOW.search(between) and not last.signed:
            found[-1] = replace(last, start=last.start - 1, direction="fall", signed=True)
            found.append(figure)
        elif joins(between) and (shared := _sharing(figure, last)):
            found.append(shared)
        elif between in ("", "零") and not figure.unit and last.value < figure.scale:
            found[-1] = replace(last, start=figure.start, value=figure.value + last.value)
        else:
            found.append(figure)
    return found[::-1]


_ENDS_CLAUSE = re.compile(
    rf"(?:{WORDS_BEHIND})?(?:$|[，。；、！（提缩降]|[{HAN_PATTERN}]{{2}}[到至为]|{MARKS})"
)


def _named_before(text: str, figure: WrittenNumber, patterns: Grammar) -> WrittenNumber:
    """A number with the unit of the currency just before it (人民币3亿), or one that ends its
    clause with the unit of the noun before it: 总人口达到750万."""
    if figure.unit:
        return figure
    unit = patterns.currency_before(text, figure.start)
    if not unit and _ENDS_CLAUSE.match(text, figure.end):
        unit = patterns.named_before(text, figure.start)
    is_index = unit != "" and patterns.units[unit].kind == "index"
    if not unit or not (is_index or figure.scale > 1):
        return figure
    if behind := _BEHIND.match(text, figure.end):
        figure = replace(figure, end=behind.end()).bounded(BEHIND[behind[0]])
    return replace(figure, unit=unit, basis="level" if is_index else figure.basis)


def _range(text: str, low: WrittenNumber, high: WrittenNumber) -> WrittenNumber | None:
    """``5%-6%``, ``3—5万亩``, ``-2%至3%``; None where the two are not a range, as in 从5%到6%.

    零下10—15℃ is all below zero, as is -3%至-1%.
    """
    between = text[low.end : high.start]
    if low.direction == "fall" and not low.unit and _TO.fullmatch(between):
        return replace(high, start=low.start, value=-high.value, upper=-low.value, bound="range")
    if low.unit not in ("", high.unit) or low.upper is not None or high.upper is not None:
        return None
    if re.search("[从由]$", text[: low.start]) and text[low.end] in "至到":
        return None
    if low.direction == "fall" and high.direction != "rise":
        return _from_below_nought(low, high, between)
    scaled = low.value if low.scale != 1 else low.value * high.scale
    lower = next((value for value in (scaled, low.value) if value < high.value), None)
    if low.direction or high.direction or lower is None or not _TO.fullmatch(between):
        return None
    return replace(high, start=low.start, value=lower, upper=high.value, bound="range")


def _from_below_nought(
    low: WrittenNumber, high: WrittenNumber, between: str
) -> WrittenNumber | None:
    """A range of which the lower end has a sign; of percentages it is one of change."""
    above = _TO.fullmatch(between) and not high.signed
    upper = high.value if above else -high.value
    if upper <= -low.value or not _TO_SIGNED.fullmatch(between):
        return None
    basis: Basis | None = "growth" if high.unit == "%" else None
    value = -low.value
    return replace(
        high,
        start=low.start,
        value=value,
        upper=upper,
        bound="range",
        basis=basis,
        direction=None,
        signed=False,
    )


def _sharing(figure: WrittenNumber, last: WrittenNumber) -> WrittenNumber | None:
    """``12、15亿元``, ``1个和2.8个百分点``: the figure with the unit of the one behind it."""
    if figure.unit == "个" and last.unit.startswith("个") and last.unit != "个":
        return replace(figure, unit=last.unit)
    if figure.unit:
        return None
    scale = last.scale if figure.scale == 1 else Decimal(1)
    return replace(figure, unit=last.unit, value=figure.value * scale, scale=last.scale)


_RATIO = re.compile(rf"(?<![\d.:：∶])(?:{ARABIC})(?:[:：∶](?:{ARABIC}))+(?![\d:：∶])")
_PART = re.compile(ARABIC)
_BEHIND = re.compile(WORDS_BEHIND)


def ratios(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``10.2:45.3:44.5``: the parts of a whole, which make a hundred; other ratios are not read."""
    for match in _RATIO.finditer(text):
        parts = list(_PART.finditer(text, *match.span()))
        whole = sum(numeral(part[0]) for part in parts)
        if len(parts) == 2 and parts[1][0] == "1":
            behind = _BEHIND.match(text, match.end())
            bound: Bound = BEHIND[behind[0]] if behind else "exact"
            end = behind.end() if behind else match.end()
            yield WrittenNumber(match.start(), end, numeral(parts[0][0]), "比", bound, "level")
        elif 99 <= whole <= 101 and (
            len(parts) > 2 or re.search("比|结构", text[: match.start()][-12:])
        ):
            for part in parts:
                yield WrittenNumber(*part.span(), numeral(part[0]), "%", basis="share")
