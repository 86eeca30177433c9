"""The terms in a text, for checking and aligning its translation."""

from collections.abc import Iterator, Mapping

from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Term
from build_tools.translation.checks import TermUse


def term_uses(terms: Mapping[str, Term], found: Matching) -> Iterator[TermUse]:
    """Each occurrence of one of ``terms``, by their ids, with every English that is accepted."""
    for one in found.occurrences:
        term = terms[one.term]
        yield TermUse(one.span.segment, one.form.hans, term.english, term.is_general)
