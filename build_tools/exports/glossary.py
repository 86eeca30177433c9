"""``glossary.json`` and ``glossary.csv``: the terms with every segment in which they occur."""

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field

from build_tools.exports.models import Export, File
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Term, TermOrigin
from build_tools.text.csv import as_csv

SEPARATOR = " | "
"""Between the values of one cell of the table."""
COLUMNS = (
    "id",
    "category",
    "hans",
    "hant",
    "pinyin",
    "en",
    "hans_also",
    "hant_also",
    "en_also",
    "origin",
    "source",
    "definition_en",
    "definition_zh",
    "see",
    "occurrences",
    "segments",
    "en_forms",
    "uncertain",
    "from",
    "definition_hant",
    "not_in",
)


class Aliases(Export):
    """The other names of a term; `hans` and `hant` go in pairs."""

    hans: list[str]
    """In simplified Chinese."""
    hant: list[str] | None
    """In traditional Chinese."""
    en: list[str]
    """In English."""


class TermEntry(Export):
    """A term; its traditional fields are null where the publication has no traditional text."""

    id: str
    """Its address on the page of its subject."""
    hans: str
    """The form by which the glossary lists it, in simplified characters."""
    hant: str | None
    """The same in traditional characters."""
    pinyin: str
    """One syllable a Han character, with tone marks; empty where there is none, as in GDP."""
    en: str
    """The English that is preferred."""
    aliases: list[str]
    """All other names, in any script."""
    category: str
    """The subject."""
    definition_en: str
    """What it means, in English."""
    definition_zh: str | None
    """The same in simplified Chinese."""
    occurrences: list[str]
    """The ids of the sentences and headings in which it occurs."""
    aliases_by_language: Aliases
    """The other names by language."""
    en_forms: list[str]
    """English in running text that renders it, found but not proposed."""
    uncertain: bool
    """Whether its meaning or its English is not certain."""
    origin: TermOrigin
    """Whose English it is: of an official document, in established use, or of this project."""
    source: str | None
    """The document that uses this English."""
    definition_hant: str | None
    """The definition in traditional Chinese."""
    see: list[str]
    """The ids of terms that help to understand it."""
    not_in: list[str]
    """Longer words of which it is no part."""
    places: int
    """How often it occurs."""
    from_: Literal["publication", "termbase"] = Field(serialization_alias="from")
    """Whether the publication explains it, or the termbase of the generator."""


class GlossaryFile(File):
    """The terms of the glossary and every segment in which each occurs."""

    terms: list[TermEntry]
    """The terms, sorted by id."""


def glossary_file(terms: Iterable[Term], matching: Matching, traditional: bool) -> GlossaryFile:
    """The glossary; ``traditional`` says whether the publication has a traditional text."""
    return GlossaryFile(terms=[_entry(term, matching, traditional) for term in terms])


def _entry(term: Term, matching: Matching, traditional: bool) -> TermEntry:
    """A term as it is exported; ``traditional`` is whether there is a traditional text."""
    record = term.record
    found = matching.by_term.get(term.id, ())
    hans = [form.hans for form in term.forms[1:]]
    hant = [form.hant for form in term.forms[1:]] if traditional else None
    aliases = dict.fromkeys((*hans, *(hant or ()), *term.english[1:]))
    return TermEntry(
        id=term.id,
        hans=term.hans,
        hant=term.hant if traditional else None,
        pinyin=term.reading,
        en=term.en,
        aliases=[name for name in aliases if name not in (term.hans, term.hant, term.en)],
        category=term.category,
        definition_en=term.definition,
        definition_zh=record.definition_zh,
        occurrences=list(dict.fromkeys(occurrence.span.segment for occurrence in found)),
        aliases_by_language=Aliases(hans=hans, hant=hant, en=list(record.en_also)),
        en_forms=list(record.en_forms),
        uncertain=record.uncertain,
        origin=record.origin,
        source=record.source,
        definition_hant=(term.chinese_definition("hant") or None) if traditional else None,
        see=list(record.see),
        not_in=list(record.not_in),
        places=len(found),
        from_="termbase" if term.is_general else "publication",
    )


def to_csv(glossary: GlossaryFile) -> str:
    """The terms as a table: a row of ``COLUMNS``, then one row a term.

    A cell of several values has ``SEPARATOR`` between them.
    """
    rows: list[Sequence[str]] = [COLUMNS]
    for term in glossary.terms:
        also = term.aliases_by_language
        row = {
            **term.model_dump(),
            "hans_also": also.hans,
            "hant_also": also.hant,
            "en_also": also.en,
            "occurrences": str(term.places),
            "segments": term.occurrences,
            "uncertain": "true" if term.uncertain else "",
        }
        rows.append([_cell(row[column]) for column in COLUMNS])
    return as_csv(rows)


def _cell(value: str | list[str] | None) -> str:
    return SEPARATOR.join(value) if isinstance(value, list) else value or ""
