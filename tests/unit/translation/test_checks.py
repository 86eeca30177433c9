"""The translation's records, and the checks of its English against the Chinese."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Diagnostic, Place, Problems
from build_tools.diagnostics.all_codes import every_code
from build_tools.document.model import Document
from build_tools.resources.units import general_units
from build_tools.translation import records as translation
from build_tools.translation.bilingual import Lexicon
from build_tools.translation.checks import TermUse, check_translation
from build_tools.translation.pinyin_names import small_words
from build_tools.translation.records import load_translation
from build_tools.translation.senses import general_senses
from tests.support.cases import read_cases
from tests.support.documents import segment


def located(problem: Diagnostic) -> str:
    return f"{problem.place} {problem.code.id}"


@pytest.mark.parametrize("case", read_cases("translation/records.yml"), ids=lambda c: c["name"])
def test_records(case: dict[str, Any], tmp_path: Path) -> None:
    for name, text in case["files"].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    document = Document(tuple(segment(*row) for row in case["text"].items()), Place("source"))
    uses = [
        TermUse(where, zh, tuple(en), kind == "general_terms")
        for kind in ("terms", "general_terms")
        for where, zh, en in case.get(kind, [])
    ]
    problems = Problems()
    translations = load_translation(tmp_path, problems)
    departures = translation.load_departures(tmp_path, problems)
    is_official = case.get("official", False)
    english = [record.value.en for record in translations.values()]
    known = general_senses()
    words = small_words(english) | known.english_words
    lexicon = Lexicon(known, general_units(), words, {}, "")
    check_translation(document, translations, departures, uses, lexicon, problems, is_official)
    expected = case.get("problems", case.get("advice", []))
    assert sorted(map(located, problems)) == sorted(expected)
    assert "advice" not in case or not problems.errors
    assert {problem.code for problem in problems} <= {*every_code()}
    assert case.get("hint", "") in [*(problem.hint for problem in problems), ""]
