"""What a figure measures: the words next to it, without those that say what is done or changes."""

import re
from itertools import accumulate

from build_tools.amounts.basis import CHANGING, item_start
from build_tools.amounts.bounds import MARKS
from build_tools.amounts.change_verbs import DOWN, UP
from build_tools.text.han import HAN_PATTERN
from build_tools.text.segmentation import LONGEST_WORD, segment

_SURELY_DONE = "预计|力争|力促|确保|争取|累计|其中|实现|推进|推动|加快|新建成"
_DONE = (
    "全年|全市|今年|计划|完成|达到|新增|净增|新建|增设|获评|认定|评定|入选|入围|建成|投用|举办|策划|打造|"
    "发放|形成|争创|培育|布局|布点|掌握|斩获|办复|盘活|开设|撬动|连续"
)
"""Words that say what is done, or when, and not what is measured; the first begin no other word."""
_HOW = "还|已|又|再|重点|持续|深入|扎实|全面|高质量|科学|基本"
"""Words that say how something is done; they are left out only before what is done: 基本完成, but
not 基本医疗保险."""
_TRIM_START = re.compile(rf"[和与及，、“]+|(?:{_HOW})*(?:(?P<surely>{_SURELY_DONE})|{_DONE})")
_SUFFIXES = frozenset("率区域量额数度性化期者员品费价款物点面线地书证法制")
"""They end a name: in 完成率 and 全市域 nothing is left out."""
_TRIM_END = re.compile(
    r"(?:分别|各|(?<![年人户日月平亩地村])均|共)*(?:(?:提高|提升|增加|增长|扩大|上升|下降|减少|降低|缩短|压缩|压减|增|升|降|减)[到至]|调整为|达到|(?<!发)达|至|(?<![行作])为|是|位居|稳居|(?<![民人安定移迁旧侨邻新宜])居|实现|完成|(?<!公)共"
    r"|(?:控制|保持|稳定|维持|巩固)在|没有)?[“]?$"
)
_LINKS = ("由", "从", "是", "为")
_OF_PLAN = re.compile(
    r"(?:^|分别|为|占|(?<!下)达到?|完成|超过|相当于)+(?:年初|全?年度?|全市|省定|调整|国家|省|市|下达)*"
    r"(?:计划|任务|目标|预算)(?:任务|目标|数)?的$"
    r"|(?:^|是|为|达到?|相当于)(?:上年|去年|前年|\d{4}年|[前上][一二三四五]?年|五年前|“[^“”]*”(?:期?末|时期|期间)?)(?:同期)?的$"
)
"""What a share or a multiple is of, and no name: 税收完成年计划的105%, 是上年的2倍."""
_BEHIND = re.compile(
    rf"(?![和与及]|以及|[由从]|(?:{UP}|{DOWN}|升|调整)[^，、；。]{{0,2}}[到至为]|[到至])"
    rf"[{HAN_PATTERN}“”（）]+"
)
_MARK = re.compile(MARKS)


def measured_words(text: str, start: int, end: int, after: int, before: str) -> str:
    """The words that an amount measures: those before it in its item, else those behind it."""
    own, change = subject_and_change(trimmed(text[item_start(text, start, after) : start]))
    if change:
        return (own or CHANGING.sub("", before)) + change
    own = re.sub("(?:分别)?[由从]$", "", own)
    while own and segment(own[:LONGEST_WORD])[0] in _LINKS:
        own = own[1:]
    if own:
        return balanced(own)
    behind = None if _MARK.match(text, end) else _BEHIND.match(text, end)
    return balanced(behind[0].rstrip("”") if behind else "") or before


def subject_and_change(words: str) -> tuple[str, str]:
    """Words before a figure: what it measures, and the verb of change that ends them, if any.

    >>> subject_and_change("财政收入增长"), subject_and_change("财政收入达到")
    (('财政收入', '增长'), ('财政收入', ''))
    """
    words = _TRIM_END.sub("", _OF_PLAN.sub("", words))
    change = CHANGING.search(words)
    if change is None:
        return words, ""
    subject = re.sub("(?:分别|各|(?<![年人户日月平])均)$", "", words[: change.start()])
    return subject, change[0].replace("分别", "")


def trimmed(words: str) -> str:
    """Words without those at their start that say what is done: 实现, 累计, 基本完成.

    Nothing is cut off inside a word, nor so that a suffix is left.

    >>> trimmed("累计建成桥梁"), trimmed("再生能源占比"), trimmed("完成率"), trimmed("基本医疗保险")
    ('桥梁', '再生能源占比', '完成率', '基本医疗保险')
    """
    while match := _TRIM_START.match(words):
        end = match.end()
        following = segment(words[end : end + LONGEST_WORD])
        ends_word = match["surely"] or end in accumulate(
            map(len, segment(words[: end + LONGEST_WORD]))
        )
        if not ends_word or (following and following[0] in _SUFFIXES):
            return words
        words = words[end:]
    return words


def balanced(words: str) -> str:
    """Words that were cut inside quotation marks, with both marks.

    >>> balanced("精品”“名牌”产品"), balanced("双优计划”"), balanced("跻身“十强")
    ('“精品”“名牌”产品', '“双优计划”', '跻身“十强”')
    """
    marks = re.sub("[^“”]", "", words).replace("“”", "")
    return "“" * marks.count("”") + words + "”" * marks.count("“")
