"""GBK as the damaging page read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.restoration import gbk


@pytest.mark.parametrize("text", ["😀", "㐀", "ñ"])
def test_what_gbk_lacks(text: str) -> None:
    with pytest.raises(UnicodeEncodeError) as reported:
        gbk.encode("政" + text)
    assert reported.value.start == 1


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"\xb8", "?"),
        (b"\xb8(", "?"),
        (b"\xb8(a)", "?a)"),
        (b"\xb8\xae\x94", "府?"),
        (b"\xff\x41B", "?B"),
        (b"", ""),
    ],
)
def test_what_does_not_decode(data: bytes, shown: str) -> None:
    assert gbk.decode(data) == shown


@given(st.binary(max_size=40))
def test_any_bytes_decode_to_what_encodes_again(data: bytes) -> None:
    shown = gbk.decode(data)
    assert gbk.decode(gbk.encode(shown)) == shown


def test_user_defined_areas_are_private() -> None:
    for pair in (b"\xaa\xa1", b"\xaf\xfe", b"\xf8\xa1", b"\xfe\xfe", b"\xa1\x40", b"\xa7\xa0"):
        assert gbk.is_private(gbk.decode(pair))
    assert not gbk.is_private(gbk.decode(b"\xb0\xa1"))


def test_full_width_forms_become_ascii() -> None:
    assert gbk.to_ascii("（Ａ，１）～。、“”") == "(A,1)~。、“”"
