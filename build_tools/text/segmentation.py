"""Chinese words, how frequent they are, and the likeliest way to cut a text into words.

``word_counts.txt.gz`` is the word list of jieba 0.42.1 (MIT; the licence is in the same folder).
"""

import gzip
import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from build_tools.system.remembered import recall

LONGEST_WORD = 6
"""Longer words are not looked up."""
UNKNOWN_CHARACTER = 0.1
"""The count of a single character that the list lacks."""


@cache
def word_counts() -> Mapping[str, int]:
    """Each word and how often it occurs in the texts that the list was made from."""
    file = resources.files("build_tools.text").joinpath("word_counts.txt.gz")
    counts: dict[str, int] = {}
    for line in gzip.decompress(file.read_bytes()).decode().splitlines():
        count, *words = line.split()
        counts |= dict.fromkeys(words, int(count))
    return counts


@cache
def total_count() -> int:
    """The sum of all counts."""
    return sum(word_counts().values())


@cache
def segment(run: str) -> tuple[str, ...]:
    """The words of a run of simplified Chinese, cut so that their probability is highest.

    >>> segment("新增发明专利")
    ('新增', '发明专利')
    """
    return recall(("words", run), lambda: _segment(run))


def _segment(run: str) -> tuple[str, ...]:
    counts, total = word_counts(), total_count()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        choices = []
        for start in range(max(0, end - LONGEST_WORD), end):
            count = counts.get(run[start:end], 0) or (UNKNOWN_CHARACTER if end - start == 1 else 0)
            if count:
                choices.append((best[start][0] + math.log(count / total), start))
        best.append(max(choices))
    words: list[str] = []
    end = len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return tuple(reversed(words))


def is_whole(run: str, start: int, end: int, borders: Sequence[int]) -> bool:
    """Whether what lies around a part of ``run``, up to the next border, is whole words or nothing.

    ``borders`` are the offsets at which the words of ``run`` begin and end.

    >>> is_whole("注重整体", 1, 3, [0, 2, 4]), is_whole("电子商务", 0, 2, [0, 4])
    (False, True)
    """
    first, last = bisect_right(borders, start) - 1, bisect_left(borders, end)
    around = run[borders[first] : start], run[end : borders[last]]
    return all(not rest or (len(rest) > 1 and rest in word_counts()) for rest in around)
