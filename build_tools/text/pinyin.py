"""Mandarin readings of a character, from pypinyin's dictionary, every reading of it."""

from __future__ import annotations

import unicodedata
from functools import cache

from pypinyin.constants import PINYIN_DICT

from build_tools.text import opencc

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
LETTERS = f"a-zü{TONED}"


_SINGLE_STOREY = str.maketrans("\u0251\u0261", "ag")


def fold_reading(reading: str) -> str:
    """One spelling for one reading: lower case, composed, the ordinary a and g, no blanks."""
    folded = reading.lower().translate(_SINGLE_STOREY).strip()
    return unicodedata.normalize("NFC", folded)


@cache
def readings(char: str) -> frozenset[str]:
    """All readings of ``char`` with tone marks; those of its simplified form as well."""
    forms = {char, opencc.simplify_char(char)}
    return frozenset(
        fold_reading(reading)
        for form in forms
        if len(form) == 1
        for reading in PINYIN_DICT.get(ord(form), "").split(",")
        if reading
    )
