"""Text made plain: on one line, and in unmarked letters."""

import unicodedata
from functools import cache


def one_line(text: str) -> str:
    """``text`` without line breaks, tabs and doubled spaces.

    >>> one_line("  a\\n b")
    'a b'
    """
    return " ".join(text.split())


@cache
def unmarked(text: str) -> str:
    """``text`` in small letters without tone marks and accents; ü is u.

    >>> unmarked("Gōngyuán lǜdào")
    'gongyuan ludao'
    """
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
