"""Where a part of a report closes, and where the formal end of the whole text begins."""

import re
from collections.abc import Sequence

from build_tools.document.speakers import is_signature
from build_tools.records.publication import Role
from build_tools.text.heading_numbers import ADDRESS, SHORT_ADDRESS

_SENTENCE_END = re.compile(r"[。！？]")
_FINAL = re.compile(r"让我们|我们要|我们将|我们一定|紧密团结|奋勇前进|努力奋斗|而奋斗")
"""What the final call says."""
AFTERWORD = re.compile(
    rf"{ADDRESS.pattern}|(?:这些|上述|以上)?成绩(?:的)?(?:取得|来之不易)|取得(?:这些|上述|以上)成绩"
    r"|(?:在)?(?:肯定|看到|总结).{0,6}成绩|(?:同时|当然|但是?)?[，,]?我们(?:也|还|更)?(?:必须|要|应当)?清醒"
    r"|(?:当前|目前|但是?|同时|当然)[，,]?[^。]{0,16}(?:面临|存在)[^。]{0,16}(?:问题|困难|短板|不足|挑战|差距)"
    r"|此外|回顾(?:过去|一年|五年)|几年来的实践|(?:过去|一年|五年).{0,6}工作.{0,8}体会"
)
"""How a paragraph behind the last section of a review begins: on its merits, or on difficulties."""
_FORMAL_END = re.compile(
    r"(?:以上|上述|此|本)?报告[，,]?(?:完毕|妥否|当否|是否妥当|请予|请|敬请).{0,12}[。！]?(?:谢谢.{0,6}[。！])?$"
    r"|(?:以上|上述)(?:各项|工作|情况|汇报|意见)?(?:报告|汇报)?[，,]?(?:请予|请|敬请).{0,16}[。！]$"
    r"|.{0,24}(?:[并敬恭]祝|敬请指教[。！]?)$"
    r"|[^，。]{2,18}(?:圆满成功|身体健康|万事如意|事业顺利)[^，。]{0,12}[。！]?$"
    r"|特此报告[。！]?$|(?:我的)?(?:报告|汇报)(?:到此|至此)?(?:完毕|结束|完了)[，,。！]?(?:谢谢.{0,6}[。！])?$"
    r"|(?:再次)?(?:谢谢|感谢)(?:大家|各位|你们|各位代表)?[。！!]$|[（(](?:完|全文完|掌声|热烈掌声|鼓掌)[)）]$|完$"
)
"""How a report ends, on a separate line."""


def formal_end(lines: Sequence[str]) -> int:
    """Where the formal end of a text begins: the request to deliberate, thanks for attention, who
    signs, and when; the number of its lines where it has none.

    >>> formal_end(["（六）稳就业。好。", "以上报告，请予审议。", "县长：王明", "2025年1月8日"])
    1
    """
    end = len(lines)
    while end > 1 and is_formal(lines[end - 1]):
        end -= 1
    return end


def is_formal(line: str) -> bool:
    """Whether a line belongs to the formal end of a text.

    >>> [is_formal(line) for line in ("以上报告，敬请指教。并祝", "大会圆满成功", "县长：王明")]
    [True, True, True]
    >>> is_formal("亚运会取得圆满成功，奖牌数居全国第三。")
    False
    """
    bare = line.strip()
    return bool(_FORMAL_END.match(bare)) or is_signature(bare)


def closing_start(
    role: Role, body: Sequence[str], places: Sequence[int], is_last: bool
) -> int | None:
    """The paragraph with which the part's closing opens; None where it has none.

    ``places`` are the paragraphs of ``body`` that open sections; ``is_last`` is whether the part is
    the last of the text.

    The closing comes after the last section: what a review says of difficulties and thanks, a run
    of paragraphs that address the deputies, the final call. Where other sections, too, address the
    deputies at their end, an address closes no more than its section. The formal end of the text,
    its signature and date, belong to the closing, or are it.
    """
    last = places[-1] if places else -1
    own_line = last >= 0 and not _SENTENCE_END.search(body[last])
    end = formal_end(body) if is_last else len(body)
    after = range(last + 1 + own_line, end)
    addressed = [at for at, line in enumerate(body) if ADDRESS.match(line)]
    is_usual = any(places[0] < at < last for at in addressed) if places else True
    opens = AFTERWORD if role == "review" else ADDRESS
    if places and (role == "review" or not is_usual):
        found = next((at for at in after if opens.match(body[at])), None)
    elif is_last:
        final = (
            at
            for at in addressed
            if at in after
            and at >= end - 3
            and (_FINAL.search(body[at]) or len(body[at]) < SHORT_ADDRESS)
        )
        found = max(final, default=None)
    else:
        found = None
    if found is None and last + own_line < end < len(body):
        found = end
    return found


def beginning(body: Sequence[str], at: int) -> str:
    """The first clauses of a paragraph, so many that no other paragraph begins with them."""
    line = body[at][:40]
    others = {other[:40] for index, other in enumerate(body) if index != at}
    ends = [mark.end() for mark in re.finditer("[，。！？：；]", line)]
    starts = (line[:end] for end in (*ends, *range(8, len(line))))
    return next((s for s in starts if not any(o.startswith(s) for o in others)), line)
