"""The names of a list, which belong in order to the values of another: 进口、出口分别增长5%、8%."""

import re
from collections.abc import Iterator, Sequence

from build_tools.amounts.measured_words import balanced, trimmed
from build_tools.text.han import is_han
from build_tools.text.segmentation import segment

_CONJUNCTIONS = frozenset(("和", "与", "及", "以及"))
_ADVERBS = re.compile(
    r"(?:同比|环比|年均|平均|实际|预计|力争|已|均|将|共|各|占"
    r"|每[人户年月日天亩]|[比较](?:上年|去年|前年|年初|上届|“[^”]*”|\d{4}年)(?:同期|时期|期间|末)?)*$"
)
"""What may stand between the names and their verb: 出口年均增长."""
_AREA = "城镇|城市|城区|农村(?:牧区)?|乡村"
_HALVES = {"存": "贷", "进": "出", "产": "销"}
"""Nouns that share their last character: 存、贷款."""
_ORDINAL = re.compile("第?[一二三四五六七八九十]")
_SHARED = re.compile(
    "(?:率|量|增速|增幅|产值|增加值|余额|占比|比重|比例|浓度|标准|面积|人数|进出口|出口|进口|投资|案件)$"
)
"""The last word of a name that others before it leave out: 粮食、油料产量."""
_GENERAL = ("比例", "标准", "面积", "浓度", "人数")
_PACES = ("增速", "增幅")
"""Nouns that complete any name: 投资、消费增速."""
_COMPLETE = re.compile(
    "(?:[率量额值数比度价幅速次]|GDP|收入|支出|余额|投资|消费|税收|存款|贷款|资产|资金|利润|利税|[外内]资|出口|进口"
    "|能耗|用电|用水|就业|游客|面积|标准|比重|比例|补[助贴]|养老金)$"
)
"""How a name ends that leaves nothing out."""
_OF_RATIO = re.compile("(?:万元|单位).*值$")
"""What a ratio is of, without the ratio: 万元生产总值（能耗）."""
_NO_NAME = re.compile(
    r"(?:均|年均|同比)*(?:增长|下降|提高|增加|减少|上升|降低|上涨|回落)?|[\d.]+[万亿]?[元%‰位个项家户]"
)


def without_adverbs(words: str) -> tuple[str, str]:
    """Words without the adverbs at their end, and these.

    >>> without_adverbs("进口、出口年均")
    ('进口、出口', '年均')
    """
    at = _ADVERBS.search(words)
    cut = at.start() if at else len(words)
    return words[:cut], words[cut:]


def leaves_nothing_out(name: str) -> bool:
    """Whether a name ends as one that is whole, and not a value of which a ratio is left out.

    >>> [leaves_nothing_out(name) for name in ("工业投资", "刑事", "万元生产总值")]
    [True, False, False]
    """
    return bool(_COMPLETE.search(name)) and not _OF_RATIO.match(name)


def is_list(words: str) -> bool:
    """Whether words are several names: 汽车、电子产业, 存款和贷款."""
    return any(len(names) > 1 for names in _cuts(words))


def names_of(words: str, count: int) -> list[str]:
    """The ``count`` names of a list, each with what it shares with the last; [] where they are not
    so many, or where one of them is no name.

    >>> names_of("参与企业、和谐社区", 2), names_of("煤炭、铁矿石和粮食吞吐量", 3)
    (['参与企业', '和谐社区'], ['煤炭吞吐量', '铁矿石吞吐量', '粮食吞吐量'])
    >>> names_of("城镇和农村居民收入", 2), names_of("自来水普及率", 2)
    (['城镇居民收入', '农村居民收入'], [])
    """
    for names in _cuts(words):
        if len(names) == count > 1 and all(n.count("（") == n.count("）") for n in names):
            short = [balanced(trimmed(re.sub("^[将把]", "", name)) or name) for name in names]
            return [] if any(_NO_NAME.fullmatch(name) for name in short) else _complete(short)
    return []


def _cuts(words: str) -> Iterator[list[str]]:
    """A list cut at its 、; then also at the 和 before the last name; then at each 和."""
    items = words.split("、")
    yield items
    last = _at_conjunctions(items[-1])
    if len(last) == 2:
        yield [*items[:-1], *last]
    yield [name for item in items for name in _at_conjunctions(item)]


def _at_conjunctions(item: str) -> list[str]:
    """An item cut where 和, 与 or 及 is a word of its own: not in 普及率."""
    names = [""]
    for word in segment(item):
        if word in _CONJUNCTIONS:
            names.append("")
        else:
            names[-1] += word
    return names if all(names) else [item]


def _complete(names: Sequence[str]) -> list[str]:
    """Names with what only the last has of their noun: 农村居民收入 behind 城镇."""
    *others, last = names
    words = segment(last)
    if "等" in words[1:-1]:
        at = words.index("等")
        thing = "".join(words[at + 1 :])
        tail = thing if _COMPLETE.search(thing) else ""
        return [name + tail for name in (*others, "".join(words[:at]))]
    if all(_ORDINAL.fullmatch(name) for name in others) and _ORDINAL.match(last):
        mark = "第" if names[0].startswith("第") else ""
        noun = last.removeprefix("第")[1:]
        return [mark + name.removeprefix("第") + noun for name in others] + [
            mark + last.removeprefix("第")
        ]
    tail = _tail(others, last)
    return [*(name + tail for name in others), last]


def _tail(others: Sequence[str], last: str) -> str:
    """The end of the last name that the others leave out; "" where nothing shows that they do."""
    size = len(others[0])
    ends = {name[-1] for name in (*others, last[:size])}
    if 1 < size < len(last) and {len(name) for name in others} == {size} and len(ends) == 1:
        return last[size:]
    area = re.match(_AREA, last)
    if area and all(re.search(rf"(?:{_AREA})$", name) for name in others):
        return last[area.end() :]
    if all(_HALVES.get(name[-1]) == last[0] for name in others):
        return last[1:]
    if share := re.search("占[^占]+(?:比重|比例)$", last):
        return share[0]
    word = _last_word(last)
    is_shared = word in _PACES or not any(_COMPLETE.search(name) for name in others)
    return word if is_shared and word != last and _SHARED.search(word) else ""


def _last_word(name: str) -> str:
    """The last word of a name; a suffix, and what says little alone, with the word before it:
    利用率, 报销比例."""
    words = segment(name)
    count = 2 if len(words[-1]) == 1 else 1
    if words[-1] in _GENERAL and len(words) > 1 and is_han(words[-2][-1]):
        count = 3 if len(words[-2]) == 1 and len(words) > 2 else 2
    return "".join(words[-count:])
