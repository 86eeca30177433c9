"""Traditional to simplified, character for character, and an account of every doubtful place.

OpenCC converts whole paragraphs. A place is doubtful where the traditional character has several
simplified ones, or where turning the result back gives another traditional character. Each must
be decided by a rule of ``conversion.yml``; a place that none decides is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from build_tools.diagnostics import Code, Place, Problems, nearest_words
from build_tools.records import Bilingual, Distinct, Located, Record, Text, load_one
from build_tools.text.opencc import converter, one_to_many, simplify_char

CNV001 = Code(
    "CNV001",
    "A conversion rule changes the number of characters.",
    "Give as many characters as the source words have; offsets must not move.",
    example='"跟著" and "跟着走" differ in length',
)
CNV002 = Code(
    "CNV002",
    "A conversion rule matches nothing in the text.",
    "Delete it, or correct its words.",
    needs=("text",),
    example='"主干" does not stand in the text',
)
CNV003 = Code(
    "CNV003",
    "No rule decides how a doubtful character converts.",
    "Add the words to 'standard', 'kept' or 'simplified' in conversion.yml, with the reason.",
    needs=("text",),
    absent="conversion",
    example="“著” may be 着 or 著: “我們將跟著時代走，”",
)
CNV004 = Code(
    "CNV004",
    "OpenCC changed the length of a paragraph.",
    "Mend what OpenCC stops at, such as a NUL, with an erratum; or use another profile.",
    example="18 characters became 9",
)

CNV007 = Code(
    "CNV007",
    "A conversion rule puts another word, and not another form of the same.",
    "Correct its words.",
    example="“事” is no form of “部”",
)

RuleKind = Literal["simplified", "standard", "kept", "traditional", "default"]
"""``default`` is no rule: OpenCC's usual choice, which no editor has read yet."""


Profile = Literal["t2s", "tw2s", "hk2s", "s2t", "s2tw", "s2hk"]


class Simplified(Record):
    """``source`` (traditional) becomes ``simplified``, whatever OpenCC says."""

    source: Text
    simplified: Text
    why: Bilingual


class Traditional(Record):
    """``source`` (simplified) becomes ``traditional``, whatever OpenCC says."""

    source: Text
    traditional: Text
    why: Bilingual


class Standard(Record):
    """Where the source has an odd form, the edition in its script shows the standard one."""

    source: Text
    standard: Text
    why: Bilingual


class Kept(Record):
    """The usual form is right, although the way back gives another or the words leave it open."""

    source: Text
    why: Bilingual


class Conversion(Record):
    """The whole of ``conversion.yml``."""

    profile: Profile
    round_trip: Profile
    simplified: Distinct[Simplified] = ()
    traditional: Distinct[Traditional] = ()
    standard: Distinct[Standard] = ()
    kept: Distinct[Kept] = ()


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


Locate = Callable[[int], Place]


def load(data: Path, problems: Problems) -> Located[Conversion] | None:
    """``conversion.yml`` of a data folder."""
    found = load_one(data / "conversion.yml", "conversion.yml", Conversion, problems)
    if found is not None:
        _check_forms(found, problems)
    return found


def _check_forms(rules: Located[Conversion], problems: Problems) -> None:
    """Report rules that put other words, and not other forms of the same ones."""
    record = rules.value
    pairs = {
        "simplified": [(rule.source, rule.simplified) for rule in record.simplified],
        "traditional": [(rule.source, rule.traditional) for rule in record.traditional],
        "standard": [(rule.source, rule.standard) for rule in record.standard],
    }
    for kind, words in pairs.items():
        for index, (old, new) in enumerate(words):
            others = [(a, b) for a, b in zip(old, new, strict=False) if not _is_form(a, b)]
            if others and len(old) == len(new):
                told = "; ".join(f"“{b}” is no form of “{a}”" for a, b in others)
                problems.add(CNV007, rules.at(kind, index, kind), told)


def _is_form(one: str, other: str) -> bool:
    """Whether two characters write the same, each in a script or a standard of its own."""
    several = one_to_many()
    forms = {simplify_char(one), *several.get(one, "")}
    return one == other or not forms.isdisjoint({simplify_char(other), *several.get(other, "")})


def _occurrences(words: str, text: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(words), text))


def _lines(text: str, profile: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        yield line, str(converter(profile).convert(line))


def convert_lines(text: str, profile: str, locate: Locate, problems: Problems) -> str:
    out, at = [], 0
    for line, converted in _lines(text, profile):
        if len(line) != len(converted):
            problems.add(CNV004, locate(at), f"{len(line)} characters became {len(converted)}")
        out.append(converted if len(line) == len(converted) else line)
        at += len(line) + 1
    return "\n".join(out)


def apply_rules(
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
            told = f'"{source}" does not stand in the text'
            problems.add(CNV002, place, told, nearest_words(source, base))
    return "".join(chars), touched


def placed(
    rules: Located[Conversion], kind: RuleKind, pairs: Iterable[tuple[str, str]]
) -> list[tuple[str, str, Place]]:
    """The words and the replacement of each rule of a kind, with the rule's place."""
    return [(old, new, rules.at(kind, index)) for index, (old, new) in enumerate(pairs)]


def convert(
    restored: str, rules: Located[Conversion], locate: Locate, problems: Problems
) -> Converted:
    """The simplified and the standard traditional form of ``restored``, with the ledger.

    ``locate`` gives the place in the source that an offset into ``restored`` comes from.
    """
    record = rules.value
    hans = convert_lines(restored, record.profile, locate, problems)
    simplified = placed(rules, "simplified", ((r.source, r.simplified) for r in record.simplified))
    hans, forced = apply_rules(hans, simplified, restored, problems)
    standard = placed(rules, "standard", ((r.source, r.standard) for r in record.standard))
    hant, straight = apply_rules(restored, standard, restored, problems)
    kept = placed(rules, "kept", ((r.source, r.source) for r in record.kept))
    _, read = apply_rules(restored, kept, restored, problems)
    back = convert_lines(hans, record.round_trip, locate, problems)
    # Spans over one form must fit the others.
    assert len(restored) == len(hant) == len(hans) == len(back)
    ledger = _ledger(restored, hant, hans, back, forced, straight, read, locate, problems)
    return Converted(restored, hant, hans, tuple(ledger))


def _ledger(
    restored: str,
    hant: str,
    hans: str,
    back: str,
    forced: dict[int, str],
    standard: dict[int, str],
    kept: dict[int, str],
    locate: Locate,
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
            told = (
                f"“{char}” may be {' or '.join(choices)}"
                if choices
                else f"“{char}” comes back as “{back[at]}”"
            )
            problems.add(CNV003, locate(at), f"{told}: “{context}”")
            continue
        yield Doubt(at, char, choices or back[at], hans[at] if choices else hant[at], rule, words)
