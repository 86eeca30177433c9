"""What the glossary covers."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.glossary.coverage import GlossaryCoverage
from build_tools.glossary.lint import check_glossary
from build_tools.glossary.loading import load_glossary
from build_tools.glossary.matching import match
from tests.support.documents import document
from tests.support.glossaries import write


def test_coverage_counts(tmp_path: Path) -> None:
    files: dict[str, list[dict[str, Any]]] = {
        "places": [
            {"id": "changshu", "zh": "常熟市", "also": ["常熟"], "definition_zh": "县级市。"}
        ],
        "plans": [{"id": "plan", "zh": "双创", "origin": "official", "source": "a law"}],
    }
    loaded = load_glossary(write(tmp_path, files, ["沃土"]), Problems())
    text = document("常熟市实施“双创”计划，常熟市厚植“沃土”。", "发展“新业态”。", "")
    coverage = check_glossary(loaded, match(loaded.terms, text.segments), text, Problems())
    assert coverage == GlossaryCoverage(
        terms=2,
        forms=3,
        categories=(("places", 1), ("plans", 1)),
        origins=(("official", 1), ("project", 1)),
        without_chinese=("plan",),
        occurrences=3,
        segments=3,
        segments_with_terms=1,
        characters=21,
        characters_in_terms=8,
        quoted=3,
        quoted_terms=1,
        quoted_omitted=1,
    )
    assert coverage.quoted_open == 1
    assert "1 left out, 1 open" in str(coverage)
    assert "2 in English, 1 in Chinese; Chinese editions show the English" in str(coverage)
    named = replace(coverage, terms=9, without_chinese=tuple("abcdefg"))
    assert "2 in Chinese" in str(named)
    assert str(named).count(" of a, b, c, d, e and 2 more\n") == 1
    assert "9 in English, 9 in Chinese\n" in str(replace(named, without_chinese=()))


def test_an_empty_glossary_is_told_as_such(tmp_path: Path) -> None:
    problems = Problems()
    loaded = load_glossary(tmp_path, problems)
    text = document("")
    coverage = check_glossary(loaded, match((), text.segments), text, problems)
    assert list(problems) == []
    assert (coverage.terms, coverage.occurrences) == (0, 0)
    assert "Terms: 0 (forms: 0;" in str(coverage)
