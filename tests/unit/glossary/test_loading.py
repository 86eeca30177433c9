"""Loading glossary files."""

from pathlib import Path

import pytest

from build_tools.diagnostics import Problems
from build_tools.glossary.loading import load_glossary
from build_tools.text.word_conversion import to_traditional
from tests.support.glossaries import term, write


def test_a_record_in_error_leaves_the_others(tmp_path: Path) -> None:
    problems = Problems()
    records = [{"id": "a", "zh": ""}, {"id": "b", "zh": "常熟市", "colour": "red"}]
    files = {"places": [*records, {"id": "c", "zh": "苏州市"}]}
    loaded = load_glossary(write(tmp_path, files), problems)
    assert [term.id for term in loaded.terms] == ["c"]
    assert [problem.code.id for problem in problems] == ["REC007", "REC005"]


def test_terms_are_sorted_over_all_files_and_named_by_their_file(tmp_path: Path) -> None:
    files = {"one": [{"id": "c", "zh": "丙"}], "two": [{"id": "a", "zh": "甲"}]}
    loaded = load_glossary(write(tmp_path, files), Problems())
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
    assert to_traditional(simplified) == expected


def test_given_forms_come_before_derived_ones(tmp_path: Path) -> None:
    record = {
        "id": "sewers",
        "zh": "污水管网",
        "also": ["污水管"],
        "pinyin": " wū  shuǐ guǎn wǎng ",
        "definition_zh": "排放污水的管道。",
    }
    one = load_glossary(write(tmp_path / "a", {"x": [{**record, "hant": "污水管網"}]}), Problems())
    assert [form.hant for form in one.terms[0].forms] == ["污水管網", "汙水管"]
    assert one.terms[0].pinyin == "wū shuǐ guǎn wǎng"
    assert one.terms[0].chinese_definition("hant") == "排放汙水的管道。"
    both = {**record, "hant": ["污水管網", "污水管"]}
    two = load_glossary(write(tmp_path / "b", {"x": [both]}), Problems())
    assert [form.hant for form in two.terms[0].forms] == ["污水管網", "污水管"]


@pytest.mark.parametrize(
    ("form", "reading"),
    [("3+5", ""), ("“3+5”", ""), ("7·20", ""), ("GDP", ""), ("5G基站", "5G jī zhàn")],
)
def test_a_term_without_han_characters_has_no_reading_to_show(form: str, reading: str) -> None:
    found = term("x", [form], pinyin=None)
    assert found.reading == reading
    assert found.pinyin, "the terms are sorted by it"
