"""What OpenCC does and knows: the choice of its profile, and the table of doubtful characters."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import opencc
import pytest

from build_tools.conversion.to_simplified import load
from build_tools.diagnostics import Problems
from build_tools.text.opencc import converter, one_to_many, simplify_char, traditionalize_char

DATA = Path(__file__).parents[1] / "data"
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


def test_the_table_of_doubtful_characters_is_that_of_opencc(tmp_path: Path) -> None:
    """As OpenCC's own tool lists them, where it can; and 著, which only its profiles know."""
    folder = Path(opencc.__file__).parent / "clib"
    tool, table = folder / "bin" / "opencc_dict", folder / "share/opencc/TSCharacters.ocd2"
    listed = tmp_path / "table.txt"
    if not tool.exists() or not table.exists():
        pytest.skip("OpenCC was installed without its tools")
    command = [tool, "-i", table, "-o", listed, "-f", "ocd2", "-t", "text"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"opencc_dict does not run here: {error}")
    rows = (line.split("\t") for line in listed.read_text("utf-8").splitlines())
    several = {char: "".join(filter(is_common, forms.split(" "))) for char, forms in rows}
    found = {char: forms for char, forms in several.items() if len(forms) > 1}
    assert one_to_many() == {**found, "著": "着著"}


def test_the_table_is_sorted() -> None:
    assert list(one_to_many()) == sorted(one_to_many())


@pytest.mark.parametrize(
    ("traditional", "simplified"), [("國", "国"), ("後", "后"), ("人", "人"), ("a", "a")]
)
def test_single_characters(traditional: str, simplified: str) -> None:
    assert simplify_char(traditional) == simplified
    assert traditionalize_char(simplified) == traditional
