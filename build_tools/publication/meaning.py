"""Whether records say what the text says: titles, names and links held against their words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from build_tools.diagnostics import Problems
from build_tools.document.model import Document
from build_tools.glossary.definition_fit import check_definitions
from build_tools.glossary.records import Glossary
from build_tools.tracker.link_evidence import check_links
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import Tracker
from build_tools.tracker.titles import check_indicator_names, check_titles


def check_meaning(
    tracker: Tracker,
    resolved: ResolvedTracker,
    document: Document,
    glossary: Glossary,
    translation: Mapping[str, str],
    problems: Problems,
) -> None:
    """Report what parts from the text; ``translation`` is the English of each segment by its id."""
    check_titles(tracker, document, translation, _places(glossary), problems)
    check_indicator_names(tracker, resolved, translation, problems)
    forms = {term.id: [form.hans for form in term.forms] for term in glossary.terms}
    texts = [(segment.hans, translation.get(segment.id, "")) for segment in document.segments]
    texts += [(record.value.title.zh, record.value.title.en) for record in tracker.entries]
    check_definitions(glossary, texts, problems)
    check_links(tracker, resolved, document, forms, problems)


def _places(glossary: Glossary) -> set[str]:
    """The forms of terms whose English is one name."""
    named = (term for term in glossary.terms if re.fullmatch("[A-Z][a-z]+", term.en))
    return {form.hans for term in named for form in term.forms}
