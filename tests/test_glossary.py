"""Loading the glossary and its health: a case that raises each code, and cases that do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.diagnostics import Code, Problems
from build_tools.document.model import Document
from build_tools.glossary import lint as glossary_health
from build_tools.glossary import records as glossary
from build_tools.glossary.coverage import Coverage
from build_tools.glossary.matching import match
from build_tools.glossary.records import pinyin, pinyin_units, traditional
from build_tools.glossary.term_candidates import words
from tests.glossaries import RECORD, document, segment, write

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "glossary.yml").read_text("utf-8"))
DATA = Path(__file__).parents[1] / "data"


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
        "glossary/places.yml:4:10 GLH002",
        "glossary/places.yml:5:3 GLH005",
        "glossary/places.yml:8:3 GLO004",
        "glossary/places.yml:11:7 GLH008",
        "glossary/places.yml:12:12 GLH012",
        "glossary/places.yml:12:18 GLH012",
    ]


def test_a_record_in_error_leaves_the_others(tmp_path: Path) -> None:
    problems = Problems()
    records = [{"id": "a", "zh": ""}, {"id": "b", "zh": "常熟市", "colour": "red"}]
    files = {"places": [*records, {"id": "c", "zh": "苏州市"}]}
    loaded = glossary.load(write(tmp_path, files), problems)
    assert [term.id for term in loaded.terms] == ["c"]
    assert [problem.code.id for problem in problems] == ["YML007", "YML005"]


def test_terms_are_sorted_over_all_files_and_named_by_their_file(tmp_path: Path) -> None:
    files = {"one": [{"id": "c", "zh": "丙"}], "two": [{"id": "a", "zh": "甲"}]}
    loaded = glossary.load(write(tmp_path, files), Problems())
    assert [(term.id, term.category) for term in loaded.terms] == [("a", "two"), ("c", "one")]
    assert loaded.categories == ("one", "two")


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("常熟市", "常熟市"),
        ("规上工业", "規上工業"),
        ("干部", "幹部"),
        ("并网分布式光伏容量", "併網分佈式光伏容量"),
        ("“提质”", "“提質”"),
        ("3+5+2", "3+5+2"),
    ],
)
def test_traditional_forms_are_derived(simplified: str, expected: str) -> None:
    assert traditional(simplified) == expected


def test_given_forms_come_before_derived_ones(tmp_path: Path) -> None:
    record = {
        "id": "sewers",
        "zh": "污水管网",
        "also": ["污水管"],
        "pinyin": " wū  shuǐ guǎn wǎng ",
        "definition_zh": "排放污水的管道。",
    }
    one = glossary.load(write(tmp_path / "a", {"x": [{**record, "hant": "污水管網"}]}), Problems())
    assert [form.hant for form in one.terms[0].forms] == ["污水管網", "汙水管"]
    assert one.terms[0].pinyin == "wū shuǐ guǎn wǎng"
    assert one.terms[0].definition_hant == "排放汙水的管道。"
    both = {**record, "hant": ["污水管網", "污水管"]}
    two = glossary.load(write(tmp_path / "b", {"x": [both]}), Problems())
    assert [form.hant for form in two.terms[0].forms] == ["污水管網", "污水管"]


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


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("获评示范市", ["获评", "示范"]),
        ("重点推进", ["重点", "推进"]),
        ("推甲乙进", ["推甲乙进"]),
        ("重点甲乙推进", ["重点", "甲乙", "推进"]),
        ("的", []),
    ],
)
def test_runs_are_cut_into_words(run: str, expected: list[str]) -> None:
    known = {
        "获评": 1,
        "示范": 50,
        "市": 500,
        "重点": 90,
        "推进": 90,
        "推": 40,
        "进": 80,
        "的": 900,
    }
    assert list(words(run, known, sum(known.values()))) == expected


def test_coverage_counts(tmp_path: Path) -> None:
    files = {
        "places": [
            {"id": "changshu", "zh": "常熟市", "also": ["常熟"], "definition_zh": "县级市。"}
        ],
        "plans": [{"id": "plan", "zh": "双创", "origin": "official", "source": "a law"}],
    }
    loaded = glossary.load(write(tmp_path, files, ["沃土"]), Problems())
    text = document("常熟市实施“双创”计划，常熟市厚植“沃土”。", "发展“新业态”。", "")
    coverage = glossary_health.check(loaded, match(loaded.terms, text.segments), text, Problems())
    assert coverage == Coverage(
        terms=2,
        forms=3,
        categories=(("places", 1), ("plans", 1)),
        origins=(("official", 1), ("project", 1)),
        defined_in_chinese=1,
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


def test_an_empty_glossary_is_told_as_such(tmp_path: Path) -> None:
    problems = Problems()
    loaded = glossary.load(tmp_path, problems)
    text = document("")
    coverage = glossary_health.check(loaded, match((), text.segments), text, problems)
    assert list(problems) == []
    assert (coverage.terms, coverage.occurrences) == (0, 0)
    assert "0 with 0 forms" in str(coverage)


# The real glossary


def test_the_real_glossary_has_no_problem(real) -> None:
    problems = Problems()
    loaded = glossary.load(DATA, problems)
    found = match(loaded.terms, real.document.segments)
    coverage = glossary_health.check(loaded, found, real.document, problems)
    assert list(map(str, problems.errors)) == []
    assert coverage.terms >= 400
    assert coverage.quoted >= 149
    assert coverage.quoted_open == 0
    assert len(coverage.categories) == 11


def test_every_real_file_shows_a_complete_record() -> None:
    for path in sorted((DATA / "glossary").glob("*.yml")):
        comment = [
            line[1:] for line in path.read_text("utf-8").splitlines() if line.startswith("#")
        ]
        record = yaml.safe_load("\n".join(comment[1:]))[0]
        assert set(record) == set(glossary.TermRecord.model_fields), path.name
        assert set(RECORD) < set(record)
