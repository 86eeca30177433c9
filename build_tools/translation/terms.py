"""Finds a term in an English text, whatever its inflection, capitals and hyphens.

The rules, all of them: capitals, quotation marks and possessive ’s do not count; a hyphen, dash
or slash is a space; articles do not count; a word matches its plural, its past and its -ing
form (the irregular ones are in resources/irregular_words.yml). Word order and every other word
do count.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

ARTICLES = frozenset(("a", "an", "the"))
_VOWEL = re.compile(r"[aeiouy]")
WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)[^\W_]+|[’'](?!s\b)[^\W\d_]+)*|[+&%]")
_SIBILANT = ("s", "x", "z", "ch", "sh")


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("es") and word[:-2].endswith(_SIBILANT):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")


def _present(word: str) -> str:
    if word.endswith("ied"):
        return word[:-3] + "y"
    for suffix in ("ing", "ed"):
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 3 and _VOWEL.search(base) and not word.endswith("eed"):
            return base
    return word


@cache
def _irregular() -> dict[str, str]:
    """The word of each irregular form."""
    text = (
        resources.files("build_tools.resources").joinpath("irregular_words.yml").read_text("utf-8")
    )
    words = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - a safe one
    return {form: word for word, forms in words.items() for form in forms}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What all inflections of a word share; not a word, only to be compared with another stem.

    >>> stem("industries") == stem("industry"), stem("built") == stem("building")
    (True, True)
    """
    lower = word.lower()
    base = _irregular().get(lower, lower)
    if len(base) > 3:
        base = _present(_singular(base))
    if len(base) > 3:
        base = base.removesuffix("e")
        if base[-1] == base[-2] and base[-1] not in "aeiou":
            base = base[:-1]
    return base


@lru_cache(maxsize=4_000)
def _stems(text: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The stems of the words that count, and the start and end of each word."""
    found = [
        match
        for match in WORD.finditer(text)
        if match[0].lower() not in ARTICLES and match[0] != "s"
    ]
    return tuple(stem(match[0]) for match in found), tuple(match.span() for match in found)


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of an English text that count, in order.

    >>> stems("The parks are open.")
    ('park', 'are', 'open')
    """
    return _stems(text)[0]


def occurrences(english: str, term: str) -> list[tuple[int, int]]:
    """Start and end of each place where ``english`` has ``term`` by the rules above.

    >>> occurrences("The parks are open.", "park")
    [(4, 9)]
    """
    (text, spans), (wanted, _) = _stems(english), _stems(term)
    if not wanted:
        return []
    size = len(wanted)
    return [
        (spans[at][0], spans[at + size - 1][1])
        for at, first in enumerate(text)
        if first == wanted[0] and text[at : at + size] == wanted
    ]


@dataclass(frozen=True, eq=False)
class TermWords:
    """The terms whose English has two words or more, by the first stem of it."""

    by_first: Mapping[str, Collection[tuple[tuple[str, ...], str, Collection[str]]]]
    """The stems, the English, and the Chinese of every term that has that English too."""

    def unsaid(self, english: str, chinese: str) -> Iterator[tuple[str, str]]:
        """The terms in ``english`` of which ``chinese`` has less than half of the characters.

        >>> words = term_words([(["parking space"], "停车泊位"), (["old town"], "古镇")])
        >>> list(words.unsaid("Parking spaces in old towns", "古城停车"))
        []
        >>> list(words.unsaid("Parking spaces in old towns", "新区停车"))
        [('old town', '古镇')]
        """
        text = stems(english)
        for at, first in enumerate(text):
            for key, form, names in self.by_first.get(first, ()):
                if text[at : at + len(key)] == key and not any(
                    2 * sum(char in chinese for char in name) >= len(name) for name in names
                ):
                    yield form, min(names)


def term_words(terms: Iterable[tuple[Collection[str], str]]) -> TermWords:
    """Terms, each given as its English, the preferred one first, and a Chinese form."""
    names: dict[tuple[str, ...], set[str]] = {}
    preferred: dict[tuple[str, ...], str] = {}
    for english, chinese in terms:
        for form in english:
            names.setdefault(stems(form), set()).add(chinese)
        form = next(iter(english))
        if sum(len(word) > 2 for word in stems(form)) > 1:  # "trade-in" is in many sentences
            preferred[stems(form)] = form
    by_first: dict[str, list[tuple[tuple[str, ...], str, Collection[str]]]] = {}
    for key, form in preferred.items():
        by_first.setdefault(key[0], []).append((key, form, names[key]))
    return TermWords(by_first)
