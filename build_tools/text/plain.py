"""Text made plain: on one line, without what shows nothing, and in unmarked letters."""

import re
import unicodedata
from collections.abc import Container
from functools import cache
from itertools import chain, count

_NO_CHARACTERS = "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0x1FFFF, 0x110000, 0x10000))
"""The last two code points of each plane behind the first."""
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    rf"\U000e0000-\U000e0fff{_NO_CHARACTERS}]"
)
"""Control characters, marks of direction, selectors of a glyph, fillers, code points that are no
characters, and others that show nothing. With them a text is another than it looks (Unicode
Technical Report 36), so no text of the data and no page has any.
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


def hyphenated(text: str) -> str:
    """The letters and digits of ``text`` as lower-case words joined by hyphens: the name of a file.

    >>> hyphenated("Food & Drink (1)"), hyphenated("食品")
    ('food-drink-1', '')
    """
    return "-".join(re.findall("[a-z0-9]+", text.lower()))
