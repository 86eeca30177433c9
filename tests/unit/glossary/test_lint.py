"""Loading the glossary and its health: a case that raises each code, and cases that do not."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.document.model import Document
from build_tools.glossary.lint import check_glossary
from build_tools.glossary.loading import load_glossary
from build_tools.glossary.matching import match
from tests.support.cases import read_cases
from tests.support.documents import document, segment
from tests.support.glossaries import write

CASES = read_cases("glossary/lint.yml")


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}: {case['name']}")
        for code, parts in CASES.items()
        for case in parts[kind]
    ]


def text_of(case: dict[str, Any]) -> Document:
    made = document(*case.get("text", ["常熟市"]))
    if "hant" not in case:
        return made
    pairs = zip(made.segments, case["hant"], strict=True)
    return Document(tuple(segment(s.id, s.hans, hant) for s, hant in pairs), made.end)


def problems_of(case: dict[str, Any], data: Path) -> Problems:
    problems = Problems()
    loaded = load_glossary(write(data, case["files"], case.get("omitted", ())), problems)
    text = text_of(case)
    check_glossary(loaded, match(loaded.terms, text.segments), text, problems)
    return problems


@pytest.mark.parametrize(("code", "case"), cases("raises"))
def test_raises(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = [problem for problem in problems_of(case, tmp_path) if problem.code.id == code]
    assert any(case["says"] in str(problem) for problem in found), list(map(str, found))
    assert all(str(problem.place).startswith(case.get("at", "")) for problem in found)


@pytest.mark.parametrize(("code", "case"), cases("quiet"))
def test_quiet(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert list(map(str, problems_of(case, tmp_path))) == []


def test_problems_say_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "omitted-phrases.yml").write_text("# none\n", "utf-8")
    (tmp_path / "glossary" / "places.yml").write_text(
        """# Terms
- id: changshu
  zh: 常熟市
  also: [虞城, 常熟]
  pinyin: cháng shú
  en: Changshu
  origin: project
  definition: >-
    A <i>county-level</i> city in the south of Jiangsu, north of Suzhou.
  see:
    - suzhou
  not_in: [常熟市场, 常熟县]
""",
        "utf-8",
    )
    problems = Problems()
    loaded = load_glossary(tmp_path, problems)
    text = document("常熟、常熟市")
    check_glossary(loaded, match(loaded.terms, text.segments), text, problems)
    assert [f"{problem.place} {problem.code.id}" for problem in problems] == [
        "glossary/places.yml:4:10 GLO007",
        "glossary/places.yml:5:3 GLO010",
        "glossary/places.yml:8:3 GLO004",
        "glossary/places.yml:11:7 GLO013",
        "glossary/places.yml:12:12 GLO017",
        "glossary/places.yml:12:18 GLO017",
    ]
