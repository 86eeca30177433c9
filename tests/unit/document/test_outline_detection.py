"""The outline of a text as it is detected."""

import re
from typing import Any

import pytest

from build_tools.document.outline_detection import detect
from build_tools.scaffold.new_publication import Request, make_publication
from build_tools.text import decoding
from tests.support.cases import read_cases

CASES = read_cases("document/outline_detection.yml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_outline_is_found(case: dict[str, Any]) -> None:
    found = detect(case["text"], "a")
    assert list(found.front.levels) == case["front"]
    assert [found.section, found.item] == case["levels"]
    parts = [
        f"{p.id} {p.role} {'-'.join(map(str, p.years)) or '?'} {p.levels.closing}: {p.heading}"
        for p in found.parts
    ]
    assert parts == case["parts"]
    assert found.annex == case.get("annex", "")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_outline_divides_the_whole_text(case: dict[str, Any]) -> None:
    raw = case["text"].encode()
    made = make_publication(raw, decoding.decode(raw), Request())
    lines = case["text"].split("\n")
    text = "".join(line.strip() for line in lines if line != "---")  # a drawn rule is left out
    assert "".join(segment.hans for segment in made.document.segments) == text
    for level in ("section", "item"):
        if f"{level}s" in case:
            found = [s.hans for s in made.document.segments if s.level == level]
            assert found == case[f"{level}s"]


def test_a_part_is_named_as_its_heading_with_chinese_marks() -> None:
    found = detect(
        "2021年工作报告\n一、２０２０年工作回顾（摘要）\n修路。办学。\n二、2021年工作安排：要点\n要修路。要办学。\n"
        "附件：1、2021年民生实事\n2、名词解释\n1.碳汇：森林吸收的碳。"
    )
    names = [(part.name_zh, part.name_en) for part in found.parts]
    assert names == [
        ("2020年工作回顾（摘要）", ""),
        ("2021年工作安排：要点", ""),
        ("附件", "Annex"),
    ]


def test_ornaments_are_no_part_of_a_name() -> None:
    found = detect("工作报告\n★2025年工作回顾★\n修路。办学。\n★2026年工作安排★\n要修路。要办学。")
    assert [part.name_zh for part in found.parts] == ["2025年工作回顾", "2026年工作安排"]


def test_a_part_without_a_heading_and_one_with_a_roman_number_are_named() -> None:
    found = detect(
        "2023年施政报告\n主席、各位议员：\n本地生产总值增长3.2%。失业率降至2.8%。\n一、房屋\n会兴建公营房屋。\n"
        "二、民生\n将增加学额。"
    )
    assert [part.name_zh for part in found.parts] == ["开头部分", "房屋", "民生"]
    found = detect("Ⅰ. 2023年工作回顾\n修路。\nⅡ. 2024年工作安排\n要修路。")
    assert [part.name_zh for part in found.parts] == ["2023年工作回顾", "2024年工作安排"]


def test_a_plan_of_two_years_follows_the_year_that_is_reviewed() -> None:
    found = detect("云川县工作报告\n一、工作回顾\n修路。\n二、2024年和2025年工作安排\n要修路。\n")
    assert [part.years for part in found.parts] == [(2023,), (2024, 2025)]


def test_a_text_may_break_off() -> None:
    text = "云川县工作报告\n一、2023年工作回顾\n修路两条，"
    assert detect(text).breaks_off
    assert not detect(f"{text}办学三所。").breaks_off


def test_any_number_of_parts_has_ids() -> None:
    chapters = "".join(f"第{chinese}章 工作\n要做。\n" for chinese in _first_numerals(40))
    found = detect(f"云川县2024年工作计划\n{chapters}")
    assert len({part.id for part in found.parts}) == 40
    assert all(re.fullmatch("[a-z0-9]+", part.id) for part in found.parts)


def _first_numerals(count: int) -> list[str]:
    digits = ["", *"一二三四五六七八九"]
    tens = ["", "十", "二十", "三十", "四十"]
    return [tens[n // 10] + digits[n % 10] for n in range(1, count + 1)]
