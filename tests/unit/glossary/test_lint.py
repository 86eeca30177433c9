"""Loading the glossary and its health: a case that raises each code, and cases that do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Document
from build_tools.glossary import lint as glossary_health
from build_tools.glossary import records as glossary
from build_tools.glossary.matching import match
from build_tools.search.columns import pinyin
from build_tools.text.pinyin import pinyin_units
from tests.support.cases import read_cases
from tests.support.glossaries import document, segment, write

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
    return Document(tuple(segment(s.id, s.hans, hant) for s, hant in pairs), made.end, made.units)


def problems_of(case: dict[str, Any], data: Path) -> Problems:
    problems = Problems()
    loaded = glossary.load(write(data, case["files"], case.get("omitted", ())), problems)
    text = text_of(case)
    glossary_health.check(loaded, match(loaded.terms, text.segments), text, problems)
    return problems


@pytest.mark.parametrize(("code", "case"), cases("raises"))
def test_raises(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = [problem for problem in problems_of(case, tmp_path) if problem.code.id == code]
    assert any(case["says"] in str(problem) for problem in found), list(map(str, found))
    assert all(str(problem.place).startswith(case.get("at", "")) for problem in found)


@pytest.mark.parametrize(("code", "case"), cases("quiet"))
def test_quiet(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert list(map(str, problems_of(case, tmp_path))) == []


def test_every_code_has_cases() -> None:
    codes = {
        value.id
        for module in (glossary, glossary_health)
        for name, value in vars(module).items()
        if isinstance(value, Code) and name.startswith("GL")
    }
    assert codes <= set(CASES)
    assert all(CASES[code]["raises"] and CASES[code]["quiet"] for code in codes)


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
    loaded = glossary.load(tmp_path, problems)
    text = document("常熟、常熟市")
    glossary_health.check(loaded, match(loaded.terms, text.segments), text, problems)
    assert [f"{problem.place} {problem.code.id}" for problem in problems] == [
        "glossary/places.yml:4:10 GLO007",
        "glossary/places.yml:5:3 GLO010",
        "glossary/places.yml:8:3 GLO004",
        "glossary/places.yml:11:7 GLO013",
        "glossary/places.yml:12:12 GLO017",
        "glossary/places.yml:12:18 GLO017",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("常熟市", "cháng shú shì"),
        ("市长质量奖", "shì zhǎng zhì liàng jiǎng"),
        ("一般公共预算收入", "yī bān gōng gòng yù suàn shōu rù"),
        ("不断", "bù duàn"),
        ("绿色发展", "lǜ sè fā zhǎn"),
        ("“提质”", "tí zhì"),
        ("首台（套）重大装备", "shǒu tái tào zhòng dà zhuāng bèi"),
        ("跨境电商B2B", "kuà jìng diàn shāng B2B"),
        ("PM2.5浓度", "PM2.5 nóng dù"),
        ("3+5+2", "3+5+2"),
        ("虞·YUE", "yú YUE"),
        ("7·20", "7·20"),
        ("", ""),
    ],
)
def test_pinyin_is_derived_with_a_syllable_a_character(text: str, expected: str) -> None:
    assert pinyin(text) == expected
    assert len(pinyin_units(text)) == len(expected.split())


# The real glossary
