"""From Chinese characters to pinyin."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

from build_tools.text import opencc
from build_tools.text.han import HAN_PATTERN, HAN_RUN
from build_tools.text.word_search import Find, finder

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
LETTERS = f"a-zü{TONED}"
_SINGLE_STOREY = str.maketrans("\u0251\u0261", "ag")
_UNIT = re.compile(rf"[{HAN_PATTERN}]|[^\W_{HAN_PATTERN}]+(?:[+./·-][^\W_{HAN_PATTERN}]+)*")
_DICTIONARY_TONES = {"一": "yī", "不": "bù"}
"""Pinyin is written without tone sandhi (GB/T 16159)."""


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
    forms = {char, opencc.simplify_char(char)}
    return frozenset(
        fold_reading(reading)
        for form in forms
        if len(form) == 1
        for reading in PINYIN_DICT.get(ord(form), "").split(",")
        if reading
    )


def reading_counts() -> Counter[str]:
    """How many characters of pypinyin's dictionary have each reading, with tones."""
    counts = Counter(choice for choices in PINYIN_DICT.values() for choice in choices.split(","))
    folded: Counter[str] = Counter()
    for reading, count in counts.items():
        folded[fold_reading(reading)] += count
    return folded


@dataclass(frozen=True)
class Readings:
    """How words are read where the dictionary of words is wrong.

    ``layers`` map words to one syllable a character. A later layer wins over an earlier one; within
    a layer the longest word wins.
    """

    layers: tuple[Mapping[str, Sequence[str]], ...] = ()

    def within(self, run: str) -> dict[int, str]:
        """The readings that the words in ``run`` decide, by offset.

        >>> Readings(({"均为": ("jūn", "wéi")},)).within("二者均为")
        {2: 'jūn', 3: 'wéi'}
        """
        found: dict[int, str] = {}
        for words, find in zip(self.layers, self._finders, strict=True):
            for start, _, word in sorted(find(run), key=lambda place: len(place[2])):
                found |= enumerate(words[word], start)
        return found

    @cached_property
    def _finders(self) -> tuple[Find, ...]:
        return tuple(map(finder, self.layers))


NO_READINGS = Readings()


@cache
def _spell(run: str) -> tuple[str, ...]:
    """The reading of each character of a run of simplified Han characters, in its word."""
    spelt = [choices[0] for choices in pinyin(run, style=Style.TONE, errors="default")]
    if len(spelt) != len(run):  # unknown characters stay joined
        spelt = [pinyin(char, style=Style.TONE)[0][0] for char in run]
    return tuple(fold_reading(_DICTIONARY_TONES.get(c, s)) for c, s in zip(run, spelt, strict=True))


def syllables(
    text: str, overrides: Mapping[int, str] | None = None, readings: Readings = NO_READINGS
) -> list[str]:
    """The reading of each Han character of simplified ``text``, in order.

    ``readings`` gives those of words; ``overrides`` gives better ones, by the character's offset.

    >>> syllables("银行2个")
    ['yín', 'háng', 'gè']
    """
    spelt: list[str] = []
    for run in HAN_RUN.finditer(text):
        better = readings.within(run[0])
        if overrides:
            inside = range(*run.span())
            better |= {at - run.start(): overrides[at] for at in inside if at in overrides}
        spelt += (
            fold_reading(better[at]) if at in better else syllable
            for at, syllable in enumerate(_spell(run[0]))
        )
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
