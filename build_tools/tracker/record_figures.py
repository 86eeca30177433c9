"""Whether the figures of the tracker's records are the same in both languages.

A quote's figures are those of its English, and a title has none that its sentence has not. Whether
the English is in the translation is for :mod:`build_tools.tracker.checks`.
"""

import re
from collections.abc import Mapping
from textwrap import shorten

from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Document
from build_tools.tracker.records import Tracker
from build_tools.translation.figure_comparison import compare_figures

TRK022 = Code(
    "TRK022",
    "A figure of a quote is missing in the record's English, or is another one there.",
    "Give the words of the translation that render the quote, with its figures.",
    needs=("source", "translation/*.yml"),
    example="“5000个” is not in “the ranks of officials will be strengthened”",
)
TRK023 = Code(
    "TRK023",
    "A title has a figure that its sentence does not have.",
    "Copy the figure from the sentence.",
    needs=("source", "translation/*.yml"),
    example="“54” is not in 2021.1.1.1",
)

_FIGURE = re.compile(r"\d+(?:[.,+]\d+)*")


def check_record_figures(
    tracker: Tracker, document: Document, translation: Mapping[str, str], problems: Problems
) -> None:
    """Report figures that are lost between a quote and its English, or new in a title.

    ``translation`` is the English of each segment by its id.
    """
    for record in (*tracker.entries, *tracker.difficulties):
        entry = record.value
        segment, english = document.by_id.get(entry.segment), translation.get(entry.segment)
        is_quoted = segment is not None and entry.quote in segment.hans
        if is_quoted and english is not None and entry.english and entry.english in english:
            # The English may share words with the record beside it, and so have other figures.
            compared = compare_figures(entry.quote, entry.english, tracker.units)
            for figure in (*compared.missing, *(figure for figure, _ in compared.bounds)):
                message = f"“{figure.text}” is not in “{entry.english}”"
                hint = f"the sentence reads “{shorten(english, 160, placeholder=' …')}”"
                problems.add(TRK022, record.at("english"), message, hint)
        quotes = {"zh": entry.quote, "en": entry.english}
        for key, title, sentence in (
            ("zh", entry.title.zh, segment.hans if segment else None),
            ("en", entry.title.en, english),
        ):
            there = set(_FIGURE.findall(sentence or ""))
            for figure_text in _FIGURE.findall(title):
                if sentence is not None and figure_text not in there:
                    message = f"“{figure_text}” is not in {entry.segment}"
                    known = ", ".join(f"“{one}”" for one in _FIGURE.findall(quotes[key]))
                    hint = f"the quote has {known}" if known else "the quote has no figure"
                    problems.add(TRK023, record.at("title", key), message, hint)
