"""Titles of drafted records: their words without figures, cut short."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from build_tools.amounts.chinese import Amount, amounts
from build_tools.resources.drafting import words
from build_tools.resources.units import Units
from build_tools.text.heading_numbers import is_row
from build_tools.text.segmentation import segment as cut_words
from build_tools.tracker.drafts.pieces import CLOSING, MARKS, OPENING, clauses

LONGEST_TITLE = 22
"""How many characters a title has at most."""
_TRAILING = re.compile(
    r"(?:分别|各|均|共)?(?:(?:提高|提升|增加|增长|上升|回升|攀升|发展|扩大|扩展|拓展|延伸|压缩|压减|缩短|缩小|降低|"
    r"下降|减少|调整|上调|下调|恢复|[升增降减提缩扩])[到至]|调整为|(?<![续到])保持|"
    r"[由从]“[^”]*”[期初末]?时?的?(?:全[省市国区县州])?|[由从按]?(?:每(?:[人户月年日天亩]|立方米))+|"
    r"控制在|保持在|稳定在|达到|完成|实现|(?<![得性大新的])突破|超过|不低于|不少于|稳居|位居|跻身|跃居|"
    r"(?:(?<![新民人安定邻宜旧同移群])居|位列|排名?)(?:全省|全国|全市|全区|同类城市)?|首次|再次|已经|达|超|由|从|为|至|约|近|占|是|(?<!未)有|的|和|与|、|“|（)+$"
)
_ONLY_VERB = re.compile(
    r"(?:新增|完成|实现|建成|获评|认定|引进|新建|开展|举办|实施|推进|改造|打造|形成|入选|获批|培育|落户|有|组织|"
    r"发放|投入|投资|总投资|落实|安排|筹集|筹措|拨付|惠及|覆盖|带动|争取|达到|拥有|第一?|近|约|超)?"
)
_IN_ORDER = re.compile(r"分别(?=.{0,4}$)")
"""Before a verb of change, where the figures that it distributes are left out."""
_SIZE = re.compile(r"(?:以上|以下|以内|左右)?的(?!.{0,2}[，。；、]|$)")
"""Behind a figure that says how large each of the things is that are counted next."""
_OF_SIZE = re.compile(
    "(?:总?(?:投资|规模|金?额)|年?产值|营业收入|税收|注册资本|占比)(?:超|近|约|达|接近|超过|达到)?$"
)
"""What such a figure measures."""
_REST_OF_RATIO = re.compile(r"\d*[:∶：]")
_ONLY_CHANGE = re.compile(
    "(?:年均|平均|实际|同比|分别|[均各])*(?:增长|下降|提高|增加|减少|上升|降低|上涨|回落)"
)
_MARK = re.compile(f"[{MARKS}]")
_FIGURE = re.compile(r"\d+(?:[.,+]\d+)*")
_LATIN = re.compile("[A-Za-z]{2}")
_CELL_GAP = re.compile(r"[ \t\u3000]+")
_BRACKET = re.compile(r"（[^（）]*）")
_NOTE = re.compile(
    r"^[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[)）、.．]|^[一二三四五六七八九十]+是|^第[一二三四五六七八九十]+，"
)


def title(quote: str, units: Units) -> str:
    """A short title of a quote: its verb and object, or what its first figure measures.

    >>> from build_tools.resources.units import general_units
    >>> title("预计全年实现地区生产总值2870亿元、增长4%", general_units())
    '地区生产总值'
    >>> title("新增工业机器人5000台（套）", general_units())
    '新增工业机器人'
    >>> title("5项工作获省政府督查激励", general_units())
    '工作获省政府督查激励'
    >>> title("教育支出\\t123,456\\t97.2", general_units())
    '教育支出'
    """
    if is_row(quote):
        return _CELL_GAP.split(quote.strip())[0][:LONGEST_TITLE]
    text = _NOTE.sub("", _BRACKET.sub("", quote))
    found = amounts(text, units)
    best = text
    if found:
        best = next((head for head in _heads(text, found) if len(head) >= 3), text)
    else:
        runs = [text[start:end] for start, end in clauses(text, ())]
        best = next((run for run in runs if words().deeds.search(run)), runs[-1] if runs else "")
    best = _without_figures(best, units)
    best = _IN_ORDER.sub("", _plain(best))
    if len(best) < 3:
        best = _without_figures(text, units).strip("，、；：")
    best = _short(best or _without_figures(quote, units) or quote)
    there = set(_FIGURE.findall(quote))
    # What is left of a figure that was cut is none.
    return _FIGURE.sub(lambda m: m[0] if m[0] in there else "", best) or quote[:LONGEST_TITLE]


def _heads(text: str, found: Sequence[Amount]) -> Iterator[str]:
    """What may be the title, the best one first."""
    first = next((a for a in found if a.basis != "level"), found[0])
    size = _SIZE.match(text, first.end)
    before = _OF_SIZE.sub("", text[: first.start])
    if size and before != text[: first.start]:  # 总投资5亿元的8个项目
        yield _measured(before, text[size.end() :], first, is_size=True)
    counted = next((a for a in found if a.start >= first.end), None)
    if size and counted and not _MARK.search(text, size.end(), counted.start):
        yield _measured(before + text[size.end() : counted.start], text[counted.end :], counted)
    for one in (first, found[0]):
        yield _measured(text[: one.start], text[one.end :], one)


def _measured(before: str, after: str, figure: Amount, *, is_size: bool = False) -> str:
    """What a figure measures or counts: the words before it in its clause, or those behind it.

    Of a size, these say what has it. "" where the words only say how something changes.
    """
    own = _MARK.split(before)[-1]
    head = _plain(own)
    behind = _MARK.split(after, maxsplit=1)[0]
    item = behind.partition("、")[0]
    if head or words().deeds.search(item):
        behind = item
    behind = re.sub("^(?:以上|以内|以下|左右|的)+", "", behind.strip())
    behind = "" if _REST_OF_RATIO.match(behind) else behind
    is_part = figure.unit == "%" and figure.basis != "growth" and own.endswith(head)
    is_count = figure.known.kind not in ("money", "share") and figure.unit not in ("%", "个百分点")
    if is_size or not head or _ONLY_VERB.fullmatch(head):
        return head + behind
    if ((is_part and "占" not in head) or is_count) and behind[1:]:
        return head + behind
    return "" if _ONLY_CHANGE.fullmatch(head) else head


def named(measured: str, units: Units) -> str:
    """The title of one figure of a list, from the words that it ``measured``."""
    return _short(_plain(_without_figures(measured, units)))


def _plain(text: str) -> str:
    """A clause without the words that open it and those that lead to a figure."""
    cut_open = words().openings.sub("", text)
    text = cut_open if len(cut_open) >= 3 else text
    text = re.sub("^(?:实现|完成|达到)(?=.{4})(?!了)", "", text) if _TRAILING.search(text) else text
    text = re.sub("^实现(?=.{4,}$)", "", text)
    return without_lone_marks(_without_lead(text).strip("，、；：。 "))


def _without_lead(text: str) -> str:
    """A text without the words at its end that lead to a figure, where they are whole words.

    >>> _without_lead("城区绿地面积达到约"), _without_lead("主动作为"), _without_lead("推进节约")
    ('城区绿地面积', '主动作为', '推进节约')
    """
    ends = {0, *accumulate(map(len, cut_words(text)))}
    ends |= {found.end() for found in re.finditer("占比", text)}  # no word of the list
    found = _TRAILING.search(text)
    while found and found.start() not in ends:
        found = _TRAILING.search(text, found.start() + 1)
    return text[: found.start()] if found else text


def without_lone_marks(text: str) -> str:
    """``text`` without the marks of a kind of quotation or bracket that lost its other half."""
    for left, right in zip(OPENING, CLOSING, strict=True):
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    return text


def _without_figures(text: str, units: Units) -> str:
    for amount in reversed(amounts(text, units)):
        text = text[: amount.start] + text[amount.end :]
    return without_lone_marks(re.sub(r"\d{4}年(?:度|底|末)?|“”", "", text))


def _short(text: str) -> str:
    """At most :data:`LONGEST_TITLE` characters, cut behind an item of a list or a word."""
    if len(text) <= LONGEST_TITLE:
        return text
    mark = text.find("、", 4, LONGEST_TITLE)
    if mark > 0 and without_lone_marks(text[:mark]) == text[:mark]:
        rest = text[at:] if (at := text.find("等", mark)) > 0 else "等"
        return text[:mark] + (rest if mark + len(rest) <= LONGEST_TITLE else "等")
    kept: list[str] = []
    for word in cut_words(text):
        if sum(map(len, kept)) + len(word) > LONGEST_TITLE - 1:
            break
        kept.append(word)
    while kept and _LATIN.match(text, len("".join(kept)) - 1):  # a part of a word
        kept.pop()
    while kept and kept[-1] in "的和与及、，对以在为“《（":
        kept.pop()
    best = "".join(kept)
    return f"{without_lone_marks(best)}…"
