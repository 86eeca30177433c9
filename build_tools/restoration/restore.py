"""Clean text from a damaged page: every change by a named rule, recorded with its place.

The rules, in order: errata (or, without them, the solver's proposals), pinyin notes,
letter-spacing, full-width punctuation. What none of them explains is reported, never passed on.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.diagnostics import Code, Place, Problems
from build_tools.restoration import gbk
from build_tools.restoration.candidates import is_common
from build_tools.restoration.damage import proves
from build_tools.restoration.edits import Edit, Traced, apply
from build_tools.restoration.language import Language
from build_tools.restoration.notes import HAN, annotated, end_of_note, notes, shown_readings
from build_tools.restoration.punctuation import punctuation
from build_tools.restoration.readings import TONED, fold_reading, readings
from build_tools.restoration.solve import Proposal, propose, sound_part

RST001 = Code(
    "RST001",
    "An erratum does not match the source text.",
    "Copy the damaged words from the source exactly, notes and ASCII marks included.",
)
RST002 = Code(
    "RST002",
    "An erratum matches the source text more than once.",
    "Take in more of the surrounding words, so that the passage is unique.",
)
RST003 = Code(
    "RST003",
    "A question mark beside Chinese is damage that no erratum explains.",
    "Add an erratum; the hint proposes what stood there.",
)
RST004 = Code(
    "RST004",
    "A toned vowel stands in the text that is no note on the character before it.",
    "The note was misread or belongs to a broken passage: add an erratum.",
)
RST005 = Code(
    "RST005",
    "A character stands in the text that only a wrong decoding puts there.",
    "Add an erratum for the passage around it.",
)
RST006 = Code(
    "RST006",
    "A lone letter stands between Chinese characters.",
    "Add an erratum, or list the words under 'accepted' in publication.yml with the reason.",
)
RST007 = Code(
    "RST007",
    "A character outside the common set stands in the text.",
    "Add an erratum, or list the words under 'accepted' in publication.yml with the reason.",
)
RST008 = Code(
    "RST008",
    "Errata overlap in the source text.",
    "Join them into one erratum.",
)
RST009 = Code(
    "RST009",
    "Damaging an erratum's restored text by the model does not yield the source.",
    "Correct the erratum, or say under 'unproven' why the proof does not close.",
)
RST010 = Code(
    "RST010",
    "An erratum says that it is unproven, but its proof closes.",
    "Delete its 'unproven'.",
)
RST011 = Code(
    "RST011",
    "An 'accepted' phrase does not stand in the text.",
    "Delete it from publication.yml.",
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
    """The characters that carry notes on this page, and their readings."""

    @property
    def text(self) -> str:
        return self.traced.text

    def counts(self) -> dict[str, int]:
        """How many repairs each rule made."""
        return dict(Counter(repair.rule for repair in self.repairs))


_BLANK = "[ \u00a0\u3000]"
_SPACED_NAME = re.compile(rf"(?<!\S)[{HAN}](?:{_BLANK}+[{HAN}](?!\S))+")
_SPACED_LINE = re.compile(rf"[{HAN}\d](?:{_BLANK}+[{HAN}\d]){{3,}}{_BLANK}*$")


def letter_spacing(text: str) -> list[Edit]:
    """Close up letter-spaced headings and names: blanks between single Han characters.

    Only on lines that hold nothing but Han characters and blanks; digits are closed up too where
    the whole line is letter-spaced.
    """
    edits = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if _SPACED_LINE.match(bare) and re.search(f"[{HAN}]", bare):
            runs = [bare]
        elif re.fullmatch(rf"(?:[{HAN}]|{_BLANK})+", bare):
            runs = _SPACED_NAME.findall(bare)
        else:
            runs = []
        at = start
        for run in runs:
            at = text.index(run, at)
            edits += [
                Edit(at + blank.start(), at + blank.end(), "")
                for blank in re.finditer(f"{_BLANK}+", run)
            ]
            at += len(run)
        start += len(line) + 1
    return edits


MECHANICAL: dict[str, Callable[[str], list[Edit]]] = {
    "pinyin-note": notes,
    "letter-spacing": letter_spacing,
    "full-width-punctuation": punctuation,
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
    source: str, errata: Sequence[Erratum], known: Mapping[str, str], problems: Problems
) -> list[tuple[Edit, Repair]]:
    found: list[tuple[Edit, Repair]] = []
    for erratum in errata:
        count = source.count(erratum.damaged)
        if count != 1:
            code = RST002 if count else RST001
            times = f"{count} times" if count else "nowhere"
            problems.add(code, erratum.place, f'"{erratum.damaged}" stands {times} in the source')
            continue
        start = source.index(erratum.damaged)
        end = start + len(erratum.damaged)
        shown = source[start : end_of_note(source, end)]
        proven = is_proven(erratum.restored, shown, known)
        said_unproven = bool(erratum.unproven_en)
        if not proven and not said_unproven:
            problems.add(RST009, erratum.place, f'no proof that "{erratum.restored}" stood there')
        if proven and said_unproven:
            problems.add(RST010, erratum.place, "the proof closes")
        repair = Repair("erratum", start, end, erratum.damaged, erratum.restored, proven, erratum)
        found.append((Edit(start, end, erratum.restored), repair))
    found.sort(key=lambda pair: pair[0])
    kept: list[tuple[Edit, Repair]] = []
    for edit, repair in found:
        if kept and edit.start < kept[-1][0].end:
            assert repair.erratum is not None
            problems.add(RST008, repair.erratum.place, "it begins inside the erratum before it")
        else:
            kept.append((edit, repair))
    return kept


def place_of(source: str, offset: int, file: str) -> Place:
    """Line and column (from 1) of ``offset`` in ``source``."""
    line = source.count("\n", 0, offset) + 1
    return Place(file, line, offset - source.rfind("\n", 0, offset))


def proposals(text: str, known: Mapping[str, str]) -> Iterator[tuple[int, Proposal]]:
    """The solver's proposal for each broken passage of ``text``, with its line's offset."""
    if gbk.LOST not in text:
        return
    language = Language(sound_part(text))
    offset = 0
    for line in text.split("\n"):
        if gbk.LOST in line:
            for proposal in propose(line.rstrip("\r"), language, known):
                yield offset, proposal
        offset += len(line) + 1


def restore(
    source: str,
    file: str,
    problems: Problems,
    errata: Sequence[Erratum] = (),
    accepted: Sequence[str] = (),
    solve: bool = False,
) -> Restoration:
    """The restored text of ``source``.

    With ``solve``, what the errata leave is restored as the solver proposes; otherwise its
    proposal is only the hint of an error. ``accepted`` are words that look damaged and are not.
    """
    known = annotated(source)
    fixed = _errata_edits(source, errata, known, problems)
    covered = [(edit.start, edit.end) for edit, _ in fixed]
    open_text = source
    for start, end in covered:
        open_text = open_text[:start] + "\n" * (end - start) + open_text[end:]
    for offset, proposal in proposals(open_text, known):
        start, end = offset + proposal.start, offset + proposal.end
        damaged = source[start:end]
        if proposal.restored and proposal.is_question(damaged):
            continue
        if solve and proposal.restored:
            edit = Edit(start, end, proposal.restored)
            fixed.append(
                (
                    edit,
                    Repair(
                        "reconstruction",
                        start,
                        end,
                        damaged,
                        proposal.restored,
                        proposal.proven,
                        rivals=proposal.rivals,
                    ),
                )
            )
        else:
            at = start + damaged.index(gbk.LOST)
            hint = f"perhaps “{proposal.restored}” stood there" if proposal.restored else ""
            problems.add(RST003, place_of(source, at, file), f"broken passage “{damaged}”", hint)
    fixed.sort(key=lambda pair: pair[0])
    traced = apply(Traced.of(source), [edit for edit, _ in fixed])
    repairs = [repair for _, repair in fixed]
    for rule, find in MECHANICAL.items():
        traced, made = _run(traced, rule, find(traced.text))
        repairs += made
    repairs.sort(key=lambda repair: (repair.start, repair.rule))
    report_unexplained(source, traced, file, accepted, problems)
    return Restoration(source, traced, tuple(repairs), known)


_CROWDED_QUESTION = re.compile(r"[？?](?=[，、；：。,;:])|(?<=[，、；：。])[？?]|[？?]！[？?]")
"""Question marks that no question has."""


def unexplained(text: str) -> Iterator[tuple[int, Code, str]]:
    """Signs of damage in restored ``text``: offset, code and message of each."""
    for at, char in enumerate(text):
        category = unicodedata.category(char)
        if char in TONED:
            yield at, RST004, f"toned vowel “{char}” outside a note"
        elif (
            char == "\ufffd"
            or "\u0370" <= char <= "\u052f"
            or gbk.is_private(char)
            or (category == "Cc" and char not in "\t\r\n")
        ):
            yield at, RST005, f"“{_shown(char)}” (U+{ord(char):04X}) in Chinese text"
        elif char >= "\x80" and category[0] in "LCM" and not is_common(char):
            yield at, RST007, f"“{_shown(char)}” (U+{ord(char):04X}) is not in the common set"
    for match in re.finditer(rf"(?<=[{HAN}])[A-Za-z](?=[{HAN}])", text):
        yield match.start(), RST006, f"lone letter “{match[0]}” between Chinese characters"
    for match in _CROWDED_QUESTION.finditer(text):
        yield match.start(), RST003, "a question mark that no question has"


def _shown(char: str) -> str:
    """``char`` as a terminal may show it."""
    return char if char.isprintable() else "�"


def report_unexplained(
    source: str, traced: Traced, file: str, accepted: Sequence[str], problems: Problems
) -> None:
    """Report every sign of damage outside the ``accepted`` words, and those not in the text."""
    text = traced.text
    spans = []
    for words in accepted:
        found = [match.span() for match in re.finditer(re.escape(words), text)]
        if not found:
            problems.add(RST011, Place(file), f"“{words}” does not stand in the text")
        spans += found
    for at, code, message in unexplained(text):
        if any(start <= at < end for start, end in spans):
            continue
        context = "".join(map(_shown, text[max(0, at - 6) : at + 7].replace("\n", " ")))
        place = place_of(source, traced.source_offset(at), file)
        problems.add(code, place, f"{message}: “{context}”")
