"""How exact a figure is: the Chinese words that say so, and how they are shown.

These words are part of the grammar, as numerals are, so they are here and not in a data file: a
new one needs its readings in the cases. What the pages call a bound is in ``interface.yml``.
"""

import re
from typing import Literal

from build_tools.text.han import HAN_PATTERN
from build_tools.text.patterns import either

Bound = Literal[
    "exact", "at-least", "more-than", "about", "nearly", "at-most", "less-than", "range"
]

_MORE = ("突破", "超过", "超出", "超", "高于", "多于", "大于", "逾", "愈", "不止", "破", ">", "＞")
_LESS = ("低于", "少于", "小于", "不足", "不到", "未满", "不满", "跌破", "降破", "<", "＜")
_NEGATABLE = ("突破", "超过", "超出", "超", "高于", "多于", "大于", "低于", "少于", "小于")
_OR_EQUAL = ("等于", "或等于", "或者等于")
BEFORE: dict[str, Bound] = {
    **dict.fromkeys(_MORE, "more-than"),
    **dict.fromkeys(
        ("至少", "最少", "起码", "最低", "下限", "不下", "不下于", "不亚于", "满", "≥", "≧", "⩾"),
        "at-least",
    ),
    **dict.fromkeys(("接近", "将近", "直逼", "逼近", "近"), "nearly"),
    **dict.fromkeys(("大约", "约", "约莫", "大概", "大致", "大体"), "about"),
    **dict.fromkeys(("至多", "最多", "最高", "上限", "≤", "≦", "⩽"), "at-most"),
    **dict.fromkeys(_LESS, "less-than"),
}
"""Words before a number, beside those that deny one of them or add that it may be equal."""
_DENIAL = (
    "(?:[不未勿莫]|没有?|严禁|禁止|切勿|防止)"
    "(?:得|能|会|可以?|应当?|宜|准|许|允许|必|再|要|曾|能够|应该)*"
)
"""What turns a word of bound round: 不得超过, 没有超过, 严禁超过."""
_REACHED = "达(?:到|成)?"
"""未达到80%, 不达标准 without a number is none."""
_DENIED: dict[Bound, Bound] = {"more-than": "at-most", "less-than": "at-least"}


def before_pattern() -> str:
    """A pattern for the words of bound before a number.

    >>> re.match(before_pattern(), "不得超过80万元")[0], re.match(before_pattern(), "大于等于5%")[0]
    ('不得超过', '大于等于')
    """
    compared = "|".join(_NEGATABLE)
    equal = f"(?:{'|'.join(_OR_EQUAL)})"
    denied = f"{_DENIAL}(?:{_REACHED}|(?:{compared}){equal}?)"
    words = f"{denied}|(?:{compared}){equal}|{either(BEFORE)}"
    # The lookahead spares most places of a text the long list.
    first = "".join(sorted({*"不未勿莫没严禁切防", *(word[0] for word in BEFORE)}))
    return f"(?=[{first}])(?:{words})"


def bound_before(words: str) -> Bound:
    """The bound that the words before a number set. Raises KeyError for other words.

    >>> bound_before("超过"), bound_before("不得超过"), bound_before("未达到")
    ('more-than', 'at-most', 'less-than')
    >>> bound_before("小于或等于"), bound_before("不少于或等于")
    ('at-most', 'at-least')
    """
    if words in BEFORE:
        return BEFORE[words]
    if re.fullmatch(_DENIAL + _REACHED, words):
        return "less-than"
    compared = re.sub(f"(?:{'|'.join(_OR_EQUAL)})$", "", words)
    word = re.sub(f"^{_DENIAL}", "", compared)
    may_be_equal = compared != words and word == compared
    turned = _DENIED[BEFORE[word]]
    if may_be_equal:
        return "at-least" if turned == "at-most" else "at-most"
    return turned


_OF_NONE = re.compile(
    rf"没有[{HAN_PATTERN}]{{0,8}}$"
    "|(?:[不未勿莫]|严禁|禁止|切勿)(?:得|能|会|可|应|宜|准|许|再|要|曾)*"
    "(?:明显|显著|大幅|随意|擅自|轻易|出现|发生|有|任何|一律|同时|单独|合计|累计|年均|人均)+$"
)


def is_denied(before: str) -> bool:
    """Whether words just before a word of bound may deny it: 没有一个超过, 不应明显高于.

    >>> is_denied("没有一家企业"), is_denied("不良率"), is_denied("今年")
    (True, False, False)
    """
    return _OF_NONE.search(before) is not None


BEHIND: dict[str, Bound] = {
    **dict.fromkeys(("及以上", "或以上", "及其以上", "以上", "起步"), "at-least"),
    **dict.fromkeys(("左右", "上下", "许"), "about"),
    **dict.fromkeys(("出头", "开外", "有余"), "more-than"),
    **dict.fromkeys(
        ("及以下", "或以下", "及其以下", "以下", "以内", "之内", "内", "封顶"), "at-most"
    ),
}
"""Words behind a unit."""
BEFORE_ROUND: dict[str, Bound] = {
    **dict.fromkeys(("上", "冲刺"), "at-least"),
    "过": "more-than",
}
"""Words that set a bound only before a scale without a number: 上百亿, 过亿元, 冲刺百亿元."""
BEFORE_MARK: dict[str, Bound] = {
    **dict.fromkeys(("跨越", "跨过", "迈过", "越过", "冲破", "闯过"), "more-than"),
    **dict.fromkeys(
        ("站上", "站稳", "迈上", "跨上", "登上", "冲上", "踏上", "迈入", "跨入", "达到"), "at-least"
    ),
}
"""Words that set a bound only before a mark that is reached, with one of :data:`MARKS` behind."""
MARKS = "新?的?(?:大关|关口|台阶|门槛)"

IN_ENGLISH: dict[Bound, str] = {
    "exact": "",
    "at-least": "at least ",
    "more-than": "over ",
    "about": "about ",
    "nearly": "nearly ",
    "at-most": "at most ",
    "less-than": "under ",
    "range": "",
}
"""The words before a value."""
FLOORS: tuple[Bound, ...] = ("at-least", "more-than")
CEILINGS: tuple[Bound, ...] = ("at-most", "less-than", "nearly")
