"""``glossary.json`` and ``glossary.csv``: the terms with every segment in which they occur."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.exports.models import Export
from build_tools.glossary.matching import Occurrence, by_term
from build_tools.glossary.records import Term
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
)


class TermEntry(Export):
    """A term; `hant` is null where the publication has no traditional text."""

    id: str
    hans: str
    hant: str | None
    pinyin: str
    en: str
    aliases: list[str]
    category: str
    definition_en: str
    definition_zh: str | None
    occurrences: list[str]


class GlossaryFile(Export):
    """The terms of the glossary and every segment in which each occurs."""

    terms: list[TermEntry]


def _segments(found: Iterable[Occurrence]) -> list[str]:
    return list(dict.fromkeys(occurrence.span.segment for occurrence in found))


def glossary_file(
    terms: Iterable[Term], occurrences: Iterable[Occurrence], traditional: bool = True
) -> GlossaryFile:
    """The glossary; ``traditional`` says whether the publication has a traditional text."""
    found = by_term(occurrences)
    return GlossaryFile(
        terms=[
            TermEntry(
                id=term.id,
                hans=term.hans,
                hant=term.hant if traditional else None,
                pinyin=term.pinyin,
                en=term.en,
                aliases=_aliases(term, traditional),
                category=term.category,
                definition_en=term.definition,
                definition_zh=term.definition_zh or None,
                occurrences=_segments(found.get(term.id, ())),
            )
            for term in terms
        ]
    )


def _aliases(term: Term, traditional: bool) -> list[str]:
    hans = [form.hans for form in term.forms[1:]]
    hant = [form.hant for form in term.forms[1:] if traditional]
    own = {term.hans, term.hant, term.en}
    return [name for name in dict.fromkeys([*hans, *hant, *term.en_also]) if name not in own]


def to_csv(
    terms: Iterable[Term], occurrences: Iterable[Occurrence], traditional: bool = True
) -> str:
    """The terms as a table: a row of ``COLUMNS``, then one row a term.

    A cell of several values has ``SEPARATOR`` between them.
    """
    found = by_term(occurrences)
    rows: list[Sequence[str]] = [COLUMNS]
    for term in terms:
        places = found.get(term.id, ())
        row = {
            "id": term.id,
            "category": term.category,
            "hans": term.hans,
            "hant": term.hant if traditional else "",
            "pinyin": term.pinyin,
            "en": term.en,
            "hans_also": SEPARATOR.join(form.hans for form in term.forms[1:]),
            "hant_also": SEPARATOR.join(form.hant for form in term.forms[1:] if traditional),
            "en_also": SEPARATOR.join(term.en_also),
            "origin": term.origin,
            "source": term.source,
            "definition_en": term.definition,
            "definition_zh": term.definition_zh,
            "see": SEPARATOR.join(term.see),
            "occurrences": str(len(places)),
            "segments": SEPARATOR.join(_segments(places)),
        }
        rows.append([row[column] for column in COLUMNS])
    return as_csv(rows)
