"""From Chinese characters to pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

from build_tools.text import opencc
from build_tools.text.han import HAN_PATTERN, HAN_RUN

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


@cache
def _spell(run: str) -> tuple[str, ...]:
    """The reading of each character of a run of simplified Han characters, in its word."""
    spelt = [choices[0] for choices in pinyin(run, style=Style.TONE, errors="default")]
    if len(spelt) != len(run):  # unknown characters stay joined
        spelt = [pinyin(char, style=Style.TONE)[0][0] for char in run]
    return tuple(fold_reading(_DICTIONARY_TONES.get(c, s)) for c, s in zip(run, spelt, strict=True))


def syllables(text: str, overrides: Mapping[int, str] | None = None) -> list[str]:
    """The reading of each Han character of simplified ``text``, in order.

    ``overrides`` gives better readings, by the character's offset.

    >>> syllables("银行2个")
    ['yín', 'háng', 'gè']
    """
    better = overrides or {}
    return [
        fold_reading(better[run.start() + at]) if run.start() + at in better else syllable
        for run in HAN_RUN.finditer(text)
        for at, syllable in enumerate(_spell(run[0]))
    ]


def pinyin_units(text: str) -> list[str]:
    """What each syllable of :func:`spelling` spells: a Han character, or a run of others.

    >>> pinyin_units("“一网通办”APP")
    ['一', '网', '通', '办', 'APP']
    """
    return _UNIT.findall(text)


def spelling(text: str) -> str:
    """The pinyin of simplified ``text``; letters and digits stay, punctuation is dropped.

    >>> spelling("“一网通办”APP")
    'yī wǎng tōng bàn APP'
    """
    spelt = iter(syllables(text))
    return " ".join(next(spelt) if HAN_RUN.match(unit) else unit for unit in pinyin_units(text))
