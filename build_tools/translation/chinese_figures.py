"""The figures of a Chinese sentence, as English gives them: amounts, and numbers that name.

Units are named as :mod:`build_tools.amounts.english` names them, so that the two compare.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from build_tools.amounts.bounds import CEILINGS, FLOORS, MARKS, Bound
from build_tools.amounts.chinese import Amount, amounts
from build_tools.amounts.english import FOLD, LETTERS
from build_tools.resources.units import Unit, Units, general_units
from build_tools.text.numerals import ARABIC, numeral, scale
from build_tools.text.patterns import either
from build_tools.translation.figure import NUMERAL, Figure
from build_tools.translation.year_figures import year_figures

_DIGITS = re.compile(rf"(?:{ARABIC})(?P<scale>[百千万亿]*)")


def _unit_names(units: Units) -> str:
    """The Chinese units that have an English one, as a part of a pattern."""
    return either(unit.zh for unit in units if _english_unit(unit))


@lru_cache(maxsize=8)
def _naming(units: Units) -> re.Pattern[str]:
    """Numbers that name: sessions, plans, counts of areas, dates, 百强, 每十亿元, Ⅲ类, 万吨级."""
    return re.compile(
        # 第一时间 is "at once", 第一线 the front line.
        rf"第(?P<ordinal>{NUMERAL})(?!时间|线(?!城))"
        rf"|(?!一次)(?P<session>{NUMERAL})(?=[届次]|中全会|期(?!望|待|间))"
        rf"|(?<![第个每月日])(?P<plan>{NUMERAL})(?=五”?(?:[规计]划|纲要|时期|期间|以来|末|[开收]官|开局|中期))"
        rf"|(?<=[“‘「])(?P<quoted>{NUMERAL})(?=五[”’」])"
        rf"|(?P<count>{NUMERAL}|两)(?=大(?!家)|方面)"
        r"|(?P<year>[〇零一二三四五六七八九]{4})(?=年)"
        rf"|(?<=年)(?P<month>{NUMERAL})(?=月)"
        rf"|(?<=月)(?P<day>{NUMERAL})(?=[日号])"
        r"|(?P<top>[十百千]|\d+)(?=强(?!化))"
        # 每千克 has no number.
        rf"|每(?!{units.divisors})(?P<each>[一二三四五六七八九十百千万亿]+)"
        rf"(?P<unit>{_unit_names(units)})?"
        r"|(?P<roman>[\u2160-\u216b])"
        # 5000吨级 and 1000亿级, but not 3级; 2×66万千瓦.
        rf"|(?<![\d.])(?=[\d.,]+[^\d.,级])(?P<class>{ARABIC})(?P<class_scale>[十百千万亿]*)"
        rf"(?P<class_unit>{_unit_names(units)})?(?<!升)级(?!别)"
        rf"|(?<=\d[×xX*＊])(?P<size>{ARABIC})(?P<size_scale>[十百千万亿]*?)"
        rf"(?P<size_unit>{_unit_names(units)})"
    )


_LETTERS = dict(zip(f"甲乙丙{LETTERS}", LETTERS * 2, strict=True))
"""The letters of grades: 三甲 is 3A, 一级A标准 the standard 1A."""
_LETTER = re.compile(rf"[{LETTERS}](?!\w)", re.ASCII)
_PLANS = 1951
"""The year from which the Five-Year Plans count: the 14th began in 1951 + 5 × 14."""


@lru_cache(maxsize=8)
def _sizes(units: Units) -> re.Pattern[str]:
    """What English may write as a figure: sizes and grades in names (万亩, 百亿级, 三级, 三甲),
    numbers of projects (一号工程), of hospitals and of schools (市一院), the second number of a
    ratio (2.1∶1), the years of a plan, the minutes of 一刻钟."""
    return re.compile(
        r"(?<![\d.点一二三四五六七八九两半数几十百千万亿])"
        r"(?:(?P<plan>十[一二三四五六七])(?:个五年|五(?=[”’」]|[规计]?划|时期|期间|以来|末))"
        rf"|(?P<size>[十百千万亿]+)(?P<unit>{_unit_names(units)})?"
        rf"|(?P<grade>{NUMERAL})(?=级?(?P<letter>[{''.join(_LETTERS)}])|[级等类星号])"
        rf"|(?<=[省市县区])(?P<numbered>{NUMERAL})(?=院|中(?!心)|小(?!区))"
        r"|(?P<quarters>[一三])(?=刻钟)"
        r"|(?<=\d[:：∶])(?P<one>1)(?![\d.:：∶]))"
    )


def _english_unit(unit: Unit | None) -> str:
    if unit is None or unit.kind not in ("money", "percent", "measure"):
        return ""
    return unit.en or unit.zh


def chinese_figures(chinese: str, units: Units | None = None) -> list[Figure]:
    """Every figure of a Chinese text, in order: no run of digits is left out."""
    units = units or general_units()
    found: list[Figure] = []
    taken = [False] * len(chinese)
    for amount in amounts(chinese, units):
        found += _measured(amount, chinese)
        taken[amount.start : amount.end] = [True] * (amount.end - amount.start)
    years = [figure for figure in year_figures(chinese) if not taken[figure.start]]
    found += years
    for figure in years:
        end = figure.start + len(figure.text)
        taken[figure.start : end] = [True] * len(figure.text)
    for match in _naming(units).finditer(chinese):
        if not any(taken[match.start() : match.end()]):
            found.append(_named(match, units))
            taken[match.start() : match.end()] = [True] * len(match[0])
    for match in _DIGITS.finditer(chinese):
        if not any(taken[match.start() : match.end()]):
            found.append(_in_digits(match))
    return sorted(found, key=lambda figure: figure.start)


def _in_digits(match: re.Match[str]) -> Figure:
    """A number that nothing else has read; 4 with the grade A in 4A级."""
    value = numeral(match[0].removesuffix(match["scale"])) * scale(match["scale"])
    if match.string.startswith("分钟", match.end()):
        return Figure(match.start(), match[0], value, also=_in_hours(value))
    letter = _LETTER.match(match.string, match.end())
    before = match.string[match.start() - 1 : match.start()]
    if letter and not match["scale"] and not (before.isascii() and before.isalpha()):
        return Figure(match.start(), match[0], value, letter[0], also=((value, ""),))
    return Figure(match.start(), match[0], value)


def _measured(amount: Amount, chinese: str) -> Iterator[Figure]:
    """The one figure of an amount, or the two of a range, without a sign, as English gives them."""
    in_han = not _DIGITS.search(amount.text)
    is_fraction = _FRACTION.search(amount.text) is not None and amount.bound == "about"
    for value in (amount.value, amount.upper):
        if value is not None:
            yield Figure(
                amount.start,
                amount.text,
                abs(value),
                _english_unit(amount.known),
                amount.bound,
                also_bounds=("exact",) if is_fraction else _also_bounds(amount, chinese, in_han),
                in_han=in_han,
                is_place=amount.basis == "rank",
                is_rounded=is_fraction,
                measure=amount.unit,
                also=_equivalents(value, amount),
            )


_FRACTION = re.compile("(?<![百千万])分之|/")
_MARK = re.compile(MARKS)
_AS_MUCH_AS = re.compile("[高多]达$")
"""A figure that English has "up to": 最长停留多达240小时."""
_BARE = re.compile(r"\d[^上]*")
_SHARED = re.compile("[、和与及][^，。；]{1,20}(?<!及)以上")


def _also_bounds(amount: Amount, chinese: str, in_han: bool) -> tuple[Bound, ...]:
    """Other bounds that say the same. Chinese in words is vaguer: 三分之一, 上百亿.

    以上 is "over" in the State Council's own English, as 以下 is "under" of ages; a mark that is
    reached (迈上4万亿元台阶) is reached or passed.
    """
    text, bound = amount.text, amount.bound
    if bound == "at-least" and _MARK.match(chinese, amount.end):
        return ("exact", "more-than")
    if bound == "exact":
        return ("at-most",) if _AS_MUCH_AS.search(chinese, 0, amount.start) else ()
    if bound in FLOORS and in_han:
        return FLOORS
    if bound == "at-least" and text.endswith("以上") and not text.endswith("及以上"):
        return ("more-than",)
    is_bare = _BARE.fullmatch(text) is not None  # 分别增长7%、8%以上
    if bound == "at-least" and is_bare and _SHARED.match(chinese, amount.end):
        return ("more-than",)
    # 4%以内 is kept below 4% or at it; 3岁以下 are children under three.
    is_vague_ceiling = bound in CEILINGS and (text.endswith("内") or "岁" in text)
    return CEILINGS if is_vague_ceiling else ()


def _in_hours(minutes: Decimal) -> tuple[tuple[Decimal, str], ...]:
    """Minutes as parts of an hour: 15 are a quarter of an hour, and 30 half an hour.

    >>> [f"{value:f}{unit}" for value, unit in _in_hours(Decimal(15))]
    ['25%', '0.25']
    """
    quarters = minutes / 15
    return ((25 * quarters, "%"), (quarters / 4, "")) if quarters in (1, 2, 3) else ()


def _equivalents(value: Decimal, amount: Amount) -> tuple[tuple[Decimal, str], ...]:
    """Other values and units that say the same in English."""
    if amount.unit == "倍":
        times = (value, ""), (value, FOLD)
        more = (100 * value, "%"), (value + 1, "times"), (value + 1, ""), (value + 1, FOLD)
        return more if amount.basis == "growth" else times
    if amount.unit == "分钟" or amount.unit in _IN_PERCENT:
        rate = _IN_PERCENT.get(amount.unit)
        return ((value / rate, "%"),) if rate else _in_hours(value)
    if amount.unit == "%" and _DIGITS.fullmatch(amount.text):
        return ((value, ""),)  # a part of a ratio, 10:45:45
    if amount.unit == "%" and amount.basis == "growth" and value % 100 == 0 and not amount.falls:
        return ((value / 100 + 1, FOLD),)
    if value == _TEN and amount.bound == "more-than" and re.search("十[几余多来]", amount.text):
        return ((_DOZEN, _english_unit(amount.known)),)
    return ()


_TEN, _DOZEN = Decimal(10), Decimal(12)
"""十几个 is more than ten, or more than a dozen."""
_IN_PERCENT = {"‰": 10, "/万": 100, "/10万": 1000}
"""How many of a rate make one per cent."""


def _named(match: re.Match[str], units: Units) -> Figure:
    name = str(match.lastgroup if match.lastgroup != "unit" else "each")
    for size in ("class", "size"):
        if match[size]:
            return _sized(match, size, units)
    if name == "roman":
        value = Decimal(ord(match["roman"]) - 0x215F)
    elif name == "year":
        value = Decimal("".join(str(int(numeral(digit))) for digit in match["year"]))
    else:
        value = numeral(match[name])
    unit = _english_unit(units.find(match["unit"])) if match["unit"] else ""
    in_han, is_place = not match[0].isdigit(), name == "ordinal"
    return Figure(match.start(), match[0], value, unit, in_han=in_han, is_place=is_place)


def _sized(match: re.Match[str], name: str, units: Units) -> Figure:
    """The size of a class (5000吨级), or of each of several (2×66万千瓦)."""
    value = numeral(match[name]) * scale(match[f"{name}_scale"])
    zh = match[f"{name}_unit"] or ""
    unit = _english_unit(units.find(zh)) if zh else ""
    also = [(value, _english_unit(units.find("元")))] if not zh else []
    if name == "class" and zh == "吨":
        also = [(value, _english_unit(units.find("载重吨")))]
    return Figure(match.start(), match[0], value, unit, measure=zh, also=tuple(also))


def figures_in_names(chinese: str, units: Units) -> Iterator[Figure]:
    """Figures that English may have. A size without a unit may be of money: 百亿级企业."""
    money = _english_unit(units.find("元"))
    for match in _sizes(units).finditer(chinese):
        if match["plan"]:
            first = _PLANS + 5 * numeral(match["plan"])
            for year in (first, first + 4):
                yield Figure(match.start(), match[0], year)
            continue
        if match["quarters"]:
            minutes = 15 * numeral(match["quarters"])
            yield Figure(match.start(), match[0], minutes, also=_in_hours(minutes))
            continue
        value = numeral(match["size"] or match["grade"] or match["numbered"] or match["one"])
        zh, letter = match["unit"] or "", match["letter"]
        also = ((value, money if match["size"] else ""),) if letter or match["size"] else ()
        unit = _english_unit(units.find(zh)) if zh else _LETTERS[letter] if letter else ""
        yield Figure(match.start(), match[0], value, unit, measure=zh, also=() if zh else also)
