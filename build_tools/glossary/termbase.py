"""The general termbase: terms of Chinese government reports that belong to no single place.

It is shipped with the generator: ``termbase/<subject>.yml`` in the form of a publication's
glossary, with ``definition_zh`` in every record, and ``subjects.yml``, the names of the subjects.
A publication that asks for it (``termbase`` in publication.yml) has the general terms that occur in
its text as well as those of its glossary.

A check must be quick and a report has one term in five, so the files are searched for the Chinese
forms as they are and only the records that occur are read as YAML. For that the files keep one
layout: ``id``, ``zh`` and ``also`` come first, each on one line. A test holds the files to it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.document.model import Document
from build_tools.glossary.loading import forms_of
from build_tools.glossary.matching import Matching, match
from build_tools.glossary.records import Glossary, Term, TermRecord
from build_tools.records import Bilingual, Located, yaml_files
from build_tools.records.publication import Publication
from build_tools.text.word_search import Find, finder

GLO021 = Code(
    "GLO021",
    "A general term that is to be left out is not in the termbase.",
    "Correct its id under 'termbase: without' in publication.yml, or delete it.",
    example='no general term "belt-and-raod" (hint: did you mean "belt-and-road"?)',
)

FILES = Path(__file__).with_name("termbase")
SUBJECTS = Path(__file__).with_name("subjects.yml")

_HEAD = re.compile(r"- id: (?P<id>.+)\n  zh: (?P<zh>.+)\n(?:  also: \[(?P<also>.*)\]\n)?")


@dataclass(frozen=True)
class RecordText:
    """A record of the termbase as its file has it, not yet read as YAML."""

    id: str
    subject: str
    place: Place
    forms: tuple[str, ...]
    """Its Chinese forms, simplified."""
    yaml: str


@cache
def record_texts() -> tuple[RecordText, ...]:
    """All records of the termbase, in the order of the files."""
    return tuple(found for path in yaml_files(FILES) for found in _split(path))


def _split(path: Path) -> Iterable[RecordText]:
    line = 1
    for text in re.split(r"^(?=- )", path.read_text("utf-8"), flags=re.MULTILINE):
        if head := _HEAD.match(text):
            forms = [head["zh"], *(head["also"] or "").split(", ")]
            yield RecordText(
                head["id"],
                path.stem,
                Place(f"termbase/{path.name}", line, 1),
                tuple(form.strip("\"'") for form in forms if form),
                text,
            )
        line += text.count("\n")


@cache
def subjects() -> Mapping[str, Bilingual]:
    """The name of each subject of the termbase."""
    values = yaml.load(SUBJECTS.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - safe
    return {subject: Bilingual(**name) for subject, name in values.items()}


@cache
def _find_forms() -> Find:
    return finder(form for record in record_texts() for form in record.forms)


def general_terms(text: str) -> list[Term]:
    """The terms of the termbase of which ``text``, simplified Chinese, has a form."""
    present = {form for *_, form in _find_forms()(text)}
    chosen = [record for record in record_texts() if not present.isdisjoint(record.forms)]
    values = yaml.load("".join(record.yaml for record in chosen), Loader=yaml.CBaseLoader)  # noqa: S506
    terms = []
    for found, value in zip(chosen, values or (), strict=True):
        record = Located(TermRecord.model_validate(value), found.place, {})
        terms.append(Term(record, found.subject, forms_of(record, Problems()), is_general=True))
    return terms


def join(
    glossary: Glossary,
    publication: Located[Publication],
    document: Document,
    problems: Problems,
    spelt: Callable[[Term], Term] = lambda term: term,
) -> tuple[Glossary, Matching]:
    """The publication's glossary with the general terms that occur, and all their places.

    ``spelt`` gives a term as the publication spells and reads it. A record of the publication wins
    over a general one that has the same id or one of its forms.
    """
    own = replace(glossary, terms=tuple(map(spelt, glossary.terms)))
    choice = publication.value.termbase
    if not choice.use:
        return own, match(own.terms, document.segments)
    _check_without(publication, problems)
    forms = {form.hans for term in own.terms for form in term.forms}
    general = [
        spelt(term)
        for term in general_terms("\n".join(segment.hans for segment in document.segments))
        if term.id not in choice.without
        and term.id not in own.by_id
        and forms.isdisjoint(form.hans for form in term.forms)
    ]
    matching = match([*own.terms, *general], document.segments)
    terms = [*own.terms, *(term for term in general if term.id in matching.by_term)]
    return replace(own, terms=tuple(sorted(terms, key=lambda term: term.id))), matching


@cache
def general_ids() -> frozenset[str]:
    """The ids of all terms of the termbase."""
    return frozenset(record.id for record in record_texts())


def _check_without(publication: Located[Publication], problems: Problems) -> None:
    known = general_ids()
    for index, id_ in enumerate(publication.value.termbase.without):
        if id_ not in known:
            place = publication.at("termbase", "without", index)
            problems.add(GLO021, place, f'no general term "{id_}"', nearest(id_, known))
