"""The patterns of amounts, compiled once for the units that a publication has."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from build_tools.amounts.basis import REACHES, clause_start
from build_tools.amounts.bounds import BEFORE_MARK, BEFORE_ROUND, BEHIND, MARKS, before_pattern
from build_tools.resources.units import SLASH, Unit, Units
from build_tools.text.han import HAN_PATTERN
from build_tools.text.numerals import ARABIC, CHINESE, CHINESE_WITH_NOUGHT

NUMERALS = "一二两三四五六七八九十百千廿卅零〇"
CLOSED = r"(?=$|[，。、；：！？”’）」』\s\0])"
"""Nothing follows but a mark."""
_DECIMALS = "点[〇零一二三四五六七八九]+"
WRITTEN = rf"(?:(?:{CHINESE_WITH_NOUGHT})(?:{_DECIMALS})?|零{_DECIMALS})"
"""A number in Chinese numerals, also with a decimal point: 十二点五."""
_LARGE = (
    r"(?:(?:[二两三四五六七八九]|一(?=[百千万][零一二三四五六七八九]))[百千万]|[二三四五六七八九]?十[一二三四五六七八九]?万)"
    r"[零一二两三四五六七八九十百千万]*"
)
"""A numeral from a hundred on that begins with a digit, but not 一百, 一千 or 一万 alone."""
_UP_TO_9999 = f"(?:{CHINESE_WITH_NOUGHT})"
_LONG = (
    rf"(?=[^百千]){_UP_TO_9999}[万亿]{{1,2}}(?:零?{_UP_TO_9999}[万亿]{{1,2}})*(?:零?{_UP_TO_9999})?"
)
"""A numeral from ten thousand on: 一亿三千万. It begins with a digit or 十."""
_TO_9 = "[一二三四五六七八九]"
_TENS = f"(?:[二三四五六七八九]十{_TO_9}?|十{_TO_9}|[廿卅]{_TO_9}?)"
_COUNTED_IN_TENS = (
    "名", "所", "座", "台", "套", "辆", "架", "艘", "栋", "幢", "处", "件", "宗", "起", "场",
    "人次", "户次",
)  # fmt: skip
"""What a numeral from 11 to 99 counts for certain."""
_IDIOMS = "十万八千里|[二两]万五千里长征|[一十]万个"
"""Numerals that count nothing."""
PAIRS = "一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九"
_OVER = "[二三四五六七八九]?十|[一二三四五六七八九][百千]"
"""What comes before two digits one of which is meant: 十五六, 三百七八十."""
_HAN = f"[{HAN_PATTERN}]"
_VERBS = "带动|用于|支持|帮助|实现|惠及|推动|建设|改善|促进|解决|保障|吸纳|补助"
"""There is no verb between a number and its noun: in 3亿带动农民 the number counts no farmers."""


_COUNTING = (
    "净增", "新增", "增加", "减少", "达", "达到", "增至", "减至", "共", "共计", "累计",
    "新建", "改建", "扩建", "建成", "开工", "竣工",
)  # fmt: skip
"""What comes before a small Chinese numeral that counts: 净增十一家."""


def either(words: Iterable[str], written: Callable[[str], str] = re.escape) -> str:
    """A pattern for the longest of ``words``; ``written`` gives the pattern of one."""
    return "|".join(written(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_NOT_COUNTED = ("run", "divisor", "index")
_NOT_AFTER = {
    "约": "签节合特条盟契",
    "破": "侦打爆",
    "满": "圆丰美充布饱坐住挂站堆装填",
    "最": "史来日年月季",
}
"""Where a word of bound ends another word, by the characters before it: 签约79个, 侦破12起; the
历史最高 is no limit."""


def _before(word: str) -> str:
    """The pattern of a word of bound before a number."""
    others = _NOT_AFTER.get(word[0])
    if word in ("最高", "最低"):  # 最高达38℃ is what was reached, and no limit
        return f"(?<![{others}]){word}(?!达)"
    return f"(?<![{others}]){word}" if others else re.escape(word)


def _behind(word: str) -> str:
    """The pattern of a word of bound behind a number: 3天内完成, but not 5个内河港口."""
    if word == "许":
        return f"许(?={CLOSED})"
    return f"内(?={CLOSED}|[的办到]|完成|建成|实现)" if word == "内" else re.escape(word)


_BOUNDS = before_pattern(_before)
_ROUND = either(BEFORE_ROUND)
_LINKING = "(?:了|为|有|合|需|达到?)?"
BOUND_BEFORE = f"(?:(?P<before>{_BOUNDS}){_LINKING})?"
BOUND_BEFORE_SHARE = f"(?:(?P<before>{_BOUNDS}|(?<![通经不越跨渡走转胜太难])过){_LINKING})?"
"""占比过三成, but not 通过三成."""
_WITH_ITSELF = "（不?含[^（）]{0,8}）"
_OF_GOAL = "的(?:目标|范围|水平)(?=[以之]|内)"
WORDS_BEHIND = either(BEHIND, _behind)
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


_ENDS_DIVISOR = (
    rf"{CLOSED}|[的和与及（]|(?:提高|提升|上升|上调|增加|下降|下调|降低|减少|回落|调整|[提升增降减调])?[至到为]"
    rf"|(?!{_HAN}{{0,8}}\d)"
)
"""What follows 每 and its noun where they divide the unit before them: 50元每人, but not 每户 in
带动2000户每户增收500元, which opens what is said of the next figure."""


_TIME_BEHIND = "[余多半]?(?:月|季度|工作日|小时|昼夜|学期|学年)"
"""What makes 个 part of a unit of time: 三个月, 十多个小时."""


@dataclass(frozen=True, eq=False)
class Grammar:
    """The patterns that hold units, each for a reader in ``digits``, ``chinese_numerals`` or
    ``ranks``."""

    figure: re.Pattern[str]
    round: re.Pattern[str]
    several: re.Pattern[str]
    bounded: re.Pattern[str]
    pair: re.Pattern[str]
    span: re.Pattern[str]
    written: re.Pattern[str]
    counted: re.Pattern[str]
    reached: re.Pattern[str]
    marked: re.Pattern[str]
    left: re.Pattern[str]
    """Chinese numerals that nothing else has read."""
    run: re.Pattern[str]
    signed: re.Pattern[str]
    signs: dict[str, str]
    """The currency of each sign before a sum: HK$."""
    letters: str
    """The units in letters (MW, kV), which are not codes behind a number."""
    nouns: dict[str, str]
    """The unit that each noun stands for."""
    noun: re.Pattern[str]
    currencies: dict[str, str]
    """The currency that each name of one stands for: 港元 for 港币."""
    indices: frozenset[str]
    sizes: str
    """The units that make a class with 级."""
    large: dict[str, str]
    """The unit that each of these means behind 万 or 亿."""

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


@dataclass(frozen=True)
class _Alternatives:
    """The words of units and nouns that a pattern may have at one place, as parts of patterns."""

    unit: str
    """Every unit."""
    not_time: str
    """Every unit but those of time."""
    time: str
    """The units of time, without years: 近十年 is no amount."""
    money: str
    counter: str
    """Units that count: 个, 家, 项."""
    size: str
    """Units that an exact Chinese numeral may have before it. Most others are then in names and
    idioms (五个, 三家, 最后一公里)."""
    noun: str
    """Nouns that a number counts without a unit between them: 20多万农民."""
    sum: str
    """Nouns for money: 产值."""
    with_thing: str
    """Counters with one of the things that they count behind them: 个 in 十二个乡镇."""
    behind_thing: str
    """Counters that may follow the thing they count: 所 in 新建学校三所."""
    before_count: str
    """What comes before a small numeral that counts for certain: 学校三所, 净增十一家."""


def _alternatives(units: Units, counted: Sequence[Unit]) -> _Alternatives:
    """``counted`` are the units that may follow a number."""
    per = units.divisors
    counters = [unit for unit in counted if unit.kind == "counter"]
    things = {thing for unit in counters for thing in (*unit.counts, *unit.nouns)}
    return _Alternatives(
        unit=rf"{_unit(counted, per)}|(?<=\.\d)年",
        not_time=_unit([unit for unit in counted if unit.kind != "time"], per),
        time="|".join(_names([unit for unit in counted if unit.kind == "time"])),
        money=either(unit.zh for unit in counted if unit.kind == "money"),
        counter=f"(?!个{_TIME_BEHIND})(?:{either(unit.zh for unit in counters)})",
        size=either(unit.zh for unit in counted if unit.in_numerals),
        noun=either(noun for unit in units if unit.kind != "index" for noun in unit.nouns),
        sum=either(noun for unit in units if unit.kind == "money" for noun in unit.nouns),
        with_thing="|".join(
            rf"{_name(unit)}(?=(?:(?!{_VERBS}|[{NUMERALS}]){_HAN}){{0,6}}?(?:{either(unit.counts)}))"
            for unit in counted
            if unit.counts
        ),
        behind_thing=either(unit.zh for unit in counters if unit.counts or unit.nouns),
        before_count="|".join(f"(?<={word})" for word in sorted({*things, *_COUNTING})),
    )


@lru_cache(maxsize=8)
def grammar(units: Units) -> Grammar:
    """The patterns for ``units``."""
    counted = [unit for unit in units if unit.kind not in _NOT_COUNTED and unit.zh != "年"]
    words = _alternatives(units, counted)
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
    first = rf"(?<![每第数几\d{NUMERALS}万亿]){BOUND_BEFORE}(?![百千][{NUMERALS}])"
    return Grammar(
        figure=re.compile(
            rf"{BOUND_BEFORE}(?P<sign>{_SIGN}|(?<=[润益额值税入出资差支余净])-(?=\d+(?:\.\d+)?[百千万亿]*(?:{words.money})))?"
            rf"(?<![\d.])(?:(?P<few>\d+)\.几|(?P<number>{ARABIC}))"
            rf"(?:(?P<scale>[十百千万亿]*?)(?P<odd>[余多来几])?(?P<more>[万亿]{{0,2}}?)"
            rf"(?:个(?P<half>半)(?P<half_of>月|小时|百分点)|(?P<unit>{words.unit})|(?:(?<=[万亿])(?![余多]|来(?![自宾访信]))|(?<=[余多])(?![万亿]))(?P<noun>(?=(?:(?!{_VERBS}){_HAN}){{0,9}}?(?:{words.noun}))))"
            rf"(?:(?P<late>[余多](?!{_HAN}))|(?P<half_late>半{CLOSED}))?{BOUND_BEHIND}"
            r"|(?P<bare>[百千万亿]*[余多]?[万亿]*))"
        ),
        round=re.compile(
            rf"(?P<before>{_BOUNDS}|(?<![以之线网路通经胜度])(?:{_ROUND}))"
            rf"(?P<scale>[十百千万亿]+)(?P<unit>{words.unit}){BOUND_BEHIND}"
        ),
        several=re.compile(
            rf"{first}(?:(?:[数几]|(?P<teens>[二三四五六七八九]?十)几)(?P<scale>[十百千万亿]*)[余多]?"
            rf"|(?P<decimal>零|{CHINESE})点几)(?P<unit>{words.unit}){BOUND_BEHIND}"
        ),
        bounded=re.compile(
            rf"{first}(?P<number>{_LONG}|{CHINESE_WITH_NOUGHT}|百?[万亿](?=余))(?P<odd>[余多来])?"
            rf"(?P<scale>[万亿]*)(?:(?P<unit>{words.not_time})|(?P<time>{words.time})"
            rf"|个(?P<half>半)(?P<half_of>月|小时)){BOUND_BEHIND}"
        ),
        pair=re.compile(
            rf"{first}(?P<over>(?!十四五){_OVER})?(?P<low>{PAIRS})(?P<scale>[十百千万亿]*)(?P<unit>{words.unit}){BOUND_BEHIND}"
        ),
        span=re.compile(
            rf"{first}(?P<low>{WRITTEN})(?P<low_scale>[万亿]*)[至到](?P<high>{WRITTEN})"
            rf"(?P<scale>[万亿]*)(?P<unit>{words.unit}){BOUND_BEHIND}"
        ),
        written=re.compile(
            rf"{first}(?:(?P<number>{WRITTEN})(?P<unit>个[余多]?百分点|(?<=[长高升加降低落少][一二两三四五六七八九])个点(?={CLOSED}|以上|左右)|倍(?!增|数|率))(?:(?P<half>半)|(?P<odd>[余多]))?"
            rf"|(?P<sum>{_LONG}|(?:{WRITTEN})?[百千万亿]+)(?P<money>{words.money})(?!级)"
            rf"|(?!一(?:{words.size}))(?P<size>{_LONG}|(?:{WRITTEN})[万亿]*)(?P<length>{words.size})(?!级|工程)"
            rf"|(?!{_IDIOMS})(?P<long>{_LONG})(?P<of>{words.not_time}))"
            rf"{BOUND_BEHIND}"
        ),
        counted=re.compile(
            rf"{first}(?:(?P<large>{_LARGE})(?P<odd>[余多来])?(?P<unit>{words.counter})"
            rf"|(?P<tens>{_TENS})(?P<tens_unit>{either(_COUNTED_IN_TENS)})"
            rf"|(?<![这那该各其])(?!一(?:{words.counter}))(?P<number>{CHINESE_WITH_NOUGHT})(?P<thing>{words.with_thing})"
            rf"|(?:{words.before_count})(?!一(?:{words.counter}))(?P<trailing>{CHINESE})(?P<trailing_unit>{words.behind_thing})(?={CLOSED}|{either(BEHIND)})"
            rf"){BOUND_BEHIND}"
        ),
        reached=re.compile(
            rf"(?P<of>{words.sum}){_HAN}{{0,4}}?"
            rf"(?P<before>{before_pattern()}|{_ROUND})(?P<scale>[十百千万]*亿)"
            rf"(?=的|[县区市]|企业|集群|产业|园区|{CLOSED})(?P<behind>)"
        ),
        marked=re.compile(
            rf"(?P<before>{before_pattern()}|{either([*BEFORE_ROUND, *BEFORE_MARK])})"
            rf"(?P<number>(?:{CHINESE})?[百千万亿]+)(?P<unit>{words.not_time})?(?={MARKS})(?P<behind>)"
        ),
        left=re.compile(
            rf"(?<![第每数几\d点{NUMERALS}万亿])(?!{_IDIOMS})(?=[^百千万亿零〇][{NUMERALS}万亿])"
            rf"(?P<number>(?:[一二两三四五六七八九]?[十百千廿卅万亿零])+[一二两三四五六七八九]?)"
            rf"(?!个(?:方面|五年|民族)|节气)(?P<unit>{words.not_time})"
        ),
        run=re.compile(
            rf"(?P<number>{CHINESE}|\d+)(?P<unit>{either(u.zh for u in units if u.kind == 'run')})"
        ),
        signed=re.compile(
            rf"{BOUND_BEFORE}(?P<sign>{either(signs)}) ?(?P<number>{ARABIC})"
            rf"(?P<scale>[百千万亿]*)(?P<odd>[余多])?元?{BOUND_BEHIND}"
        ),
        signs=signs,
        letters=either(unit.zh for unit in counted if unit.zh.isascii() and unit.zh.isalpha()),
        nouns=nouns,
        currencies=currencies,
        noun=re.compile(either(nouns)),
        indices=frozenset(unit.zh for unit in units if unit.kind == "index"),
        sizes=either(unit.zh for unit in counted if unit.kind in ("money", "measure")),
        large={unit.zh: unit.large for unit in counted if unit.large},
    )


def _unit(units: Iterable[Unit], per: str) -> str:
    """A pattern for the longest unit that no word swallows, with what follows a slash.

    个多月 is 个月 with 多 inside; 吨级 and 个亿级 name a size, and count nothing. What divides it
    (元/月, 元每平方米) is part of it; where that is not known (元/碗), there is no unit.
    """
    names = "|".join(_names(units))
    divided = rf"{SLASH}(?:{per})(?![次年月日天时])|每(?:{per})(?={_ENDS_DIVISOR})"
    unknown = rf"{SLASH}|每{_HAN}{{1,3}}{CLOSED}|[·•‧∙]{_HAN}"
    return rf"(?>(?:{names})(?:{divided})*)(?!{unknown})(?!级(?!别))"


def _names(units: Iterable[Unit]) -> list[str]:
    return [_name(unit) for unit in sorted(units, key=lambda unit: (-len(unit.zh), unit.zh))]


def _name(unit: Unit) -> str:
    pattern = re.escape(unit.zh)
    if unit.zh == "个":
        pattern += f"(?!{_TIME_BEHIND}|亿(?:[的以]|{CLOSED}))"  # 40个亿 is a sum.
    if unit.zh.startswith("个") and len(unit.zh) > 1:
        pattern = "个[余多]?" + re.escape(unit.zh[1:])
    if unit.zh.isascii() and unit.zh[-1].isalpha():
        pattern += "(?![A-Za-z])"
    return pattern + (f"(?!{either(unit.not_before)})" if unit.not_before else "")
