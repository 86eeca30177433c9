"""The two tables of the index: the forms of each Han character of the text, and its readings.

The tables do not name the characters: they are the ``alphabet`` of the text, in its order, which
the reader of the index lists from the text. Forms are OpenCC's single characters; readings are all
of pypinyin's.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from build_tools.system.remembered import recall
from build_tools.text.han import is_han
from build_tools.text.opencc import converter, one_to_many
from build_tools.text.pinyin import readings

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_DIAERESIS = "\u0308"
_HAN_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


def utf16(text: str) -> int:
    """The length of ``text`` in UTF-16 units, as browsers count.

    >>> utf16("常"), utf16("𠮷")
    (1, 2)
    """
    return len(text.encode("utf-16-le")) // 2


def alphabet(text: str) -> list[str]:
    """The Han characters of ``text``, each once, without compatibility forms (NFKC).

    They are sorted by their UTF-16 units, as JavaScript sorts; ``worker/columns.js`` lists them
    from the text in the same way.

    >>> alphabet("报告，报告")
    ['告', '报']
    """
    found = set(filter(is_han, unicodedata.normalize("NFKC", text)))
    return sorted(found, key=lambda char: char.encode("utf-16-be"))


@cache
def _families() -> Mapping[str, tuple[str, ...]]:
    """Each Han character that has other forms, and all its forms in the order of their codes.

    Forms are one family where OpenCC turns one into the other, always or by context.
    """
    return recall(("families of characters",), _made_families)


def _made_families() -> Mapping[str, tuple[str, ...]]:
    chars = [chr(code) for block in _HAN_BLOCKS for code in block]
    simplified = str(converter("t2s").convert("\n".join(chars))).split("\n")
    pairs = [pair for pair in zip(chars, simplified, strict=True) if pair[0] != pair[1]]
    pairs += [(char, form) for char, forms in one_to_many().items() for form in forms]
    family = {char: {char} for char in chain.from_iterable(pairs)}
    for char, form in pairs:
        if family[char] is not family[form] and utf16(char) == utf16(form):
            family[char] |= family[form]
            for member in family[form]:
                family[member] = family[char]
    return {char: tuple(sorted(members)) for char, members in family.items() if len(members) > 1}


def folded_forms(characters: Iterable[str]) -> list[str]:
    """For each of ``characters``, the other forms that the search folds into it.

    Of several characters that are forms of one another, the first gets them all.
    """
    families = _families()
    done: set[str] = set()
    found = []
    for char in characters:
        members = () if char in done else families.get(char, ())
        done.update(members)
        found.append("".join(form for form in members if form != char))
    return found


def sounds(char: str) -> Iterator[tuple[str, int]]:
    """The readings of ``char`` as letters (v for ü) and tone; 0 is the neutral tone."""
    for reading in readings(char):
        parts = unicodedata.normalize("NFD", reading)
        tone = next((_TONES[part] for part in parts if part in _TONES), 0)
        plain = "".join(part for part in parts if part not in _TONES)
        syllable = plain.replace(f"u{_DIAERESIS}", "v")
        if syllable.isascii() and set(syllable) & set("aeiouv"):
            yield syllable, tone
