"""The glossary's terms, read from ``data/glossary/<subject>.yml``, and the phrases left out.

A term's traditional form and its pinyin are derived (OpenCC, pypinyin) unless its record gives
them. ``build_tools.glossary.lint`` checks whether the terms fit the text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import ValidationInfo, model_validator

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import (
    REC009,
    Bilingual,
    Distinct,
    Identifier,
    IdOf,
    Located,
    Record,
    Text,
    is_record,
    load_list,
    yaml_files,
)
from build_tools.records.order import misplaced
from build_tools.records.types import require_languages
from build_tools.text.pinyin import NO_READINGS, Readings, spelling
from build_tools.text.plain import hyphenated
from build_tools.text.source_types import Script
from build_tools.text.word_conversion import to_traditional

GLO001 = Code(
    "GLO001",
    "A glossary file's name is not a subject.",
    "Name it with lower-case words joined by hyphens: the name is the category of its terms.",
    needs=("glossary/*.yml",),
    example='"New Industry" is not lower-case words with hyphens (hint: such as new-industry.yml)',
)
GLO002 = Code(
    "GLO002",
    "A term's English names no text that uses it, or is this project's own and names one.",
    "Give 'source' with the origins official and established: a document with its year, or the "
    "owner's own name; and none with project.",
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
    "A text of the glossary holds markup.",
    "Write plain text: the site shows it letter for letter.",
    example="en: <b>",
)
GLO005 = Code(
    "GLO005",
    "The records of a glossary file are not sorted by id.",
    "Move the record to its place in the alphabet.",
    "advice",
    example='"factory-renewal" is out of order (hint: move it to the top)',
)

GLO022 = Code(
    "GLO022",
    "A term is a draft: it has no English yet, and is matched nowhere.",
    "Give it 'en', 'origin' and 'definition', and delete 'draft'.",
    "advice",
    absent="glossary",
    example="“技改” has no English and no definition yet",
)
FOLDER = "glossary"
OMITTED = "omitted-phrases.yml"

TermOrigin = Literal["official", "established", "project"]

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]+\d*);")


class TermRecord(Record):
    """A term as an editor writes it."""

    id: Identifier
    """Lower-case words joined by hyphens; addresses of the term end with it."""
    zh: Text
    """The form by which the glossary lists it, simplified, as the text writes it."""
    also: tuple[Text, ...] = ()
    """Other forms in the text that mean the same."""
    hant: Text | tuple[Text, ...] = ()
    """The traditional form of ``zh``, or of each form, where the derived one is wrong."""
    pinyin: Text | None = None
    """Its pinyin, where the derived one is wrong."""
    en: Text
    """The English that is preferred."""
    en_also: Distinct[Text] = ()
    """Other English that a reader may meet; the pages show it."""
    en_forms: Distinct[Text] = ()
    """Forms of the English in running text, for matching only: inflections, other word order."""
    uncertain: bool = False
    """Whether the meaning or the English is not certain; the pages say so."""
    origin: TermOrigin
    source: Text | None = None
    """The document, with its year, that uses this English; not with `project`."""
    definition: Text
    """What it means, in one or two plain sentences."""
    definition_zh: Text | None = None
    """The same in Chinese: a reader of either edition must learn the same."""
    see: Distinct[Annotated[Text, IdOf("term")]] = ()
    """The ids of terms that help to understand it."""
    not_in: Distinct[Text] = ()
    """Longer words inside which no form of the term may be matched."""
    former: Distinct[Identifier] = ()
    """Ids under which it was published before; their addresses go on leading to it."""

    @model_validator(mode="after")
    def _languages(self, info: ValidationInfo) -> Self:
        keys = ("definition_zh", "definition")
        require_languages(self.definition_zh or "", self.definition, info, keys)
        require_languages(self.zh, self.en, info)
        return self


class DraftRecord(Record):
    """A term that still lacks its English; it is matched nowhere until it is completed."""

    id: Identifier
    zh: Text
    also: tuple[Text, ...] = ()
    hant: Text | tuple[Text, ...] = ()
    pinyin: Text | None = None
    definition_zh: Text
    draft: bool


class Omitted(Record):
    """A phrase in quotation marks that is deliberately no term."""

    phrase: Text
    """The phrase, simplified."""
    why: Bilingual
    """Why it is not a term."""


@dataclass(frozen=True, order=True)
class Form:
    """One way in which the text writes a term, in both scripts, equally long."""

    hans: str
    hant: str

    def text(self, script: Script) -> str:
        return self.hant if script == "hant" else self.hans


@dataclass(frozen=True)
class Term:
    """A term: its record, its subject, and what is derived from the record."""

    located: Located[TermRecord]
    category: str
    """The subject: the stem of the file's name."""
    forms: tuple[Form, ...]
    """The form by which the glossary lists the term, then the others."""
    is_general: bool = False
    """Whether it comes from the termbase that is shipped with the generator."""
    traditional: Callable[[str], str] = field(default=to_traditional, compare=False, repr=False)
    """How the project's own Chinese becomes traditional."""
    readings: Readings = field(default=NO_READINGS, compare=False, repr=False)

    @property
    def record(self) -> TermRecord:
        return self.located.value

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def hans(self) -> str:
        return self.forms[0].hans

    @property
    def hant(self) -> str:
        return self.forms[0].hant

    def text(self, script: Script) -> str:
        """The form by which the glossary lists it."""
        return self.forms[0].text(script)

    @cached_property
    def pinyin(self) -> str:
        """One syllable a Han character, with tone marks; Latin letters and figures as they are."""
        given = self.record.pinyin
        return " ".join(given.split()) if given else spelling(self.record.zh, self.readings)

    @property
    def en(self) -> str:
        return self.record.en

    @cached_property
    def english(self) -> tuple[str, ...]:
        """All English that renders the term, the preferred first."""
        return (self.record.en, *self.record.en_also, *self.record.en_forms)

    @property
    def definition(self) -> str:
        return self.record.definition

    def chinese_definition(self, script: Script) -> str:
        """The Chinese definition; "" where there is none."""
        text = self.record.definition_zh or ""
        return self.traditional(text) if script == "hant" else text

    def spelt(self, traditional: Callable[[str], str], readings: Readings) -> Self:
        """The term with the traditional forms that its record does not give, and its readings."""
        given = self.record.hant
        known = 1 if isinstance(given, str) else len(given)
        forms = (
            form if index < known else Form(form.hans, traditional(form.hans))
            for index, form in enumerate(self.forms)
        )
        return replace(self, forms=tuple(forms), traditional=traditional, readings=readings)

    def at(self, *path: str | int) -> Place:
        """The place of a part of its record, such as ``at("see", 0)``; else the record's."""
        return self.located.at(*path)


