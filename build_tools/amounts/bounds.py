"""How exact a figure is: the words of Chinese that say so, and how they are shown.

These words are part of the grammar, as numerals are, so they are here and not in a data file: a
new one needs its readings in the cases. What the pages call a bound is in ``interface.yml``.
"""

from typing import Literal

Bound = Literal[
    "exact", "at-least", "more-than", "about", "nearly", "at-most", "less-than", "range"
]

BEFORE: dict[str, Bound] = {
    **dict.fromkeys(
        ("突破", "超过", "超", "高于", "多于", "大于", "逾", "愈", "不止", "破"), "more-than"
    ),
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少", "最少", "不下", "不下于"), "at-least"),
    **dict.fromkeys(("接近", "将近", "近"), "nearly"),
    **dict.fromkeys(("大约", "约"), "about"),
    **dict.fromkeys(("不超过", "不高于", "不多于", "不大于", "至多", "最多"), "at-most"),
    **dict.fromkeys(("低于", "少于", "小于", "不足", "不到"), "less-than"),
}
"""Words before a number."""
BEHIND: dict[str, Bound] = {
    **dict.fromkeys(("及以上", "以上"), "at-least"),
    **dict.fromkeys(("左右", "上下"), "about"),
    **dict.fromkeys(("出头", "开外", "有余"), "more-than"),
    **dict.fromkeys(("及以下", "以下", "以内", "之内", "内"), "at-most"),
}
"""Words behind a unit."""
BEFORE_ROUND: dict[str, Bound] = {"上": "at-least", "过": "more-than"}
"""Words that set a bound only before a scale without a number: 上百亿, 过亿元."""
BEFORE_MARK: dict[str, Bound] = {
    **dict.fromkeys(("跨越", "跨过", "迈过", "越过", "冲破", "闯过"), "more-than"),
    **dict.fromkeys(
        ("站上", "迈上", "跨上", "登上", "冲上", "踏上", "迈入", "跨入", "达到"), "at-least"
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
