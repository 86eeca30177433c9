"""The words by which the tracker's own search finds a record."""

from build_tools.presentation.pages.all_pages import glosses_of
from build_tools.presentation.pages.record_words import record_words
from build_tools.presentation.pages.tracker_views import record_anchor
from tests.support.publications import full


def test_a_record_is_found_in_both_scripts_in_english_and_by_its_terms() -> None:
    resolved = full.resolved()
    glosses = glosses_of(resolved)
    found, termed = record_words(resolved, glosses), 0
    for item in resolved.tracker.achievements:
        words = found[record_anchor(item)]
        for text in (item.hans, item.hant, item.title.en, item.record.english):
            assert text.lower().split(" ")[0] in words
        for occurrence in glosses.by_segment.get(item.segment.id, ()):
            span = occurrence.span
            if item.span.start <= span.start and span.end <= item.span.end:
                termed += 1
                for english in glosses.terms[occurrence.term].english:
                    assert english.lower() in words
    assert termed