@dataclass(frozen=True)
class Glossary:
    """All terms, sorted by id, and the phrases left out, sorted by phrase."""

    terms: tuple[Term, ...] = ()
    omitted: tuple[Located[Omitted], ...] = ()
    drafts: tuple[Located[DraftRecord], ...] = ()
    """Terms without English, such as those that the report itself explains."""

    @cached_property
    def by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def former(self) -> dict[str, str]:
        """The id of each term by those that it had before."""
        return {old: term.id for term in self.terms for old in term.record.former}

    @cached_property
    def hans_forms(self) -> dict[str, list[str]]:
        """The simplified forms of each term, by its id."""
        return {term.id: [form.hans for form in term.forms] for term in self.terms}

    @cached_property
    def categories(self) -> tuple[str, ...]:
        return tuple(sorted({term.category for term in self.terms}))


def load_glossary(data: Path, problems: Problems) -> Glossary:
    """The glossary of a data folder. What cannot be read as a record is reported and left out."""
    terms: dict[str, Term] = {}
    drafts: list[Located[DraftRecord]] = []
    for path in yaml_files(data / FOLDER):
        name = f"{FOLDER}/{path.name}"
        _check_file_name(path.stem, name, problems)
        found = load_list(path, name, TermRecord, problems, DraftRecord)
        _check_order(found, problems)
        drafts += (record for record in found if is_record(record, DraftRecord))
        for record in found:
            if is_record(record, TermRecord):
                _check_source(record, problems)
                _check_plain(record, problems)
                term = Term(record, path.stem, forms_of(record, problems))
                if not _is_taken(record, terms, problems):
                    terms[term.id] = term
    for draft in drafts:
        _is_taken(draft, terms, problems)
        message = f"“{draft.value.zh}” has no English and no definition yet"
        problems.add(GLO022, draft.place, message)
    return Glossary(
        tuple(sorted(terms.values(), key=lambda term: term.id)),
        tuple(_load_omitted(data / OMITTED, problems)),
        tuple(drafts),
    )


