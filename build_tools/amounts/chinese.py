"""The amounts in Chinese official prose: number, unit, bound and basis; and their English.

An amount is a number that measures something (``2870亿元``, ``超千个``, ``前三名``, ``四连增``).
Numbers that only name something are none: years, dates, road and telephone numbers, ``500强``, and
short names in quotation marks. A figure that is neither is told by :func:`unread`, so that
no figure is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from build_tools.amounts.basis import Basis, basis_of, is_falling, is_threshold, measured_words
from build_tools.amounts.units import UNITS, english_value, ordinal
from build_tools.text.han import HAN_PATTERN
from build_tools.text.numerals import ARABIC, CHINESE, numeral
from build_tools.text.numerals import scale as scale_of

Bound = Literal[
    "exact", "at-least", "more-than", "about", "nearly", "at-most", "less-than", "range"
]


@dataclass(frozen=True)
class Amount:
    """An amount at ``start`` up to ``end`` of a text; its ``text`` includes the words of bound."""

    start: int
    end: int
    text: str
    value: Decimal
    """In the unit itself: 万 and 亿 are multiplied out; 51% is 51."""
    unit: str
    """As written; ``位`` for a place in an order."""
    bound: Bound
    basis: Basis
    """What the wording suggests, see :mod:`build_tools.amounts.basis`."""
    falls: bool = False
    """A rate of change downwards (下降, 压缩): ``value`` itself is positive."""
    measures: str = ""
    """The words that it measures, as far as the wording shows them."""
    upper: Decimal | None = None
    """The other end of a ``range``."""


@dataclass(frozen=True)
class Unread:
    """A figure that is no amount and no name: its unit is not known."""

    start: int
    end: int
    number: str
    following: str
    """The letters behind it, four at most."""


@dataclass(frozen=True)
class _Reading:
    start: int
    end: int
    value: Decimal
    unit: str
    bound: Bound = "exact"
    basis: Basis | None = None
    upper: Decimal | None = None


_BEFORE: dict[str, Bound] = {
    **dict.fromkeys(("突破", "超过", "超", "高于", "多于", "逾"), "more-than"),
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少"), "at-least"),
    **dict.fromkeys(("接近", "将近", "近"), "nearly"),
    **dict.fromkeys(("大约", "约"), "about"),
    **dict.fromkeys(("不超过", "不高于", "不多于", "至多"), "at-most"),
    **dict.fromkeys(("低于", "少于", "不足", "不到"), "less-than"),
}
_BEHIND: dict[str, Bound] = {
    **dict.fromkeys(("及以上", "以上"), "at-least"),
    **dict.fromkeys(("左右", "上下"), "about"),
    **dict.fromkeys(("及以下", "以下", "以内", "之内"), "at-most"),
}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_COUNTED = _either(u for u in UNITS if UNITS[u].kind != "run" and u not in "金银铜大年")
_MONEY = _either(u for u in UNITS if UNITS[u].kind == "money")
# Behind a Chinese numeral most units stand in names and idioms (五个, 三家, 二元, 最后一公里).
_LENGTHS = _either(("亩", "公顷", "平方米", "平方公里", "公里", "吨"))
_RUNS = _either(u for u in UNITS if UNITS[u].kind == "run")
_NUMERALS = "一二两三四五六七八九十百千"
_P = rf"(?P<before>{_either(_BEFORE)})?"
_S = rf"(?P<behind>{_either(_BEHIND)})?"
_CLOSED = r"(?=$|[，。、；：！？”’）」』\s])"

_FIGURE = re.compile(
    rf"{_P}(?P<number>{ARABIC})(?:[%％]?[-－—–~～至到](?P<upper>{ARABIC}))?"
    rf"(?P<scale>[十百千万亿]*?)(?P<odd>[余多])?"
    rf"(?:(?P<shared>个(?=[和与、](?:{ARABIC})个百分点))|(?P<unit>％|{_COUNTED})"
    rf"|(?P<medal>[金银铜])(?=\d|$|[，。、；])|(?P<great>大)(?=[{HAN_PATTERN}])"
    rf"|(?<=[万亿])(?P<people>(?=[{HAN_PATTERN}]{{0,4}}人口))){_S}"
)
_ROUND = re.compile(
    rf"(?P<before>{_either(_BEFORE)})(?P<scale>[百千万亿]+)(?P<unit>{_COUNTED}){_S}"
)
_HUNDREDTHS = re.compile(rf"{_P}百分之(?P<number>{CHINESE}|{ARABIC}){_S}")
_WRITTEN = re.compile(
    rf"(?<![每第\d{_NUMERALS}万亿]){_P}"
    rf"(?:(?P<number>{CHINESE})(?P<unit>个百分点|倍)"
    rf"|(?P<sum>{CHINESE}?[百千万亿]+)(?P<money>{_MONEY})(?!级)"
    rf"|(?!一(?:{_LENGTHS}))(?P<size>{CHINESE}[万亿]*)(?P<length>{_LENGTHS})(?!级|工程)){_S}"
)
_PLACE = re.compile(rf"(?P<top>[第前])(?P<number>{CHINESE}|\d+)(?:名|位|家)?{_CLOSED}")
_RUN = re.compile(rf"(?P<number>{CHINESE}|\d+)(?P<unit>{_RUNS})")
_YEARS = re.compile(rf"(?<=连续)(?P<number>{CHINESE}|\d{{1,2}})(?P<unit>年|个月|个季度|季度)")

_YEAR = r"(?:19|20)\d\d"
_NAMES = re.compile(
    r"(?<![\d.])(?:"
    rf"{_YEAR}(?:[-－—–~～至](?:19|20)?\d\d)?年度?|{_YEAR}[-－—–~～至](?:19|20)?\d\d(?![\d.])"
    r"|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号](?!元)"
    r"|第\d+(?=[次届代批期章条])|\d{1,3}年|\d+强|\d+级"
    r"|\d{3,5}(?=热线|平台|专线|电话|指挥)"
    r"|[A-Za-z][A-Za-z+-]*\d+(?:\.\d+)?[A-Za-z]*|\d+[A-Za-z]+级?"
    r"|\d+(?:[+＋·/:：]\d+)+"
    r")|^\d+[.．、](?!\d)",
    re.MULTILINE,
)
_BARE = re.compile(rf"(?P<number>{ARABIC})(?P<following>[{HAN_PATTERN}A-Za-z]{{0,4}})")
_QUOTED = re.compile(r"“([^“”，。；！？]{1,20})”")


def _bound(match: re.Match[str], odd: bool = False) -> Bound:
    if match["before"]:
        return _BEFORE[match["before"]]
    if match["behind"]:
        return _BEHIND[match["behind"]]
    return "more-than" if odd else "exact"


def _figures(text: str) -> Iterator[_Reading]:
    """``2870亿元``, ``不少于20亿元``, ``5%-6%``, ``100余家``, ``1个和2.8个百分点``."""
    for match in _FIGURE.finditer(text):
        scale = scale_of(match["scale"])
        unit = match["unit"] or match["medal"] or match["great"] or ""
        if match["shared"]:
            unit = "个百分点"
        elif match["people"] is not None:
            unit = "人"
        upper = numeral(match["upper"]) * scale if match["upper"] else None
        bound = "range" if upper is not None else _bound(match, bool(match["odd"]))
        unit = unit.replace("％", "%")
        value = numeral(match["number"]) * scale
        yield _Reading(match.start(), match.end(), value, unit, bound, None, upper)


def _rounds(text: str) -> Iterator[_Reading]:
    """``超千个``, ``近百家``, ``超亿美元``."""
    for match in _ROUND.finditer(text):
        value = scale_of(match["scale"])
        yield _Reading(match.start(), match.end(), value, match["unit"], _bound(match))


def _written(text: str) -> Iterator[_Reading]:
    """``百分之三十``, ``三个百分点``, ``二十亿元``."""
    for match in _HUNDREDTHS.finditer(text):
        yield _Reading(match.start(), match.end(), numeral(match["number"]), "%", _bound(match))
    for match in _WRITTEN.finditer(text):
        value = numeral(match["number"] or match["sum"] or match["size"])
        unit = match["unit"] or match["money"] or match["length"]
        yield _Reading(match.start(), match.end(), value, unit, _bound(match))


def _places(text: str) -> Iterator[_Reading]:
    """``第四``, ``第五家``, ``前三名``: only where a mark or the end follows."""
    for match in _PLACE.finditer(text):
        bound: Bound = "at-most" if match["top"] == "前" else "exact"
        yield _Reading(match.start(), match.end(), numeral(match["number"]), "位", bound, "rank")


def _runs(text: str) -> Iterator[_Reading]:
    """``四连增``, ``六连冠``, ``连续三年``, ``40周年``."""
    for pattern in (_RUN, _YEARS):
        for match in pattern.finditer(text):
            value = numeral(match["number"])
            basis: Basis = "cumulative"
            yield _Reading(match.start(), match.end(), value, match["unit"], "exact", basis)


def _names(text: str) -> list[tuple[int, int]]:
    """The spans in which a number only names something."""
    found = [match.span() for match in _NAMES.finditer(text) if not _is_year_count(text, match)]
    for match in _QUOTED.finditer(text):
        inner = match[1]
        whole = any(r.end - r.start == len(inner) for r in _readings(inner))
        if not whole:
            found.append(match.span())
    return found


def _is_year_count(text: str, match: re.Match[str]) -> bool:
    return text.endswith("连续", 0, match.start())


def _readings(text: str) -> list[_Reading]:
    """Every reading, the first of those that overlap, in the order of the text."""
    kept: list[_Reading] = []
    for reader in (_runs, _places, _figures, _rounds, _written):
        for reading in reader(text):
            if all(reading.end <= other.start or other.end <= reading.start for other in kept):
                kept.append(reading)
    return sorted(kept, key=lambda reading: reading.start)


def _free(text: str) -> Iterator[_Reading]:
    names = _names(text)
    for reading in _readings(text):
        if not any(start < reading.end and reading.start < end for start, end in names):
            yield reading


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts in a text in simplified script, in order.

    Give it a whole sentence: the first words may decide the basis of the last figure.
    """
    found: list[Amount] = []
    for reading in _free(text):
        last = found[-1] if found else None
        after = last.end if last else 0
        basis = _basis(text, reading, after, last.basis if last else None)
        words = measured_words(
            text, reading.start, reading.end, after, last.measures if last else ""
        )
        found.append(
            Amount(
                start=reading.start,
                end=reading.end,
                text=text[reading.start : reading.end],
                value=reading.value,
                unit=reading.unit,
                bound=reading.bound,
                basis=basis,
                falls=basis == "growth" and is_falling(text, reading.start, after),
                measures=words,
                upper=reading.upper,
            )
        )
    return tuple(found)


