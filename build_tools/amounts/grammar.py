"""The patterns of amounts: what all readers share, and what depends on a publication's units.

The pattern of all units has some 4,000 characters, and Python compiles it slowly. So only two
patterns have it: ``figure``, a number in digits up to its unit, and ``unit``, which the readers of
Chinese numerals match behind a number.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from build_tools.amounts.basis import REACHES, clause_start
from build_tools.amounts.bounds import BEFORE_ROUND, BEHIND, before_pattern
from build_tools.amounts.written_number import plain_unit
from build_tools.resources.units import SLASH, Unit, Units
from build_tools.text.han import HAN_PATTERN
from build_tools.text.numerals import ARABIC, CHINESE, CHINESE_WITH_NOUGHT
from build_tools.text.patterns import either

NUMERALS = "一二两三四五六七八九十百千廿卅零〇"
CLOSED = r"(?=$|[，。、；：！？”’）」』\s\0])"
"""Nothing follows but a mark."""
_DECIMALS = "点[〇零一二三四五六七八九]+"
WRITTEN = rf"(?:(?:{CHINESE_WITH_NOUGHT})(?:{_DECIMALS})?|零{_DECIMALS})"
"""A number in Chinese numerals, also with a decimal point: 十二点五."""
PAIRS = "一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九"
HAN = f"[{HAN_PATTERN}]"
VERBS = "带动|用于|支持|帮助|实现|惠及|推动|建设|改善|促进|解决|保障|吸纳|补助"
"""There is no verb between a number and its noun: in 3亿带动农民 the number counts no farmers."""

_COUNTING = (
    "净增", "新增", "增加", "减少", "达", "达到", "增至", "减至", "共", "共计", "累计",
    "新建", "改建", "扩建", "建成", "开工", "竣工",
)  # fmt: skip
"""What comes before a small Chinese numeral that counts: 净增十一家."""


_NOT_COUNTED = ("run", "divisor", "index")
_NO_BOUND = (
    "(?<=[签节合特条盟契])约|(?<=[侦打爆])破|(?<=[圆丰美充布饱坐住挂站堆装填])满"
    "|(?<=[史来日年月季])最|最[高低]达"
)
"""Where a word of bound is part of another: 签约79个, 侦破12起; 历史最高 is no limit, and 最高达38℃
is what was reached."""


_NO_BOUND_BEHIND = f"许(?!{CLOSED})|内(?!{CLOSED}|[的办到]|完成|建成|实现)"
"""Where a word behind a number is part of another: 3天内完成, but not 5个内河港口."""


_BOUNDS = f"(?!{_NO_BOUND}){before_pattern()}"
ROUND = either(BEFORE_ROUND)
BOUNDS_BEFORE_SCALE = f"{_BOUNDS}|(?<![以之线网路通经胜度])(?:{ROUND})"
_LINKING = "(?:了|为|有|合|需|达到?)?"
BOUND_BEFORE = f"(?:(?P<before>{_BOUNDS}){_LINKING})?"
BOUND_BEFORE_SHARE = f"(?:(?P<before>{_BOUNDS}|(?<![通经不越跨渡走转胜太难])过){_LINKING})?"
"""占比过三成, but not 通过三成."""
BEFORE_NUMERAL = rf"(?<![每第数几\d{NUMERALS}万亿]){BOUND_BEFORE}(?![百千][{NUMERALS}])"
"""What is before a number in Chinese numerals."""
_WITH_ITSELF = "（不?含[^（）]{0,8}）"
_OF_GOAL = "的(?:目标|范围|水平)(?=[以之]|内)"
WORDS_BEHIND = f"(?!{_NO_BOUND_BEHIND})(?:{either(BEHIND)})"
BOUND_BEHIND = f"(?:(?:{_WITH_ITSELF}|{_OF_GOAL})?(?P<behind>{WORDS_BEHIND}))?"
"""500平方米（含）以上, 30人（不含）以上, 4.5%的范围以内."""


_RATE = r"\d+(?:\.\d+)?(?:%|‰|个百分点|℃|摄氏度)"
_SIGN = (
    rf"(?<=[长速幅率为达是])[-—–](?=\d)|零下|(?<=[{HAN_PATTERN}（，、：；\0])(?<![至到])[-+](?={_RATE})"
    rf"|(?<![\d%‰℃度元点万亿][至到])(?<=[至到])[-—–](?=\d)|(?<![{NUMERALS}减担抱肩胜欠自辜])负的?(?=\d)"
    rf"|(?<=[长为是到至])正的?(?={_RATE})"
)
"""A sign before a number. A dash is one behind a verb or a rate; behind 至 or 到 where no figure is
just before them, because two figures make a range (5%至-3%)."""


_LOSS = r"(?<=[润益额值税入出资差支余净])-(?=\d+(?:\.\d+)?[百千万亿]*"
"""The sign of a loss, up to its currency: 净利润-3.5亿元."""
_LARGE_ENDS = "(?:(?<=[万亿])(?![余多]|来(?![自宾访信]))|(?<=[余多])(?![万亿]))"
"""Where a number ends that needs no unit before its noun: 20万农民, 300多游客."""


_ENDS_DIVISOR = (
    rf"{CLOSED}|[的和与及（]|(?:提高|提升|上升|上调|增加|下降|下调|降低|减少|回落|调整|[提升增降减调])?[至到为]"
    rf"|(?!{HAN}{{0,8}}\d)"
)
"""What follows 每 and its noun where they divide the unit before them: 50元每人, but not 每户 in
带动2000户每户增收500元, which opens what is said of the next figure."""


_TIME_BEHIND = "[余多半]?(?:月|季度|工作日|小时|昼夜|学期|学年)"
"""What makes 个 part of a unit of time: 三个月, 十多个小时."""


@dataclass(frozen=True, eq=False)
class Grammar:
    """The patterns that hold units, each for a reader in ``digits``, ``chinese_numerals`` or
    ``ranks``, and what these readers ask of units."""

    figure: re.Pattern[str]
    unit: re.Pattern[str]
    """A unit with a word of bound behind it."""
    reached: re.Pattern[str]
    run: re.Pattern[str]
    signed: re.Pattern[str]
    units: Units
    counted_words: tuple[str, ...]
    """What comes before a small numeral that counts for certain: 学校三所, 净增十一家."""
    signs: dict[str, str]
    """The currency of each sign before a sum: HK$."""
    letters: str
    """The units in letters (MW, kV), which are not codes behind a number."""
    nouns: dict[str, str]
    """The unit that each noun stands for."""
    noun: re.Pattern[str]
    currencies: dict[str, str]
    """The currency that each name of one stands for: 港元 for 港币."""
    sizes: str
    """The units that make a class with 级."""

    def with_unit(
        self, number: re.Pattern[str], text: str
    ) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
        """The matches of ``number`` that have a unit behind them, with the match of ``unit``."""
        for match in number.finditer(text):
            if unit := self.unit.match(text, match.end()):
                yield match, unit

    def known(self, unit: re.Match[str]) -> Unit:
        """What is known of the unit that a match of ``unit`` has found."""
        return self.units[plain_unit(unit["unit"])]

    def unit_of(self, figure: re.Match[str]) -> str:
        """The unit of a match of ``figure``: written, named by a noun, or "" for a bare number."""
        if figure["half"]:
            return f"个{figure['half_of']}"
        if figure["noun"] is None:
            return figure["unit"] or ""
        noun = self.noun.search(figure.string, figure.end("noun"))
        return self.nouns[noun[0]] if noun else ""

    def named_before(self, text: str, at: int) -> str:
        """The unit that the last noun before ``at`` names, in its clause, or in the one before that
        where there is only a verb (指数继续攀升，达到115); "" where none does."""
        start = clause_start(text, at)
        if REACHES.fullmatch(text, start, at):
            start = clause_start(text, start - 1)
        nouns = list(self.noun.finditer(text, start, at))
        # 美元 in 用美元结算的项目达3亿 is far from the sum, and may be another currency.
        reach = 0 if nouns and nouns[-1][0] in self.currencies else 12
        return self.nouns[nouns[-1][0]] if nouns and at - nouns[-1].end() <= reach else ""

    def currency_before(self, text: str, at: int) -> str:
        """The currency that is named just before ``at``; "" where none is."""
        if not text.endswith(tuple(self.currencies), 0, at):
            return ""
        names = (name for name in self.currencies if text.endswith(name, 0, at))
        return self.currencies[max(names, key=len)]


@lru_cache(maxsize=8)
def grammar(units: Units) -> Grammar:
    """The patterns for ``units``."""
    counted = [unit for unit in units if unit.kind not in _NOT_COUNTED and unit.zh != "年"]
    counters = [unit for unit in counted if unit.kind == "counter"]
    unit = _unit(counted, units.divisors)
    money = either(unit.zh for unit in counted if unit.kind == "money")
    noun = either(noun for unit in units if unit.kind != "index" for noun in unit.nouns)
    sums = either(noun for unit in units if unit.kind == "money" for noun in unit.nouns)
    currencies = {unit.zh: unit.base or unit.zh for unit in units if unit.kind == "money"}
    currencies = {name: unit for name, unit in currencies.items() if not name.startswith("元")}
    nouns = {noun: unit.zh for unit in units for noun in unit.nouns} | currencies
    signs = {
        sign: unit.zh
        for unit in counted
        if unit.kind == "money"
        for sign in unit.also
        if category(sign[-1]) == "Sc"
    }
    return Grammar(
        figure=re.compile(
            rf"{BOUND_BEFORE}(?P<sign>{_SIGN}|{_LOSS}(?:{money})))?"
            rf"(?<![\d.])(?:(?P<few>\d+)\.几|(?P<number>{ARABIC}))"
            rf"(?:(?P<scale>(?:[十百千万亿]|兆(?=余?元))*?)(?P<odd>[余多来几])?(?P<more>[万亿]{{0,2}}?)"
            r"(?:个(?P<half>半)(?P<half_of>月|小时|百分点)"
            rf"|(?P<unit>{unit}|(?<=\.\d)年)"
            rf"|{_LARGE_ENDS}(?P<noun>(?=(?:(?!{VERBS}){HAN}){{0,9}}?(?:{noun}))))"
            rf"(?:(?P<late>[余多](?!{HAN}))|(?P<half_late>半{CLOSED}))?{BOUND_BEHIND}"
            r"|(?P<bare>兆(?=\d)|[百千万亿]*[余多]?[万亿]*))"
        ),
        unit=re.compile(rf"(?P<unit>{unit}){BOUND_BEHIND}"),
        reached=re.compile(
            rf"(?P<of>{sums}){HAN}{{0,4}}?"
            rf"(?P<before>{before_pattern()}|{ROUND})(?P<scale>[十百千万]*亿)"
            rf"(?=的|[县区市]|企业|集群|产业|园区|{CLOSED})(?P<behind>)"
        ),
        run=re.compile(
            rf"(?P<number>{CHINESE}|\d+)(?P<unit>{either(u.zh for u in units if u.kind == 'run')})"
        ),
        signed=re.compile(
            rf"{BOUND_BEFORE}(?P<sign>{either(signs)}) ?(?P<number>{ARABIC})"
            rf"(?P<scale>[百千万亿兆]*)(?P<odd>[余多])?元?{BOUND_BEHIND}"
        ),
        units=units,
        counted_words=(*_COUNTING, *(word for u in counters for word in (*u.counts, *u.nouns))),
        signs=signs,
        letters=either(unit.zh for unit in counted if unit.zh.isascii() and unit.zh.isalpha()),
        nouns=nouns,
        currencies=currencies,
        noun=re.compile(either(nouns)),
        sizes=either(unit.zh for unit in counted if unit.kind in ("money", "measure")),
    )


def _unit(units: Iterable[Unit], per: str) -> str:
    """A pattern for the longest unit that no word swallows, with what follows a slash.

    个多月 is 个月 with 多 inside; 吨级 and 个亿级 name a size, and count nothing. What divides it
    (元/月, 元每平方米) is part of it; where that is not known (元/碗), there is no unit.
    """
    longest_first = sorted(units, key=lambda unit: (-len(unit.zh), unit.zh))
    names = "|".join(map(_name, longest_first))
    divided = rf"{SLASH}(?:{per})(?![次年月日天时])|每(?:{per})(?={_ENDS_DIVISOR})"
    unknown = rf"{SLASH}|每{HAN}{{1,3}}{CLOSED}|[·•‧∙]{HAN}"
    return rf"(?>(?:{names})(?:{divided})*)(?!{unknown})(?!级(?!别))"


def _name(unit: Unit) -> str:
    pattern = re.escape(unit.zh)
    if unit.zh == "个":
        pattern += f"(?!{_TIME_BEHIND}|亿(?:[的以]|{CLOSED}))"  # 40个亿 is a sum.
    if unit.zh.startswith("个") and len(unit.zh) > 1:
        pattern = "个[余多]?" + re.escape(unit.zh[1:])
    if unit.zh.isascii() and unit.zh[-1].isalpha():
        pattern += "(?![A-Za-z])"
    return pattern + unit.not_followed
