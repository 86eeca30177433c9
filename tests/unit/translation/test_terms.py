"""Terms in the English."""

import pytest

from build_tools.translation.terms import occurrences
from tests.support.cases import read_rows

TERMS = read_rows("translation/terms.tsv")


@pytest.mark.parametrize(("text", "term", "words"), TERMS, ids=[" / ".join(t[:2]) for t in TERMS])
def test_term_in_english(text: str, term: str, words: str) -> None:
    found = [text[start:end].rstrip("”’") for start, end in occurrences(text, term)]
    assert (found or ["-"]) == [words.rstrip("”’")]


def test_every_place_of_a_term_is_found() -> None:
    assert len(occurrences("Parks, a park and the Park; sparks", "park")) == 3
