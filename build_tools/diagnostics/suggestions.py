"""Hints that name the right word for a wrong one."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping


def nearest_words(words: str, text: str) -> str:
    """A hint that quotes the words of ``text`` that are most like ``words``, or "".

    At least half of the words, and at least two characters, must occur in the text in a row.

    >>> nearest_words("高标准良田", "建成高标准农田3万亩")
    'the text has “高标准农田”'
    """
    # The second sequence gets indexed, so it has to be the short one.
    match = difflib.SequenceMatcher(None, text, words, autojunk=False).find_longest_match()
    if match.size < max(2, len(words) / 2):
        return ""
    start = max(0, match.a - match.b)
    start = text.rfind("\n", start, match.a) + 1 or start
    found = text[start : match.a + len(words) - match.b].partition("\n")[0].strip()
    return f"the text has “{found}”"


def _folded(word: str) -> str:
    """``word`` in ordinary width and without case."""
    return unicodedata.normalize("NFKC", word).casefold()


def nearest_word(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that is most like ``word``, or None where none is close.

    It is :func:`difflib.get_close_matches` without its rule that in 200 characters and more the
    frequent ones do not count. One that differs only in case or in the width of its signs is
    always the one.

    >>> nearest_word("(一)", ["一、", "（一）"]), nearest_word("MAP.PNG", ["mop.png", "map.png"])
    ('（一）', 'map.png')
    """
    known, folded = tuple(known), _folded(word)
    if same := [one for one in known if _folded(one) == folded]:
        return same[0]
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    close = []
    for one in known:
        matcher.set_seq1(one)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff:
            close.append((matcher.ratio(), one))
    likeness, best = max(close, default=(0.0, None))
    return best if likeness >= cutoff else None


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names another known word most like ``word``, or "" where none is close.

    >>> nearest("glosary", ["glossary", "tracker"])
    'did you mean "glossary"?'
    >>> nearest("glossary，tracker", ["glossary", "tracker"])
    'write glossary, tracker: an ordinary comma and a space between two words'
    """
    known = tuple(known)
    if hint := list_hint(word, known):
        return hint
    match = nearest_word(word, (one for one in known if one != word))
    return f'did you mean "{match}"?' if match is not None else ""


def meant_id(name: str, ids: Iterable[str], former: Mapping[str, str]) -> tuple[str | None, str]:
    """The id that is meant by one that no record has, and a hint that names it; None and "" where
    none is close.

    ``former`` has the id of each record by those that it had before.

    >>> meant_id("roads", ["highways", "broads"], {"roads": "highways"})
    ('highways', 'it is "highways" now')
    >>> meant_id("roads", ["highways", "broads"], {})
    ('broads', 'did you mean "broads"?')
    """
    if now := former.get(name):
        return now, f'it is "{now}" now'
    near = nearest_word(name, ids)
    return near, f'did you mean "{near}"?' if near else ""


def list_hint(word: str, known: Collection[str]) -> str:
    """A hint for several known words with Chinese commas between them, or ""."""
    words = [one.strip() for one in re.split("[，、；]", word)]
    if len(words) == 1 or not set(words) <= set(known):
        return ""
    return f"write {', '.join(words)}: an ordinary comma and a space between two words"
