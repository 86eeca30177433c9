"""Readings of words: the generator's, a publication's, and what is wrong in a file of them."""

from pathlib import Path

import pytest
import yaml

from build_tools.diagnostics import Problems
from build_tools.resources import readings
from build_tools.resources.readings import general_readings, load_readings
from build_tools.text.pinyin import Readings, spelling, syllables
from tests.support.cases import read_rows


@pytest.mark.parametrize(("text", "expected"), read_rows("text/readings.tsv"))
def test_general(text: str, expected: str) -> None:
    assert spelling(text, general_readings()) == expected


def test_the_general_readings_are_sorted() -> None:
    text = Path(readings.__file__).with_name(readings.FILE).read_text("utf-8")
    words = [record["word"] for record in yaml.safe_load(text)]
    assert words == sorted(set(words))


def written(folder: Path, text: str) -> tuple[Readings, list[str]]:
    (folder / readings.FILE).write_text(text, "utf-8")
    problems = Problems()
    return load_readings(folder, problems), list(map(str, problems))


def test_a_publication_wins_over_a_longer_general_word(tmp_path: Path) -> None:
    found, reported = written(
        tmp_path, "- word: 重塑\n  pinyin: zhòng sù\n- word: 行\n  pinyin: háng\n"
    )
    assert reported == []
    assert spelling("重塑行动，运转", found) == "zhòng sù háng dòng yùn zhuǎn"


def test_a_general_word_does_not_count_where_it_has_a_part_of_another() -> None:
    words = {"重整": ("chóng", "zhěng")}
    assert spelling("注重整体，重整", Readings(words)) == "zhù zhòng zhěng tǐ chóng zhěng"
    assert spelling("注重整体", Readings(own=words)) == "zhù chóng zhěng tǐ"


def test_a_general_character_counts_where_no_longer_word_decides() -> None:
    found = Readings({"长": ("cháng",), "河长": ("hé", "zhǎng")})
    assert spelling("增长，较长，河长", found) == "zēng zhǎng jiào cháng hé zhǎng"


def test_a_syllable_may_have_the_neutral_tone(tmp_path: Path) -> None:
    assert written(tmp_path, "- word: 工夫\n  pinyin: gōng fu\n")[1] == []


def test_syllables_without_any_tone_mark_are_refused(tmp_path: Path) -> None:
    assert written(tmp_path, "- word: 工夫\n  pinyin: gong fu\n")[1] == [
        "readings.yml:2:3: REC007 pinyin: “gong” has no tone mark; the dictionary has gōng for “工”"
    ]
    assert written(tmp_path, "- word: 的了\n  pinyin: de le\n")[1] == []


def test_what_the_page_says_wins_over_readings() -> None:
    assert syllables("均为", {1: "wèi"}, general_readings()) == ["jūn", "wèi"]


def test_no_file(tmp_path: Path) -> None:
    assert load_readings(tmp_path, Problems()) is general_readings()


@pytest.mark.parametrize(
    ("pinyin", "reported"),
    [
        ("jūn", "1 syllable for the 2 characters of “均为”"),
        ("jūn wěi", "“为” is not read wěi; the dictionary has wèi, wéi"),
    ],
)
def test_a_wrong_reading(tmp_path: Path, pinyin: str, reported: str) -> None:
    found, messages = written(tmp_path, f"- word: 均为\n  pinyin: {pinyin}\n")
    assert messages == [f"readings.yml:2:3: REC007 pinyin: {reported}"]
    assert found.own == {}
