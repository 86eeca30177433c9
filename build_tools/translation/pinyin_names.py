"""Chinese names in English: "Zhejiang" must be spelt by characters of the Chinese beside it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from build_tools.system.remembered import recall
from build_tools.text.han import HAN_RUN
from build_tools.text.pinyin import reading_counts, readings
from build_tools.translation.terms import stem

_CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}\b")
_LONGEST = 5
"""A name in one word has at most so many characters."""
_ENGLISH = re.compile(r"america|american|china|chinese|latin|.*[^aeiou]e")
"""English that looks like pinyin: "Pine"."""
_VOWELS = frozenset("aeiouv")
_USUAL = 8
"""A usual syllable is read of so many characters."""
_PLAIN = str.maketrans("üǖǘǚǜ", "vvvvv")


_JOINED = re.compile(r"\w+(?:–\w+)+|\b[A-Z][a-z]+(?:-[A-Z][a-z]+)+")
"""Names that are joined in English are shortened in Chinese: 沪宁."""
_SMALL = re.compile(r"\b[a-z]{4,}\b")


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of English texts in small letters, and their stems: they are no names."""
    words = {word for text in texts for word in _SMALL.findall(text)}
    return frozenset(words | set(map(stem, words)))


def without_joined(english: str) -> str:
    """An English text without its joined names.

    >>> without_joined("the Shanghai–Nanjing railway")
    'the  railway'
    """
    return _JOINED.sub("", english)


def _plain(reading: str) -> str:
    """A reading without its tone."""
    letters = unicodedata.normalize("NFD", reading.translate(_PLAIN))
    return "".join(letter for letter in letters if letter.isascii())


@cache
def _syllables() -> frozenset[str]:
    """The usual syllables with a vowel; those of a few rare characters are left out."""
    return recall(("usual syllables",), _usual_syllables)


def _usual_syllables() -> frozenset[str]:
    counts: Counter[str] = Counter()
    for reading, count in reading_counts().items():
        counts[_plain(reading)] += count
    return frozenset(
        syllable
        for syllable, count in counts.items()
        if count >= _USUAL and not _VOWELS.isdisjoint(syllable)
    )


@lru_cache(maxsize=4_000)
def _is_pinyin(word: str) -> bool:
    """Whether a word can be cut into two syllables or more."""
    ends = {0: 0}
    for end in range(1, len(word) + 1):
        counts = [
            ends[start] + 1
            for start in range(max(0, end - 6), end)
            if start in ends
            and word[start:end] in _syllables()
            and not (start and word[start] in "aoe")  # an apostrophe would come before it
        ]
        if counts:
            ends[end] = max(counts)
    return ends.get(len(word), 0) >= 2


@lru_cache(maxsize=4_000)
def _plain_readings(char: str) -> frozenset[str]:
    return frozenset(map(_plain, readings(char)))


def _spelling(run: str, word: str) -> str:
    """The neighbouring characters of ``run`` that are read as ``word``; "" without any."""
    for start in range(len(run)):
        rests = {word}
        for end, char in enumerate(run[start : start + _LONGEST], start + 1):
            rests = {
                rest.removeprefix(sound)
                for rest in rests
                for sound in _plain_readings(char)
                if rest.startswith(sound)
            }
            if "" in rests:
                return run[start:end]
    return ""


def unspelt(english: str, chinese: str, words: Collection[str] = ()) -> Iterator[str]:
    """The Chinese names of ``english`` that no characters of ``chinese`` spell.

    ``words`` are words of English, in small letters, that look like pinyin.

    >>> list(unspelt("It leads Zhejiang and Hangzhou.", "领先杭州"))
    ['Zhejiang']
    >>> list(unspelt("Hermann Simon", "赫尔曼·西蒙（Hermann Simon）"))
    []
    >>> list(unspelt("Securing and Ensuring Housing", "保障改善民生"))
    []
    """
    for name in names_in(english, words):
        if name in chinese:  # in Latin letters, too
            continue
        if not any(_spelling(run, name.lower()) for run in HAN_RUN.findall(chinese)):
            yield name


def spellings(pairs: Iterable[tuple[str, str]], words: Collection[str]) -> dict[str, str]:
    """The Chinese names in pairs of Chinese and English, each with its English.

    >>> spellings([("杭州湾大桥", "Hangzhou Bay Bridge")], ())
    {'杭州': 'Hangzhou'}
    """
    return {
        found: name
        for chinese, english in pairs
        for name in names_in(english, words)
        for run in HAN_RUN.findall(chinese)
        if len(found := _spelling(run, name.lower())) > 1
    }


def names_in(english: str, words: Collection[str]) -> Iterator[str]:
    for found in _CAPITALISED.finditer(english):
        word = found[0].lower()
        is_english = word in words or stem(word) in words or _ENGLISH.fullmatch(word)
        if not is_english and _is_pinyin(word):
            yield found[0]
