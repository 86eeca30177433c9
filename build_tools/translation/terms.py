"""Finds a term in an English text, whatever its inflection, capitals and hyphens.

The rules, all of them: capitals, quotation marks and possessive ’s do not count; a hyphen, dash
or slash is a space; articles do not count; a word matches its plural, its past and its -ing
form, and its American spelling the British one (what no ending shows is in
resources/irregular_words.yml). Word order and every other word do count.
"""

import re
from functools import cache, lru_cache

from build_tools.resources.shipped import shipped_words

ARTICLES = frozenset(("a", "an", "the"))
_VOWEL = re.compile(r"[aeiouy]")
WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)[^\W_]+|[’'](?!s\b)[^\W\d_]+)*|[+&%]")
_SIBILANT = ("s", "x", "z", "ch", "sh")
_AMERICAN = re.compile(r"(?<=..)(?<=[iy])z(?=e|ing|ation)")
"""The z of modernize and analyze, which the British spell with an s."""


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
    words = shipped_words("irregular_words.yml")
    return {form: word for word, forms in words.items() for form in forms}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What all inflections of a word share; not a word, only to be compared with another stem.

    >>> stem("industries") == stem("industry"), stem("built") == stem("building")
    (True, True)
    >>> stem("modernization") == stem("modernisation"), stem("labor") == stem("labour")
    (True, True)
    """
    lower = word.lower()
    lower = _AMERICAN.sub("s", lower)
    base = _irregular().get(lower, lower)
    if len(base) > 3:
        base = _present(_singular(base))
    if len(base) > 3:
        base = base.removesuffix("e")
        if base[-1] == base[-2] and base[-1] not in "aeiou":
            base = base[:-1]
    return base


@lru_cache(maxsize=20_000)
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
