"""The editors' prose in the words of its traditional readers."""

from importlib import resources

import pytest

from build_tools.text.traditional_wording import in_readers_words, wording
from build_tools.text.word_conversion import to_traditional


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用软件转换，丢失一字节。", "用軟體轉換，遺失一位元組。"),
        ("落在用户自定义区", "落在使用者自訂區"),
        ("口径不同，由本项目推算", "基準不同，由本專案推算"),
        ("原文作“软件”，`口径`照录", "原文作“軟件”，`口徑`照錄"),
        ("文字节选", "文字節選"),
        ("审批程序，公文文件，北斗导航", "審批程序，公文文件，北斗導航"),
        ("没有这些词", "沒有這些詞"),
        ("", ""),
        ("报告错误地写作", "報告錯誤地寫作"),
    ],
)
def test_words_are_those_of_the_readers(text: str, expected: str) -> None:
    assert in_readers_words(text, to_traditional) == expected


def test_the_list_is_sorted_and_says_more_than_opencc() -> None:
    assert list(wording()) == sorted(wording())
    for simplified, traditional in wording().items():
        assert to_traditional(simplified) != traditional


def test_the_list_has_a_heading() -> None:
    file = resources.files("build_tools.text").joinpath("traditional_wording.tsv")
    assert file.read_text("utf-8").startswith("# ")
