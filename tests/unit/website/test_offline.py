"""The app: its pictures and its service worker."""

import pytest

from build_tools.records.editions import EDITIONS
from build_tools.system.cache import Cache
from build_tools.website import offline
from build_tools.website.offline import offline_files
from tests.support.publications import full

pytestmark = pytest.mark.browser


def test_the_pictures_are_always_the_same() -> None:
    first = offline_files(full.resolved(), Cache())
    assert first == offline_files(full.resolved(), Cache())
    for name, content in first.items():
        if name.endswith(".png"):
            size = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
            assert size[0] == size[1]
            assert str(size[0]) in name or "maskable" in name or "apple" in name


def test_the_worker_is_named_by_what_it_lists() -> None:
    words = [full.resolved().words(edition) for edition in EDITIONS]
    one = offline.worker({"index.html": "a" * 64, "downloads/x.zip": "b" * 64}, words, 9)
    written = offline.worker({"about-404.html": "a" * 64, "en/404.html": "b" * 64}, words, 9)
    assert "about-404.html" in written
    assert "en/404.html" not in written
    assert one == offline.worker({"downloads/x.zip": "c" * 64, "index.html": "a" * 64}, words, 9)
    assert one != offline.worker({"index.html": "d" * 64}, words, 9)
    assert "x.zip" not in one
