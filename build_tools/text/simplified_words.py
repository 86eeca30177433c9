"""Words of a traditional text that OpenCC simplifies wrong, or not at all.

``simplified_words.tsv`` has forms of a region that OpenCC's profile for another region leaves (衞),
and words that are written otherwise in simplified Chinese (祇有, 份量, 甚麼).
"""

from collections.abc import Mapping
from functools import cache

from build_tools.text.csv import shipped_rows
from build_tools.text.word_search import Find, finder


@cache
def simplified_words() -> Mapping[str, str]:
    """The rows of ``simplified_words.tsv``, by their traditional words."""
    return dict(shipped_rows("simplified_words.tsv"))


@cache
def _find_words() -> Find:
    return finder(simplified_words())


def simplify_words(text: str, usual: str) -> tuple[str, frozenset[int]]:
    """Traditional ``text`` in simplified characters, and the offsets that the table decides.

    ``usual`` is what OpenCC makes of it, equally long. Where words overlap, the longer one counts.

    >>> simplify_words("祇有神祇", "祇有神祇")
    ('只有神祇', frozenset({0, 2, 3}))
    """
    result, decided = list(usual), set[int]()
    for start, end, words in sorted(_find_words()(text), key=lambda found: found[1] - found[0]):
        result[start:end] = simplified_words()[words]
        decided.update(range(start, end))
    return "".join(result), frozenset(decided)