def _check_file_name(stem: str, name: str, problems: Problems) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", stem):
        message, better = f'"{stem}" is not lower-case words with hyphens', hyphenated(stem)
        problems.add(GLO001, Place(name), message, f"such as {better}.yml" if better else "")


def _is_taken(
    record: Located[TermRecord] | Located[DraftRecord],
    terms: Mapping[str, Term],
    problems: Problems,
) -> bool:
    """Whether a term has the id of a record already; reports it (REC009)."""
    if (first := terms.get(record.value.id)) is not None:
        message = f'"{record.value.id}" appears twice'
        problems.add(REC009, record.at("id"), message, see=first.located.place)
    return first is not None


def _load_omitted(path: Path, problems: Problems) -> list[Located[Omitted]]:
    records = load_list(path, path.name, Omitted, problems, is_optional=True)
    first: dict[str, Place] = {}
    for record in records:
        phrase, place = record.value.phrase, record.at("phrase")
        if (see := first.setdefault(phrase, place)) != place:
            problems.add(REC009, place, f"“{phrase}” appears twice", see=see)
    return sorted(records, key=lambda record: (record.value.phrase, record.place))


def _check_order(records: Sequence[Located[Any]], problems: Problems) -> None:
    ids = [record.value.id for record in records]
    for number, before in misplaced(ids):
        hint = "move it to the top" if before is None else f'move it behind "{ids[before]}"'
        problems.add(GLO005, records[number].at("id"), f'"{ids[number]}" is out of order', hint)


def forms_of(record: Located[TermRecord], problems: Problems) -> tuple[Form, ...]:
    """The forms of a term in both scripts. Traditional forms that do not fit are reported."""
    value = record.value
    simplified = (value.zh, *value.also)
    given = (value.hant,) if isinstance(value.hant, str) else value.hant
    if len(given) not in (0, 1, len(simplified)):
        message = f"{len(given)} traditional forms for {len(simplified)} simplified ones"
        problems.add(GLO003, record.at("hant"), message)
        given = ()
    forms = []
    for index, hans in enumerate(simplified):
        hant = given[index] if index < len(given) else to_traditional(hans)
        if len(hant) != len(hans):
            problems.add(GLO003, record.at("hant"), f"“{hans}” and “{hant}” differ in length")
            hant = hans
        forms.append(Form(hans, hant))
    return tuple(forms)


_VAGUE = re.compile(
    r"\b(?:(?:\w+ )?(?:media|press) )?usage\b|\b(?:state|various|news) media\b|通行用法|媒体用法"
)
"""Words in the place of a document with its year."""


def _check_source(record: Located[TermRecord], problems: Problems) -> None:
    value = record.value
    if value.origin == "project" and value.source:
        problems.add(GLO002, record.at("source"), 'a "source" with the origin "project"')
    elif value.origin != "project" and not value.source:
        problems.add(GLO002, record.at("origin"), f'no "source" with the origin "{value.origin}"')
    elif value.source and (vague := _VAGUE.search(value.source)):
        message = f"“{vague[0]}” names no text that can be looked up"
        problems.add(GLO002, record.at("source"), message)


def _check_plain(record: Located[TermRecord], problems: Problems) -> None:
    for key in ("zh", "en", "en_also", "en_forms", "source", "definition", "definition_zh"):
        value = getattr(record.value, key) or ()
        for text in (value,) if isinstance(value, str) else value:
            if found := _MARKUP.search(text):
                problems.add(GLO004, record.at(key), f"{key}: {found[0]}")
