"""The case files of the restoration, and how the tests damage sound text."""

import random
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
from pypinyin import Style, pinyin

from build_tools.restoration import gbk
from build_tools.restoration.candidates import LEADS, TRAILS
from build_tools.restoration.damage import damaged
from build_tools.text.opencc import simplify_char
from tests.support.cases import read_cases
from tests.support.paths import CASES

FOLDER = CASES / "restoration"


def _pairs(codec: str) -> str:
    """The characters of two bytes of a codec. Hypothesis would try every code point there is."""
    pairs = (bytes((lead, trail)) for lead in LEADS for trail in TRAILS)
    return "".join(pair.decode(codec, "ignore") for pair in pairs)


ASCII = "".join(map(chr, range(0x20, 0x7F)))
GB2312, GBK = ASCII + _pairs("gb2312"), ASCII + _pairs("gbk")


def cases(name: str) -> list[Any]:
    """The cases of a file, each under its own name."""
    return [pytest.param(row, id=row["name"]) for row in read_cases(f"{name}.yml", FOLDER)]


def passages() -> list[str]:
    """Sound passages of other texts than the publication's."""
    lines = (FOLDER / "passages.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def notes_for(chars: Iterable[str]) -> dict[str, str]:
    """A note for every traditional character of ``chars``: its commonest reading."""
    return {
        char: pinyin(char, style=Style.TONE)[0][0]
        for char in chars
        if "\u4e00" <= char <= "\u9fff" and simplify_char(char) != char
    }


@cache
def all_notes() -> dict[str, str]:
    """A note for every traditional character that GBK has."""
    return notes_for(gbk.decode_pair(lead, trail) for lead in LEADS for trail in TRAILS)


def damage_some(text: str, notes: dict[str, str], seed: int, share: float = 0.5) -> str:
    """``text`` as a page damages it that takes ``share`` of its blind matches, by chance."""
    chance = random.Random(seed)
    return damaged(text, notes, lambda: chance.random() < share)
