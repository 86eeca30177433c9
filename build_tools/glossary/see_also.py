"""Terms that name an unrelated one under ``see``, probably by a mistaken id."""

from collections import defaultdict

from build_tools.diagnostics import Code, Problems
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary, Term
from build_tools.text.han import han_pairs

GLO024 = Code(
    "GLO024",
    "Under 'see' a term names one with which it shares no character, no sentence and no word.",
    "Correct the id; where it is right, name this term under 'see' of the other one too.",
    "advice",
    needs=("glossary/*.yml", "text"),
    example='"high-standard-farmland" and "technical-upgrading" share nothing',
)


def check_see(glossary: Glossary, matched: Matching, problems: Problems) -> None:
    """Report terms under ``see`` that share nothing with theirs and do not name it in turn."""
    places: dict[str, set[str]] = defaultdict(set)
    for found in matched.occurrences:
        places[found.term].add(found.span.segment)
    for term in glossary.terms:
        for index, name in enumerate(term.record.see):
            other = glossary.by_id.get(name)
            if other is None or term.is_general or term.id in other.record.see:
                continue
            if places[term.id].isdisjoint(places[name]) and not _is_near(term, other):
                message = f'"{term.id}" and "{name}" share nothing'
                problems.add(GLO024, term.at("see", index), message)


def _is_near(term: Term, other: Term) -> bool:
    """Whether two terms share a character or words of their definitions, or that is not known."""
    one, two = term.record.definition_zh, other.record.definition_zh
    if not one or not two:
        return True
    return (
        not set(term.hans).isdisjoint(other.hans)
        or any(form.hans in one for form in other.forms)
        or any(form.hans in two for form in term.forms)
        or not han_pairs(one).isdisjoint(han_pairs(two))
    )
