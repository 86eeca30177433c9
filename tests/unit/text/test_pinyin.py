"""From characters to pinyin: readings, syllables for ruby, and spellings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.pinyin import fold_reading, pinyin_units, readings, spelling, syllables
from tests.support.cases import read_rows


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("長", {"zhǎng", "cháng"}),
        ("著", {"zhe", "zhuó", "zhù"}),
        ("們", {"men"}),
        ("個", {"gè"}),
        ("綠", {"lǜ", "lù"}),
        ("麼", {"me"}),
        ("裡", {"lǐ"}),
        ("鷂", {"yào"}),
    ],
)
def test_every_reading_is_known(char: str, expected: set[str]) -> None:
    assert expected <= readings(char)


@pytest.mark.parametrize("char", ["a", "1", "，", " ", "\n", "\U0001f600"])
def test_what_has_no_reading(char: str) -> None:
    assert readings(char) == frozenset()


@pytest.mark.parametrize(
    ("written", "folded"),
    [("LǛ", "lǜ"), ("lu\u0308\u0300", "lǜ"), ("dānɡ", "dāng"), ("ɑi", "ai"), ("huì ", "huì")],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert fold_reading(written) == folded


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
def test_a_spelling_has_one_syllable_for_each_character(text: str, expected: str) -> None:
    assert spelling(text) == expected
    assert len(pinyin_units(text)) == len(expected.split())


CASES = read_rows("text/syllables.tsv")


@pytest.mark.parametrize(("text", "reading"), CASES)
def test_reading(text: str, reading: str) -> None:
    assert " ".join(syllables(text)) == reading


def test_better_readings_by_offset() -> None:
    assert syllables("1行2行", {1: "háng"}) == ["háng", "xíng"]


def han(text: str) -> int:
    return len(re.findall(r"[\u3400-\u9fff]", text))


@given(text=st.text(alphabet=st.characters(min_codepoint=0x33F0, max_codepoint=0x9FFF)))
def test_one_for_each_character(text: str) -> None:
    assert len(syllables(text)) == han(text)
