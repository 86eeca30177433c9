"""Corrections of the dictionary of readings: the generator's and a publication's."""

import os
from functools import cache
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.records import Located, Record, Text, load_list
from build_tools.records.yaml_tree import REC007
from build_tools.system.remembered import recall
from build_tools.text.pinyin import Readings, fold_reading, readings
from build_tools.text.plain import unmarked

FILE = "readings.yml"


class Reading(Record):
    """A word, simplified, and its pinyin: a syllable a character, with tone marks."""

    word: Text
    """The word as in the simplified text, with as much around it as decides the reading."""
    pinyin: Text
    """One syllable a character, with tone marks."""


@cache
def general_readings() -> Readings:
    """The generator's own readings. Raises AssertionError where the file is broken."""

    def read() -> dict[str, tuple[str, ...]]:
        problems = Problems()
        found = _layer(Path(__file__).parent, problems)
        assert not problems.found, list(problems)
        return found

    return Readings(recall(("general readings",), read))


def load_readings(data: Path, problems: Problems) -> Readings:
    """The generator's readings with those of ``data/readings.yml``, which win.

    A reading that its character does not have is reported and left out.
    """
    if not os.path.lexists(data / FILE):
        return general_readings()
    return Readings(general_readings().general, _layer(data, problems))


def _layer(folder: Path, problems: Problems) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for record in load_list(folder, FILE, Reading, problems):
        syllables = tuple(map(fold_reading, record.value.pinyin.split()))
        if fault := _fault(record, syllables):
            problems.add(REC007, record.at("pinyin"), f"pinyin: {fault}")
        else:
            words[record.value.word] = syllables
    return words


def _fault(record: Located[Reading], syllables: tuple[str, ...]) -> str:
    """What is wrong with a reading; "" where nothing is. Each may have the neutral tone."""
    word = record.value.word
    if len(syllables) != len(word):
        count = f"{len(syllables)} syllable{'s' * (len(syllables) != 1)}"
        return f"{count} for the {len(word)} characters of “{word}”"
    for char, syllable in zip(word, syllables, strict=True):
        if syllable not in readings(char) | set(map(unmarked, readings(char))):
            known = ", ".join(sorted(readings(char))) or "no reading"
            return f"“{char}” is not read {syllable}; the dictionary has {known}"
    if all(syllable == unmarked(syllable) for syllable in syllables):
        for char, syllable in zip(word, syllables, strict=True):
            if syllable not in readings(char):  # one syllable may be without, but not all
                known = ", ".join(sorted(readings(char)))
                return f"“{syllable}” has no tone mark; the dictionary has {known} for “{char}”"
    return ""
