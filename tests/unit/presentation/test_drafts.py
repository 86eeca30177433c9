"""Drafts on the pages: marked, and in no count."""

import re
import shutil
from pathlib import Path

import pytest

from build_tools.diagnostics import Problems
from build_tools.presentation.pages import home
from build_tools.presentation.pages import tracker as tracker_pages
from build_tools.presentation.pages.all_pages import glosses_of, shared_by_editions
from build_tools.presentation.pages.record_words import record_words
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, Edition
from build_tools.search.collect import collect_entries
from tests.support.paths import TINY

MARK = {
    "hans": "机器草拟，尚未审读",
    "hant": "機器草擬，尚未審讀",
    "en": "drafted by machine, not yet read",
}


def resolved(folder: Path, drafts: str, more: str = "") -> Resolved:
    """The small publication, in which the plan's robots are a draft."""
    data = Path(shutil.copytree(TINY / "data", folder / "data"))
    path = data / "publication.yml"
    path.write_text(f"{path.read_text('utf-8')}\ndrafts: {drafts}\n{more}", "utf-8")
    path = data / "tracker" / "commitments.yml"
    text = path.read_text("utf-8")
    old = "{zh: 新增工业机器人, en: Industrial robots added}\n"
    assert old in text
    path.write_text(text.replace(old, "{zh: 新增工业机器人}\n  draft: true\n"), "utf-8")
    found = check_publication(data, Problems())
    assert found is not None
    return found


@pytest.mark.parametrize("edition", EDITIONS, ids=[edition.id for edition in EDITIONS])
def test_a_draft_is_marked(edition: Edition, tmp_path: Path) -> None:
    found = resolved(tmp_path, "true")
    words, glosses = found.words(edition), glosses_of(found)
    pairs, *_ = tracker_pages.pages(found, words, record_words(found, glosses))
    assert MARK[edition.id] in pairs.body
    titles = [e.heading for e in collect_entries(found, words, glosses) if e.kind == "tracker"]
    assert any(MARK[edition.id] in title for title in titles)


def test_the_site_shows_none_unless_the_publication_says_so(tmp_path: Path) -> None:
    found = resolved(tmp_path, "false")
    pairs, *_ = tracker_pages.pages(
        found, found.words(EDITIONS[0]), shared_by_editions(found).record_words
    )
    assert MARK["hans"] not in pairs.body
    assert "1500台" not in pairs.body


def test_no_headline_counts_drafts(tmp_path: Path) -> None:
    with_drafts = resolved(tmp_path / "a", "true")
    without = resolved(tmp_path / "b", "false")
    counts = []
    for found in (with_drafts, without):
        words = found.words(EDITIONS[0])
        first, *_ = tracker_pages.pages(found, words, shared_by_editions(found).record_words)
        bodies = first.body, home.page(found, found.words(EDITIONS[0])).body
        bars = [re.findall(r"<rect [^>]*>|<strong>\d+</strong>", body) for body in bodies]
        assert bars[0] == bars[1] != []
        counts.append((first.description, bars[0]))
    assert counts[0] == counts[1]


def test_no_subject_counts_drafts(tmp_path: Path) -> None:
    made = resolved(tmp_path, "true")
    path = tmp_path / "data" / "tracker" / "achievements.yml"
    text = path.read_text("utf-8")
    old = "  subjects: [agriculture]\n"
    path.write_text(text.replace(old, old + "  draft: true\n"), "utf-8")
    found = check_publication(tmp_path / "data", Problems()) or made
    pairs, *_ = tracker_pages.pages(
        found, found.words(EDITIONS[0]), shared_by_editions(found).record_words
    )
    assert '<option value="agriculture">农业</option>' in pairs.body
    assert '<option value="transport">交通（1）</option>' in pairs.body


def test_an_unfinished_tracker_shows_no_shares(tmp_path: Path) -> None:
    found = resolved(tmp_path, "false", "unfinished: [tracker]\n")
    words = found.words(next(edition for edition in EDITIONS if edition.id == "en"))
    first, *_ = tracker_pages.pages(found, words, shared_by_editions(found).record_words)
    for body in (first.body, first.description, home.page(found, words).body):
        assert "This tracker is still being made" in body
    assert "outcome-bar" not in first.body + home.page(found, words).body
