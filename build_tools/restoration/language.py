"""How likely a run of Chinese is: words by jieba's dictionary and by what the page itself repeats.

The text is cut into its likeliest words, and its score is the sum of theirs (log-probabilities).
Only the solver of broken passages needs it, so the dictionary is read on first use.
"""

from __future__ import annotations

import importlib.util
import math
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from build_tools.conversion.opencc_tables import simplify_char
from build_tools.restoration.punctuation import FULL

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


NO_WORD, ENDING = -1e9, -1e6
"""The scores of what neither is a word nor ends one, and of what only ends one."""


class Cursor(NamedTuple):
    """Where the reading of a text stands: its last characters, and the scores up to each."""

    tail: str = ""
    scores: tuple[float, ...] = (0.0,)

    @property
    def score(self) -> float:
        return self.scores[-1]


def _dictionary() -> Path:
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")


@cache
def _counts() -> dict[str, float]:
    """How often the dictionary's texts have each word."""
    rows = (line.split(" ", 2) for line in _dictionary().read_text("utf-8").splitlines())
    return {word: float(count) for word, count, _ in rows}


@cache
def _endings() -> frozenset[str]:
    """What words end in, so that a search for the word that ends somewhere may stop early."""
    return frozenset(word[at:] for word in _counts() for at in range(1, len(word) - 1))


@cache
def _inside() -> dict[str, float]:
    """How often each character stands inside of words."""
    found: dict[str, float] = {}
    for word, count in _counts().items():
        for char in word:
            found[char] = found.get(char, 0.0) + count
    return found


@cache
def _followers() -> dict[str, frozenset[str]]:
    """The characters that follow each character inside of words."""
    found: dict[str, set[str]] = {}
    for word in _counts():
        for before, char in pairwise(word):
            found.setdefault(before, set()).add(char)
    return {char: frozenset(after) for char, after in found.items()}


def _share(char: str) -> float:
    """How much of running text a mark, a digit or a letter is; 0 for a Han character."""
    if "\u4e00" <= char <= "\u9fff":
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
        self.words = _counts()
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
        self._scores: dict[str, float] = {}
        self.own_followers: dict[str, set[str]] = {}
        for before, char in pairwise(own):
            self.own_followers.setdefault(before, set()).add(char)

    def _word(self, word: str) -> float:
        """The score of ``word``; every single character is one."""
        count = self.words.get(word, 0.0)
        own = self.own.get(word, 0)
        if len(word) == 1:
            count = max(ALONE * count, INSIDE * _inside().get(word, 0.0)) + OWN_ALONE * own
            count += _share(word) * self.total + 0.5
        else:
            count += OWN_RUN * own
        if count:
            return math.log(count / self.total)
        return ENDING if word in _endings() else NO_WORD

    def alone(self, char: str) -> float:
        """The score of ``char`` on its own."""
        return self._word(plain(char))

    def has_seen(self, before: str) -> frozenset[str]:
        """The characters (plain) that have been seen right after ``before``."""
        before = plain(before)
        return _followers().get(before, frozenset()) | self.own_followers.get(before, set())

    def extend(self, cursor: Cursor, char: str) -> Cursor:
        """The cursor after ``char``."""
        char = plain(char)
        text = cursor.tail + char
        scores = cursor.scores
        known = self._scores
        best = -math.inf
        for size in range(1, len(text) + 1):
            word = text[-size:]
            score = known.get(word)
            if score is None:
                score = known[word] = self._word(word)
            if score == NO_WORD:
                break
            best = max(best, scores[-size] + score)
        best += _fit(cursor.tail[-2:], char)
        return Cursor(text[1 - LONGEST :], (*scores[1 - LONGEST :], best))

    def score(self, text: str) -> float:
        """The score of ``text``."""
        cursor = Cursor()
        for char in text:
            cursor = self.extend(cursor, char)
        return cursor.score
