"""Text made plain: on one line, without what shows nothing, and in unmarked letters."""

import re
import unicodedata
from collections.abc import Container
from functools import cache
from itertools import chain, count

INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    r"\U000e0000-\U000e01ef]"
)
"""Control characters, marks of direction, selectors of a glyph, and others that show nothing. With
them a text is another than it looks (Unicode Technical Report 36), so no text of the data has any.
"""


def one_line(text: str) -> str:
    """``text`` without line breaks, tabs and doubled spaces.

    >>> one_line("  a\\n b")
    'a b'
    """
    return " ".join(text.split())


def unused_name(name: str, taken: Container[str]) -> str:
    """``name``, or the first with a number behind it that is not ``taken``.

    >>> unused_name("park", {"park", "park-2"})
    'park-3'
    """
    numbered = (f"{name}-{number}" for number in count(2))
    return next(free for free in chain([name], numbered) if free not in taken)


def as_seen(text: str) -> str:
    """``text`` in the normal form NFC and without the characters that show nothing.

    >>> as_seen("in\u00advest\u200bment in a cafe\u0301")
    'investment in a café'
    """
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


@cache
def unmarked(text: str) -> str:
    """``text`` in small letters without tone marks and accents; ü is u.

    >>> unmarked("Gōngyuán lǜdào")
    'gongyuan ludao'
    """
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
