"""Text with marks over it as HTML: properly nested, everything escaped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from markupsafe import Markup, escape

from build_tools.resources.units import general_units
from build_tools.text.han import by_language

NOTHING = Markup()
_LINE_END = re.compile(r"[\r\n]")
"""A line end could end a block of HTML in Markdown; to a browser a blank is the same."""


@cache
def _solid() -> re.Pattern[str]:
    """A sum of money, and a day, in English."""
    codes = "|".join(sorted({str(unit.en) for unit in general_units() if unit.kind == "money"}))
    return re.compile(
        rf"(?:\b(?:{codes})|\$|¥) ?(?:\d[\d,.]*\d|\d)(?: (?:million|billion|trillion))?"
        r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
        r"|November|December)(?: \d{4})?\b"
    )


def solid(text: str) -> Markup:
    """``text`` as HTML in which no line ends inside a sum of money or a date.

    An element keeps them together, not a character: what a reader copies is the text as it is.

    >>> solid("RMB 4.5, <8 May>")
    Markup('<span class="solid">RMB 4.5</span>, &lt;<span class="solid">8 May</span>&gt;')
    >>> solid("over USD 2.24 billion")
    Markup('over <span class="solid">USD 2.24 billion</span>')
    """
    out, last = [], 0
    for found in _solid().finditer(text):
        out += [escape(text[last : found.start()])]
        out += [Markup('<span class="solid">{}</span>').format(found[0])]
        last = found.end()
    return Markup().join([*out, escape(text[last:])])


def chinese_in(text: str, lang: str) -> Markup:
    """English ``text`` as HTML with its Chinese words marked as ``lang``, to be read aloud so.

    Nothing is marked where ``lang`` is "".

    >>> chinese_in("Short for 专业委员会", "zh-Hans")
    Markup('Short for <span lang="zh-Hans">专业委员会</span>')
    """
    line = _LINE_END.sub(" ", text)
    if not lang:
        return escape(line)
    span = Markup('<span lang="{}">{}</span>')
    return Markup().join(
        span.format(lang, part) if is_chinese else escape(part)
        for part, is_chinese in by_language(line)
    )


@dataclass(frozen=True)
class Mark:
    """An element around the characters from ``start`` up to ``end`` of a text."""

    start: int
    end: int
    opening: Markup
    closing: Markup
    after: Markup = NOTHING
    """Comes once, after the mark's last character."""


def _mark_of_each(marks: Sequence[Mark], length: int) -> list[Mark | None]:
    """For each character, the mark over it; the first of ``marks`` wins."""
    found: list[Mark | None] = [None] * length
    for mark in marks:
        for at in range(max(mark.start, 0), min(mark.end, length)):
            if found[at] is None:
                found[at] = mark
    return found


NO_SIGNS: Mapping[int, Markup] = {}


def marked(
    text: str,
    inner: Sequence[Mark] = (),
    outer: Sequence[Mark] = (),
    signs: Mapping[int, Markup] = NO_SIGNS,
) -> Markup:
    """``text`` as HTML, with ``inner`` marks (terms) inside ``outer`` ones (quotes).

    An inner mark that crosses the edge of an outer one is cut in two there. ``signs`` come after so
    many characters of the text; inside an inner mark, which may be a link, after it.

    >>> marked("稳增长", [Mark(1, 3, Markup("<b>"), Markup("</b>"))])
    Markup('稳<b>增长</b>')
    """
    outside, inside = _mark_of_each(outer, len(text)), _mark_of_each(inner, len(text))
    out: list[Markup] = []
    for frame, places in groupby(range(len(text)), key=outside.__getitem__):
        if frame is not None:
            out.append(frame.opening)
        last = 0
        for mark, run in groupby(places, key=inside.__getitem__):
            characters = list(run)
            last = characters[-1]
            ends = [at + 1 for at in characters if at + 1 in signs]
            if mark is None:
                for start, end in pairwise(sorted({characters[0], *ends, last + 1})):
                    out += [solid(text[start:end]), signs.get(end, NOTHING)]
            else:
                out += [mark.opening, solid(text[characters[0] : last + 1]), mark.closing]
                if last + 1 == mark.end:
                    out.append(mark.after)
                out += [signs[end] for end in ends]
        if frame is not None:
            out.append(frame.closing)
            if last + 1 == frame.end:
                out.append(frame.after)
    return Markup(_LINE_END.sub(" ", Markup().join(out)))  # noqa: S704
