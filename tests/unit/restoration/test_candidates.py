"""Which characters unknown bytes may be."""

from __future__ import annotations

import pytest

from build_tools.restoration import gbk
from build_tools.restoration.candidates import LEADS, by_reading, characters, is_common, vanishing


@pytest.mark.parametrize(
    ("char", "expected"),
    [("國", True), ("国", True), ("，", True), ("鷂", True), ("㛂", False), ("冮", False)],
)
def test_the_common_set(char: str, expected: bool) -> None:
    assert is_common(char) is expected


def test_a_known_second_byte() -> None:
    """雙 is EB 70: its second byte is also that of other common characters, but of no lead."""
    found = characters(LEADS, 0x70)
    assert "雙" in found
    assert all(gbk.encode(char)[1] == 0x70 and is_common(char) for char in found)
    assert characters((0xEB,), 0x70) == ("雙",)


def test_a_known_first_byte() -> None:
    found = characters((0xA1,), None)
    assert set("、。“”《》") <= set(found)
    assert all(gbk.encode(char)[0] == 0xA1 for char in found)


def test_both_bytes_known_but_no_common_character() -> None:
    assert characters((0xAA,), 0xA1) == ()


def test_readings_of_common_and_of_rare_characters() -> None:
    found = by_reading("zhān")
    assert "颭" not in found.get(gbk.encode("颭")[0], ())
    assert "飦" in found[gbk.encode("飦")[0]]
    assert "當" in by_reading("dāng")[gbk.encode("當")[0]]
    assert by_reading("xyz") == {}


def test_pairs_that_vanish_are_private_and_complete() -> None:
    pairs = {(first, second) for first, seconds in vanishing() for second in seconds}
    for first in LEADS:
        for second in LEADS:
            private = gbk.is_private(gbk.decode_pair(first, second))
            assert ((first, second) in pairs) == private
    assert len(pairs) > 1000
