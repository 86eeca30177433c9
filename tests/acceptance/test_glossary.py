"""The glossary of this publication."""

from __future__ import annotations

import yaml

from build_tools.diagnostics import Problems
from build_tools.glossary import lint as glossary_health
from build_tools.glossary import records as glossary
from build_tools.glossary.matching import match
from tests.support.glossaries import RECORD
from tests.support.paths import DATA


def test_the_real_glossary_has_no_problem(real) -> None:
    problems = Problems()
    loaded = glossary.load(DATA, problems)
    found = match(loaded.terms, real.document.segments)
    coverage = glossary_health.check(loaded, found, real.document, problems)
    assert list(map(str, problems.errors)) == []
    assert coverage.terms >= 400
    assert coverage.quoted >= 149
    assert coverage.quoted_open == 0
    assert len(coverage.categories) == 11


def test_every_real_file_shows_a_complete_record() -> None:
    for path in sorted((DATA / "glossary").glob("*.yml")):
        comment = [
            line[1:] for line in path.read_text("utf-8").splitlines() if line.startswith("#")
        ]
        record = yaml.safe_load("\n".join(comment[1:]))[0]
        assert set(record) == set(glossary.TermRecord.model_fields), path.name
        assert set(RECORD) < set(record)


def test_real_spans_are_exact_in_both_scripts(real) -> None:
    terms = glossary.load(DATA, Problems())
    found = match(terms.terms, real.document.segments).occurrences
    assert len(found) > 1_000
    for occurrence in found:
        part, span = real.document.by_id[occurrence.span.segment], occurrence.span
        assert part.hans[span.start : span.end] == occurrence.form.hans
        assert part.hant[span.start : span.end] == occurrence.form.hant
