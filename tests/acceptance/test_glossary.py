"""The glossary of this publication."""

import yaml

from build_tools.glossary import records as glossary
from tests.acceptance.conftest import Real
from tests.support.glossaries import RECORD
from tests.support.paths import DATA


def test_the_comment_of_each_file_shows_a_complete_record() -> None:
    for path in sorted((DATA / "glossary").glob("*.yml")):
        lines = path.read_text("utf-8").splitlines()
        comment = [line[1:] for line in lines if line.startswith("#")]
        record = yaml.safe_load("\n".join(comment[2:]))[0]
        assert set(record) == set(glossary.TermRecord.model_fields), path.name
        assert set(RECORD) < set(record)


def test_every_occurrence_is_the_term_in_both_scripts(real: Real) -> None:
    found = real.resolved.matching.occurrences
    assert len(found) > len(real.resolved.glossary.terms)
    for occurrence in found:
        part, span = real.document.by_id[occurrence.span.segment], occurrence.span
        assert part.hans[span.start : span.end] == occurrence.form.hans
        assert part.hant[span.start : span.end] == occurrence.form.hant
