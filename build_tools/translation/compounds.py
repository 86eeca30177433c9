"""Chinese words that name several things in one, of which the English says some only.

国内外 is 国内 and 国外: “domestic” alone leaves half of it out. Which words these are, and what
says each part of them, is data (``compounds.yml``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from build_tools.resources.shipped import shipped_words
from build_tools.translation.terms import WORD, occurrences, stem, stems


@dataclass(frozen=True)
class _Words:
    """Words and phrases of English, ready to be found."""

    stems: frozenset[str]
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "_Words":
        phrases = tuple(text for text in texts if len(WORD.findall(text)) > 1)
        return cls(frozenset(stem(text) for text in texts if text not in phrases), phrases)

    def are_in(self, english: str) -> bool:
        if not self.stems.isdisjoint(stems(english)):
            return True
        return any(occurrences(english, phrase) for phrase in self.phrases)


@dataclass(frozen=True)
class _Part:
    """A part of a compound: its English, what surely says it, and what may."""

    name: str
    surely: _Words
    perhaps: _Words


@cache
def _compounds() -> Mapping[str, tuple[_Part, ...]]:
    listed: dict[str, dict[str, list[str]]] = shipped_words("compounds.yml")
    return {
        compound: tuple(
            _Part(names.partition(",")[0], _Words.of(names.split(", ")), _Words.of(others))
            for names, others in parts.items()
        )
        for compound, parts in listed.items()
    }


@cache
def _some_compound() -> re.Pattern[str]:
    """Any compound, the longest first."""
    return re.compile("|".join(sorted(_compounds(), key=len, reverse=True)))


def half_said(chinese: str, english: str) -> Iterator[tuple[str, str, str]]:
    """The compounds of which the English says a part and not another one.

    Yields each compound with the English of a part that is said and of one that is not. Where the
    English says no part, it may have a word for the whole.

    >>> list(half_said("国内外市场", "domestic markets"))
    [('国内外', 'domestic', 'abroad')]
    >>> list(half_said("国内外市场", "all markets, domestic and foreign")), list(
    ...     half_said("中小学教师", "school teachers"))
    ([], [])
    """
    for compound in dict.fromkeys(_some_compound().findall(chinese)):
        said, unsaid = [], []
        for part in _compounds()[compound]:
            if part.surely.are_in(english):
                said.append(part.name)
            elif not part.perhaps.are_in(english):
                unsaid.append(part.name)
        if said and unsaid:
            yield compound, said[0], unsaid[0]


def half_said_message(compound: str, said: str, unsaid: str) -> str:
    """What is wrong, in a sentence.

    >>> half_said_message("国内外", "domestic", "abroad")
    'the English says “domestic” of “国内外”, and not “abroad”'
    """
    return f"the English says “{said}” of “{compound}”, and not “{unsaid}”"
