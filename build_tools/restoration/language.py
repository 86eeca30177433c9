"""How likely a run of Chinese is: words by jieba's dictionary and by what the page itself repeats.

The text is cut into its likeliest words, and its score is the sum of theirs (log-probabilities).
Only the solver of broken passages needs it, so the dictionary is read on first use.
"""

from __future__ import annotations

import importlib.util
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from build_tools.restoration.punctuation import FULL
from build_tools.text.han import is_han
from build_tools.text.opencc import simplify_char

OWN_WEIGHT = 3000.0
"""How many dictionary counts a character of the page itself is worth in the sum of all counts."""
OWN_RUN, OWN_ALONE = 1500.0, 400.0
"""How many a run of characters of the page is worth as a word, and a single character."""
ALONE = 0.3
"""How much of its own count a single character keeps: official Chinese has few of them."""
INSIDE = 0.01
"""How much of its words' counts a character gets on its own."""
LONGEST = 6
"""Longer words are not looked up."""
OWN_LONGEST = 5
"""Runs of the page itself up to this length count as words."""
MARK_SHARES = {
    **{"，": 0.055, "。": 0.02, "、": 0.03, "：": 0.003, "；": 0.005, "！": 0.001, "？": 0.0007},
    **{"“": 0.006, "”": 0.006, "（": 0.004, "）": 0.004, "《": 0.001, "》": 0.001},
    **{"「": 0.0004, "」": 0.0004, "『": 0.0002, "』": 0.0002, "·": 0.0003, "—": 0.0005},
}
"""How much of Chinese running text each mark is."""
OTHER_SHARE = 1e-4
"""The same for marks not listed, Latin letters and digits."""
DIGIT_SHARE = 4e-3
CLOSING = "”’）》」』"
OPENING = "“‘（《「『"
STOPS = "，：；、。！？"
LOUD = "！？"
CROWDED = -8.0
"""Log-cost of two marks in a row that hardly ever follow each other."""
LEADING = frozenset("和与及或把被将从向由于而且但并之其各每该以令使让")
"""Characters that hardly ever stand before a stop."""
TRAILING = frozenset("的了着过们地得")
"""Characters that hardly ever stand after one."""
MISPLACED = -4.0
"""Log-cost of one of those in such a place."""
FITTING = 1.4
"""How much likelier (log) an opening mark is after a stop than elsewhere."""


class Cursor(NamedTuple):
    """Where the reading of a text stands, as far as it matters for what may come."""

    before: str = ""
    """The last two characters."""
    begun: tuple[tuple[str, float], ...] = ()
    """The beginnings of words in which the text ends; what the text before each of them scores
    more than the whole."""


def _dictionary_file() -> Path:
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")


@cache
def dictionary() -> Mapping[str, int]:
    """How often the dictionary's texts have each word: its rows are word, count and kind."""
    fields = _dictionary_file().read_text("utf-8").split()
    return dict(zip(fields[::3], map(int, fields[1::3]), strict=True))


@cache
def _beginnings() -> frozenset[str]:
    """What words begin with: nothing else need be kept in mind to find a word later on."""
    words = [word for word in dictionary() if len(word) <= LONGEST]
    found: set[str] = set()
    for size in range(1, LONGEST):
        words = [word for word in words if len(word) > size]
        found.update([word[:size] for word in words])
    return frozenset(found)


@cache
def _inside() -> dict[str, float]:
    """How often each character stands inside of words."""
    found: defaultdict[str, float] = defaultdict(float)
    for word, count in dictionary().items():
        for char in word:
            found[char] += count
    return dict(found)


@cache
def _pairs() -> frozenset[str]:
    """The pairs of neighbours inside of words."""
    found: set[str] = set()
    words = [word for word in dictionary() if len(word) > 1]
    while words:
        found.update([word[:2] for word in words])
        words = [word[1:] for word in words if len(word) > 2]
    return frozenset(found)


def _share(char: str) -> float:
    """How much of running text a mark, a digit or a letter is; 0 for a Han character."""
    if is_han(char):
        return 0.0
    return DIGIT_SHARE if "0" <= char <= "9" else MARK_SHARES.get(char, OTHER_SHARE)


_SIMPLIFIED = {"著": "着"}
"""Where the dictionary has another simplified form than single characters get."""


