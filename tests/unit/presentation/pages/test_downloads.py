"""The page of downloads."""

import re

import pytest

from build_tools.presentation.pages import downloads
from build_tools.records.editions import EDITIONS, ENGLISH, Edition
from tests.support.publications import REVISION, full


@pytest.mark.parametrize(
    ("count", "shown"),
    [(12, "1 kB"), (286_769, "287 kB"), (1_000_000, "1.0 MB"), (11_800_000, "11.8 MB")],
)
def test_sizes(count: int, shown: str) -> None:
    assert downloads.size(count, EDITIONS[2]) == shown


NAMES = [
    f"x-{kind}.{form}" for form in ("pdf", "epub") for kind in ("hans", "hant", "en", "bilingual")
]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_a_reader_finds_both_languages_then_the_own_edition(edition: Edition) -> None:
    resolved = full.resolved()
    body = downloads.page(resolved, resolved.words(edition), NAMES, REVISION).body
    offered = re.findall(r'<span class="download__name">([^<]*)</span>', body)
    others = [one for one in ("hans", "hant", "en") if one != edition.id]
    order = ["bilingual", edition.id, *others]
    assert offered[:4] == [f"x-{kind}.pdf" for kind in order]
    assert offered[4:8] == [f"x-{kind}.epub" for kind in order]
    assert body.index(offered[-1]) < body.index(REVISION.name), "what is for machines comes last"
    assert "SHA-256" not in body[: body.index("{ #checksums }") - 40]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_each_file_has_a_link_with_a_name_of_its_own(edition: Edition) -> None:
    """The name begins with the words that are seen (WCAG 2.4.9, 2.5.3)."""
    resolved = full.resolved()
    body = downloads.page(resolved, resolved.words(edition), NAMES, REVISION).body
    links = re.findall(r'<a href="[^"]+" download aria-label="([^"]+)">([^<]+)</a>', body)
    assert len(links) == len(NAMES) + 1
    assert len({name for name, _ in links}) == len(links)
    assert all(name.startswith(seen) for name, seen in links)


def test_figures_are_filled_in_where_they_are_known() -> None:
    resolved = full.resolved()
    body = downloads.page(resolved, resolved.words(ENGLISH), NAMES, REVISION).body
    made = downloads.filled(body, {"x-en.pdf": (286_769, "abc")}, ENGLISH)
    assert '<span class="download__name">x-en.pdf</span> <span>287 kB</span>' in made
    assert '<td class="download__name">x-en.pdf</td><td><code>abc</code></td>' in made
    assert '<td class="download__name">x-hans.pdf</td><td><code>–</code></td>' in made


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_what_is_said_of_offline_reading_is_what_the_worker_does(edition: Edition) -> None:
    """It keeps what was opened, and the whole site where the reader says so (``offline.js``)."""
    resolved = full.resolved()
    words = resolved.words(edition)
    body = downloads.page(resolved, words, NAMES, REVISION).body
    said = re.search(r"<p data-keep>(.+?)</p>", body)
    assert said, "the script makes the offer on the page that has this"
    assert words("keep_now") in said[1]
