"""Every hand-written file is published or reported; nothing that runs is published."""

import os
from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.website import docs_assets
from tests.support.cases import read_cases
from tests.support.handwritten_files import docs_problems

CASES = read_cases("website/handwritten.yml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_file_is_published_or_reported(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    pages, assets = docs_problems(tmp_path, case["docs"], problems)
    reported = [str(problem) for problem in problems]
    wanted = case.get("reported", [])
    assert len(reported) == len(wanted), reported
    for line, words in zip(reported, wanted, strict=True):
        assert words in line
    names = {Path(line.partition(": ")[0].partition(":")[0]).name for line in reported}
    written = {Path(name).name for name in case["docs"] if "/." not in name}
    published = {Path(page.path).name for page in pages} | {Path(name).name for name in assets}
    assert published | names == written
    if "title" in case:
        assert [page.title for page in pages] == [case["title"]]


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "assets"
    folder.mkdir(parents=True)
    try:
        (folder / os.fsdecode(b"caf\xe9.png")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system has only names in UTF-8")
    problems = Problems()
    docs_problems(tmp_path, {}, problems)
    (found,) = problems
    assert found.code.id == "SIT015"
    assert found.message == "its name is not UTF-8"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "docs" / "en").mkdir(parents=True)
    os.mkfifo(tmp_path / "docs" / "en" / "about.md")
    problems = Problems()
    docs_problems(tmp_path, {}, problems)
    assert list(map(str, problems)) == ["docs/en/about.md: SIT015 not an ordinary file"]


def test_a_page_that_nests_too_deeply(tmp_path: Path) -> None:
    deep = "\n".join("    " * level + "- a" for level in range(300))
    problems = Problems()
    assert docs_problems(tmp_path, {"en/deep.md": deep}, problems)[0] == []
    assert list(map(str, problems)) == ["docs/en/deep.md: SIT015 its lists nest too deeply"]


def test_assets_have_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of nothing but zeros takes no room on the disk, and would take all memory."""
    large = tmp_path / "docs" / "assets" / "large.zip"
    large.parent.mkdir(parents=True)
    with large.open("wb") as file:
        file.truncate(1 << 36)
    problems = Problems()
    docs_problems(tmp_path, {"assets/a.png": "12", "assets/b.png": "12"}, problems)
    (found,) = problems
    assert str(found.place) == "docs/assets/large.zip"
    assert found.message == "it is larger than 16 MB, the most that is read"
    monkeypatch.setattr(docs_assets, "LARGEST_TOGETHER", 3)
    problems = Problems()
    large.unlink()
    docs_problems(tmp_path, {}, problems)
    (found,) = problems
    assert str(found.place) == "docs/assets/b.png"
