"""English words that do not go with a Chinese one: “all” for 一批, “fully” for 基本实现.

Which words these are is data (``overstated.yml``): what an English text must not say where it has
no word for the Chinese one, and where nothing else in the Chinese says it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

from build_tools.resources.shipped import shipped_words
from build_tools.translation.terms import WORD, occurrences, stem, stems


@dataclass(frozen=True)
class _English:
    """Words and phrases of English; single words stand for all their inflections."""

    words: frozenset[str]
    """Their stems."""
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        phrases = tuple(text for text in texts if len(WORD.findall(text)) > 1)
        return cls(frozenset(stem(text) for text in texts if text not in phrases), phrases)

    def first_in(self, english: str) -> str:
        """The first word of a text that is one of these, as it is there; else "".

        >>> _English.of(["require", "in full"]).first_in("It requires all"), _English.of(
        ...     ["require", "in full"]).first_in("paid in full")
        ('requires', 'in full')
        """
        if not self.words.isdisjoint(stems(english)):
            words: list[str] = WORD.findall(english)
            return next(word for word in words if stem(word) in self.words)
        return next((phrase for phrase in self.phrases if occurrences(english, phrase)), "")

    def taken_out(self, english: str) -> str:
        """A text without these phrases."""
        for phrase in self.phrases:
            english = re.sub(rf"\b{re.escape(phrase)}\b", ";", english, flags=re.IGNORECASE)
        return english


@dataclass(frozen=True)
class _Overstated:
    """Chinese words, and what goes with them in English and what does not."""

    zh: re.Pattern[str]
    zh_but: re.Pattern[str] | None
    said: _English
    excluded: _English
    meant_otherwise: _English
    unless: tuple[str, ...]

    def found(self, chinese: str, english: str) -> tuple[str, str] | None:
        """The Chinese word, and the English one that does not go with it."""
        rest = self.zh_but.sub("；", chinese) if self.zh_but else chinese
        if not (word := self.zh.search(rest)) or any(other in rest for other in self.unless):
            return None
        if self.said.first_in(english):
            return None
        excluded = self.excluded.first_in(self.meant_otherwise.taken_out(english))
        return (word[0], excluded) if excluded else None


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@cache
def _listed() -> tuple[_Overstated, ...]:
    found: dict[str, dict[str, list[str]]] = shipped_words("overstated.yml")
    return tuple(
        _Overstated(
            _any(entry["zh"]),
            _any(entry["zh_but"]) if "zh_but" in entry else None,
            _English.of(entry["en"]),
            _English.of(entry["en_not"]),
            _English.of(entry.get("en_but", ())),
            tuple(entry["unless"]),
        )
        for entry in found.values()
    )


@cache
def _some_word() -> re.Pattern[str]:
    """Any of the Chinese words: most texts have none."""
    return re.compile("|".join(entry.zh.pattern for entry in _listed()))


def overstated(chinese: str, english: str) -> Iterator[tuple[str, str]]:
    """Chinese words with English ones that do not go with them.

    >>> list(overstated("化解一批疑难案件", "All difficult cases were resolved."))
    [('一批', 'All')]
    >>> list(overstated("化解一批疑难案件", "A number of cases, all of them old, were resolved."))
    []
    >>> list(overstated("所有乡镇各建成一批公园", "Parks were built in all towns."))
    []
    """
    if _some_word().search(chinese):
        yield from filter(None, (entry.found(chinese, english) for entry in _listed()))


def overstated_message(word: str, instead: str) -> str:
    """What is wrong, in a sentence.

    >>> overstated_message("一批", "all")
    'the Chinese says “一批”, and not “all”'
    """
    return f"the Chinese says “{word}”, and not “{instead}”"
