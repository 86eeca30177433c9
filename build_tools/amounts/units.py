"""The units in which Chinese official prose counts, and values in them in both languages.

A *measure* (元, 吨, %) keeps its name in English. A *counter* (个, 家, 项) has none: English says
what is counted, so a figure with a counter is rendered as the bare number.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

UnitKind = Literal["money", "percent", "measure", "time", "counter", "run"]


@dataclass(frozen=True)
class Unit:
    """``english`` follows the number, but stands before it where the kind is ``money``."""

    zh: str
    kind: UnitKind
    english: str = ""
    singular: str = ""


_COUNTERS = """
个 家 项 件 名 人 人次 户 台（套） 套（台） 台 套 辆 艘 架 部 条 张 栋 幢 座 所 处 场 场次 次
期 批次 门 本 册 篇 只 头 羽 株 棵 片 块 支 对 组 间 宗 笔 单 款 种 类 例 起 枚 盏 口 大 位
车次 架次 班次 剂次
"""

_ALL = (
    Unit("元", "money", "RMB"),
    Unit("人民币", "money", "RMB"),
    Unit("美元", "money", "USD"),
    Unit("欧元", "money", "EUR"),
    Unit("港元", "money", "HKD"),
    Unit("日元", "money", "JPY"),
    Unit("英镑", "money", "GBP"),
    Unit("%", "percent"),
    Unit("‰", "percent"),
    Unit("个百分点", "measure", "percentage points", "percentage point"),
    Unit("倍", "measure", "times"),
    Unit("亩", "measure", "mu"),
    Unit("公顷", "measure", "hectares", "hectare"),
    Unit("平方米", "measure", "square metres", "square metre"),
    Unit("平方公里", "measure", "square kilometres", "square kilometre"),
    Unit("平方千米", "measure", "square kilometres", "square kilometre"),
    Unit("立方米", "measure", "cubic metres", "cubic metre"),
    Unit("米", "measure", "metres", "metre"),
    Unit("公里", "measure", "kilometres", "kilometre"),
    Unit("千米", "measure", "kilometres", "kilometre"),
    Unit("毫米", "measure", "millimetres", "millimetre"),
    Unit("海里", "measure", "nautical miles", "nautical mile"),
    Unit("吨", "measure", "tonnes", "tonne"),
    Unit("吨标准煤", "measure", "tonnes of standard coal", "tonne of standard coal"),
    Unit("公斤", "measure", "kilograms", "kilogram"),
    Unit("千克", "measure", "kilograms", "kilogram"),
    Unit("标箱", "measure", "TEU"),
    Unit("标准箱", "measure", "TEU"),
    Unit("千瓦", "measure", "kilowatts", "kilowatt"),
    Unit("兆瓦", "measure", "megawatts", "megawatt"),
    Unit("吉瓦", "measure", "gigawatts", "gigawatt"),
    Unit("千瓦时", "measure", "kilowatt-hours", "kilowatt-hour"),
    Unit("兆瓦时", "measure", "megawatt-hours", "megawatt-hour"),
    Unit("度", "measure", "degrees", "degree"),
    Unit("分贝", "measure", "decibels", "decibel"),
    Unit("微克/立方米", "measure", "micrograms per cubic metre", "microgram per cubic metre"),
    Unit("毫克/立方米", "measure", "milligrams per cubic metre", "milligram per cubic metre"),
    Unit("毫克/升", "measure", "milligrams per litre", "milligram per litre"),
    Unit("年", "time", "years", "year"),
    Unit("周年", "time", "anniversary"),
    Unit("个月", "time", "months", "month"),
    Unit("个季度", "time", "quarters", "quarter"),
    Unit("季度", "time", "quarters", "quarter"),
    Unit("个工作日", "time", "working days", "working day"),
    Unit("天", "time", "days", "day"),
    Unit("小时", "time", "hours", "hour"),
    Unit("分钟", "time", "minutes", "minute"),
    Unit("连增", "run", "consecutive increase"),
    Unit("连涨", "run", "consecutive increase"),
    Unit("连升", "run", "consecutive rise"),
    Unit("连降", "run", "consecutive fall"),
    Unit("连跌", "run", "consecutive fall"),
    Unit("连丰", "run", "consecutive good harvest"),
    Unit("连冠", "run", "consecutive title"),
    Unit("金", "measure", "gold"),
    Unit("银", "measure", "silver"),
    Unit("铜", "measure", "bronze"),
    *(Unit(counter, "counter") for counter in _COUNTERS.split()),
)

UNITS: dict[str, Unit] = {unit.zh: unit for unit in _ALL}
"""Every unit that the parser knows, by its Chinese."""

HECTARES_TO_THE_MU = 15
"""One hectare is fifteen mu (State Council order on legal units of measurement, 1984)."""


def nearest_unit(following: str) -> str:
    """The known unit that is most like the first characters after a figure, or nothing."""
    for length in (4, 3, 2, 1):
        match = difflib.get_close_matches(following[:length], UNITS, n=1, cutoff=0.5)
        if match:
            return match[0]
    return ""


_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
             "ninth", "tenth")  # fmt: skip


def plain(value: Decimal) -> str:
    """A number without an exponent or idle zeros: ``4.15``, ``1,185``."""
    text = f"{value.normalize():,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def english_number(value: Decimal) -> str:
    """A number in the scale that English uses: ``1,185``, ``62.5 million``, ``287 billion``."""
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(value) >= size:
            return f"{plain(value / size)} {word}"
    return plain(value)


def ordinal(number: int) -> str:
    """``first`` to ``tenth`` in words, then ``11th``."""
    if 0 < number < len(_ORDINALS):
        return _ORDINALS[number]
    teen = number % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def chinese_value(value: Decimal, unit: str) -> str:
    """A value in the scale that Chinese uses: ``1367.4亿元``, ``2.1万个``, ``782家``."""
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= size:
            return f"{plain(value / size).replace(',', '')}{word}{unit}"
    return f"{plain(value).replace(',', '')}{unit}"


def english_value(value: Decimal, unit: str) -> str:
    """A value with its unit: ``RMB 287 billion``, ``27,000 mu (1,800 hectares)``, ``5%``.

    A counter (个, 家, 人次) is left out: English names the thing that is counted.
    """
    known = UNITS[unit]
    number = english_number(value)
    if known.kind == "money":
        return f"{known.english} {number}"
    if known.kind == "percent":
        return f"{number}{unit}"
    if known.kind == "counter":
        return number
    if known.kind == "run" or unit == "周年":
        place = ordinal(int(value)) if known.kind == "run" else f"{int(value)}th"
        return f"{place} {known.english}"
    word = known.singular if value == 1 and known.singular else known.english
    if unit == "亩":
        hectares = value / HECTARES_TO_THE_MU
        rounded = hectares.to_integral_value() if hectares >= 100 else round(hectares, 1)
        return f"{number} {word} ({plain(rounded)} hectares)"
    return f"{number} {word}"
