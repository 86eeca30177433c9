"""Clean text from a damaged page: every change by a named rule, recorded with its place.

The rules, in order: errata (or, without them, the solver's proposals), pinyin notes,
letter-spacing, full-width punctuation, indentation. What none of them explains is reported, never
passed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.diagnostics import Code, Place, Problems
from build_tools.restoration import gbk
from build_tools.restoration.beam import Reader
from build_tools.restoration.damage import proves
from build_tools.restoration.edits import Edit, Traced, apply
from build_tools.restoration.indentation import indentation
from build_tools.restoration.language import Language
from build_tools.restoration.notes import (
    annotated,
    end_of_note,
    notes,
    shown_readings,
    steadily_annotated,
)
from build_tools.restoration.punctuation import punctuation
from build_tools.restoration.solve import Proposal, propose, sound_part
from build_tools.restoration.spacing import letter_spacing
from build_tools.restoration.unexplained import RST003, printable, signs
from build_tools.text.offsets import place_of
from build_tools.text.pinyin import fold_reading, readings

RST001 = Code(
    "RST001",
    "An erratum does not match the source text.",
    "Copy the damaged words from the source exactly, notes and ASCII marks included.",
    needs=("source",),
    example='"1.工業(yè)提值" stands nowhere in the source',
)
RST002 = Code(
    "RST002",
    "An erratum matches the source text more than once.",
    "Take in more of the surrounding words, so that the passage is unique.",
    needs=("source",),
    example='"新增" stands 4 times in the source (see data/source/yunchuan-2022.txt:9:20)',
)
RST008 = Code(
    "RST008",
    "Errata overlap in the source text.",
    "Join them into one erratum.",
    example="it begins inside another erratum (see data/errata.yml:1:3)",
)
RST009 = Code(
    "RST009",
    "Damaging an erratum's restored text by the model does not yield the source.",
    "Correct the erratum, or say under 'unproven' why the proof does not close.",
    needs=("source",),
    example='no proof that "建成標準" stood there',
)
RST010 = Code(
    "RST010",
    "An erratum says that it is unproven, but its proof closes.",
    "Delete its 'unproven'.",
    example="the proof closes",
)
RST011 = Code(
    "RST011",
    "An 'accepted' phrase does not stand in the text.",
    "Delete it from publication.yml.",
    needs=("source",),
    example="“工业提速” does not stand in the text",
)


@dataclass(frozen=True)
class Erratum:
    """A passage that no general rule can undo, as an editor accepted it."""

    damaged: str
    restored: str
    why_zh: str
    why_en: str
    unproven_zh: str
    unproven_en: str
    place: Place


@dataclass(frozen=True)
class Repair:
    """One change. ``start`` and ``end`` are offsets into the source as received."""

    rule: str
    start: int
    end: int
    before: str
    after: str
    proven: bool
    erratum: Erratum | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restoration:
    """The restored text, where each character came from, and every repair in source order."""

    source: str
    traced: Traced
    repairs: tuple[Repair, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    """The characters that carry notes all over this page, and their readings."""

    @property
    def text(self) -> str:
        return self.traced.text

    def counts(self) -> dict[str, int]:
        """How many repairs each rule made."""
        return dict(Counter(repair.rule for repair in self.repairs))


MECHANICAL: dict[str, Callable[[str], list[Edit]]] = {
    "pinyin-note": notes,
    "letter-spacing": letter_spacing,
    "full-width-punctuation": punctuation,
    "indentation": indentation,
}
"""The general rules in the order in which they run; each takes a text and gives its edits."""


def is_proven(restored: str, damaged: str, known: Mapping[str, str]) -> bool:
    """Whether the model of damage turns ``restored`` into ``damaged``.

    ``known`` are the notes of the page. A passage may show notes of characters that carry none
    elsewhere; any byte pair of ``restored`` that has such a reading may be one of those.
    """
    known = {**known, **annotated(damaged)}
    implied: dict[str, str] = {}
    try:
        data = gbk.encode(restored)
    except UnicodeEncodeError:
        return False
    shown = {fold_reading(reading): reading for reading in sorted(shown_readings(damaged))}
    for at in range(len(data) - 1):
        char = gbk.decode_pair(data[at], data[at + 1]) if data[at] >= 0x80 else ""
        if char and char not in known and (found := shown.keys() & readings(char)):
            implied[char] = shown[min(found)]
    return proves(restored, damaged, {**known, **implied})


def _run(traced: Traced, rule: str, edits: Sequence[Edit]) -> tuple[Traced, list[Repair]]:
    repairs = [
        Repair(
            rule,
            traced.source_offset(edit.start),
            traced.source_offset(edit.end - 1) + 1,
            traced.text[edit.start : edit.end],
            edit.new,
            True,
        )
        for edit in edits
    ]
    return apply(traced, edits), repairs


def _errata_edits(
    source: str, file: str, errata: Sequence[Erratum], known: Mapping[str, str], problems: Problems
) -> list[tuple[Edit, Repair]]:
    found: list[tuple[Edit, Repair]] = []
    for erratum in errata:
        count = source.count(erratum.damaged)
        if count != 1:
            words = printable(erratum.damaged)
            if count:
                told = f'"{words}" stands {count} times in the source'
                second = source.index(erratum.damaged, source.index(erratum.damaged) + 1)
                problems.add(RST002, erratum.place, told, see=place_of(source, second, file))
            else:
                told = f'"{words}" stands nowhere in the source'
                hint, at = _alike(source, erratum.damaged)
                see = place_of(source, at, file) if hint else None
                problems.add(RST001, erratum.place, told, hint, see)
            continue
        start = source.index(erratum.damaged)
        end = start + len(erratum.damaged)
        shown = source[start : end_of_note(source, end)]
        proven = is_proven(erratum.restored, shown, known)
        said_unproven = bool(erratum.unproven_en)
        if not proven and not said_unproven:
            words = printable(erratum.restored)
            problems.add(RST009, erratum.place, f'no proof that "{words}" stood there')
        if proven and said_unproven:
            problems.add(RST010, erratum.place, "the proof closes")
        repair = Repair("erratum", start, end, erratum.damaged, erratum.restored, proven, erratum)
        found.append((Edit(start, end, erratum.restored), repair))
    found.sort(key=lambda pair: pair[0])
    kept: list[tuple[Edit, Repair]] = []
    for edit, repair in found:
        if kept and edit.start < kept[-1][0].end:
            assert repair.erratum is not None
            before = kept[-1][1].erratum
            see = before.place if before else None
            problems.add(RST008, repair.erratum.place, "it begins inside another erratum", see=see)
        else:
            kept.append((edit, repair))
    return kept


def _alike(source: str, damaged: str) -> tuple[str, int]:
    """A hint that names the words of ``source`` which begin most like ``damaged``; their offset."""
    for size in range(len(damaged) - 1, 1, -1):
        if (at := source.find(damaged[:size])) >= 0:
            return f"the source has “{printable(source[at : at + len(damaged)])}”", at
    return "", 0


def proposals(text: str, known: Mapping[str, str]) -> Iterator[tuple[int, Proposal]]:
    """The solver's proposal for each broken passage of ``text``, with its line's offset."""
    if gbk.LOST not in text:
        return
    reader = Reader(Language(sound_part(text)), known)
    offset = 0
    for line in text.split("\n"):
        if gbk.LOST in line:
            for proposal in propose(line.rstrip("\r"), reader):
                yield offset, proposal
        offset += len(line) + 1


def restore(
    source: str,
    file: str,
    problems: Problems,
    errata: Sequence[Erratum] = (),
    accepted: Mapping[str, Place] | None = None,
    solve: bool = False,
) -> Restoration:
    """The restored text of ``source``.

    With ``solve``, what the errata leave is restored as the solver proposes, if the model proves
    it; otherwise its proposal is only the hint of an error. ``accepted`` are words that look
    damaged and are not, and where each is listed.
    """
    known = steadily_annotated(source)
    fixed = _errata_edits(source, file, errata, known, problems)
    open_text = source
    for edit, _ in fixed:
        blank = "\n" * (edit.end - edit.start)
        open_text = open_text[: edit.start] + blank + open_text[edit.end :]
    told: set[int] = set()
    for offset, proposal in proposals(open_text, known):
        start, end, new = offset + proposal.start, offset + proposal.end, proposal.restored
        damaged = source[start:end]
        if new and proposal.is_question(damaged):
            continue
        if solve and proposal.proven:
            rule = "reconstruction"
            repair = Repair(rule, start, end, damaged, new, True, rivals=proposal.rivals)
            fixed.append((Edit(start, end, new), repair))
        else:
            told.update(range(start, end))
            place = place_of(source, start + damaged.index(gbk.LOST), file)
            hint = f"perhaps “{printable(new)}” stood there" if new else ""
            problems.add(RST003, place, f"broken passage “{printable(damaged)}”", hint)
    fixed.sort(key=lambda pair: pair[0])
    traced = apply(Traced.of(source), [edit for edit, _ in fixed])
    repairs = [repair for _, repair in fixed]
    for rule, find in MECHANICAL.items():
        traced, made = _run(traced, rule, find(traced.text))
        repairs += made
    repairs.sort(key=lambda repair: (repair.start, repair.rule))
    accepted = accepted or {}
    for at, code, message in signs(traced.text, accepted):
        origin = traced.source_offset(at)
        if origin not in told:
            problems.add(code, place_of(source, origin, file), message)
    for words, place in accepted.items():
        if words not in traced.text:
            problems.add(RST011, place, f"“{printable(words)}” does not stand in the text")
    return Restoration(source, traced, tuple(repairs), known)
