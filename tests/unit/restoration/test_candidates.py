"""Which characters unknown bytes may be."""

import pytest

from build_tools.restoration import gbk
from build_tools.restoration.candidates import LEADS, by_reading, is_common, vanishing


@pytest.mark.parametrize(
    ("char", "expected"),
    [("國", True), ("国", True), ("，", True), ("鷂", True), ("㛂", False), ("冮", False)],
)
def test_the_common_set(char: str, expected: bool) -> None:
    assert is_common(char) is expected


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
