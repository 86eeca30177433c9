"""Comparisons of figures in words, in Chinese and in English."""

from __future__ import annotations

from build_tools.amounts.basis import Basis
from build_tools.amounts.bounds import FLOORS, IN_CHINESE, IN_ENGLISH, Bound
from build_tools.amounts.chinese import Amount, english
from build_tools.amounts.units import chinese_value, english_value, plain
from build_tools.records import Bilingual
from build_tools.tracker.comparison import Change, Comparison, Implied

BASES: dict[Basis, Bilingual] = {
    "total": Bilingual(zh="总数", en="total"),
    "increment": Bilingual(zh="新增数", en="increment"),
    "cumulative": Bilingual(zh="累计数", en="running total"),
    "share": Bilingual(zh="占比", en="share"),
    "level": Bilingual(zh="水平", en="level"),
    "growth": Bilingual(zh="增速", en="growth rate"),
    "rank": Bilingual(zh="位次", en="rank"),
}


def change_words(found: Change, unchanged_bound: Bound = "exact") -> Bilingual:
    """A change in words: “增加11.6%”, ``up 11.6%``; “约提高0.15个百分点”."""
    if found.relation == "maintains":
        if unchanged_bound in FLOORS:
            return Bilingual(zh="持平或更高", en="unchanged or higher")
        return Bilingual(zh="持平", en="unchanged")
    up = found.relation == "raises"
    size = plain(found.size)
    before, behind = IN_CHINESE[found.bound]
    direction = f"{'up' if up else 'down'} {IN_ENGLISH[found.bound]}".rstrip()
    if found.measure == "points":
        unit = "percentage point" if found.size == 1 else "percentage points"
        zh = f"{'提高' if up else '降低'}{before}{size}个百分点{behind}"
        return Bilingual(zh=zh, en=f"{direction} {size} {unit}")
    if found.measure == "places":
        unit = "place" if found.size == 1 else "places"
        zh = f"{'上升' if up else '下降'}{before}{size}位{behind}"
        return Bilingual(zh=zh, en=f"{direction} {size} {unit}")
    sign = "%" if found.measure == "percent" else ""
    zh = f"{'增加' if up else '减少'}{before}{size}{sign}{behind}"
    return Bilingual(zh=zh, en=f"{direction} {size}{sign}")


def implied_words(implied: Implied) -> Bilingual:
    """An implied level in words, with its bound."""
    before, behind = IN_CHINESE[implied.bound]
    return Bilingual(
        zh=f"{before}{chinese_value(implied.value, implied.base.unit)}{behind}",
        en=f"{IN_ENGLISH[implied.bound]}{english_value(implied.value, implied.base.known)}",
    )


def _figure(amount: Amount) -> Bilingual:
    """A figure as it is written; a rate of growth with its direction, and so what is taken away."""
    if amount.basis != "growth" and not amount.falls:
        return Bilingual(zh=amount.text, en=english(amount))
    zh, en = ("下降", "a fall of ") if amount.falls else ("增长", "growth of ")
    return Bilingual(zh=f"{zh}{amount.text}", en=f"{en}{english(amount)}")


def words(found: Comparison, review: str, plan: str) -> Bilingual:
    """A comparison in one line; ``review`` and ``plan`` are the names of the parts, 2023 and 2024.

    “2023：5000台（套）；2024：2500台（套），减少50%”, ``2023: 5,000; 2024: 2,500, down 50%``.
    """
    before, after = _figure(found.before), _figure(found.after)
    zh = f"{review}：{before.zh}；{plan}：{after.zh}"
    en = f"{review}: {before.en}; {plan}: {after.en}"
    if found.change:
        told = change_words(found.change, found.after.bound)
        zh, en = f"{zh}，{told.zh}", f"{en}, {told.en}"
    if found.implied:
        level = implied_words(found.implied)
        caveat = found.indicator.implied
        zh += f"，推算为{level.zh}" + (f"（{caveat.zh}）" if caveat else "")
        en += f", implying {level.en}" + (f" ({caveat.en})" if caveat else "")
    return Bilingual(zh=zh, en=en)
