"""Plain words: any one of a few words of the other language says them, wherever it stands.

They are ``renderings.yml``, and what of ``senses.yml`` is as simple.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import ahocorasick

from build_tools.resources.senses import Sense
from build_tools.translation.terms import WORD, occurrences, stem, stems

Language = Literal["zh", "en"]
NAMES: Mapping[Language, str] = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True)
class Missing:
    """A word of one text for whose sense the other has no word left."""

    sense: str
    text: str

    @property
    def bracketed(self) -> str:
        """The sense behind the word in a message; "" where the word is its name.

        >>> Missing("negation", "not").bracketed, Missing("only", "only").bracketed
        (' (negation)', '')
        """
        return "" if self.text.lower() == self.sense else f" ({self.sense})"

    def unsaid_in(self, language: Language) -> str:
        """What is wrong where a text in a language does not say it."""
        return f"nothing in the {NAMES[language]} says “{self.text}”{self.bracketed}"


@dataclass(frozen=True)
class _Word:
    """A word, and what may say its sense."""

    missing: Missing
    zh: tuple[str, ...]
    """What may say it in Chinese."""
    stems: frozenset[str]
    """The stems of the single words that may say it in English."""
    phrases: tuple[str, ...]

    def is_in(self, text: str, language: Language) -> bool:
        if language == "zh":
            return any(word in text for word in self.zh)
        if not self.stems.isdisjoint(stems(text)):
            return True
        return any(occurrences(text, phrase) for phrase in self.phrases)


class PlainWords:
    """The plain words of some senses, ready to be found in texts."""

    def __init__(self, entries: Mapping[str, Sense]) -> None:
        """``entries`` are senses by their names; those that are not plain are left out."""
        plain = {name: sense for name, sense in entries.items() if sense.is_plain}
        self._english = {
            stem(word): _word(name, word, (*sense.zh, *sense.zh_also), sense.en)
            for name, sense in plain.items()
            for word in reversed(sense.en)
        }
        self._chinese = _automaton(plain)

    def missing(
        self, text: str, other: str, language: Language, other_language: Language
    ) -> Iterator[Missing]:
        """The words of ``text`` that ``other`` does not say; it may be in the same language.

        A Chinese word all of whose characters are in another Chinese text is said there.

        >>> from build_tools.translation.senses import general_senses
        >>> [found.text for found in general_senses().plain.missing("医院", "schools", "zh", "en")]
        ['医院']
        """
        found = self._words_of(text, language)
        is_chinese = language == other_language == "zh"
        unsaid = (
            word.missing
            for word in found
            if not (is_chinese and set(other).issuperset(word.missing.text))
            and not word.is_in(other, other_language)
        )
        yield from dict.fromkeys(unsaid)

    def shared(self, chinese: str, english: str) -> set[tuple[str, str]]:
        """The senses of the words of either text that the other says, each with its word."""
        here = (word for word in self._words_of(chinese, "zh") if word.is_in(english, "en"))
        there = (word for word in self._words_of(english, "en") if word.is_in(chinese, "zh"))
        return {(word.missing.sense, word.missing.text) for word in (*here, *there)}

    def said(self, chinese: str, english: str) -> set[str]:
        """The words of a Chinese text that an English one says."""
        return {
            word.missing.text for word in self._words_of(chinese, "zh") if word.is_in(english, "en")
        }

    def _words_of(self, text: str, language: Language) -> Iterator[_Word]:
        if language == "zh":
            yield from (word for _, words in self._chinese.iter_long(text) for word in words)
        else:
            yield from filter(None, map(self._english.get, stems(text)))


def _word(sense: str, word: str, chinese: tuple[str, ...], english: tuple[str, ...]) -> _Word:
    phrases = tuple(text for text in english if len(WORD.findall(text)) > 1)
    words = frozenset(stem(text) for text in english if text not in phrases)
    return _Word(Missing(sense, word), chinese, words, phrases)


def _automaton(plain: Mapping[str, Sense]) -> ahocorasick.Automaton:
    """What finds the Chinese words, and the longer ones that do not say them."""
    found: dict[str, list[_Word]] = {}
    for name, sense in plain.items():
        chinese, english = (*sense.zh, *sense.zh_also), (*sense.en, *sense.en_also)
        for word in sense.zh:
            found.setdefault(word, []).append(_word(name, word, chinese, english))
        for word in sense.zh_but:
            found.setdefault(word, [])
    automaton = ahocorasick.Automaton()
    for word, words in found.items():
        automaton.add_word(word, words)
    automaton.make_automaton()
    return automaton
