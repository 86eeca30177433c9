"""The words that two Chinese passages share, without a dictionary: runs of characters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from build_tools.text.han import is_han
from build_tools.text.segmentation import segment

# What every second clause of such a report says; shared, it shows nothing.
_COMMON = re.compile(
    "建设|推进|推动|加快|完成|新增|实现|获评|持续|深入|发展|项目|工作|全面|提升|强化|深化|优化|力争|"
    "建成|开展|国家|全国|以上|进一步|打造|高质量|等"
)
_WORDS = re.compile(r"[\u3400-\u9fffA-Za-z0-9+]+")
_NO_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z0-9+]")
_PARTS = re.compile(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
_FIGURES = re.compile(r"[\d.]+[十百千万亿]*[\u4e00-\u9fff（）%]?")


@dataclass(frozen=True)
class Shared:
    """A run that both have: at ``first`` of one, at ``second`` of the other."""

    first: int
    second: int
    text: str


def grams(text: str) -> Iterator[str]:
    """Each pair and each triple of neighbouring characters, without figures and marks."""
    for match in _WORDS.finditer(_FIGURES.sub("　", text)):
        run = match[0]
        for size in (2, 3):
            yield from (run[at : at + size] for at in range(len(run) - size + 1))


def shared_runs(one: str, other: str) -> tuple[Shared, ...]:
    """The runs that say something and that both have, in the order of ``one``.

    A run has two characters or more beside the words that are common in every report; no
    character is used twice.
    """
    found: list[Shared] = []
    mine, theirs = _NO_WORD.sub("\0", one), _NO_WORD.sub("\1", other)
    while True:
        # The longest that is left, of equals the first.
        at, there, size = SequenceMatcher(None, mine, theirs, False).find_longest_match()
        if size < 2:
            return tuple(sorted(found, key=lambda shared: shared.first))
        text = mine[at : at + size]
        mine = mine[:at] + "\0" * size + mine[at + size :]
        theirs = theirs[:there] + "\1" * size + theirs[there + size :]
        if len(distinctive(text)) >= 2:
            found.append(Shared(at, there, text))


def shared_words(one: str, other: str) -> tuple[Shared, ...]:
    """The shared runs, each cut down to the words that are whole in both.

    >>> [run.text for run in shared_words("培育现代服务业集聚区", "打造千亿产业集群服务业")]
    ['服务业']
    """
    ends = _word_ends(one), _word_ends(other)
    found = []
    for run in shared_runs(one, other):
        size = len(run.text)
        both = [
            n for n in range(size + 1) if run.first + n in ends[0] and run.second + n in ends[1]
        ]
        if both:
            words = run.text[both[0] : both[-1]]
            if len(distinctive(words)) >= 2:
                found.append(Shared(run.first + both[0], run.second + both[0], words))
    return tuple(found)


def _word_ends(text: str) -> set[int]:
    """The offsets between words."""
    ends = set()
    for match in _WORDS.finditer(text):
        at = match.start()
        ends.add(at)
        for part in _PARTS.finditer(match[0]):
            for word in segment(part[0]) if is_han(part[0][0]) else [part[0]]:
                at += len(word)
                ends.add(at)
    return ends


def distinctive(text: str) -> str:
    """A text without figures and without the words that are common in every report."""
    return _COMMON.sub("", re.sub(r"\d+", "", text))


def longest_first(words: Iterable[str]) -> list[str]:
    """Words in a stable order, the longest first."""
    return sorted(set(words), key=lambda word: (-len(word), word))
