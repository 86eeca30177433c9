"""Parts of regular expressions that are made from lists of words."""

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first; for none where there are no words.

    >>> either(["超", "超过", "A+"])
    'A\\\\+|超过|超'
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first)) or "(?!)"
