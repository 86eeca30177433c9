"""The glossary's terms, read from ``data/glossary/<subject>.yml``, and the phrases left out.

A term's traditional form and its pinyin are derived (OpenCC, pypinyin) unless its record gives
them. Whether the terms fit the text is the business of ``build_tools.glossary.lint``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import (
    REC009,
    Bilingual,
    Distinct,
    Identifier,
    Located,
    Path_,
    Record,
    Text,
    load_list,
    yaml_files,
)
from build_tools.text.opencc import converter
from build_tools.text.pinyin import spelling

GLO001 = Code(
    "GLO001",
    "A glossary file's name is no subject.",
    "Name it with lower-case words joined by hyphens: the name is the category of its terms.",
    example='"New Industry" is not lower-case words with hyphens (hint: such as new-industry.yml)',
)
GLO002 = Code(
    "GLO002",
    "A term's English says no source, or is this project's own and names one.",
    "Give 'source' with the origins official and established, and with project none.",
    example='no "source" with the origin "established"',
)
GLO003 = Code(
    "GLO003",
    "A term's traditional forms do not pair with its simplified ones.",
    "Give 'hant' as long as 'zh'; as a list, one for 'zh' and one for each of 'also'.",
    example="“技改” and “技術改造” differ in length",
)
GLO004 = Code(
    "GLO004",
    "A text of the glossary holds markup or a control character.",
    "Write plain text: the site shows it letter for letter.",
    example="en: <b>",
)
GLO005 = Code(
    "GLO005",
    "The records of a glossary file are not sorted by id.",
    "Move the record to its place in the alphabet.",
    "advice",
    example='"factory-renewal" stands after "high-standard-farmland"',
)

FOLDER = "glossary"
OMITTED = "omitted-phrases.yml"

Origin = Literal["official", "established", "project"]

_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]+\d*);"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]"
)
_TO_TRADITIONAL = "s2tw"


class TermRecord(Record):
    """A term as an editor writes it."""

    id: Identifier
    zh: Text
    """The form by which the glossary lists it, simplified, as it stands in the text."""
    also: tuple[Text, ...] = ()
    """Other forms in the text that mean the same."""
    hant: Text | tuple[Text, ...] = ()
    """The traditional form of ``zh``, or of each form, where the derived one is wrong."""
    pinyin: Text | None = None
    en: Text
    en_also: Distinct[Text] = ()
    origin: Origin
    source: Text | None = None
    definition: Text
    definition_zh: Text | None = None
    see: Distinct[Text] = ()
    not_in: Distinct[Text] = ()
    """Longer words inside which no form of the term may be matched."""


class Omitted(Record):
    """A phrase in quotation marks that is deliberately no term."""

    phrase: Text
    why: Bilingual


@dataclass(frozen=True, order=True)
class Form:
    """One way in which the text writes a term, in both scripts, equally long."""

    hans: str
    hant: str


@dataclass(frozen=True)
class Term:
    """A term, complete. ``forms`` begins with the form under which it is listed."""

    id: str
    category: str
    forms: tuple[Form, ...]
    pinyin: str
    """One syllable a Han character, with tone marks; Latin letters and figures as they are."""
    en: str
    definition: str
    en_also: tuple[str, ...] = ()
    origin: Origin = "project"
    source: str = ""
    definition_zh: str = ""
    definition_hant: str = ""
    see: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    place: Place = field(default=Place("glossary"), compare=False)
    places: Mapping[Path_, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def hans(self) -> str:
        return self.forms[0].hans

    @property
    def hant(self) -> str:
        return self.forms[0].hant

    def at(self, *path: str | int) -> Place:
        """The place of a part of its record, such as ``at("see", 0)``; else its own."""
        return self.places.get(path, self.place)


@dataclass(frozen=True)
class Glossary:
    """All terms, sorted by id, and the phrases left out, sorted by phrase."""

    terms: tuple[Term, ...] = ()
    omitted: tuple[Located[Omitted], ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def categories(self) -> tuple[str, ...]:
        return tuple(sorted({term.category for term in self.terms}))


def traditional(text: str) -> str:
    """``text`` in traditional characters by OpenCC's profile for Taiwan's standard forms."""
    return str(converter(_TO_TRADITIONAL).convert(text)) if text else ""


def load(data: Path, problems: Problems) -> Glossary:
    """The glossary of a data folder. What cannot be read as a record is reported and left out."""
    terms: dict[str, Term] = {}
    for path in yaml_files(data / FOLDER):
        name = f"{FOLDER}/{path.name}"
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
            told = f'"{path.stem}" is not lower-case words with hyphens'
            better = "-".join(re.findall("[a-z0-9]+", path.stem.lower()))
            problems.add(GLO001, Place(name), told, f"such as {better}.yml" if better else "")
        records = load_list(path, name, TermRecord, problems)
        _check_order(records, problems)
        for record in records:
            term = _term(record, path.stem, problems)
            if (first := terms.get(term.id)) is not None:
                told = f'"{term.id}" stands twice'
                problems.add(REC009, record.at("id"), told, see=first.place)
            else:
                terms[term.id] = term
    return Glossary(
        tuple(sorted(terms.values(), key=lambda term: term.id)),
        tuple(_load_omitted(data / OMITTED, problems)),
    )


def _load_omitted(path: Path, problems: Problems) -> list[Located[Omitted]]:
    if not path.exists():
        return []
    records = load_list(path, path.name, Omitted, problems)
    first: dict[str, Place] = {}
    for record in records:
        phrase, place = record.value.phrase, record.at("phrase")
        if (see := first.setdefault(phrase, place)) != place:
            problems.add(REC009, place, f"“{phrase}” stands twice", see=see)
    return sorted(records, key=lambda record: (record.value.phrase, record.place))


def _check_order(records: list[Located[TermRecord]], problems: Problems) -> None:
    highest: Located[TermRecord] | None = None
    for record in records:
        if highest and record.value.id < highest.value.id:
            told = f'"{record.value.id}" stands after "{highest.value.id}"'
            problems.add(GLO005, record.at("id"), told, see=highest.at("id"))
        else:
            highest = record


def _term(record: Located[TermRecord], category: str, problems: Problems) -> Term:
    value = record.value
    _check_source(record, problems)
    _check_plain(record, problems)
    definition_zh = value.definition_zh or ""
    return Term(
        id=value.id,
        category=category,
        forms=_forms(record, problems),
        pinyin=" ".join(value.pinyin.split()) if value.pinyin else spelling(value.zh),
        en=value.en,
        definition=value.definition,
        en_also=value.en_also,
        origin=value.origin,
        source=value.source or "",
        definition_zh=definition_zh,
        definition_hant=traditional(definition_zh),
        see=value.see,
        not_in=value.not_in,
        place=record.place,
        places=record.places,
    )


def _forms(record: Located[TermRecord], problems: Problems) -> tuple[Form, ...]:
    value = record.value
    simplified = (value.zh, *value.also)
    given = (value.hant,) if isinstance(value.hant, str) else value.hant
    if len(given) not in (0, 1, len(simplified)):
        message = f"{len(given)} traditional forms for {len(simplified)} simplified ones"
        problems.add(GLO003, record.at("hant"), message)
        given = ()
    forms = []
    for index, hans in enumerate(simplified):
        hant = given[index] if index < len(given) else traditional(hans)
        if len(hant) != len(hans):
            problems.add(GLO003, record.at("hant"), f"“{hans}” and “{hant}” differ in length")
            hant = hans
        forms.append(Form(hans, hant))
    return tuple(forms)


def _check_source(record: Located[TermRecord], problems: Problems) -> None:
    value = record.value
    if value.origin == "project" and value.source:
        problems.add(GLO002, record.at("source"), 'a "source" with the origin "project"')
    elif value.origin != "project" and not value.source:
        problems.add(GLO002, record.at("origin"), f'no "source" with the origin "{value.origin}"')


def _check_plain(record: Located[TermRecord], problems: Problems) -> None:
    value = record.value
    texts: Iterable[tuple[str, str | None]] = (
        ("zh", value.zh),
        ("en", value.en),
        *(("en_also", english) for english in value.en_also),
        ("source", value.source),
        ("definition", value.definition),
        ("definition_zh", value.definition_zh),
    )
    for key, text in texts:
        if text and (found := _MARKUP.search(text)):
            sign = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
            problems.add(GLO004, record.at(key), f"{key}: {sign}")
