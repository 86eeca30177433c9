"""The page of downloads."""

import pytest

from build_tools.presentation.pages import downloads
from build_tools.records.editions import EDITIONS


@pytest.mark.parametrize(
    ("count", "shown"),
    [(12, "1 kB"), (286_769, "287 kB"), (1_000_000, "1.0 MB"), (11_800_000, "11.8 MB")],
)
def test_sizes(count: int, shown: str) -> None:
    assert downloads.size(count, EDITIONS[2]) == shown
