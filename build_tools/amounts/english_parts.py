"""Shares and multiples in English words: "a third of", "by half", "doubled", "threefold"."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from build_tools.amounts.english_numbers import share
from build_tools.amounts.english_words import ANY_SCALE, CARDINAL, ONES, PARTS

_FRACTION = re.compile(
    rf"\b(?P<part>an?|{'|'.join(ONES[1:10])})[ -](?P<whole>{'|'.join(PARTS)})(?P<plural>s?)\b",
    re.IGNORECASE,
)
_SHARE_BEHIND = re.compile(
    r"\b(?:by|to|than|over|under|about|around|nearly|almost|roughly|approximately|some|least|for|up"
    r"|down|fell|rose|grew|dropped|shrank|cut|increased|decreased|declined) $",
    re.IGNORECASE,
)
"""What is before "a third" that is a share: fell by a third, more than a third."""
_SHARE_ENDS = re.compile(
    r"$|[.,;:)”]|[ -]?[–—]| (?:of|in|to|from|by|and|or|but|on|over|since|compared|as|year[- ]on"
    r"|this|last|during|within|when|than|after|before|with|at|the|more|less|lower|higher|fewer|smaller"
    r"|larger)\b"
)
"""What follows such a share. Another noun would make it a third thing: for a third time."""
_OF_A_SCALE = re.compile(rf" of an? (?:{ANY_SCALE})\b", re.IGNORECASE)
"""A quarter of a million is a number."""
_QUARTERS_BEFORE = re.compile(r"\b(?:first|last|past|next|previous|consecutive|straight) $")
_QUARTERS_BEHIND = re.compile(r" (?:in a row|running|of (?:growth|decline|the year|20\d\d)\b)")
_HALF = re.compile(
    r"\bhalf(?= (?:of|the)\b(?! an?\b)| (?:that|those|what)\b| as (?!\w+ again\b))"
    r"|(?<=\bby )half\b|(?<=\b(?:over|than|near|most) )half\b"
    r"|(?<=\b(?:about|least) )half\b|(?<=\b(?:nearly|almost|around) )half\b|(?<=\bin )half\b"
    r"|\bhalv(?:e[sd]?|ing)\b",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(r"[ -](?:an?|year|month|day|hour)\b")
_OF_A_YEAR = re.compile(r"\b(?:first|second|other|latter) $", re.IGNORECASE)
_MULTIPLES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4} | {
    f"{word}fold": value for value, word in enumerate(ONES[1:11], 1)
}
_MULTIPLE = re.compile(
    r"\b(?:(?P<verb>doubl|tripl|trebl|quadrupl)(?:e[sd]?(?![ -]digit)|ing)"
    rf"|(?P<fold>{'|'.join(ONES[2:11])})-?fold)\b",
    re.IGNORECASE,
)


_PART_WORDS = (*PARTS, "halv")
_MULTIPLE_WORDS = ("doubl", "tripl", "trebl", "quadrupl", "fold")


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text has any of the ``words``: much quicker than a pattern, which most lack."""
    return any(word in text for word in words)


def parts(text: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    """The parts of a whole with their values in per cent.

    "A third time" is not a share, and neither are the first three quarters of a year.

    >>> [(match[0], str(value)) for match, value in parts("Costs fell by a third, a third time.")]
    [('a third', '33.33')]
    """
    if not has_any(text.lower(), _PART_WORDS):
        return
    for match in _FRACTION.finditer(text):
        part = Decimal(CARDINAL.get(match["part"].lower(), 1))
        whole = Decimal(PARTS[match["whole"].lower()])
        if part < whole and _is_share(text, match):
            yield match, share(part, whole)
    for match in _HALF.finditer(text):
        if not (_NO_SHARE.match(text, match.end()) or _OF_A_YEAR.search(text, 0, match.start())):
            yield match, Decimal(50)


def _is_share(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if match["whole"].lower() == "quarter" and (
        _QUARTERS_BEFORE.search(text, 0, start) or _QUARTERS_BEHIND.match(text, end)
    ):
        return False
    if _OF_A_SCALE.match(text, end):
        return False
    if match["plural"] or match["part"].lower() == "one" or text.startswith(" of", end):
        return True
    return bool(_SHARE_BEHIND.search(text, 0, start) and _SHARE_ENDS.match(text, end))


def multiples(text: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    """How many times as much something becomes, the base included.

    >>> [(match[0], str(value)) for match, value in multiples("It doubled, a threefold rise.")]
    [('doubled', '2'), ('threefold', '3')]
    """
    if not has_any(text.lower(), _MULTIPLE_WORDS):
        return
    for match in _MULTIPLE.finditer(text):
        name = (match["verb"] or f"{match['fold']}fold").lower()
        yield match, Decimal(_MULTIPLES[name])
