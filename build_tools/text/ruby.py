"""Pinyin of running text, one syllable a Han character, for setting above it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pypinyin import Style, pinyin

from build_tools.text.pinyin import fold_reading

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")


def syllables(text: str, overrides: Mapping[int, str] | None = None) -> list[str]:
    """The reading of each Han character of simplified ``text``, in order.

    ``overrides`` gives readings that are known better, by the character's offset.
    """
    better = overrides or {}
    found: list[str] = []
    for run in _HAN_RUN.finditer(text):
        spelt = _spelt(run[0])
        found += [
            fold_reading(better.get(run.start() + at, syllable))
            for at, syllable in enumerate(spelt)
        ]
    return found


@cache
def _spelt(run: str) -> tuple[str, ...]:
    """The reading of each character of a run of Han characters; each edition asks for the same."""
    spelt = tuple(choices[0] for choices in pinyin(run, style=Style.TONE, errors="default"))
    if len(spelt) == len(run):
        return spelt
    # Characters unknown to pypinyin stay joined.
    return tuple(pinyin(char, style=Style.TONE)[0][0] for char in run)
