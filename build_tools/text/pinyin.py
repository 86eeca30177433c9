"""From Chinese characters to pinyin."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from build_tools.system.cache import fingerprint
from build_tools.system.remembered import recall
from build_tools.text import opencc
from build_tools.text.han import HAN_PATTERN, HAN_RUN
from build_tools.text.reading_grammar import grammatical_readings
from build_tools.text.segmentation import is_whole, segment
from build_tools.text.word_search import Find, finder

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
LETTERS = f"a-zü{TONED}"
_SINGLE_STOREY = str.maketrans("\u0251\u0261", "ag")
_UNIT = re.compile(rf"[{HAN_PATTERN}]|[^\W_{HAN_PATTERN}]+(?:[+./·-][^\W_{HAN_PATTERN}]+)*")
_DICTIONARY_TONES = {"一": "yī", "不": "bù"}
"""Pinyin is written without tone sandhi (GB/T 16159)."""
NO_OFFSETS: Mapping[int, str] = MappingProxyType({})


def fold_reading(reading: str) -> str:
    """One spelling for each reading: lower case, composed, the usual a and g, no blanks."""
    folded = reading.lower().translate(_SINGLE_STOREY).strip()
    return unicodedata.normalize("NFC", folded)


@cache
def readings(char: str) -> frozenset[str]:
    """All readings of ``char`` and of its simplified form in pypinyin's dictionary, with tones.

    >>> sorted(readings("長"))
    ['cháng', 'zhàng', 'zhǎng']
    """

    def read() -> frozenset[str]:
        known = _pypinyin().constants.PINYIN_DICT
        return frozenset(
            fold_reading(reading)
            for form in {char, opencc.simplify_char(char)}
            if len(form) == 1
            for reading in known.get(ord(form), "").split(",")
            if reading
        )

    return recall(("readings", char), read)


def _pypinyin() -> Any:
    """pypinyin, imported when it is first asked for: its dictionaries take a quarter of a second,
    and what is recalled needs none."""
    import pypinyin.constants  # noqa: PLC0415
    import pypinyin.seg.mmseg  # noqa: PLC0415

    return pypinyin


def reading_counts() -> Counter[str]:
    """How many characters of pypinyin's dictionary have each reading, with tones."""
    known = _pypinyin().constants.PINYIN_DICT
    counts = Counter(choice for choices in known.values() for choice in choices.split(","))
    folded: Counter[str] = Counter()
    for reading, count in counts.items():
        folded[fold_reading(reading)] += count
    return folded


@dataclass(frozen=True)
class Readings:
    """How words are read where the dictionary of words is wrong.

    Both tables map words to one syllable a character; in each the longest word wins. A word of
    ``general`` does not count where it has a part of another word, as 重整 in 注重整体; if it has
    one character, it counts where no longer word decides. The words of ``own`` always count, and
    win over those of ``general``.
    """

    general: Mapping[str, Sequence[str]] = field(default_factory=dict)
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of_run(self, run: str, alone: Mapping[int, str] = NO_OFFSETS) -> list[str]:
        """The reading of each character of a run of simplified Han characters.

        ``alone`` gives those of characters that no word decides, by offset.

        >>> Readings({"均为": ("jūn", "wéi")}).of_run("二者均为")
        ['èr', 'zhě', 'jūn', 'wéi']
        """
        words = segment(run)
        by_words = [syllable for word in words for syllable in _in_phrases(word)]
        found = [
            syllable or alone.get(at) or self._alone(char)
            for at, (char, syllable) in enumerate(zip(run, by_words, strict=True))
        ]
        borders = [0, *accumulate(map(len, words))]
        for start, end, word in _longest_last(self._find_general(run)):
            is_within = bisect_right(borders, start) == bisect_left(borders, end)
            if is_within or is_whole(run, start, end, borders):
                found[start:end] = self.general[word]
        for start, end, word in _longest_last(self._find_own(run)):
            found[start:end] = self.own[word]
        return found

    def _alone(self, char: str) -> str:
        return self.general[char][0] if char in self.general else _alone(char)

    @cached_property
    def state(self) -> str:
        """A fingerprint of both tables."""
        return fingerprint(repr(self.general), repr(self.own))

    @cached_property
    def _find_general(self) -> Find:
        return finder(word for word in self.general if len(word) > 1)

    @cached_property
    def _find_own(self) -> Find:
        return finder(self.own)


NO_READINGS = Readings()


def _longest_last(places: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    return sorted(places, key=lambda place: len(place[2]))


@cache
def _in_phrases(word: str) -> tuple[str, ...]:
    """The reading of each character of a word; "" where no phrase of pypinyin decides."""
    phrases, found = _pypinyin().constants.PHRASES_DICT, list[str]()
    for phrase in _pypinyin().seg.mmseg.seg.cut(word):
        spelt = [choices[0] for choices in phrases.get(phrase, ())]
        if len(spelt) == len(phrase) > 1:
            found += (
                fold_reading(_DICTIONARY_TONES.get(char, syllable))
                for char, syllable in zip(phrase, spelt, strict=True)
            )
        else:
            found += [""] * len(phrase)
    return tuple(found)


@cache
def _alone(char: str) -> str:
    """The usual reading of a character in pypinyin's dictionary."""
    return fold_reading(_DICTIONARY_TONES.get(char) or _pypinyin().pinyin(char)[0][0])


def syllables(
    text: str, overrides: Mapping[int, str] = NO_OFFSETS, readings: Readings = NO_READINGS
) -> list[str]:
    """The reading of each Han character of simplified ``text``, in order.

    ``readings`` gives those of words; ``overrides`` gives better ones, by the character's offset.

    >>> syllables("银行2个")
    ['yín', 'háng', 'gè']
    """
    others = (f"{at} {overrides[at]}" for at in sorted(overrides))
    key = ("pinyin", readings.state, text, *others)
    return list(recall(key, lambda: _syllables(text, overrides, readings)))


def _syllables(text: str, overrides: Mapping[int, str], readings: Readings) -> list[str]:
    spelt: list[str] = []
    by_grammar = grammatical_readings(text)
    for run in HAN_RUN.finditer(text):
        inside = range(*run.span())
        found = readings.of_run(
            run[0], {at - run.start(): by_grammar[at] for at in by_grammar if at in inside}
        )
        for at in overrides:
            if at in inside:
                found[at - run.start()] = fold_reading(overrides[at])
        spelt += found
    return spelt


def pinyin_units(text: str) -> list[str]:
    """What each syllable of :func:`spelling` spells: a Han character, or a run of others.

    >>> pinyin_units("“一网通办”APP")
    ['一', '网', '通', '办', 'APP']
    """
    return _UNIT.findall(text)


def spelling(text: str, readings: Readings = NO_READINGS) -> str:
    """The pinyin of simplified ``text``; letters and digits stay, punctuation is dropped.

    >>> spelling("“一网通办”APP")
    'yī wǎng tōng bàn APP'
    """
    spelt = iter(syllables(text, readings=readings))
    return " ".join(next(spelt) if HAN_RUN.match(unit) else unit for unit in pinyin_units(text))
