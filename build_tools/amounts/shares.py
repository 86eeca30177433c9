"""Readers of shares and multiples in words: percentages, tenths, fractions, halves, doublings."""

import re
from collections.abc import Iterator
from decimal import Decimal

from build_tools.amounts.basis import Direction
from build_tools.amounts.bounds import Bound
from build_tools.amounts.change_verbs import DOWN, UP
from build_tools.amounts.english_numbers import share
from build_tools.amounts.grammar import (
    BOUND_BEFORE,
    BOUND_BEFORE_SHARE,
    BOUND_BEHIND,
    CLOSED,
    NUMERALS,
    PAIRS,
    WRITTEN,
    Grammar,
)
from build_tools.amounts.written_number import WrittenNumber, bound_of, few, is_short, written_value
from build_tools.text.numerals import ARABIC, CHINESE, numeral

_HUNDREDTHS = re.compile(
    rf"{BOUND_BEFORE_SHARE}(?P<below>(?<![{NUMERALS}减担抱肩胜欠自辜])负的?)?(?P<part>[百千]|十?万)分之(?P<minus>负)?"
    rf"(?:(?P<few>(?:零|{CHINESE})点|十)几|(?P<number>{WRITTEN}|{ARABIC}))"
    rf"(?:[至到](?:[百千]分之)?(?P<upper>{WRITTEN}))?(?P<odd>[余多])?{BOUND_BEHIND}"
)
_PARTS = {"百": "%", "千": "‰", "万": "/万", "十万": "/10万"}
# 成立, 成效, 成百 begin other words.
_TENTHS = re.compile(
    rf"{BOUND_BEFORE_SHARE}(?<![{NUMERALS}\d第])"
    r"(?:(?P<number>[一二两三四五六七八九]|[1-9](?:\.\d)?)"
    r"(?:(?:(?<![从由自].)成)?[至到—-](?P<upper>[二三四五六七八九]))?"
    rf"|(?P<pair>{PAIRS})|(?P<half>半)(?=成(?:的|左右|以|{CLOSED})))"
    rf"成(?P<more>半|[一二三四五六七八九](?=的|左右|以|{UP}|{DOWN}|{CLOSED}))?(?P<odd>[余多])?"
    rf"(?![立为果功本员品长熟绩效就交都人千百片套型才年不形分]){BOUND_BEHIND}"
)
_FRACTION = re.compile(
    rf"{BOUND_BEFORE}(?:(?P<whole>{CHINESE})分之(?P<part>{CHINESE})"
    rf"|(?<![\d/.])(?P<top>[1-9])/(?P<under>[2-9]|10)(?![\d/%万])){BOUND_BEHIND}"
    rf"(?P<odd>[强弱](?={CLOSED}|[的以]))?"
)
_LITTLE: dict[str | None, Bound] = {"强": "more-than", "弱": "nearly"}
"""四分之一强, 三分之一弱."""
_HALF = re.compile(
    rf"{BOUND_BEFORE}(?:(?:一半|半数)|(?P<over>(?<!双)过半)|(?P<near>近半)(?=数|的|{CLOSED})"
    rf"|(?P<halved>减半)|(?P<whole>百分百)(?!之)|半(?P<points>个(?:百分)?点(?!位))){BOUND_BEHIND}"
)
_RATE = re.compile("[率比重达到至为]$")
_DOUBLING = re.compile(
    rf"{BOUND_BEFORE}(?<![个双])翻了?(?P<near>近)?(?:(?P<number>[一两二三四])番|一倍|[番倍](?:增长|(?!计划|行动|工程)))"
    rf"(?:(?P<half>半)|(?P<odd>[余多])?{BOUND_BEHIND})"
)
_MULTIPLIED = re.compile(
    rf"成倍(?:增[长加]|提[高升])|(?:{WRITTEN}|{ARABIC})倍增长|(?<=实现)倍增(?={CLOSED})"
)


