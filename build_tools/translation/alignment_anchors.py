"""What a Chinese segment and its English have in common, whatever the words around it.

Anchors are figures, terms and names in the English that is accepted for them, names in pinyin and
words in Latin letters. One that is rare on both sides says much, one that is everywhere little.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from build_tools.amounts.english import english_amounts
from build_tools.resources.units import Units
from build_tools.text.numerals import in_digits
from build_tools.text.pinyin import syllables
from build_tools.text.plain import unmarked
from build_tools.translation.checks import TermUse
from build_tools.translation.chinese_figures import chinese_figures
from build_tools.translation.terms import stems

Anchor = tuple[str, str]
"""Its kind (figure, term, pinyin, latin) and what identifies it on both sides."""

TRUST = {"figure": 0.8, "term": 0.6, "pinyin": 0.7, "latin": 0.6}
"""How much an anchor of a kind counts; figures in English words count half."""
_SMALL = 3
"""Up to this, numbers in words say nothing: one, two, three are everywhere."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+]+")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}(?:[’'][a-z]+)?")


@dataclass(frozen=True)
class Anchors:
    """The anchors of both sides, and how much each one counts."""

    zh: Sequence[Counter[Anchor]]
    en: Sequence[Counter[Anchor]]
    weight: Mapping[Anchor, float]

    def matrix(self) -> list[list[float]]:
        """What each text of the Chinese shares with each of the English."""
        columns: dict[Anchor, list[tuple[int, int]]] = defaultdict(list)
        for at, found in enumerate(self.en):
            for anchor, count in found.items():
                columns[anchor].append((at, count))
        rows = []
        for found in self.zh:
            row = [0.0] * len(self.en)
            for anchor, count in found.items():
                weight = self.weight[anchor]
                for at, other in columns.get(anchor, ()):
                    row[at] += weight * min(count, other)
            rows.append(row)
        return rows

    def total(self, found: Mapping[Anchor, int]) -> float:
        return sum(self.weight.get(anchor, 0.0) * count for anchor, count in found.items())

    def agreement(self, pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> float:
        """The share of the anchors of one side that the pairs have on the other.

        The side with the larger share counts, because either may have passages that the other
        lacks. Terms count on the side of the English only where the Chinese has them somewhere.
        """
        shared = 0.0
        for zh, en in pairs:
            shared += self.total(_sum(self.zh, zh) & _sum(self.en, en))
        sides = [sum(map(self.total, side)) for side in (self.zh, self.en)]
        return max((shared / side for side in sides if side), default=1.0)


def _sum(side: Sequence[Counter[Anchor]], indexes: Iterable[int]) -> Counter[Anchor]:
    return sum((side[index] for index in indexes), Counter())


class AnchorReader:
    """Reads the anchors of English texts that some Chinese may have."""

    def __init__(self, zh: Sequence[str], terms: Sequence[Iterable[TermUse]], units: Units) -> None:
        self.units = units
        self.forms: dict[str, set[str]] = defaultdict(set)
        self.zh: list[Counter[Anchor]] = []
        for text, uses in zip(zh, terms, strict=True):
            found: Counter[Anchor] = Counter()
            for figure in chinese_figures(text, units):
                if not figure.in_han or abs(figure.value) > _SMALL:
                    found["figure", in_digits(figure.value)] += 1
            for use in uses:
                self.forms[use.accepted[0]].update(use.accepted)
                found["term", use.accepted[0]] += 1
            for word in _LATIN.findall(text):
                found["latin", word.lower()] += 1
            self.zh.append(found)
        self.latin = {anchor for found in self.zh for anchor in found if anchor[0] == "latin"}
        self.known = {anchor for found in self.zh for anchor in found}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, accepted in self.forms.items():
            for form in accepted:
                if wanted := stems(form):
                    self._by_first[wanted[0]].append((wanted, name))

    def english(self, text: str) -> Counter[Anchor]:
        """The anchors of an English text, but for names in pinyin."""
        found: Counter[Anchor] = Counter()
        for amount in english_amounts(text, self.units):
            anchor = ("figure", in_digits(amount.value))
            if not amount.in_words or (anchor in self.known and amount.value > _SMALL):
                found[anchor] += 1
        words = stems(text)
        for at, word in enumerate(words):
            here = self._by_first.get(word, ())
            for name in {name for form, name in here if words[at : at + len(form)] == form}:
                found["term", name] += 1
        for word in _LATIN.findall(text):
            if ("latin", word.lower()) in self.latin:
                found["latin", word.lower()] += 1
        return found


def read_anchors(
    zh: Sequence[str], terms: Sequence[Iterable[TermUse]], en: Sequence[str], units: Units
) -> tuple[Anchors, AnchorReader]:
    """The anchors of Chinese texts with their ``terms`` and of English ones."""
    reader = AnchorReader(zh, terms, units)
    chinese, english = reader.zh, [reader.english(text) for text in en]
    _add_pinyin(zh, chinese, en, english)
    in_zh = Counter(anchor for found in chinese for anchor in found)
    in_en = Counter(anchor for found in english for anchor in found)
    weight = {
        anchor: TRUST[anchor[0]] * math.log2(1 + len(zh) / max(in_zh[anchor], in_en[anchor], 1))
        for anchor in in_zh.keys() | in_en.keys()
    }
    return Anchors(chinese, english, weight), reader


def _add_pinyin(
    zh: Sequence[str],
    chinese: Sequence[Counter[Anchor]],
    en: Sequence[str],
    english: Sequence[Counter[Anchor]],
) -> None:
    """Add to both sides the names that the English writes in the pinyin of some Chinese."""
    words = [
        {word.lower().replace("’", "").replace("'", "") for word in _CAPITALISED.findall(text)}
        for text in en
    ]
    every = sorted(set().union(*words)) if words else []
    for text, found in zip(zh, chinese, strict=True):
        spelt = list(map(unmarked, syllables(text)))
        starts = {0, *accumulate(map(len, spelt))}
        joined = "".join(spelt)
        for word in every:
            at = joined.find(word)
            if at >= 0 and at in starts and at + len(word) in starts:
                found["pinyin", word] += 1
    known = {anchor[1] for found in chinese for anchor in found if anchor[0] == "pinyin"}
    for names, found in zip(words, english, strict=True):
        for word in names & known:
            found["pinyin", word] += 1
