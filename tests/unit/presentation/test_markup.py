"""Marks over text: well formed whatever the marks, and the text as it was."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from build_tools.presentation.markup import Mark, chinese_in, marked


def mark(name: str, start: int, end: int, after: str = "") -> Mark:
    return Mark(start, end, Markup(f"<{name}>"), Markup(f"</{name}>"), Markup(after))


@pytest.mark.parametrize(
    ("inner", "outer", "shown"),
    [
        ([], [], "abcdef"),
        ([mark("b", 1, 3)], [], "a<b>bc</b>def"),
        ([mark("b", 1, 3)], [mark("q", 0, 4)], "<q>a<b>bc</b>d</q>ef"),
        ([mark("b", 1, 3)], [mark("q", 2, 4)], "a<b>b</b><q><b>c</b>d</q>ef"),
        ([mark("b", 0, 6)], [mark("q", 2, 4)], "<b>ab</b><q><b>cd</b></q><b>ef</b>"),
        ([mark("b", 1, 3), mark("i", 2, 5)], [], "a<b>bc</b><i>de</i>f"),
        ([mark("b", 2, 2)], [], "abcdef"),
        ([mark("b", -3, 1), mark("i", 5, 99)], [], "<b>a</b>bcde<i>f</i>"),
        ([], [mark("q", 1, 3, "!")], "a<q>bc</q>!def"),
        ([mark("b", 1, 4, "!")], [mark("q", 2, 4, "?")], "a<b>b</b><q><b>cd</b>!</q>?ef"),
        ([mark("b", 1, 3)], [mark("q", 1, 3)], "a<q><b>bc</b></q>def"),
    ],
)
def test_marks(inner: list[Mark], outer: list[Mark], shown: str) -> None:
    assert marked("abcdef", inner, outer) == shown


@pytest.mark.parametrize(
    ("inner", "at", "shown"),
    [
        ([], 3, "abc!def"),
        ([], 6, "abcdef!"),
        ([mark("b", 1, 4)], 3, "a<b>bcd</b>!ef"),
        ([mark("b", 1, 4)], 4, "a<b>bcd</b>!ef"),
        ([mark("b", 1, 4)], 1, "a!<b>bcd</b>ef"),
        ([], 7, "abcdef"),
    ],
)
def test_a_sign_follows_its_words_and_is_in_no_link(inner: list[Mark], at: int, shown: str) -> None:
    assert marked("abcdef", inner, (), {at: Markup("!")}) == shown


def test_text_is_escaped() -> None:
    assert marked("<b>&amp;\"'", [mark("i", 0, 3)]) == "<i>&lt;b&gt;</i>&amp;amp;&#34;&#39;"


def test_a_line_end_does_not_end_the_block() -> None:
    assert marked("a\n\n# b\r\nc") == "a  # b  c"


class Reader(HTMLParser):
    """Reads HTML and fails where an element is not closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.depth = max(self.depth, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


OFFSETS = st.integers(min_value=-2, max_value=14)
MARKS = st.lists(
    st.builds(mark, st.sampled_from(["b", "i"]), OFFSETS, OFFSETS, st.sampled_from(["", "§"])),
    max_size=4,
)


@given(text=st.text(alphabet="<>&\"'a。字", max_size=12), inner=MARKS, outer=MARKS)
def test_well_formed_and_the_text_unchanged(
    text: str, inner: list[Mark], outer: list[Mark]
) -> None:
    html = marked(text, inner, outer)
    reader = Reader()
    reader.feed(str(html))
    reader.close()
    assert reader.open == []
    assert reader.depth <= 2
    assert reader.text.replace("§", "") == text
    assert html.count("§") <= sum(bool(m.after) for m in (*inner, *outer))


@given(text=st.text(max_size=20))
def test_any_text(text: str) -> None:
    shown = unescape(str(marked(text)))
    # HTML has no NUL and a few other characters; everything else comes back.
    if all(char.isprintable() for char in text):
        assert shown == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nikko (日航); a hotel", 'Nikko (<i lang="zh">日航</i>); a hotel'),
        ("of 。“ are", "of 。“ are"),
        ("of 省） are", 'of <i lang="zh">省</i>） are'),
        ("both 专业，委员会 & <all>", 'both <i lang="zh">专业，委员会</i> &amp; &lt;all&gt;'),
        ("no Chinese", "no Chinese"),
        ("", ""),
    ],
)
def test_chinese_in_english_is_marked_as_chinese(text: str, shown: str) -> None:
    made = chinese_in(text, "zh")
    assert made == shown.replace("<i ", "<span ").replace("</i>", "</span>")
    assert unescape(re.sub("<[^>]*>", "", made)) == text
    assert unescape(chinese_in(text, "")) == text