def hundredths(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``百分之十二点五``, ``千分之三``, ``十万分之十``, ``百分之零点几``, ``百分之五至六``."""
    for match in _HUNDREDTHS.finditer(text):
        high = written_value(match["upper"]) if match["upper"] else None
        if match["few"] == "十":
            low = Decimal(10)
        elif match["few"]:
            low, high = few(match["few"][:-1])
        else:
            low = written_value(match["number"])
        vague = bool(match["odd"] or match["few"])
        bound = "range" if high else bound_of(match, vague)
        unit = "" if is_short(match["number"] or "") else _PARTS[match["part"]]
        is_below = bool(match["below"] or match["minus"])
        direction: Direction | None = "fall" if is_below else None
        yield WrittenNumber(*match.span(), low, unit, bound, None, high, direction, is_below)


def tenths(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``八成左右``, ``近七成``, ``五至六成``, ``七成至八成``, ``两三成``, ``七成五``, ``半成``.

    What is not a range (八成到七成, 七八成以上) has no unit.
    """
    for match in _TENTHS.finditer(text):
        more = Decimal(5) if match["more"] == "半" else numeral(match["more"] or "零")
        pair = match["pair"]
        first, last = (pair[0], pair[1]) if pair else (match["number"], match["upper"])
        value = Decimal(5) if match["half"] else 10 * numeral(first) + more
        upper = 10 * numeral(last) if last else None
        bound = "range" if upper else bound_of(match, bool(match["odd"]))
        is_open = upper is not None and (upper <= value or match["behind"] in ("以上", "以下"))
        yield WrittenNumber(*match.span(), value, "" if is_open else "%", bound, None, upper)


def fractions(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``三分之一``, ``1/3``: in per cent, to four figures; ``about`` where that is not exact."""
    for match in _FRACTION.finditer(text):
        part = numeral(match["part"] or match["top"])
        whole = numeral(match["whole"] or match["under"])
        if part < whole:
            found = WrittenNumber(
                *match.span(),
                share(part, whole),
                "%",
                _LITTLE.get(match["odd"]) or bound_of(match),
            )
            value = found.value
            yield found if value * whole == part * 100 else found.bounded("about")


def halves(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``一半以上``, ``过半``, ``减半``, ``半个百分点``, and the whole: ``覆盖率百分百``.

    Elsewhere 百分百 may only mean "fully" (百分百投入), so it has no unit.
    """
    for match in _HALF.finditer(text):
        half = Decimal(50)
        if match["points"]:
            yield WrittenNumber(*match.span(), half / 100, match["points"], bound_of(match))
        elif match["halved"]:
            yield WrittenNumber(*match.span(), half, "%", basis="growth", direction="fall")
        elif match["whole"]:
            is_rate = match["before"] or _RATE.search(text, 0, match.start())
            unit = "%" if is_rate else ""
            yield WrittenNumber(*match.span(), Decimal(100), unit, bound_of(match))
        else:
            bound: Bound = "more-than" if match["over"] else bound_of(match)
            yield WrittenNumber(*match.span(), half, "%", "nearly" if match["near"] else bound)


def doublings(text: str, _: Grammar) -> Iterator[WrittenNumber]:
    """``翻番``, ``翻倍``, ``翻两番``, as growth: by once the base, by three times the base.

    What 翻一番半, 成倍增长 and 三倍增长 (by or to three times) come to is not certain, so they have
    no unit.
    """
    if "倍" in text:
        for match in _MULTIPLIED.finditer(text):
            yield WrittenNumber(*match.span(), Decimal(0), "")
    for match in _DOUBLING.finditer(text):
        doubled = int(numeral(match["number"])) if match["number"] else 1
        bound = "nearly" if match["near"] else bound_of(match, bool(match["odd"]))
        value = Decimal(2**doubled - 1)
        if match["half"]:
            yield WrittenNumber(*match.span(), value, "")
            continue
        yield WrittenNumber(*match.span(), value, "倍", bound, "growth", direction="rise")
