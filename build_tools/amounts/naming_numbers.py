"""Numbers that only name something: dates, roads, versions, codes, classes, titles."""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.amounts.grammar import CLOSED
from build_tools.text.han import HAN_PATTERN

_YEAR = r"(?:19|20)\d\d"
_TO = "[-－—–~～至到]"
_ROAD_UNITS = "公里|千米|米|条|段|个|项"
"""With one of these behind it a number counts roads or measures them: 217省道14公里."""
_QUOTED = re.compile(r"“([^“”，。；！？]{1,20})”|《([^《》]{1,60})》")
_BARE = re.compile(
    rf"{_YEAR}"  # 2023中国大会
    r"|0\d+|\d{3}(?=计划|工程|专项|科研|所|厂|局|团)"  # 863计划
    r"|\d+\.0"  # 工业4.0
    rf"|\d+(?:\.\d+)?(?=版|[号路]|国道|省道|县道|乡道|线|后|时|点|路|专线|[{HAN_PATTERN}]{{0,8}}?(?:热线|平台))"
    # 12345, 110, 119, 120
    rf"|(?:12\d{{3}}|1[12]\d)(?={CLOSED}|[和与及]|急救|消防|报警|指挥|接[报处]|政|市长|公共|服务|投诉|举报)"
)


@lru_cache(maxsize=8)
def _names(letters: str, sizes: str) -> re.Pattern[str]:
    """The names that are not figures even where a unit seems to follow."""
    return re.compile(
        r"(?<![\d.])(?:"
        # Years, months, days, hours.
        rf"{_YEAR}{_TO}(?:19|20)?\d\d(?![\d.万亿%])年?度?|{_YEAR}年度?"
        rf"|\d{{1,2}}(?:{_TO}\d{{1,2}})?月(?:份|\d{{1,2}}(?:[日号]|(?![\d.,])))?"
        rf"|\d{{1,2}}(?:{_TO}\d{{1,2}})?日(?!元)|\d{{1,2}}[:：]\d\d(?![:：])|\d{{1,2}}[时点]\d\d分?"
        rf"|近?\d+(?:{_TO}\d+)?[余多]?年|\d+世纪"
        # 前11个月, 今年1—11个月: a time, no length of time.
        rf"|(?:(?<=(?<!提)前)|(?<=头))\d+个(?:月|季度)"
        rf"|(?:^|(?<=[，。；：年]))1{_TO}\d+个月(?![内以的])"
        # Roads, lines, documents, laws.
        rf"|(?<=[国省县乡]道)\d+(?![\d.]|{_ROAD_UNITS})(?:[、和]\d+)*"
        r"|\d{3}(?:[、和]\d{3})*(?=国道|省道|县道|乡道)|\d+(?:[、和至]\d+)*号"
        r"|[〔\[［【（(]\d{4}[〕\]］】）)]\d*号?|[〔\[［【]\d+(?:[-,，、]\d+)*[〕\]］】]|（\d{1,3}）"
        # The number in an order, except a rank.
        rf"|第\d+(?:{_TO}\d+)?|(?:^|(?<=[（(见和、]))[图表] ?\d+|\d+强"
        rf"|\d+(?:\.\d+)?[十百千万亿]*(?:{sizes})?级(?!别)"
        r"|专栏 ?\d+"
        # Telephones, post codes.
        r"|(?:邮编|邮政编码|邮递区号|电话|手机|传真|热线)(?:号码)?[:：]"
        r" ?\(?\d[\d() -]{4,}(?![万亿])"
        # Services, codes, classes, versions.
        rf"|\d{{3,5}}(?=[{HAN_PATTERN}]{{0,8}}?(?:热线|平台|专线|电话|指挥))"
        r"|(?!(?<=/)m[23](?!\w))[A-Za-z][A-Za-z+_-]*\d+(?:\.\d+)*(?:[A-Za-z]+\d*)?"
        rf"|\d+(?!(?:{letters})(?![A-Za-z]))[A-Za-z]+级?"
        r"|(?!\d+/\d+万)(?:\d+|[A-Za-z])(?:[+＋·/:：∶×xX]\d+|[+＋][A-Za-z0-9]+)+"
        r"|\d+(?:\.\d+){2,}|\d+\.\d+版"
        # 50亿企业, 15分钟生活圈
        r"|(?<![超过破于逾近约足到])\d+[十百千]?[万亿](?:(?=企业|产业(?!基金|资金)|集群|园区)|元(?=(?:企业|集群|园区)\d))"
        rf"|\d+(?:分钟|小时|公里)(?=[{HAN_PATTERN}]{{0,8}}?圈)"
        r")|(?:^|(?<=[\n；：。])|(?<=附件))\d+[.．、](?:(?!\d)|(?=(?:19|20)\d\d年))"
    )


def quoted_names(text: str) -> Iterator[re.Match[str]]:
    """Short words in quotation marks, and titles."""
    return _QUOTED.finditer(text)


def naming_numbers(text: str, letters: str, sizes: str) -> Iterator[re.Match[str]]:
    """The numbers that name. ``letters`` are the units in letters, which are not codes; ``sizes``
    those that make a class with 级 (10万吨级)."""
    return _names(letters, sizes).finditer(text)


def is_name(text: str, start: int, end: int) -> bool:
    """Whether the bare number from ``start`` to ``end``, with no unit behind it, names something.

    >>> is_name("工业4.0", 2, 5), is_name("12345热线", 0, 5), is_name("建成30桩", 2, 4)
    (True, True, False)
    """
    match = _BARE.match(text, start)
    return match is not None and match.end() == end
