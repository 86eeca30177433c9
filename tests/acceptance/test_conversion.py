"""The two scripts of this publication, as they were reviewed."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

import pytest

from build_tools.conversion.to_simplified import (
    Converted,
    load,
)
from build_tools.diagnostics import Problems
from build_tools.text.opencc import converter, simplify_char
from build_tools.text.pinyin import syllables
from tests.support.paths import DATA, GOLDEN


def test_the_real_text_keeps_its_length(real: Any) -> None:
    converted: Converted = real.converted
    assert len(converted.restored) == len(converted.hant) == len(converted.hans) > 10_000


def test_words_of_the_real_text_that_a_wrong_profile_leaves(real: Any) -> None:
    hans, hant = real.converted.hans, real.converted.hant
    for words in ("着力听民声", "跟着产业走", "乘着新风飞", "显著提升", "复核", "覆盖率", "画像"):
        assert words in hans
    for words in ("著力", "跟著", "乘著", "显着", "数字划像"):
        assert words not in hans
    for words in ("幹線", "班前班後", "編製發布", "常台高速", "准入關口", "上下游", "奮鬥"):
        assert words in hant
    for words in ("班后", "干線", "奮斗", "準入", "上下遊"):
        assert words not in hant


def test_every_rule_decides_something(real: Any, tmp_path: Path) -> None:
    """A rule whose words stand in the text but that decides no doubt is not needed."""
    record = load(DATA, Problems())
    assert record is not None
    used = {(doubt.rule, doubt.words) for doubt in real.converted.ledger}
    listed = {
        (kind, rule.source)
        for kind in ("simplified", "standard", "kept")
        for rule in getattr(record.value, kind)
    }
    assert listed == used


def test_the_rules_are_sorted() -> None:
    record = load(DATA, Problems())
    assert record is not None
    for kind in ("simplified", "standard", "kept"):
        words = [rule.source for rule in getattr(record.value, kind)]
        assert words == sorted(words)


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_golden(script: str, real: Any, pytestconfig: pytest.Config) -> None:
    """A segment a line with its id. ``pytest --save-golden`` writes the files anew."""
    path = GOLDEN / f"{script}.txt"
    lines = [f"{s.id}\t{s.text(script)}" for s in real.document.segments]
    if pytestconfig.getoption("--save-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", "utf-8")
    golden = path.read_text("utf-8").splitlines()
    diff = "\n".join(difflib.unified_diff(golden, lines, "golden", "now", lineterm="", n=0))
    assert lines == golden, f"review, then run pytest --save-golden:\n{diff}"


PARTICLES = ("著力", "著眼", "跟著", "乘著", "圍著")
"""Words of the report in which 著 is the particle or the verb 着."""


def left_alone(text: str, profile: str) -> list[str]:
    """The words of ``PARTICLES`` that a profile leaves with 著 in them."""
    simplified = converter(profile).convert(text)
    return [words for words in PARTICLES if converter("t2s").convert(words) in simplified]


@pytest.mark.parametrize("profile", ["t2s", "hk2s"])
def test_profiles_that_leave_the_particle(profile: str, real: Any) -> None:
    assert left_alone(real.restoration.text, profile) == list(PARTICLES)


def test_the_profile_that_reads_the_particle(real: Any) -> None:
    assert left_alone(real.restoration.text, "tw2s") == []
    record = load(DATA, Problems())
    assert record is not None
    assert record.value.profile == "tw2s"


@pytest.mark.parametrize("profile", ["t2s", "hk2s", "tw2s"])
def test_no_profile_touches_the_adjective(profile: str, real: Any) -> None:
    """著 read zhù stays; and there is no other difference between the profiles than 著."""
    text = real.restoration.text
    simplified = str(converter(profile).convert(text))
    assert simplified.count("显著") == text.count("顯著") > 0
    basic = str(converter("t2s").convert(text))
    other = {text[at] for at, char in enumerate(simplified) if char != basic[at]}
    assert other <= {"著"}


def test_no_profile_changes_the_length(real: Any) -> None:
    text = real.restoration.text
    for profile in ("t2s", "hk2s", "tw2s"):
        assert len(converter(profile).convert(text)) == len(text)


def test_the_simplified_edition_is_of_the_common_set(real: Any) -> None:
    """Every character stands in GB 2312, which holds no traditional form of these."""
    for char in sorted(set(re.findall("[\u4e00-\u9fff]", real.converted.hans))):
        assert is_common(char), char
        assert simplify_char(char) == char, char


def test_the_traditional_edition_has_no_simplified_form(real: Any) -> None:
    """Every Han character of it stands in Big5, where forms of the reform do not."""
    odd = set(re.findall("[\u4e00-\u9fff]", real.converted.hant))
    for char in sorted(odd):
        try:
            char.encode("big5hkscs")
        except UnicodeEncodeError:
            pytest.fail(f"{char} (U+{ord(char):04X}) is no traditional character")


def is_common(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def han(text: str) -> int:
    return len(re.findall(r"[\u3400-\u9fff]", text))


def test_one_for_each_character_of_the_real_text(real: Any) -> None:
    for segment in real.document.segments:
        found = syllables(segment.hans)
        assert len(found) == han(segment.hans)
        assert all(syllable.isalpha() for syllable in found)
