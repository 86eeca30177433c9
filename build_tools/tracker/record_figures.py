"""Whether the figures of the tracker's records are the same in both languages.

A quote's figures are those of its English, and a title has none that its sentence has not. Whether
the English is in the translation is for :mod:`build_tools.tracker.checks`.
"""

import re
from collections.abc import Iterator, Mapping
from textwrap import shorten

from build_tools.amounts.english import english_amounts
from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Document, Segment
from build_tools.resources.units import Units
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
    for record in tracker.quotations:
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
        for key, quote, new in (
            ("zh", entry.quote, _new_in_chinese(entry.title.zh, segment)),
            ("en", entry.english, _new_in_english(entry.title.en, english, tracker.units)),
        ):
            for text in new:
                message = f"“{text}” is not in {entry.segment}"
                known = ", ".join(f"“{one}”" for one in _FIGURE.findall(quote))
                hint = f"the quote has {known}" if known else "the quote has no figure"
                problems.add(TRK023, record.at("title", key), message, hint)


def _new_in_chinese(title: str, segment: Segment | None) -> Iterator[str]:
    """The figures in digits of a title that its sentence does not have."""
    there = set(_FIGURE.findall(segment.hans)) if segment else set[str]()
    yield from (text for text in _FIGURE.findall(title) if segment and text not in there)


def _new_in_english(title: str, sentence: str | None, units: Units) -> Iterator[str]:
    """The figures in digits of a title that its sentence does not have, by value and unit.

    A title may leave out a unit.

    >>> from build_tools.resources.units import general_units
    >>> sentence = "We will bring in three projects of over RMB 2 billion each."
    >>> list(_new_in_english("3 projects above US$2 billion", sentence, general_units()))
    ['US$2 billion']
    >>> list(_new_in_english("The 16th fall", "a sixteenth fall running", general_units()))
    []
    """
    if sentence is None or not _FIGURE.search(title):
        return
    there = [(amount.value, amount.unit) for amount in english_amounts(sentence, units)]
    values = {value for value, _ in there}
    for amount in english_amounts(title, units):
        is_counted = amount.unit in ("", "times")  # the 16th time: sixteenth
        is_there = (amount.value, amount.unit) in there or (is_counted and amount.value in values)
        if not amount.in_words and not is_there:
            yield amount.text
