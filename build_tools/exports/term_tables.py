"""The glossary as tables for translators' tools: Chinese in one script, English and a note.

Each form of a term that the text may have is a row.
"""

from collections.abc import Iterator, Sequence

from build_tools.exports.tbx import term_notes
from build_tools.glossary.records import Term
from build_tools.text.csv import as_csv, as_tsv
from build_tools.text.plain import one_line
from build_tools.text.source_types import Script

TABLE_HEAD = ("source", "target", "note")


def _rows(terms: Sequence[Term], script: Script) -> Iterator[tuple[str, str, str]]:
    """Chinese, English and a note, for each form of each term."""
    for term in terms:
        note = "; ".join([one_line(term.definition), *term_notes(term)])
        for form in dict.fromkeys(form.text(script) for form in term.forms):
            yield one_line(form), one_line(term.en), note


def to_tsv(terms: Sequence[Term], script: Script) -> str:
    """A table without a header, parted by tabs, as OmegaT reads glossaries.

    OmegaT takes only a text file that begins with a byte order mark for UTF-8 on every system.
    """
    return "\ufeff" + as_tsv(_rows(terms, script))


def to_csv(terms: Sequence[Term], script: Script) -> str:
    """A table whose first row names the columns, as most other tools ask for."""
    return as_csv([TABLE_HEAD, *_rows(terms, script)])
