"""The files of the glossary read: ``data/glossary/<subject>.yml`` and ``omitted-phrases.yml``."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.diagnostics import Code, Place, Problems
from build_tools.glossary.records import DraftRecord, Form, Glossary, Omitted, Term, TermRecord
from build_tools.records import REC009, Located, is_record, load_list, yaml_files
from build_tools.records.order import misplaced
from build_tools.text.plain import hyphenated
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

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]+\d*);")
_VAGUE = re.compile(
    r"\b(?:(?:\w+ )?(?:media|press) )?usage\b|\b(?:state|various|news) media\b|通行用法|媒体用法"
)
"""Words in the place of a document with its year."""


def load_glossary(data: Path, problems: Problems) -> Glossary:
    """The glossary of a data folder. What cannot be read as a record is reported and left out."""
    terms: dict[str, Term] = {}
    drafts: list[Located[DraftRecord]] = []
    for path in yaml_files(data / FOLDER):
        name = f"{FOLDER}/{path.name}"
        _check_file_name(path.stem, name, problems)
        found = load_list(data, name, TermRecord, problems, DraftRecord)
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
        tuple(_load_omitted(data, problems)),
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


def _load_omitted(data: Path, problems: Problems) -> list[Located[Omitted]]:
    records = load_list(data, OMITTED, Omitted, problems, is_optional=True)
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
