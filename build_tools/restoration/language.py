"""How likely a run of Chinese is: word frequencies from jieba's dictionary and the text itself.

Only the solver of broken passages needs it, so the dictionary is read on first use.
"""

from __future__ import annotations

import importlib.util
import itertools
import math
from collections import Counter
from functools import cache
from pathlib import Path

from build_tools.opencc_tables import simplify_char

OWN_WEIGHT = 3000.0
"""How many dictionary counts one occurrence in the text itself is worth."""

FREE = 0.35
"""The share of a character's probability that does not depend on the one before it."""
FREE_MARK = 0.12
"""The same for punctuation, which stands almost only where it has been seen to stand."""
MARKS = "，：；！？（）、。“”‘’《》"


def _dictionary() -> Path:
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")


@cache
def _counts() -> tuple[Counter[str], Counter[str], dict[str, int]]:
    """Character counts, pair counts (both weighted by word frequency), and word counts."""
    chars: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    words: dict[str, int] = {}
    for line in _dictionary().read_text("utf-8").splitlines():
        word, count, *_ = line.split(" ")
        frequency = int(count)
        words[word] = frequency
        for char in word:
            chars[char] += frequency
        for pair in itertools.pairwise(word):
            pairs["".join(pair)] += frequency
    return chars, pairs, words


class Language:
    """Scores of simplified text: log-probabilities, the greater the likelier."""

    def __init__(self, text: str) -> None:
        """``text`` is the sound part of the page; what it repeats becomes likelier."""
        self.chars, self.pairs, self.words = _counts()
        self.own_text = frozenset(text)
        simplified = "".join(map(simplify_char, text))
        self.own_chars = Counter(simplified)
        self.own_pairs = Counter(map("".join, itertools.pairwise(simplified)))
        self.own_runs = Counter(
            simplified[at : at + size] for size in (3, 4, 5) for at in range(len(simplified))
        )
        self.total = sum(self.chars.values()) + OWN_WEIGHT * len(simplified)
        self._pair_scores: dict[str, float] = {}

    def _count(self, char: str) -> float:
        return self.chars[char] + OWN_WEIGHT * self.own_chars[char] + 0.5

    def pair(self, before: str, char: str) -> float:
        """The score of ``char`` (simplified) after ``before``."""
        key = before + char
        if key not in self._pair_scores:
            alone = self._count(char) / self.total
            seen = self.pairs[key] + OWN_WEIGHT * self.own_pairs[key]
            together = seen / self._count(before)
            free = FREE_MARK if char in MARKS else FREE
            self._pair_scores[key] = math.log(free * alone + (1 - free) * min(together, 1.0))
        return self._pair_scores[key]

    def run(self, text: str) -> float:
        """The score of ``text`` (simplified) cut into its likeliest words."""
        longest = 6
        best = [0.0] + [-math.inf] * len(text)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - longest), end):
                word = text[start:end]
                count = float(self.words.get(word, 0))
                if len(word) == 1:
                    count = self._count(word) * 0.5
                elif len(word) == 2:
                    count += OWN_WEIGHT * self.own_pairs[word] * 0.5
                else:
                    count += OWN_WEIGHT * self.own_runs[word] * 0.5
                if count > 0:
                    best[end] = max(best[end], best[start] + math.log(count / self.total))
        return best[-1]
