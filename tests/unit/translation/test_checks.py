"""The translation's records, and the checks of its English against the Chinese."""

import re
from pathlib import Path

import pytest

from build_tools.diagnostics import Diagnostic, Place, Problems
from build_tools.document.model import Document, Segment
from build_tools.translation import records as translation
from build_tools.translation.checks import TermUse, check
from tests.support.cases import read_cases


def segment(id: str, hans: str, level: str = "sentence") -> Segment:
    kind = "sentence" if level == "sentence" else "heading"
    unit = id.partition(".")[0]
    return Segment(
        id=id,
        part="review",
        kind=kind,
        level=level,
        unit=unit,
        offset=0,
        paragraph=1,
        restored=hans,
        hant=hans,
        hans=hans,
        place=Place("source"),
    )


# Terms


# Figures


# Style


# Records


def located(problem: Diagnostic) -> str:
    return f"{problem.place} {problem.code.id}"


@pytest.mark.parametrize("case", read_cases("translation/records.yml"), ids=lambda c: c["name"])
def test_records(case: dict, tmp_path: Path) -> None:
    for name, text in case["files"].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        hashed = re.sub(r"HASH\((.*?)\)", lambda m: translation.chinese_hash(m[1]), text)
        (tmp_path / name).write_text(hashed, "utf-8")
    document = Document(tuple(segment(*row) for row in case["text"].items()), Place("source"))
    uses = [TermUse(where, zh, tuple(en)) for where, zh, en in case.get("terms", [])]
    problems = Problems()
    entries = translation.load(tmp_path, problems)
    departures = translation.load_departures(tmp_path, problems)
    check(document, entries, departures, uses, problems)
    assert sorted(map(located, problems)) == sorted(case.get("problems", []))
    assert case.get("hint", "") in [*(problem.hint for problem in problems), ""]
