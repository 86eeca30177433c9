"""Figures of years in a Chinese sentence: 二十多年, 近三年, 几十年, 2023—25年, 上世纪90年代."""

import re
from collections.abc import Iterator
from decimal import Decimal

from build_tools.amounts.bounds import BEHIND, Bound, before_pattern, bound_before
from build_tools.text.numerals import numeral
from build_tools.text.patterns import either
from build_tools.translation.figure import NUMERAL, Figure

_DIGIT = "[一二三四五六七八九]"
_NUMERAL = rf"[一二两三四五六七八九]百(?:零{_DIGIT}|{_DIGIT}十{_DIGIT}?)?|{NUMERAL}|两"
_PAIRS = "一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九"
_FULL = "满"
"""满两年, two full years, is as much as two years."""
_BEHIND = ("及以上", "以上", "左右", "上下", "以下", "有余")
"""Not 内: what is done in two years is done within two years."""
_SPAN = re.compile(
    rf"(?<![〇零一二两三四五六七八九十百千万亿\d.第每])(?<!\d[-－—–~～至到\s])(?!(?<=[个“])一百年)"
    rf"(?P<before>{before_pattern()})?"
    rf"(?:[几数](?P<vague>[十百千])[余多]?|(?P<teens>{_DIGIT}?十)几|(?P<pair>{_PAIRS})"
    rf"|(?:(?P<low>{_NUMERAL})[至到])?(?P<years>{_NUMERAL}|[1-9]\d{{0,2}})(?P<odd>[余多来])?)"
    rf"年(?!代)(?P<late>多)?(?P<behind>{either(_BEHIND)})?"
)
_DECADE = re.compile(
    rf"(?<![\d一二三四五六七八九十])(?:(?P<century>\d{{2}}|{NUMERAL})世纪|(?P<last>上个?世纪))?"
    rf"(?P<decade>\d0|{_DIGIT}十)年代"
)
_SHORT = re.compile(r"(?<=(?P<century>19|20)\d\d[-－—–~～至])(?P<year>\d\d)(?=年)")
_BORN = re.compile(r"(?<![\d.])(?P<decade>[05-9]0|10)(?=后)")


def year_figures(chinese: str) -> Iterator[Figure]:
    """Every length of time in years with a numeral, and every decade.

    One year is a figure only with a bound: 不到一年, but not 一年来.
    """
    for match in _SPAN.finditer(chinese):
        yield from _span(match)
    for match in _DECADE.finditer(chinese):
        decade = numeral(match["decade"])
        known = match["century"] or match["last"]
        century = numeral(match["century"]) if match["century"] else Decimal(20)
        year = 100 * (century - 1) + decade
        in_han = not re.search(r"\d", match[0])
        also = ((decade, ""),) if not match["century"] else ()
        yield Figure(match.start(), match[0], year, in_han=in_han and bool(known), also=also)
    for match in _SHORT.finditer(chinese):
        yield Figure(match.start(), match[0], Decimal(match["century"] + match["year"]))
    for match in _BORN.finditer(chinese):
        decade = Decimal(match["decade"])
        year = decade + (1900 if decade > 10 else 2000)
        yield Figure(match.start(), match[0], decade, also=((year, ""),))


def _span(match: re.Match[str]) -> Iterator[Figure]:
    start, text = match.start(), match[0]
    if match["vague"] or match["teens"]:
        value = numeral(match["vague"] or match["teens"])
        also = ((Decimal(12), ""),) if match["teens"] == "十" else ()
        yield Figure(start, text, value, bound="more-than", in_han=True, also=also)
        return
    if match["pair"] or match["low"]:
        ends = match["pair"] or (match["low"], match["years"])
        for end in ends:
            if end != "一":  # a year or two
                yield Figure(start, text, numeral(end), in_han=True)
        return
    value, bound = numeral(match["years"]), _bound(match)
    in_han = not match["years"].isdecimal()
    if in_han and value == 1 and (bound is None or match["before"] == "近"):
        return
    yield Figure(
        start,
        text,
        value,
        bound=bound,
        also_bounds=_also(match["before"], bound),
        in_han=in_han,
        also=((Decimal(12), ""),) if value == 1 else (),  # less than twelve months
    )


def _bound(match: re.Match[str]) -> Bound | None:
    if match["before"] and match["before"] != _FULL:
        return bound_before(match["before"])
    if match["odd"] or match["late"]:
        return "more-than"
    return BEHIND[match["behind"]] if match["behind"] else None


def _also(before: str | None, bound: Bound | None) -> tuple[Bound, ...]:
    """Other bounds that say the same; 近三年 is nearly three years, or the past three."""
    if bound == "nearly":
        return ("exact", "less-than") if before == "近" else ("less-than",)
    if before is None and bound == "at-least":
        return ("more-than",)
    return ("less-than", "at-most") if bound in ("less-than", "at-most") else ()
