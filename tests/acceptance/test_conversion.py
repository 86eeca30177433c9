"""The two scripts of this publication, as they were reviewed."""

import difflib
import re

import pytest

from build_tools.conversion.records import Conversion, RuleKind, load_conversion
from build_tools.diagnostics import Problems
from build_tools.text.opencc import converter, simplify_char
from build_tools.text.source_types import Script
from tests.acceptance.conftest import Real
from tests.support.paths import DATA, GOLDEN

KINDS: tuple[RuleKind, ...] = ("simplified", "standard", "kept")
PARTICLES = ("著力", "著眼", "跟著", "乘著", "圍著")
"""Words of the report in which 著 is the particle or the verb 着."""


@pytest.fixture(scope="module")
def rules() -> Conversion:
    record = load_conversion(DATA, Problems())
    assert record is not None
    return record.value


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_the_text_is_the_reviewed_one(script: Script, real: Real, save_golden: bool) -> None:
    """One line for each segment, with its id. ``pytest --save-golden`` writes the files again."""
    path = GOLDEN / f"{script}.txt"
    lines = [f"{s.id}\t{s.text(script)}" for s in real.document.segments]
    if save_golden:
        path.write_text("\n".join(lines) + "\n", "utf-8")
    golden = path.read_text("utf-8").splitlines()
    diff = "\n".join(difflib.unified_diff(golden, lines, "golden", "now", lineterm="", n=0))
    assert lines == golden, f"review the difference, then run pytest --save-golden:\n{diff}"


def test_words_that_a_wrong_profile_leaves(real: Real) -> None:
    hans, hant = real.converted.hans, real.converted.hant
    for words in ("着力听民声", "跟着产业走", "乘着新风飞", "显著提升", "复核", "覆盖率", "画像"):
        assert words in hans
    for words in ("著力", "跟著", "乘著", "显着", "数字划像"):
        assert words not in hans
    for words in ("幹線", "班前班後", "編製發布", "常台高速", "准入關口", "上下游", "奮鬥"):
        assert words in hant
    for words in ("班后", "干線", "奮斗", "準入", "上下遊"):
        assert words not in hant


def test_every_rule_decides_something(real: Real, rules: Conversion) -> None:
    """A rule whose words are in the text but that decides no doubt is not needed."""
    used = {(doubt.kind, doubt.words) for doubt in real.converted.ledger}
    assert {(kind, rule.source) for kind in KINDS for rule in rules.rules(kind)} == used


@pytest.mark.parametrize("kind", KINDS)
def test_the_rules_are_sorted(kind: RuleKind, rules: Conversion) -> None:
    words = [rule.source for rule in rules.rules(kind)]
    assert words == sorted(words)


@pytest.mark.parametrize("profile", ["t2s", "hk2s", "tw2s"])
def test_why_this_profile_was_chosen(profile: str, real: Real, rules: Conversion) -> None:
    """Only tw2s reads the particle 著; the profiles differ in nothing else, nor in length."""
    text = real.restoration.text
    simplified = str(converter(profile).convert(text))
    left = [words for words in PARTICLES if converter("t2s").convert(words) in simplified]
    assert left == ([] if profile == rules.profile else list(PARTICLES))
    assert simplified.count("显著") == text.count("顯著") > 0
    basic = str(converter("t2s").convert(text))
    assert len(simplified) == len(text)
    assert {text[at] for at, char in enumerate(simplified) if char != basic[at]} <= {"著"}


def test_each_edition_has_only_characters_of_its_script(real: Real) -> None:
    """GB 2312 has no traditional form of these, Big5 no form of the reform."""
    for char in sorted(set(re.findall("[\u4e00-\u9fff]", real.converted.hans))):
        char.encode("gb2312")
        assert simplify_char(char) == char, char
    for char in sorted(set(re.findall("[\u4e00-\u9fff]", real.converted.hant))):
        char.encode("big5hkscs")
