"""What two texts say: words of one sense, such as a negation or a fall, in Chinese or in English.

The senses and their words are data (``resources/senses.yml``, which says what its lists mean).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

import ahocorasick
import yaml

from build_tools.translation.terms import WORD, stem

Language = Literal["zh", "en"]
_EXACT = 3
"""An English word of so few letters has no other forms: "not" is no form of "note"."""


@dataclass(frozen=True)
class Word:
    """A word and its sense."""

    sense: str
    text: str
    is_sure: bool
    """Whether it surely says it; else it only may."""


@dataclass(frozen=True)
class Missing:
    """A word of one text for whose sense the other has no word left."""

    sense: str
    text: str


@cache
def senses() -> Mapping[str, Mapping[str, Any]]:
    """The senses with their lists of words."""
    text = resources.files("build_tools.resources").joinpath("senses.yml").read_text("utf-8")
    found: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506
    return found


def said(text: str, language: Language) -> tuple[Word, ...]:
    """The words of the senses in ``text``, in order.

    >>> [(word.sense, word.text) for word in said("The number did not fall.", "en") if word.is_sure]
    [('negation', 'not'), ('fall', 'fall')]
    """
    return _said(text, language)


@lru_cache(maxsize=4_000)
def _said(text: str, language: Language) -> tuple[Word, ...]:
    if language == "zh":
        return tuple(word for _, words in _chinese().iter_long(text) for word in words)
    return tuple(_in_english([match[0].lower() for match in WORD.finditer(text)]))


def missing(
    text: str, other: str, language: Language, other_language: Language, part: str = ""
) -> Iterator[Missing]:
    """The senses that ``text`` surely has, and more often than ``other`` may have them.

    >>> list(missing("案件减少", "The cases increased.", "zh", "en"))
    [Missing(sense='fall', text='减少')]
    """
    theirs = said(other, other_language)
    for name, sense in senses().items():
        sure = [word for word in said(text, language) if word.sense == name and word.is_sure]
        if not sure or sense.get("part", part) != part:
            continue
        needed = 1 if "spread" in sense else len(sure)
        if needed > sum(word.sense == name for word in theirs):
            yield Missing(name, sure[-1].text)


def _listed(language: Language) -> dict[str, list[Word]]:
    """What each word says: several things, one, or (the longer words of a sense) nothing."""
    found: dict[str, list[Word]] = {}
    for name, sense in senses().items():
        for key in (language, f"{language}_also"):
            for text in sense.get(key, ()):
                found.setdefault(text, []).append(Word(name, text, key == language))
        for text in sense.get(f"{language}_but", ()):
            found.setdefault(text, [])
    return found


@cache
def _chinese() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for text, words in _listed("zh").items():
        automaton.add_word(text, words)
    automaton.make_automaton()
    return automaton


@cache
def _english() -> Mapping[str, list[tuple[tuple[str, ...], list[Word]]]]:
    """The words and phrases by the first of their stems, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], list[Word]]]] = {}
    for text, words in _listed("en").items():
        key = tuple(map(_key, WORD.findall(text.lower())))
        found.setdefault(key[0], []).append((key, words))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found


def _key(word: str) -> str:
    return word if len(word) <= _EXACT else f"{stem(word)} "


def _in_english(words: list[str]) -> Iterator[Word]:
    keys, at = tuple(map(_key, words)), 0
    while at < len(keys):
        for phrase, meaning in _english().get(keys[at], ()):
            if keys[at : at + len(phrase)] == phrase:
                yield from meaning
                at += len(phrase) - 1
                break
        at += 1
