"""The English of this publication."""

from __future__ import annotations

import pytest

from build_tools.amounts.english import amounts
from build_tools.diagnostics import Problems
from build_tools.glossary import matching
from build_tools.glossary import records as glossary
from build_tools.translation import records as translation
from build_tools.translation.checks import TermUse, check
from build_tools.translation.parity import compare, figures
from tests.support.paths import DATA


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return translation.english(translation.load(DATA, Problems()))


def test_real_translation_has_no_problem(real) -> None:
    problems = Problems()
    terms = glossary.load(DATA, problems)
    found = matching.match(terms.terms, real.document.segments).occurrences
    accepted = {term.id: term.english for term in terms.terms}
    uses = [TermUse(o.span.segment, o.form.hans, accepted[o.term]) for o in found]
    entries = translation.load(DATA, problems)
    departures = translation.load_departures(DATA, problems)
    problems.found.clear()
    coverage = check(real.document, entries, departures, uses, problems)
    assert list(map(str, problems)) == []
    assert coverage.current == coverage.translated == coverage.segments > 0
    assert coverage.figures_matched == coverage.figures > 0
    assert coverage.terms_matched + coverage.terms_by_variant == coverage.terms > 0
    assert f"{coverage.segments} of {coverage.segments} (100.0 %) segments" in str(coverage)


def test_no_digit_of_the_real_text_escapes(real) -> None:
    for part in real.document.segments:
        digits = {at for at, char in enumerate(part.hans) if char.isdecimal()}
        covered = {
            at
            for figure in figures(part.hans)
            for at in range(figure.start, figure.start + len(figure.text))
        }
        assert digits <= covered, part.id


def test_a_wrong_digit_anywhere_is_noticed(real, english: dict[str, str]) -> None:
    """Every figure in digits of the English, made another figure, is told."""
    tried = 0
    for part in real.document.segments:
        text = english[part.id]
        right = compare(part.hans, text)
        for amount in amounts(text):
            at = next((i for i in range(amount.start, amount.end) if text[i] in "123456789"), None)
            if amount.in_words or at is None:
                continue
            tried += 1
            wrong = compare(part.hans, f"{text[:at]}{10 - int(text[at])}{text[at + 1 :]}")
            if text[at] != "5":
                assert wrong != right, f"{part.id}: {amount.text}"
    assert tried > 200
