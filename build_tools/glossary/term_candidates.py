"""Words that are frequent in the text, rare elsewhere, and in no term: worth a look.

How frequent a word is elsewhere comes from :mod:`build_tools.text.segmentation`.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.document.model import Document
from build_tools.glossary.matching import Matching
from build_tools.text.han import HAN_RUN
from build_tools.text.segmentation import segment as cut
from build_tools.text.segmentation import total_count, word_counts

FREQUENT = 5
"""A word so often outside all terms is frequent."""
UNUSUAL = 1000.0
"""A word is rare elsewhere if it is so many times as frequent here as in the dictionary."""
_NUMERALS = "〇一二三四五六七八九十百千万亿两"


@dataclass(frozen=True)
class Candidate:
    """A word that no term covers, and the first segment that has it."""

    word: str
    count: int
    segment: str


def candidates(document: Document, matching: Matching) -> Iterator[Candidate]:
    """The frequent, unusual words outside all terms, in the order of the text."""
    known, everywhere = word_counts(), total_count()
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for segment, text in _outside(document, matching):
        for run in HAN_RUN.findall(text):
            for word in words(run):
                counts[word] += 1
                first.setdefault(word, segment)
    total = sum(counts.values())
    for word, count in counts.items():
        elsewhere = known.get(word) or _by_chance(word, known, everywhere)
        times = (count / total) / (elsewhere / everywhere)
        if count >= FREQUENT and times >= UNUSUAL and word[0] not in _NUMERALS:
            yield Candidate(word, count, first[word])


def _by_chance(word: str, known: Mapping[str, float], total: float) -> float:
    """How often the characters of an unknown word would be together by chance."""
    return max(1.0, total * math.prod(known.get(char, 1) / total for char in word))


def _outside(document: Document, matching: Matching) -> Iterator[tuple[str, str]]:
    """The id and text of each segment, with a space for each character of a term."""
    for segment in document.segments:
        bare = list(segment.hans)
        for occurrence in matching.by_segment.get(segment.id, ()):
            start, end = occurrence.span.start, occurrence.span.end
            bare[start:end] = " " * (end - start)
        yield segment.id, "".join(bare)


def words(run: str) -> Iterator[str]:
    """A run of Chinese cut into its likeliest words of two characters and more.

    Single characters that are left side by side may be an unknown word, so they are one word; one
    alone is dropped.
    """
    for is_single, group in itertools.groupby(cut(run), key=lambda word: len(word) == 1):
        pieces = list(group)
        if not is_single:
            yield from pieces
        elif len(pieces) > 1:
            yield "".join(pieces)
