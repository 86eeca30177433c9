"""The editors' own prose in the words of its traditional readers, not only in their characters.

``traditional_wording.tsv`` lists the words: 软件 is 軟體 there, not 軟件. What is quoted or is code
keeps its words: a report is quoted as it is.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import accumulate

from build_tools.text.csv import shipped_rows
from build_tools.text.segmentation import is_whole, segment
from build_tools.text.word_search import Find, finder

_KEPT = re.compile(r"“[^“”]*”|`[^`]*`")


@cache
def wording() -> Mapping[str, str]:
    """The rows of ``traditional_wording.tsv``: traditional words by the simplified ones."""
    return dict(row[:2] for row in shipped_rows("traditional_wording.tsv"))


@cache
def _find() -> Find:
    return finder(wording())


def in_readers_words(text: str, traditional: Callable[[str], str]) -> str:
    """Simplified ``text`` with its words replaced, and the rest by ``traditional``.

    >>> from build_tools.text.word_conversion import to_traditional
    >>> in_readers_words("软件与文字节选，原文作“软件”", to_traditional)
    '軟體與文字節選，原文作“軟件”'
    """
    made, last = [], 0
    for start, end in _words_of(text):
        made += [traditional(text[last:start]), wording()[text[start:end]]]
        last = end
    return "".join([*made, traditional(text[last:])])


def _words_of(text: str) -> Iterator[tuple[int, int]]:
    """The places of the listed words outside of quotations, the longest at each place."""
    kept = [match.span() for match in _KEPT.finditer(text)]
    found = sorted(_find()(text), key=lambda place: (place[0], -place[1]))
    if not found:
        return
    borders = [0, *accumulate(map(len, segment(text)))]
    last = 0
    for start, end, _ in found:
        is_kept = any(first <= start < after for first, after in kept)
        if start >= last and not is_kept and is_whole(text, start, end, borders):
            yield start, end
            last = end
