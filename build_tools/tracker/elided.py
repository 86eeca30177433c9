"""Words of a sentence that complete a quote: its verb, its subject, or what makes it an aim."""

import re
from collections.abc import Mapping

from build_tools.diagnostics import Code, Problems, nearest_words
from build_tools.document.model import Document, Span
from build_tools.tracker.quotation_records import Quotation
from build_tools.tracker.records import Tracker

TRK029 = Code(
    "TRK029",
    "Words that complete a quote are not in its sentence, outside of the quote.",
    "Copy them from the sentence, or from its English, as they stand there before or after the "
    "quote.",
    needs=("source", "outline", "translation/*.yml"),
    example="“再增” is not in 2022.2.0.1 outside of the quote",
)


def place_beside(text: str, words: str, quote: slice) -> slice | None:
    """Where the ``words`` that complete a quote of the text are; None where they are nowhere.

    Of several places, the last one before the quote is meant, else the first one after it.

    >>> place_beside("新增基地1个、平台5个，新增载体", "新增", slice(7, 11))
    slice(0, 2, None)
    """
    found = [slice(*match.span()) for match in re.finditer(re.escape(words), text)]
    before = [place for place in found if place.stop <= quote.start]
    after = [place for place in found if place.start >= quote.stop]
    return next(iter([*before[-1:], *after]), None)


def spans_beside(record: Quotation, span: Span, document: Document) -> tuple[Span, ...]:
    """The places of a record's elided words, in the order of the text."""
    text, quote = document.by_id[span.segment].hans, slice(span.start, span.end)
    found = (place_beside(text, words, quote) for words in record.elided)
    return tuple(sorted(Span(span.segment, at.start, at.stop) for at in found if at))


def check_elided(
    tracker: Tracker,
    document: Document,
    translation: Mapping[str, str],
    problems: Problems,
) -> None:
    """Report elided words that a sentence, or its English, does not have beside the quote."""
    for record in tracker.quotations:
        value = record.value
        hans = document.by_id[value.segment].hans if value.segment in document.by_id else ""
        english = translation.get(value.segment, "")
        for key, words, quote, text in (
            ("elided", value.elided, value.quote, hans),
            ("english_elided", value.english_elided, value.english, english),
        ):
            if not quote or text.count(quote) != 1:
                continue
            start = text.index(quote)
            for index, part in enumerate(words):
                if place_beside(text, part, slice(start, start + len(quote))) is None:
                    message = f"“{part}” is not in {value.segment} outside of the quote"
                    hint = nearest_words(part, text) if key == "elided" else ""
                    problems.add(TRK029, record.at(key, index), message, hint)
