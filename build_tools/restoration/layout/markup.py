"""The marks of Markdown, in which some tools save a page."""

import re

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import distinct

LEAST_HEADINGS = 2
"""A text with fewer headings marked by # is not in Markdown."""
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_LINE_MARK = re.compile(
    r"^(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+(?=[\u3400-\u9fff“]))", re.MULTILINE
)
_STRONG = re.compile(r"(?<![*_])(\*\*|__)(?=[^\s*_])[^\n]*?[^\s*_](\1)(?![*_])")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\s]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\([^)\s]*\)")


def markdown(text: str) -> list[Edit]:
    """Delete the marks of headings, quotations, lists, bold type and links; their words stay.

    >>> from build_tools.restoration.edits import changed
    >>> text = "# 云川县工作报告\\n## 一、回顾\\n**产业**兴旺，见[规划](plan.html)。"
    >>> changed(text, markdown(text)).split("\\n")
    ['云川县工作报告', '一、回顾', '产业兴旺，见规划。']
    >>> text = "# 云川县工作报告\\n## 一、回顾\\n**张**某和李**获奖。"
    >>> changed(text, markdown(text)).split("\\n")[-1]
    '张某和李**获奖。'
    """
    if len(_HEADING.findall(text)) < LEAST_HEADINGS:
        return []
    edits = [Edit(*m.span(), "") for p in (_LINE_MARK, _IMAGE) for m in p.finditer(text)]
    for strong in _STRONG.finditer(text):
        edits += [Edit(*strong.span(1), ""), Edit(*strong.span(2), "")]
    for link in _LINK.finditer(text):
        edits += [Edit(link.start(), link.start(1), ""), Edit(link.end(1), link.end(), "")]
    return distinct(edits)
