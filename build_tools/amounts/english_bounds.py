"""How exact an amount in English is: the words before and behind it that say so.

These words are part of the grammar, as those of Chinese in ``bounds.py`` are.
"""

import re

from build_tools.amounts.bounds import Bound

_BEFORE: tuple[tuple[str, Bound], ...] = (
    (r"no(?:t)? (?:less|fewer|lower) than|not below|at least|at or above|a minimum of", "at-least"),
    (
        r"no(?:t)? (?:more|higher|greater|larger) than"
        r"|not (?:to )?(?:be |go )?(?:above|over|more than)"
        r"|(?:not|cannot|never|without) (?:to )?exceed(?:ing)?"
        r"|at most|up to|at or (?:below|under)|capped at|a (?:maximum|ceiling|cap) of|top",
        "at-most",
    ),
    (
        r"over|above|(?:more|greater|higher|larger) than|exceed(?:s|ed|ing)?"
        r"|surpass(?:es|ed|ing)?|in excess of|beyond|upwards? of",
        "more-than",
    ),
    # Of a mark that is reached; "to top 5" and "a pass" are other words.
    (
        r"topp(?:ed|ing)|tops|cross(?:ed|es|ing)|br(?:oke|oken|eaks|eaking) through|outnumbered",
        "more-than",
    ),
    (
        r"(?:exceed|surpass)(?:s|es|ed|ing)? the|(?:topped|crossed|passed|broke through) the",
        "more-than",
    ),
    (r"nearly|almost|close to|approach(?:es|ed|ing)|just (?:under|below|short of)", "nearly"),
    (r"about|around|approximately|some|roughly", "about"),
    (r"less than|fewer than|under|below|not yet", "less-than"),
)
_TO_TOP = re.compile(r"\btop (?:the )?$")
_LARGE = re.compile(r"[¥$€£%,]|RMB|illion|per cent|percent")
"""What is no number of places: to top 20 billion, but among the top 20."""
_BEFORE_AMOUNT = [
    (re.compile(rf"\b(?:{pattern}) (?:the age of |an? )?$", re.IGNORECASE), bound)
    for pattern, bound in _BEFORE
]
_LONGEST = 40
"""How many characters before an amount are looked at."""

_YEARS_OLD = r"(?: years?(?: old| of age)?)?"
_NEXT = (
    r"\b(?! (?:an? |the |[A-Z]+)?[\d¥€£$]"
    r"| (?:than|the|all|an?|(?-i:[A-Z]{2,})|half|one|two|three)\b)"
)
"""What follows is no other amount to which the word would belong: 5 and over 30."""
_AFTER: tuple[tuple[str, Bound], ...] = (
    (rf"{_YEARS_OLD} (?:or|and) (?:above|over|older|up|upwards){_NEXT}", "at-least"),
    (r"(?: [a-z]+)? or (?:more|higher)\b(?! (?:an? )?\d| than)", "at-least"),
    (r"(?: years)? at (?:the very )?least\b(?! (?:an? )?\d)", "at-least"),
    (r"(?:[ -]plus\b|\+(?![\w“+]))", "more-than"),
    (r"(?: [a-z]+)? or so\b", "about"),
    (rf"{_YEARS_OLD} (?:or|and) (?:lower|below|under|younger){_NEXT}", "at-most"),
    (r"(?: [a-z]+)? or (?:less|fewer)\b(?! (?:an? )?\d| than)", "at-most"),
    (r"(?: years)? at (?:the )?most\b(?! (?:an? )?\d)", "at-most"),
)
_AFTER_AMOUNT = [(re.compile(pattern, re.IGNORECASE), bound) for pattern, bound in _AFTER]
_JUST_UNDER = re.compile(r"\bjust (?:under|below|short of) (?:an? )?$", re.IGNORECASE)
_WITHIN = re.compile(r"\bwithin (?:an? )?$", re.IGNORECASE)


def english_bound(text: str, start: int, end: int) -> Bound:
    """The bound of the amount from ``start`` up to ``end``, as the words next to it say.

    >>> text = "aged 60 and over, and under the age of 16"
    >>> english_bound(text, 5, 7), english_bound(text, 39, 41)
    ('at-least', 'less-than')
    """
    for pattern, bound in _AFTER_AMOUNT:
        if pattern.match(text, end):
            return bound
    before = text[max(0, start - _LONGEST) : start]
    if _TO_TOP.search(before) and _LARGE.search(text, start, end):
        return "more-than"
    for pattern, bound in _BEFORE_AMOUNT:
        if pattern.search(before):
            return bound
    return "exact"


def also_bound(text: str, start: int) -> Bound | None:
    """Another bound that the amount at ``start`` may count as: within 4%, just under 100."""
    if _WITHIN.search(text, 0, start):
        return "at-most"
    return "less-than" if _JUST_UNDER.search(text, 0, start) else None
