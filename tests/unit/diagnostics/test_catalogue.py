"""All codes of the package."""

from __future__ import annotations

import re

import pytest

from build_tools.diagnostics import Code, catalogue


def test_an_id_stands_for_one_code() -> None:
    one, other = Code("AAA001", "One.", "Do."), Code("AAA001", "Other.", "Do.")
    assert catalogue.unique([one, Code("AAA000", "First.", "Do."), one])[1] is one
    with pytest.raises(ValueError, match="AAA001"):
        catalogue.unique([one, other])


@pytest.mark.parametrize("code", catalogue.every(), ids=lambda code: code.id)
def test_meaning_and_remedy_are_sentences(code: Code) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", code.id)
    for text in (code.meaning, code.remedy):
        assert re.fullmatch(r"[A-Z“].*[^.][.?]", text), text
