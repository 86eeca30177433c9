"""Signs of damage: each is reported with its place, and sound text has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Diagnostic, Place
from build_tools.restoration.unexplained import signs


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("政ā府", [(1, "RST004", "toned vowel “ā” outside a note: “政ā府”")]),
        ("政（ā）府", [(2, "RST004", "toned vowel “ā” outside a note: “政（ā）府”")]),
        ("政Т府", [(1, "RST005", "“Т” (U+0422) in Chinese text: “政Т府”")]),
        ("政α府", [(1, "RST005", "“α” (U+03B1) in Chinese text: “政α府”")]),
        ("政\x00府", [(1, "RST019", "U+0000 shows nothing: “政·府”")]),
        ("政\ue000", [(1, "RST019", "U+E000 shows nothing: “政·”")]),
        ("政\U000f0000府", [(1, "RST019", "U+F0000 shows nothing: “政·府”")]),
        ("政\ufffd府", [(1, "RST005", "“\ufffd” (U+FFFD) in Chinese text: “政\ufffd府”")]),
        ("政m府", [(1, "RST006", "lone letter “m” between Chinese characters: “政m府”")]),
        ("㛂", [(0, "RST007", "“㛂” (U+36C2) is not in the common set: “㛂”")]),
        ("é", [(0, "RST004", "toned vowel “é” outside a note: “é”")]),
        ("ñ", [(0, "RST007", "“ñ” (U+00F1) is not in the common set: “ñ”")]),
        ("好？，政", [(1, "RST003", "a question mark that no question has: “好？，政”")]),
        ("好。？", [(2, "RST003", "a question mark that no question has: “好。？”")]),
        ("好？！？", [(1, "RST003", "a question mark that no question has: “好？！？”")]),
    ],
)
def test_sign(text: str, reported: list[tuple[int, str, str]]) -> None:
    assert [(at, code.id, message) for at, code, message in signs(text)] == reported


@pytest.mark.parametrize(
    "text",
    [
        "好？好！好？！好！？好？？",
        "“好？”，（好？）",
        "GDP增長4%，PM2.5，A級、B2B、3家",
        "一·二—三…四〇\t五\r\n六",
        "AAA級，S342，UWC+",
        "浜涇鷂糯",
        "踔（chuō）厉奋发，笃（dǔ）行不怠",
        "濃度35μg/m³，5µm",
        "Ⅲ類、Ⅴ類、①",
    ],
)
def test_sound_text_has_none(text: str) -> None:
    assert list(signs(text)) == []


@given(st.text(max_size=30))
def test_any_text_is_reported_in_printable_words(text: str) -> None:
    for at, code, message in signs(text):
        assert 0 <= at < len(text)
        assert code.severity == "error"
        assert str(Diagnostic(Place("a.txt", 1, at + 1), code, message)).isprintable()
