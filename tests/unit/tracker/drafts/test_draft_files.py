"""Drafts among the records of editors: added, never changing what is there."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.presentation.pages import indicators
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.tracker.drafts.draft_files import DraftError, draft_into
from tests.support.paths import TINY

FILES = ("achievements", "commitments", "context", "indicators", "links", "no-follow-up")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "data", tmp_path / "data"))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small publication with an unfinished tracker that has only drafts."""
    data = Path(shutil.copytree(TINY / "data", tmp_path_factory.mktemp("drafted") / "data"))
    for name in FILES:
        (data / "tracker" / f"{name}.yml").write_text(f"# What {name} are.\n", "utf-8")
    path = data / "publication.yml"
    path.write_text(path.read_text("utf-8") + "\nunfinished: [tracker, translation]\n", "utf-8")
    draft(data)
    return data


@pytest.fixture
def drafted(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / "data"))


def checked(data: Path) -> tuple[Resolved, Problems]:
    problems = Problems()
    resolved = check_publication(data, problems)
    assert resolved is not None
    return resolved, problems


def draft(data: Path, add: bool = False) -> None:
    found, _ = checked(data)
    draft_into(data, found.publication, found.document, found.glossary, add)


def records(data: Path, name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((data / "tracker" / f"{name}.yml").read_text("utf-8")) or []


def test_a_draft_is_whole_and_has_no_error(drafted: Path) -> None:
    for name in ("achievements", "commitments", "links"):
        assert records(drafted, name)
        assert all(record["draft"] for record in records(drafted, name))
        assert (drafted / "tracker" / f"{name}.yml").read_text("utf-8").startswith("# What ")
    problems = checked(drafted)[1]
    assert not problems.errors
    assert "TRK024" not in {problem.code.id for problem in problems}


def test_the_robots_are_joined_by_their_figures(drafted: Path) -> None:
    titles = {
        record["id"]: record["title"]["zh"]
        for name in ("achievements", "commitments")
        for record in records(drafted, name)
    }
    joined = {
        (titles[link["achievement"]], titles[link["commitment"]], link["relation"])
        for link in records(drafted, "links")
    }
    assert ("新增工业机器人", "新增工业机器人", "compare") in joined


def test_drafts_count_nowhere(drafted: Path) -> None:
    found, _ = checked(drafted)
    assert not found.tracker.achievements
    assert not found.tracker.follow_ups
    assert found.shown_tracker is found.tracker
    assert all(
        part.sentences_covered == part.figures_covered == 0 for part in found.tracker.coverage
    )


def test_what_a_draft_quotes_is_not_missing_in_an_unfinished_tracker(drafted: Path) -> None:
    told = "\n".join(map(str, checked(drafted)[1]))
    assert "the tracker is unfinished" not in told
    assert 'nothing is missing in "tracker"' not in told
    path = drafted / "tracker" / "context.yml"
    path.write_text(path.read_text("utf-8").partition("\n- ")[0] + "\n", "utf-8")
    (line,) = (str(p) for p in checked(drafted)[1] if "the tracker is unfinished" in str(p))
    assert "“2021年” belongs to no record; 4 more places" in line


def test_a_publication_can_show_them(drafted: Path) -> None:
    path = drafted / "publication.yml"
    path.write_text(path.read_text("utf-8") + "drafts: true\n", "utf-8")
    found, _ = checked(drafted)
    assert not found.tracker.achievements
    assert all(item.is_draft for item in found.shown_tracker.achievements)
    assert found.shown_tracker.follow_ups


def test_deleting_the_line_accepts_a_record(drafted: Path) -> None:
    path = drafted / "tracker" / "achievements.yml"
    path.write_text(path.read_text("utf-8").replace("  draft: true\n", "", 1), "utf-8")
    found, problems = checked(drafted)
    assert len(found.tracker.achievements) == 1
    assert not problems.errors


def test_accepted_pairs_are_shown_before_they_have_english(drafted: Path) -> None:
    for name in ("achievements", "commitments", "links"):
        path = drafted / "tracker" / f"{name}.yml"
        path.write_text(path.read_text("utf-8").replace("  draft: true\n", ""), "utf-8")
    found, problems = checked(drafted)
    assert not problems.errors
    assert found.tracker.follow_ups
    for edition in found.publication.published:
        assert "<svg" in indicators.page(found, found.words(edition)).body


def test_without_add_records_of_editors_are_left_alone(data: Path) -> None:
    before = {name: (data / "tracker" / f"{name}.yml").read_bytes() for name in FILES}
    with pytest.raises(DraftError, match="give --add to draft what they leave open"):
        draft(data)
    assert before == {name: (data / "tracker" / f"{name}.yml").read_bytes() for name in FILES}


def test_add_drafts_only_what_is_open(data: Path) -> None:
    path = data / "tracker" / "achievements.yml"
    text = path.read_text("utf-8")
    at = text.index("- id: farmland")
    kept = f"{text[:at]}# Of interest.\n{text[text.index('- id: parking') :]}"
    path.write_text(kept, "utf-8")
    for name in ("links", "no-follow-up"):
        other = data / "tracker" / f"{name}.yml"
        rows = [r for r in records(data, name) if r["achievement"] != "farmland"]
        other.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), "utf-8")
    draft(data, add=True)
    lines = path.read_text("utf-8").splitlines()
    new = [line for line in lines if line not in kept.splitlines()]
    assert "  draft: true" in new
    assert [line for line in lines if line.strip() and line not in new] == [
        line for line in kept.splitlines() if line.strip()
    ]
    names = [record["id"] for record in records(data, "achievements")]
    assert names == ["gdp", "robots", "upgrading", "2021-1-2-1-1", "parking"]
    decided = {"gdp", "robots", "upgrading", "parking"}
    assert not [r for r in records(data, "links") if "draft" in r and r["achievement"] in decided]
    assert not [p for p in checked(data)[1] if p.code.id == "TRK012"]


def test_a_broken_file_is_not_drafted_into(data: Path) -> None:
    path = data / "tracker" / "achievements.yml"
    path.write_text(path.read_text("utf-8") + "- id: [\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(DraftError, match="correct the tracker's records first") as refused:
        draft(data, add=True)
    assert refused.value.problems.errors
    assert path.read_bytes() == before


def test_links_with_figures_are_read_first(
    drafted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(drafted.parent), "check", "--drafts"]) == 0
    lines = capsys.readouterr().out.splitlines()[:-1]
    assert "→" in lines[0]
    assert "(compare)" in lines[0]
    total = sum(len(records(drafted, name)) for name in ("achievements", "commitments", "context"))
    assert len(lines) == total + len(records(drafted, "links"))
