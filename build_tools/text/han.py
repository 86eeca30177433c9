"""Which characters are Han."""

import re
from collections.abc import Iterator

HAN_PATTERN = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The Han characters (Unicode Script=Han without radicals), for a character class."""
HAN_RUN = re.compile(f"[{HAN_PATTERN}]+")
_HAN_WORDS = re.compile(rf"([{HAN_PATTERN}]+(?:[，、；：·]?[{HAN_PATTERN}]+)*)")


def is_han(char: str) -> bool:
    """Whether ``char`` is one Han character.

    >>> is_han("常"), is_han("，"), is_han("a")
    (True, False, False)
    """
    return HAN_RUN.fullmatch(char) is not None


def han_pairs(text: str) -> set[str]:
    """Each two Han characters that are next to each other in ``text``.

    >>> sorted(han_pairs("停车场，GDP"))
    ['停车', '车场']
    """
    runs = HAN_RUN.findall(text)
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


def by_language(text: str) -> Iterator[tuple[str, bool]]:
    """English text in pieces, and whether each is Chinese words in it.

    >>> list(by_language("the 三资 assets"))
    [('the ', False), ('三资', True), (' assets', False)]
    """
    for number, words in enumerate(_HAN_WORDS.split(text)):
        if words:
            yield words, bool(number % 2)
