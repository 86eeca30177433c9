"""Mandarin readings of a character, from pypinyin's dictionary, every reading of it."""

from __future__ import annotations

import unicodedata
from functools import cache

from pypinyin import Style, pinyin

from build_tools import opencc_tables

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
LETTERS = f"a-zü{TONED}"


def fold_reading(reading: str) -> str:
    """One spelling for one reading: composed, lower case, with the ordinary g."""
    return unicodedata.normalize("NFC", reading).lower().replace("\u0261", "g")


@cache
def readings(char: str) -> frozenset[str]:
    """All readings of ``char`` with tone marks; those of its simplified form as well."""
    forms = {char, opencc_tables.simplify_char(char)}
    return frozenset(
        fold_reading(reading)
        for form in forms
        for found in pinyin(form, style=Style.TONE, heteronym=True, errors="ignore")
        for reading in found
    )