def _basis(text: str, reading: _Reading, after: int, before: Basis | None) -> Basis:
    if reading.basis is not None:
        return reading.basis
    if reading.unit == "周年":
        return "cumulative"
    money = UNITS[reading.unit].kind == "money"
    if is_threshold(money, reading.bound != "exact", text[reading.end :]):
        return "level"
    return basis_of(text, reading.start, reading.unit, after, before)


def unread(text: str) -> tuple[Unread, ...]:
    """The figures in digits that are neither amounts nor parts of names."""
    taken = [(reading.start, reading.end) for reading in _readings(text)] + _names(text)
    return tuple(
        Unread(match.start("number"), match.end("number"), match["number"], match["following"])
        for match in _BARE.finditer(text)
        if not any(start < match.end("number") and match.start() < end for start, end in taken)
    )


ENGLISH_BOUND: dict[Bound, str] = {
    "exact": "",
    "at-least": "at least ",
    "more-than": "over ",
    "about": "about ",
    "nearly": "nearly ",
    "at-most": "at most ",
    "less-than": "under ",
    "range": "",
}


def english(amount: Amount) -> str:
    """An amount in English with its bound: 突破2000亿元 is ``over RMB 200 billion``."""
    if amount.basis == "rank":
        if amount.bound == "at-most":
            return f"top {int(amount.value)}"
        return ordinal(int(amount.value))
    value = english_value(amount.value, amount.unit)
    if amount.upper is not None:
        return f"{value} to {english_value(amount.upper, amount.unit)}"
    return ENGLISH_BOUND[amount.bound] + value
