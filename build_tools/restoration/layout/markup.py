"""The marks of Markdown, in which some tools save a page."""

import re
from collections.abc import Iterator

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import distinct

LEAST_HEADINGS = 2
"""So many headings marked by # show that a text is in Markdown."""
LONGEST_FIELDS = 40
"""The fields at the head of a file take at most so many lines."""
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_LINE_MARK = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+(?=[\u3400-\u9fff“]))", re.MULTILINE
)
_STRONG = re.compile(r"(?<![*_])(\*\*|__)(?=[^\s*_])[^\n]*?[^\s*_](\1)(?![*_])")
_BOLD_LINE = re.compile(r"^\*\*[^*\n]+\*\*[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\s]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\([^)\s]*\)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FIELDS = re.compile(
    r"---[ \t]*\n(?:[A-Za-z_][\w-]*:.*\n|[ \t]*-[ \t].*\n|[ \t]+\S.*\n|\s*\n)"
    rf"{{1,{LONGEST_FIELDS}}}?---[ \t]*(?:\n|\Z)"
)
"""The fields that some tools write before the text, between two rules."""
_TITLE_FIELD = re.compile(r"^title:[ \t]*([\"']?)(.*?[\u3400-\u9fff].*?)\1[ \t]*$", re.MULTILINE)
_TAG = re.compile(
    r"</?(?:details|summary|center|font|sup|sub|br|b|i|u|strong|em|a|p|div|span|h[1-6]|hr|img)"
    r"(?:[ \t][^<>\n]*|/)?>",
    re.I,
)
"""The tags of HTML that Markdown may hold, or a text that was cut out of a page."""
_BREAK = re.compile(r"</?(?:br|p|div|h[1-6]|hr)(?:[ \t][^<>\n]*|/)?>", re.I)
_FOOTNOTE = re.compile(r"\[(\^)\d{1,3}\](:[ \t]*)?")
"""The mark of a note, and what stands behind it before the note itself."""
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_ROW_RULE = re.compile(r"^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?:\n|\Z)", re.MULTILINE)
_CELL_END = re.compile(r"[ \t]*\|[ \t]*")
CELL_GAP = "\u3000"
"""What stands between the cells of a row, once the marks of a table are gone."""


def markdown(text: str) -> list[Edit]:
    """Delete the marks of headings, quotations, lists, bold type, links and tables; their words
    stay. Delete comments, tags of HTML, also in a text without other marks, and the fields before
    the text but a title that the text does not have.

    >>> from build_tools.restoration.edits import changed
    >>> text = "# 云川县工作报告\\n## 一、回顾\\n**产业**兴旺，见[规划](plan.html)。"
    >>> changed(text, markdown(text)).split("\\n")
    ['云川县工作报告', '一、回顾', '产业兴旺，见规划。']
    >>> text = "# 云川县工作报告\\n## 一、回顾\\n**张**某和李**获奖。"
    >>> changed(text, markdown(text)).split("\\n")[-1]
    '张某和李**获奖。'
    >>> text = "---\\ntitle: 云川县工作报告\\n---\\n| 年 | 增长 |\\n|---|---|\\n| 1 | 5% |"
    >>> changed(text, markdown(text)).split("\\n")
    ['云川县工作报告', '年\u3000增长', '1\u30005%']
    >>> text = "云川县<b>工作</b>报告<br>各位代表："
    >>> changed(text, markdown(text)).split("\\n")
    ['云川县工作报告', '各位代表：']
    """
    fields = _FIELDS.match(text)
    marks = (_BOLD_LINE, _COMMENT, _ROW_RULE)
    if not (
        fields
        or len(_HEADING.findall(text)) >= LEAST_HEADINGS
        or any(mark.search(text) for mark in marks)
    ):
        return list(_without_tags(text))
    edits = list(_without_fields(text, fields)) if fields else []
    edits += [Edit(*m.span(), "") for p in (_COMMENT, _ROW_RULE) for m in p.finditer(text)]
    edits += _without_row_marks(text)
    edits += [Edit(*m.span(), "") for p in (_LINE_MARK, _IMAGE) for m in p.finditer(text)]
    edits += _without_tags(text)
    for strong in _STRONG.finditer(text):
        edits += [Edit(*strong.span(1), ""), Edit(*strong.span(2), "")]
    for link in _LINK.finditer(text):
        edits += [Edit(link.start(), link.start(1), ""), Edit(link.end(1), link.end(), "")]
    for note in _FOOTNOTE.finditer(text):
        edits += [Edit(*note.span(group), "") for group in (1, 2) if note[group]]
    return distinct(edits)


def _without_fields(text: str, fields: re.Match[str]) -> Iterator[Edit]:
    title = _TITLE_FIELD.search(fields[0])
    if title is None or title[2] in text[fields.end() :]:
        yield Edit(0, fields.end(), "")
        return
    yield Edit(0, title.start(2), "")
    yield Edit(title.end(2), fields.end(), "\n")


def _without_tags(text: str) -> Iterator[Edit]:
    """The edits that delete the tags of HTML; one that breaks a line does so."""
    for tag in _TAG.finditer(text):
        yield Edit(*tag.span(), "\n" if _BREAK.match(tag[0]) else "")


def _without_row_marks(text: str) -> Iterator[Edit]:
    """The edits that take the marks out of the rows of tables, where there is a table."""
    if not _ROW_RULE.search(text):
        return
    for row in _ROW.finditer(text):
        if _ROW_RULE.match(row[0]):
            continue
        at = row.start()
        marks = [m.span() for m in _CELL_END.finditer(row[0])]
        for start, end in marks:
            gap = "" if start == 0 or end == len(row[0]) else CELL_GAP
            yield Edit(at + start, at + end, gap)
        for tag in _BREAK.finditer(row[0]):
            yield Edit(at + tag.start(), at + tag.end(), "")
