"""From simplified to traditional characters word by word.

OpenCC takes the longest of its phrases at each place, also where it straddles two words: 把握发展
becomes 把握髮展 by 握发. Here a text is cut into words first, and each word is converted by itself.
``traditional_words.tsv`` has words and phrases of government reports that OpenCC lacks or has
wrong. What no word decides is returned as open.

Forms are those of OpenCC's own standard (profile ``s2t``), before the variants of a region.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from build_tools.system.remembered import recall
from build_tools.text.csv import shipped_rows
from build_tools.text.han import HAN_PATTERN
from build_tools.text.opencc import (
    converter,
    one_to_many_traditional,
    outside_phrases,
    traditionalize_char,
)
from build_tools.text.segmentation import is_whole, segment
from build_tools.text.word_search import Find, finder

_RUN = re.compile(f"[{HAN_PATTERN}0-9《“]+")
_DIGITS = str.maketrans("123456789", "000000000")
_NAME = re.compile(
    rf"(?:长|主席|主任|书记)[ \u3000\t]+((?:[{HAN_PATTERN}][ \u3000]*){{2,5}})$", re.MULTILINE
)
_STRADDLES = 3
"""A row of so many characters counts also where the words are cut across it."""
_FIGURES = "0123456789百千万亿"
"""A row that begins with one of these counts too: 万只 in 上万只."""


STANDARD = "s2t"
"""OpenCC's profile to its own standard forms."""
REGIONAL = {"s2hk": "t2hk", "s2tw": "t2tw"}
"""The profile from these to a region's forms."""


class WordForm(NamedTuple):
    """What words or a character become, and whether their place is to be reported all the same."""

    form: str
    is_open: bool = False


@cache
def rows() -> Mapping[str, WordForm]:
    """The rows of ``traditional_words.tsv``, by their simplified words."""
    found = shipped_rows("traditional_words.tsv")
    return {words: WordForm(form.rstrip("?"), form.endswith("?")) for words, form, *_ in found}


@cache
def _find_rows() -> Find:
    return finder(words for words in rows() if len(words) > 1)


def to_traditional(text: str) -> str:
    """Simplified ``text`` in Taiwan's traditional characters, word by word.

    >>> to_traditional("总发电量")
    '總發電量'
    """
    return convert_by_words(text, "s2tw")[0]


@cache
def convert_by_words(text: str, profile: str) -> tuple[str, Mapping[int, str]]:
    """Simplified ``text`` in a region's traditional characters, and what is still undecided.

    ``profile`` is ``s2t``, ``s2tw`` or ``s2hk``.

    >>> convert_by_words("群众路线", "s2hk")
    ('羣眾路線', {})
    """

    def convert(text: str, profile: str) -> str:
        return str(converter(profile).convert(text))

    return recall(("traditional", profile, text), lambda: convert_with(convert, text, profile))


def convert_with(
    convert: Callable[[str, str], str], text: str, profile: str
) -> tuple[str, dict[int, str]]:
    """What :func:`convert_by_words` gives, with another way to ``convert`` a text by a profile of
    OpenCC's, such as one that reports lines whose length would change."""
    usual = convert(text, STANDARD)
    if len(usual) != len(text):
        return text, {}
    standard, undecided = by_words(text, usual)
    if profile in REGIONAL:
        standard = convert(standard, REGIONAL[profile])
    return standard, undecided


