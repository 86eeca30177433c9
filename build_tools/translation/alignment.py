"""Aligns a published English translation with the segments of the Chinese.

Both sides are in the same order, so the best chain of beads is found by dynamic programming (Gale
and Church, 1993): a bead joins one or several segments to one or several sentences, or leaves one
out on either side. What speaks for a bead are the anchors that both sides share, headings, the
borders of paragraphs and the lengths. Where one sentence renders several segments, it is cut at the
mark that fits best. The English itself is never changed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from build_tools.document.model import Segment
from build_tools.resources.units import Units, general_units
from build_tools.text.heading_numbers import STYLES, without_number
from build_tools.translation.alignment_anchors import AnchorReader, Anchors, read_anchors
from build_tools.translation.checks import TermUse
from build_tools.translation.english_sentences import Sentence, cuts, sentences
from build_tools.translation.figure_comparison import compare_figures
from build_tools.translation.terms import stems

LEAST_AGREEMENT = 0.4
"""With less, the English is of another text. Measured: above 0.8 for a translation, below 0.2 for
that of another report."""

_MOVES = {
    (1, 1): 0.0,
    (1, 2): 0.8,
    (1, 3): 1.2,
    (1, 4): 1.6,
    (1, 5): 2.0,
    (1, 6): 2.4,
    (1, 7): 2.8,
    (1, 8): 3.2,
    (2, 1): 2.5,
    (3, 1): 4.0,
    (2, 2): 5.0,
    (2, 3): 6.0,
    (3, 2): 7.0,
    (4, 1): 6.0,
    (5, 1): 8.0,
    (6, 1): 10.0,
}
"""The numbers of segments and of sentences that a bead may join, and how unusual each pair is."""
_LEFT_OUT = 5.0
"""What it costs to leave out a segment, or a sentence."""
_SILENT = 3.0
"""What it costs to join a segment that has nothing in common with the English to another."""
_SHARE = 0.3
"""This share of all anchors must agree before a bead gains from them."""
_SPREAD = 5.0
"""The variance of an English length for each character expected."""
_WORST_LENGTH = 14.0
_AROUND_ZH, _AROUND_EN = 3, 12
"""How many segments and sentences on each side of the path of most agreement are looked at."""
_BORDER = 3.0
"""What it costs to join two paragraphs."""


@dataclass(frozen=True)
class Laid:
    """The English of one segment."""

    segment: str
    english: str
    line: int
    """Where it begins in the English file."""
    doubts: tuple[str, ...] = ()
    """Why a person should read it, in words."""


@dataclass(frozen=True)
class Alignment:
    """What was aligned with what, and what is left over."""

    laid: Mapping[str, Laid] = field(default_factory=dict)
    untranslated: tuple[str, ...] = ()
    """The segments for which there is no English, in order."""
    left_over: tuple[Sentence, ...] = ()
    """The sentences for which there is no segment, in order."""
    agreement: float = 1.0
    """The share of anchors that agree, weighted."""


@dataclass(frozen=True)
class _Bead:
    zh: range
    en: range


def align(
    segments: Sequence[Segment],
    text: str,
    uses: Iterable[TermUse] = (),
    titles: Mapping[str, str] | None = None,
    units: Units | None = None,
) -> Alignment:
    """The English ``text`` aligned with ``segments``.

    ``uses`` are the terms in the segments with the English that is accepted for them, ``titles``
    the English of headings that is known already, by segment.
    """
    units = units or general_units()
    english = sentences(text)
    terms: dict[str, list[TermUse]] = {segment.id: [] for segment in segments}
    for use in uses:
        terms[use.segment].append(use)
    chinese = [without_number(segment.hans) for segment in segments]
    bare = [_without_number(sentence) for sentence in english]
    found, reader = read_anchors(chinese, [terms[segment.id] for segment in segments], bare, units)
    aligner = _Aligner(segments, english, found, reader, titles or {})
    beads = aligner.beads()
    laid: dict[str, Laid] = {}
    for bead in beads:
        if bead.zh and bead.en:
            laid |= {one.segment: one for one in aligner.lay(bead)}
    return Alignment(
        laid,
        tuple(segment.id for segment in segments if segment.id not in laid),
        tuple(english[at] for bead in beads if not bead.zh for at in bead.en),
        found.agreement((bead.zh, bead.en) for bead in beads),
    )


_HEADING_NUMBER = re.compile(r"^\W*(?:Part |Chapter |Section )?[\dIVX]+\W*")


def _without_number(sentence: Sentence) -> str:
    return sentence.text if sentence.number is None else _HEADING_NUMBER.sub("", sentence.text)


def _number(segment: Segment) -> int | None:
    """The number with which a heading begins."""
    if segment.kind != "heading":
        return None
    for style in STYLES.values():
        if number := style.number(segment.hans):
            return number
    return None


class _Aligner:
    """The chain of beads over one text, and what each bead holds."""

    def __init__(
        self,
        segments: Sequence[Segment],
        english: Sequence[Sentence],
        found: Anchors,
        reader: AnchorReader,
        titles: Mapping[str, str],
    ) -> None:
        self.segments, self.english, self.anchors, self.reader = segments, english, found, reader
        self.zh_lengths = [len(segment.hans) for segment in segments]
        self.en_lengths = [len(sentence.text) + 1 for sentence in english]
        whole = sum(self.en_lengths) / max(sum(self.zh_lengths), 1)
        self.ratio = min(max(whole, 4.0), 6.5)
        self.zh_sums = [0, *accumulate(self.zh_lengths)]
        self.en_sums = [0, *accumulate(self.en_lengths)]
        zh_weights = [found.total(anchor) for anchor in found.zh]
        en_weights = [found.total(anchor) for anchor in found.en]
        self.zh_weights = [0.0, *accumulate(zh_weights)]
        self.en_weights = [0.0, *accumulate(en_weights)]
        self.numbers = [_number(segment) for segment in segments]
        self.titles = [
            stems(titles[segment.id]) if segment.id in titles else None for segment in segments
        ]
        self.stems = [stems(_without_number(sentence)) for sentence in english]
        self.zh_opens = [
            at == 0 or segments[at - 1].paragraph != segment.paragraph
            for at, segment in enumerate(segments)
        ]
        self.en_borders = [0, *accumulate(sentence.opens for sentence in english)]
        self.zh_borders = [0, *accumulate(self.zh_opens)]
        paragraphs = self.en_borders[-1]
        self.has_paragraphs = 2 * paragraphs >= self.zh_borders[-1]
        """Whether the English has paragraphs to speak of."""

    def beads(self) -> list[_Bead]:
        """The best chain of beads over both texts."""
        zh, en = len(self.segments), len(self.english)
        shared = self.anchors.matrix()
        band = _band(shared, en)
        sums = [[0.0, *accumulate(row)] for row in shared]
        lost = float("-inf")
        best: list[dict[int, float]] = [{} for _ in range(zh + 1)]
        came: list[dict[int, tuple[int, int]]] = [{} for _ in range(zh + 1)]
        best[0][0] = 0.0
        moves = [(a, b, cost) for (a, b), cost in _MOVES.items()]
        for i in range(zh + 1):
            row, low, high = best[i], *band[i]
            for j in range(low, high + 1):
                score = row.get(j, lost)
                if score == lost:
                    continue
                if j < en and score - _LEFT_OUT > row.get(j + 1, lost):
                    row[j + 1], came[i][j + 1] = score - _LEFT_OUT, (0, 1)
                if i == zh:
                    continue
                if score - _LEFT_OUT > best[i + 1].get(j, lost):
                    best[i + 1][j], came[i + 1][j] = score - _LEFT_OUT, (1, 0)
                if j == en:
                    continue
                first = self._first(i, j)
                for a, b, cost in moves:
                    if i + a > zh or j + b > en:
                        continue
                    gain = score + first - cost + self._score(sums, i, a, j, b)
                    if gain > best[i + a].get(j + b, lost):
                        best[i + a][j + b], came[i + a][j + b] = gain, (a, b)
        chain, i, j = [], zh, en
        while i or j:
            a, b = came[i][j]
            chain.append(_Bead(range(i - a, i), range(j - b, j)))
            i, j = i - a, j - b
        return chain[::-1]

    def _first(self, i: int, j: int) -> float:
        """What speaks for a bead that begins with this segment and this sentence."""
        segment, sentence = self.segments[i], self.english[j]
        gain = 0.0
        if self.has_paragraphs:
            gain += {2: 1.0, 1: -0.8, 0: 0.0}[self.zh_opens[i] + sentence.opens]
        is_heading = segment.kind == "heading"
        if is_heading and sentence.is_heading:
            gain += 2.0
        elif sentence.is_heading:
            gain -= 3.0
        if sentence.number is not None and self.numbers[i] is not None:
            gain += 3.5 if sentence.number == self.numbers[i] else -4.0
        elif sentence.number is not None:
            gain -= 2.0
        elif self.numbers[i] is not None:
            gain -= 0.5
        if self.titles[i] is not None and self.titles[i] == self.stems[j]:
            gain += 6.0
        return gain

    def _score(self, shared: list[list[float]], i: int, a: int, j: int, b: int) -> float:
        """What speaks for a bead, apart from how it begins."""
        zh_weight = self.zh_weights[i + a] - self.zh_weights[i]
        en_weight = self.en_weights[j + b] - self.en_weights[j]
        common = shared[i][j + b] - shared[i][j]
        silent = not common
        for at in range(i + 1, i + a):
            more = shared[at][j + b] - shared[at][j]
            silent = silent or not more
            common += more
        common = min(common, zh_weight, en_weight)
        gain = common - _SHARE * (zh_weight + en_weight) / 2
        wanted = self.ratio * (self.zh_sums[i + a] - self.zh_sums[i])
        gain -= _cost_of_length(wanted, self.en_sums[j + b] - self.en_sums[j])
        if b > 1 and self.has_paragraphs:
            gain -= _BORDER * (self.en_borders[j + b] - self.en_borders[j + 1])
        if a > 1 and silent:
            gain -= _SILENT
        if a > 1 and self.has_paragraphs:
            gain -= _BORDER * (self.zh_borders[i + a] - self.zh_borders[i + 1])
        return gain

    def lay(self, bead: _Bead) -> list[Laid]:
        """The English of each segment of a bead, cut where it has several."""
        text = " ".join(self.english[at].text for at in bead.en)
        pieces = self._cut(text, bead.zh) if len(bead.zh) > 1 else [text]
        laid = []
        seen = 0
        for at, piece in zip(bead.zh, pieces, strict=True):
            line, seen = self._line(bead.en, seen), seen + len(piece)
            if piece.strip():
                is_cut = len(bead.zh) > 1 and not _is_whole(piece, self.english, bead.en)
                doubts = tuple(self._doubts(at, piece.strip(), is_cut))
                laid.append(Laid(self.segments[at].id, piece.strip(), line, doubts))
        return laid

    def _line(self, en: range, seen: int) -> int:
        """The line of the sentence in which a piece begins, ``seen`` characters into a bead."""
        for at in en:
            if seen < self.en_lengths[at]:
                return self.english[at].line
            seen -= self.en_lengths[at]
        return self.english[en[-1]].line

    def _cut(self, text: str, zh: range) -> list[str]:
        """``text`` in as many pieces as there are segments, the best fit of all."""
        places = [(0, 0.0), *((cut.at, cut.cost) for cut in cuts(text)), (len(text), 0.0)]
        lost = float("-inf")
        best = {0: (0.0, [0])}
        for number, at in enumerate(zh, 1):
            reached: dict[int, tuple[float, list[int]]] = {}
            for start, (score, chain) in best.items():
                for end in range(start + 1, len(places)):
                    if (end == len(places) - 1) != (number == len(zh)):
                        continue
                    piece = text[places[start][0] : places[end][0]]
                    gain = score + self._piece_score(at, piece) - places[end][1]
                    if gain > reached.get(end, (lost, []))[0]:
                        reached[end] = (gain, [*chain, end])
            best = reached
        if not best:
            return [text, *[""] * (len(zh) - 1)]
        _, chain = best[len(places) - 1]
        ends = [places[index][0] for index in chain]
        return [text[start:end] for start, end in pairwise(ends)]

    def _piece_score(self, at: int, piece: str) -> float:
        common = self.anchors.zh[at] & self.reader.english(piece)
        wanted = self.ratio * self.zh_lengths[at]
        return self.anchors.total(common) - _cost_of_length(wanted, len(piece) + 1)

    def _doubts(self, at: int, piece: str, is_cut: bool) -> list[str]:
        """Why the English of a segment is doubtful."""
        segment = self.segments[at]
        doubts = []
        if is_cut:
            doubts.append("a sentence was cut")
        wanted = self.ratio * self.zh_lengths[at]
        off = len(piece) + 1 - wanted
        if off * off > 9 * 2 * _SPREAD * (wanted + 20):
            doubts.append("the English is too " + ("long" if off > 0 else "short"))
        is_heading = segment.kind == "heading"
        zh = without_number(segment.hans) if is_heading else segment.hans
        en = _HEADING_NUMBER.sub("", piece) if self.numbers[at] is not None else piece
        compared = compare_figures(zh, en, self.reader.units)
        in_digits = [figure for figure in compared.missing if not figure.in_han]
        if in_digits:
            doubts.append(f"“{in_digits[0].text}” is not in the English")
        if compared.added:
            doubts.append(f"“{compared.added[0].text}” is not in the Chinese")
        zh_anchors = self.anchors.zh[at]
        weight = self.anchors.total(zh_anchors)
        if weight > 4 and not doubts and self.numbers[at] is None:
            common = self.anchors.total(zh_anchors & self.reader.english(piece))
            if common < 0.15 * weight:
                doubts.append("no term, name or figure agrees")
        return doubts


def _cost_of_length(wanted: float, length: int) -> float:
    off = length - wanted
    return min(off * off / (2 * _SPREAD * (wanted + 20)), _WORST_LENGTH)


def _band(shared: list[list[float]], en: int) -> list[tuple[int, int]]:
    """For each segment, and for the end, the first and last sentence where a bead may begin.

    They lie around the path through both texts that has most in common.
    """
    before, steps = [0.0] * (en + 1), list[list[int]]()
    for row in shared:
        here, step = [0.0] * (en + 1), [0] * (en + 1)
        for j in range(1, en + 1):
            one = row[j - 1]
            best, chosen = before[j - 1] + one, 3
            if before[j] > best:
                best, chosen = before[j], 1
            if here[j - 1] + 0.5 * one > best:
                best, chosen = here[j - 1] + 0.5 * one, 2
            here[j], step[j] = best, chosen
        before = here
        steps.append(step)
    zh = len(shared)
    low, high = [en] * (zh + 1), [0] * (zh + 1)
    i, j = zh, en
    while True:
        low[i], high[i] = min(low[i], j), max(high[i], j)
        if not i and not j:
            break
        back = steps[i - 1][j] if i and j else (1 if i else 2)
        i, j = i - (back != 2), j - (back != 1)
    spread = range(-_AROUND_ZH, _AROUND_ZH + 1)
    near = [[at for k in spread if 0 <= (at := i + k) <= zh] for i in range(zh + 1)]
    return [
        (
            max(min(low[at] for at in around) - _AROUND_EN, 0),
            min(max(high[at] for at in around) + _AROUND_EN, en),
        )
        for around in near
    ]


def _is_whole(piece: str, english: Sequence[Sentence], en: range) -> bool:
    """Whether a piece is one or more of the sentences."""
    texts = [english[at].text for at in en]
    return any(
        " ".join(texts[start:end]) == piece.strip()
        for start in range(len(texts))
        for end in range(start + 1, len(texts) + 1)
    )
