"""The records of the translation."""

from __future__ import annotations

from build_tools.translation import records as translation


def test_hash_is_the_start_of_the_sha_256() -> None:
    # printf '' | sha256sum
    assert translation.chinese_hash("") == "e3b0c44298fc"
