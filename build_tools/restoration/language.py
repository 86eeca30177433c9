"""How probable a run of Chinese is, by a word list and by what the page itself repeats.

The text is cut into its most probable words; its score is the sum of their log-probabilities. The
solver of broken passages adds one character at a time and remembers a :class:`Cursor`.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from build_tools.restoration.punctuation import FULL
from build_tools.text.han import is_han
from build_tools.text.opencc import simplify_char
from build_tools.text.segmentation import LONGEST_WORD, total_count, word_counts

PAGE_WEIGHT = 3000.0
"""How much a character of the page adds to the sum of all counts."""
PAGE_RUN, PAGE_CHARACTER = 1500.0, 400.0
"""How much an occurrence on the page adds to the count of a run of characters, of one character."""
ALONE = 0.3
"""The share of its count that a single character keeps: official Chinese has few of them."""
INSIDE = 0.01
"""The share of its words' counts that a single character gets."""
LONGEST_RUN = 5
"""Runs of the page up to this length count as words."""
MARK_SHARES = {
    **{"，": 0.055, "。": 0.02, "、": 0.03, "：": 0.003, "；": 0.005, "！": 0.001, "？": 0.0007},
    **{"“": 0.006, "”": 0.006, "（": 0.004, "）": 0.004, "《": 0.001, "》": 0.001},
    **{"「": 0.0004, "」": 0.0004, "『": 0.0002, "』": 0.0002, "·": 0.0003, "—": 0.0005},
}
"""The share of each mark in running Chinese text."""
OTHER_SHARE = 1e-4
"""The share of any other mark and of a Latin letter."""
DIGIT_SHARE = 4e-3
CLOSING = "”’）》」』"
OPENING = "“‘（《「『"
STOPS = "，：；、。！？"
LOUD = "！？"
CROWDED = -8.0
"""Log-cost of two marks in a row that hardly ever follow each other."""
FITTING = 1.4
"""Log-gain of an opening mark after a stop."""
_SIMPLIFIED = {"著": "着"}
"""Characters whose simplified form in words differs from the one they have alone."""


class Cursor(NamedTuple):
    """What the scores of the next characters depend on."""

    before: str = ""
    """The last two characters."""
    begun: tuple[tuple[str, float], ...] = ()
    """The beginnings of words at the end of the text, each with the score of the text before it
    minus the score of the whole."""


@cache
def _beginnings() -> frozenset[str]:
    """The beginnings of all words, which show a cursor what may become a word."""
    words = (word for word in word_counts() if len(word) <= LONGEST_WORD)
    return frozenset(word[:size] for word in words for size in range(1, len(word)))


@cache
def _inside() -> dict[str, float]:
    """The sum of the counts of each character's words."""
    found: defaultdict[str, float] = defaultdict(float)
    for word, count in word_counts().items():
        for char in word:
            found[char] += count
    return dict(found)


@cache
def _in_words() -> Mapping[str, set[str]]:
    """The characters that follow each character in words."""
    return _followers(word_counts())


def _followers(texts: Iterable[str]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for char, following in pairwise(text):
            found[char].add(following)
    return dict(found)


def _share(char: str) -> float:
    """The share of a mark, a digit or a letter in running text; 0 for a Han character."""
    if is_han(char):
        return 0.0
    return DIGIT_SHARE if "0" <= char <= "9" else MARK_SHARES.get(char, OTHER_SHARE)


@cache
def word_list_form(char: str) -> str:
    """``char`` as the word list writes it: simplified, with full-width marks.

    >>> word_list_form("國"), word_list_form("著"), word_list_form(",")
    ('国', '着', '，')
    """
    return FULL.get(char) or _SIMPLIFIED.get(char) or simplify_char(char)


@cache
def _fit(before: str, char: str) -> float:
    """The log-gain or cost of a mark ``char`` after one or two characters."""
    last = before[-1:]
    if not last:
        return 0.0
    if char in STOPS:
        is_loud = last in LOUD and char in LOUD
        closed = last in CLOSING and before[0] in STOPS and before[0] not in LOUD
        return CROWDED if closed or last in OPENING or (last in STOPS and not is_loud) else 0.0
    if char in CLOSING:
        return CROWDED if last in OPENING else 0.0
    return FITTING if char in OPENING and last in STOPS else 0.0


class LanguageModel:
    """The log-probability of texts on one page."""

    def __init__(self, text: str) -> None:
        """``text`` is the undamaged part of the page; what it repeats becomes more probable."""
        self.page_characters = frozenset(text)
        page = "".join(map(word_list_form, text))
        runs = "".join(char if char not in MARK_SHARES else "\n" for char in page)
        self.page_counts: Counter[str] = Counter(page)
        for size in range(2, LONGEST_RUN + 1):
            found = (runs[at : at + size] for at in range(len(runs) - size + 1))
            self.page_counts.update(run for run in found if "\n" not in run)
        pairs = list(map("".join, pairwise(page)))
        self.page_counts.update(p for p in pairs if all(char in MARK_SHARES for char in p))
        self.total = total_count() + PAGE_WEIGHT * len(page)
        self._words = word_counts()
        self._on_page = _followers([page])
        self._beginnings = _beginnings()
        self._page_beginnings = frozenset(run[:-1] for run in self.page_counts)
        self._score_of = cache(self._word)
        self.followers = cache(self._seen_after)

    def _word(self, word: str) -> float | None:
        """The score of ``word``; None where it is not a word. Every single character is one."""
        count = float(self._words.get(word, 0))
        on_page = self.page_counts.get(word, 0)
        if len(word) == 1:
            count = max(ALONE * count, INSIDE * _inside().get(word, 0.0)) + PAGE_CHARACTER * on_page
            count += _share(word) * self.total + 0.5
        else:
            count += PAGE_RUN * on_page
        return math.log(count / self.total) if count else None

    def alone(self, char: str) -> float:
        """The score of ``char`` as a word."""
        return self._score_of(word_list_form(char)) or 0.0

    def _seen_after(self, before: str) -> Set[str]:
        """The characters that follow ``before`` in a word or on the page, all of them plain."""
        return _in_words().get(before, set()) | self._on_page.get(before, set())

    def gain(self, cursor: Cursor, char: str) -> float:
        """How much ``char`` adds to the score."""
        char = word_list_form(char)
        best = self._score_of(char) or 0.0
        if char in self.followers(cursor.before[-1:]):
            for begun, score in cursor.begun:
                word = self._score_of(begun + char)
                if word is not None and score + word > best:
                    best = score + word
        return best + _fit(cursor.before, char)

    def after(self, cursor: Cursor, char: str) -> Cursor:
        """The cursor after ``char``."""
        gain = self.gain(cursor, char)
        char = word_list_form(char)
        runs = [(begun + char, score) for begun, score in (*cursor.begun, ("", 0.0))]
        begun = [(run, score - gain) for run, score in runs if self._is_beginning(run)]
        return Cursor(cursor.before[-1:] + char, tuple(begun))

    def goes_on(self, cursor: Cursor, char: str) -> bool:
        """Whether ``char`` completes or continues a word that the text has begun."""
        char = word_list_form(char)
        return any(
            self._score_of(begun + char) is not None or self._is_beginning(begun + char)
            for begun, _ in cursor.begun
        )

    def _is_beginning(self, run: str) -> bool:
        return run in self._beginnings or run in self._page_beginnings

    def score(self, text: str) -> float:
        """The score of ``text``."""
        cursor, score = Cursor(), 0.0
        for char in text:
            score += self.gain(cursor, char)
            cursor = self.after(cursor, char)
        return score
