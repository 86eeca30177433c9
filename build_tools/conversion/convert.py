"""Traditional to simplified, character for character, and an account of every doubtful place.

OpenCC converts whole paragraphs. A place is doubtful where the traditional character has several
simplified ones, or where turning the result back gives another traditional character. Each must
be decided by a rule of ``conversion.yml``; a place that none decides is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from build_tools.conversion.opencc_tables import converter, one_to_many
from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import Bilingual, Located, Record, Text, load_one

CNV001 = Code(
    "CNV001",
    "A conversion rule changes the number of characters.",
    "Give as many characters as the source words have; offsets must not move.",
)
CNV002 = Code(
    "CNV002",
    "A conversion rule matches nothing in the text.",
    "Delete it, or correct its words.",
)
CNV003 = Code(
    "CNV003",
    "No rule decides how a doubtful character converts.",
    "Add the words to 'standard', 'kept' or 'simplified' in conversion.yml, with the reason.",
)
CNV004 = Code(
    "CNV004",
    "OpenCC changed the length of a paragraph.",
    "Name the words under 'simplified' in conversion.yml, or use another profile.",
)

RuleKind = Literal["simplified", "standard", "kept"]


class Simplified(Record):
    """``source`` (traditional) becomes ``simplified``, whatever OpenCC says."""

    source: Text
    simplified: Text
    why: Bilingual


class Standard(Record):
    """Where the source has an automatic form, the traditional edition shows the standard one."""

    source: Text
    standard: Text
    why: Bilingual


class Kept(Record):
    """The source's form is right although the way back from simplified gives another."""

    source: Text
    why: Bilingual


class Conversion(Record):
    """The whole of ``conversion.yml``."""

    profile: Literal["t2s", "tw2s", "hk2s"]
    round_trip: Literal["s2t", "s2tw", "s2hk"]
    simplified: tuple[Simplified, ...] = ()
    standard: tuple[Standard, ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """A doubtful place and the rule that decided it. ``at`` is an offset into the text."""

    at: int
    char: str
    alternatives: str
    chosen: str
    rule: RuleKind
    words: str


@dataclass(frozen=True)
class Converted:
    """The three forms of one text, equal in length, and the ledger of doubtful places."""

    restored: str
    hant: str
    hans: str
    ledger: tuple[Doubt, ...]


def load(data: Path, problems: Problems) -> Located[Conversion] | None:
    """``conversion.yml`` of a data folder."""
    return load_one(data / "conversion.yml", "conversion.yml", Conversion, problems)


def _occurrences(words: str, text: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(words), text))


def _lines(text: str, profile: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        yield line, str(converter(profile).convert(line))


def _convert_lines(text: str, profile: str, file: str, problems: Problems) -> str:
    out = []
    for number, (line, converted) in enumerate(_lines(text, profile), 1):
        if len(line) != len(converted):
            problems.add(CNV004, Place(file, number), f"{len(line)} became {len(converted)}")
        out.append(converted if len(line) == len(converted) else line)
    return "\n".join(out)


def _apply(
    text: str, rules: Iterable[tuple[str, str, Place]], base: str, problems: Problems
) -> tuple[str, dict[int, str]]:
    """``text`` with each rule's replacement where ``base`` has its words; offsets to words."""
    chars = list(text)
    touched: dict[int, str] = {}
    for source, new, place in sorted(rules, key=lambda rule: len(rule[0])):
        if len(source) != len(new):
            problems.add(CNV001, place, f'"{source}" and "{new}" differ in length')
            continue
        found = False
        for start in _occurrences(source, base):
            found = True
            for offset, char in enumerate(new):
                chars[start + offset] = char
                touched[start + offset] = source
        if not found:
            problems.add(CNV002, place, f'"{source}" does not stand in the text')
    return "".join(chars), touched


def convert(restored: str, rules: Located[Conversion], file: str, problems: Problems) -> Converted:
    """The simplified and the standard traditional form of ``restored``, with the ledger."""
    record = rules.value
    hans = _convert_lines(restored, record.profile, file, problems)
    hans, forced = _apply(
        hans,
        [
            (rule.source, rule.simplified, rules.at("simplified", index))
            for index, rule in enumerate(record.simplified)
        ],
        restored,
        problems,
    )
    hant, standard = _apply(
        restored,
        [
            (rule.source, rule.standard, rules.at("standard", index))
            for index, rule in enumerate(record.standard)
        ],
        restored,
        problems,
    )
    _, kept = _apply(
        restored,
        [
            (rule.source, rule.source, rules.at("kept", index))
            for index, rule in enumerate(record.kept)
        ],
        restored,
        problems,
    )
    back = _convert_lines(hans, record.round_trip, file, problems)
    # Spans over one form must fit the others.
    assert len(restored) == len(hant) == len(hans) == len(back)
    ledger = _ledger(restored, hant, hans, back, forced, standard, kept, file, problems)
    return Converted(restored, hant, hans, tuple(ledger))


def _ledger(
    restored: str,
    hant: str,
    hans: str,
    back: str,
    forced: dict[int, str],
    standard: dict[int, str],
    kept: dict[int, str],
    file: str,
    problems: Problems,
) -> Iterator[Doubt]:
    several = one_to_many()
    for at, char in enumerate(restored):
        choices = several.get(char, "")
        returns = back[at] == hant[at]
        changed = hant[at] != char
        if not choices and returns and not changed:
            continue
        rule: RuleKind
        if at in forced:
            rule, words = "simplified", forced[at]
        elif at in standard and changed:
            rule, words = "standard", standard[at]
        elif at in kept and not choices:
            rule, words = "kept", kept[at]
        else:
            context = restored[max(0, at - 4) : at + 5].replace("\n", " ")
            line = restored.count("\n", 0, at) + 1
            column = at - restored.rfind("\n", 0, at)
            told = (
                f"“{char}” may be {' or '.join(choices)}"
                if choices
                else f"“{char}” comes back as “{back[at]}”"
            )
            problems.add(CNV003, Place(f"{file} (restored)", line, column), f"{told}: “{context}”")
            continue
        yield Doubt(at, char, choices or back[at], hans[at] if choices else hant[at], rule, words)
