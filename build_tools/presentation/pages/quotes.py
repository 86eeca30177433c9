"""A quote of the text as pages show it, with the words that complete it in grey."""

import unicodedata
from collections.abc import Sequence

from markupsafe import Markup

from build_tools.document.model import Span
from build_tools.presentation.markup import Mark, marked
from build_tools.records.editions import Edition
from build_tools.tracker.elided import place_beside
from build_tools.tracker.model import ResolvedDifficulty, Tracked

_GREY = Markup('<span class="elided">{}</span>')
_GAP = Markup(' <span class="elided">…</span> ')


def quote_of(
    item: Tracked | ResolvedDifficulty, edition: Edition, english: str, spans: Sequence[Span] = ()
) -> tuple[Markup, str]:
    """A quote in the edition's language, and the language it is in.

    ``english`` is the English of the sentence; ``spans`` are marked in a Chinese quote.
    """
    record, segment = item.record, item.segment
    if not edition.is_chinese and record.english:
        at = english.find(record.english)
        if at < 0:
            return marked(record.english), "en"
        quote = slice(at, at + len(record.english))
        found = (place_beside(english, words, quote) for words in record.english_elided)
        elided = [one for one in found if one]
        return _completed(english, quote, elided, marked(record.english)), "en"
    text = segment.text(edition.script)
    quote = slice(item.span.start, item.span.end)
    marks = [
        Mark(s.start - quote.start, s.end - quote.start, Markup("<mark>"), Markup("</mark>"))
        for s in spans
    ]
    elided = [slice(span.start, span.end) for span in item.elided]
    whole = _completed(text, quote, elided, marked(text[quote], marks))
    return whole, edition.chinese_lang


def _completed(text: str, quote: slice, elided: Sequence[slice], shown: Markup) -> Markup:
    """The quote between the words that complete it, with a mark where others are left out."""
    pieces = [*((at, _GREY.format(text[at])) for at in elided), (quote, shown)]
    pieces.sort(key=lambda piece: piece[0].start)
    out = Markup()
    last = None
    for at, piece in pieces:
        if last is not None:
            between = text[last : at.start]
            is_whole = all(unicodedata.category(char)[0] in "PZ" for char in between)
            out += _GREY.format(between) if is_whole else _GAP
        out += piece
        last = at.stop
    return out