@cache
def plain(char: str) -> str:
    """``char`` as the dictionary has it: simplified, with full-width marks."""
    return FULL.get(char) or _SIMPLIFIED.get(char) or simplify_char(char)


@cache
def _fit(before: str, char: str) -> float:
    """What a mark before or at ``char`` adds to its score, after one or two characters."""
    last = before[-1:]
    if not last:
        return 0.0
    if char in STOPS:
        is_loud = last in LOUD and char in LOUD
        closed = last in CLOSING and before[0] in STOPS and before[0] not in LOUD
        if closed or last in OPENING or (last in STOPS and not is_loud):
            return CROWDED
        return MISPLACED if last in LEADING else 0.0
    if char in CLOSING:
        return CROWDED if last in OPENING else 0.0
    if char in OPENING:
        return FITTING if last in STOPS else 0.0
    return MISPLACED if last in STOPS and char in TRAILING else 0.0


class Language:
    """Scores of text: log-probabilities, the greater the likelier."""

    def __init__(self, text: str) -> None:
        """``text`` is the sound part of the page; what it repeats becomes likelier."""
        self.words = dictionary()
        self.own_text = frozenset(text)
        own = "".join(map(plain, text))
        runs = "".join(char if char not in MARK_SHARES else "\n" for char in own)
        self.own: Counter[str] = Counter(own)
        for size in range(2, OWN_LONGEST + 1):
            found = (runs[at : at + size] for at in range(len(runs) - size + 1))
            self.own.update(run for run in found if "\n" not in run)
        marks = map("".join, pairwise(own))
        self.own.update(pair for pair in marks if all(char in MARK_SHARES for char in pair))
        self.total = sum(self.words.values()) + OWN_WEIGHT * len(own)
        self._pairs = _pairs().union(map("".join, pairwise(own)))
        self._beginnings = _beginnings()
        self._own_beginnings = frozenset(run[:-1] for run in self.own)
        self._scores: dict[str, float | None] = {}

    def _word(self, word: str) -> float | None:
        """The score of ``word``, None where it is none; every single character is one."""
        count = float(self.words.get(word, 0))
        own = self.own.get(word, 0)
        if len(word) == 1:
            count = max(ALONE * count, INSIDE * _inside().get(word, 0.0)) + OWN_ALONE * own
            count += _share(word) * self.total + 0.5
        else:
            count += OWN_RUN * own
        return math.log(count / self.total) if count else None

    def _known(self, word: str) -> float | None:
        """The same, looked up when it has been asked for before."""
        try:
            return self._scores[word]
        except KeyError:
            return self._scores.setdefault(word, self._word(word))

    def alone(self, char: str) -> float:
        """The score of ``char`` on its own."""
        return self._known(plain(char)) or 0.0

    def has_seen(self, before: str, char: str) -> bool:
        """Whether ``char`` has been seen right after ``before``."""
        return plain(before) + plain(char) in self._pairs

    def gain(self, cursor: Cursor, char: str) -> float:
        """What ``char`` adds to the score."""
        char = plain(char)
        best = self._known(char) or 0.0
        if cursor.before[-1:] + char in self._pairs:
            for begun, score in cursor.begun:
                word = self._known(begun + char)
                if word is not None and score + word > best:
                    best = score + word
        return best + _fit(cursor.before, char)

    def after(self, cursor: Cursor, char: str) -> Cursor:
        """The cursor after ``char``."""
        gain = self.gain(cursor, char)
        char = plain(char)
        runs = [(begun + char, score) for begun, score in (*cursor.begun, ("", 0.0))]
        begun = [(run, score - gain) for run, score in runs if self._is_beginning(run)]
        return Cursor(cursor.before[-1:] + char, tuple(begun))

    def goes_on(self, cursor: Cursor, char: str) -> bool:
        """Whether ``char`` ends a word that the text begins, or goes on with one."""
        char = plain(char)
        return any(
            self._known(begun + char) is not None or self._is_beginning(begun + char)
            for begun, _ in cursor.begun
        )

    def _is_beginning(self, run: str) -> bool:
        return run in self._beginnings or run in self._own_beginnings

    def score(self, text: str) -> float:
        """The score of ``text``."""
        cursor, score = Cursor(), 0.0
        for char in text:
            score += self.gain(cursor, char)
            cursor = self.after(cursor, char)
        return score