def by_words(text: str, usual: str) -> tuple[str, dict[int, str]]:
    """Simplified ``text`` in traditional characters, and the words that are still undecided.

    ``usual`` is what OpenCC makes of it, equally long. An open place is given by its offset, with
    all forms that the character may have.

    >>> by_words("把握发展，周", "把握髮展，周")
    ('把握發展，周', {5: '周週'})
    """
    doubtful = one_to_many_traditional()
    runs = [run for run in _RUN.finditer(text) if _is_contested(run, usual)]
    cut = [segment(run[0]) for run in runs]
    forms = _forms({word for words in cut for word in words})
    result, undecided = list(usual), {}
    for run, words in zip(runs, cut, strict=True):
        rows_say = dict(_row_forms(run[0], words, forms))
        by_word = [form for word in words for form in forms[word]]
        for index, of_word in enumerate(by_word):
            at, char = run.start() + index, run[0][index]
            row = rows_say.get(index) or (rows().get(char) if of_word.is_open else None)
            result[at] = (row or of_word).form
            if char in doubtful:
                is_open = (row or of_word).is_open
            else:
                is_open = row is None and of_word.form == traditionalize_char(char) != usual[at]
            if is_open:
                undecided[at] = doubtful.get(char) or of_word.form + usual[at]
    for surname, given in _names(text):
        if text[surname] in doubtful.get(text[surname], ""):
            result[surname] = text[surname]
        undecided |= {at: doubtful[text[at]] for at in (surname, *given) if text[at] in doubtful}
    return "".join(result), dict(sorted(undecided.items()))


def _is_contested(run: re.Match[str], usual: str) -> bool:
    """Whether the words of a run decide anything."""
    if not one_to_many_traditional().keys().isdisjoint(run[0]):
        return True
    if any(_find_rows()(run[0])):
        return True
    return any(
        traditionalize_char(char) != usual[at] for at, char in enumerate(run[0], run.start())
    )


def _forms(words: Iterable[str]) -> dict[str, list[WordForm]]:
    """Each character of each word as OpenCC converts it; open where none of its phrases decides."""
    listed = sorted(words)
    lines = "\n".join(listed)
    undecided = set(outside_phrases(lines))
    usual = str(converter(STANDARD).convert(lines))
    forms = [WordForm(form, at in undecided) for at, form in enumerate(usual)]
    found, start = {}, 0
    for word in listed:
        found[word] = forms[start : start + len(word)]
        start += len(word) + 1
    return found


def _row_forms(
    run: str, words: Sequence[str], forms: Mapping[str, Sequence[WordForm]]
) -> Iterator[tuple[int, WordForm]]:
    """What the rows say of the characters of a run; where rows overlap, the longer one comes last.

    A row that cuts words in two counts only if it has three characters or begins with a figure,
    such as 5 or 万, and if none of these words is decided by itself: 管理制 says nothing of
    管理制造业.
    """
    borders = [0, *accumulate(map(len, words))]
    found: list[tuple[int, WordForm]] = []
    for start, end, words_of_row in _find_rows()(run.translate(_DIGITS)):
        first, last = bisect_right(borders, start) - 1, bisect_left(borders, end)
        around = run[borders[first] : start], run[end : borders[last]]
        ends = zip((words[first], words[last - 1]), around, strict=True)
        cuts_decided = any(rest and _is_decided(word, forms[word]) for word, rest in ends)
        may_cut = end - start >= _STRADDLES or run[start] in _FIGURES
        if is_whole(run, start, end, borders) or (may_cut and not cuts_decided):
            found.append((start, rows()[words_of_row]))
    for start, row in sorted(found, key=lambda each: len(each[1].form)):
        for index, char in enumerate(row.form, start):
            yield index, WordForm(run[index] if char == "0" else char, row.is_open)


def _is_decided(word: str, forms: Sequence[WordForm]) -> bool:
    """Whether a word has a row, or OpenCC's phrases decide each of its doubtful characters."""
    doubtful = one_to_many_traditional()
    undecided = [form.is_open for char, form in zip(word, forms, strict=True) if char in doubtful]
    return word in rows() or (bool(undecided) and not any(undecided))


def _names(text: str) -> Iterator[tuple[int, range]]:
    """The surnames and given names of speakers, such as 市长 于某, by their offsets."""
    for name in _NAME.finditer(text):
        yield name.start(1), range(name.start(1) + 1, name.end(1))
