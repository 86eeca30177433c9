"""A build replaces only folders that a build made."""

import json
from pathlib import Path

import pytest

from build_tools.diagnostics import Problems
from build_tools.system.files import remove
from build_tools.website.integrity import MANIFEST
from build_tools.website.publish import NEW, check_targets, claim, only_build, publish


def built(folder: Path, name: str = "index.html") -> Path:
    """A folder as a build leaves it."""
    (folder / "data").mkdir(parents=True)
    (folder / name).write_text("page", "utf-8")
    (folder / MANIFEST).write_text(json.dumps({"files": {name: "0"}}), "utf-8")
    return folder


def reported(site: Path) -> list[str]:
    problems = Problems()
    check_targets(site.parent, [site], problems)
    return [str(found) for found in problems]


def test_what_a_build_may_replace(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert reported(site) == []
    site.mkdir()
    assert reported(site) == []
    built(tmp_path / "elsewhere")
    site.rmdir()
    site.symlink_to("elsewhere")
    assert reported(site) == []
    (site / ".DS_Store").touch()
    assert reported(site) == []
    publish(built(tmp_path / "new", "new.html"), site, tmp_path / "old")
    assert site.is_symlink()
    assert (tmp_path / "elsewhere" / "new.html").is_file()


@pytest.mark.parametrize("kind", ["file", "data", "foreign", "link inside", "no folder", "loop"])
def test_what_it_leaves_alone(kind: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "terms.yml").write_text("mine", "utf-8")
    if kind == "file":
        site.write_text("mine", "utf-8")
    elif kind == "data":
        site.symlink_to("data")
    elif kind == "foreign":
        (built(site) / "notes.txt").write_text("mine", "utf-8")
    elif kind == "link inside":
        (built(site) / "index.html").unlink()
        (site / "index.html").symlink_to("../data/terms.yml")
    else:
        site.symlink_to("nowhere" if kind == "no folder" else "site")
    (line,) = reported(site)
    assert line.startswith("site")
    assert "SIT014" in line
    new = built(tmp_path / "new")
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    with pytest.raises(FileExistsError):
        publish(new, site, tmp_path / "old")
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*")) == before
    assert (tmp_path / "data" / "terms.yml").read_text("utf-8") == "mine"


def test_a_site_in_the_build_folder_is_a_builds_only_where_the_lock_says_so(tmp_path: Path) -> None:
    problems, build = Problems(), tmp_path / "build"
    assert claim(build, problems)
    with only_build(build) as is_left:
        assert not is_left
        (build / NEW).mkdir()
        (build / NEW / "half.html").touch()
    with only_build(build) as is_left:
        assert is_left
        remove(build / NEW)
    (build / NEW).mkdir()
    (build / NEW / "notes.txt").write_text("mine", "utf-8")
    for _ in range(2):
        with only_build(build) as is_left:
            assert not is_left
    check_targets(tmp_path, [build / NEW], problems)
    (line,) = map(str, problems)
    assert line.startswith("build/site-new: SIT014 no build made it")


@pytest.mark.parametrize("kind", ["file", "data", "foreign", "no folder"])
def test_a_build_folder_of_somebody_else(kind: str, tmp_path: Path) -> None:
    problems, build, notes = (
        Problems(),
        tmp_path / "build",
        tmp_path / "data" / "docs" / "notes.txt",
    )
    notes.parent.mkdir(parents=True)
    notes.write_text("mine", "utf-8")
    if kind == "file":
        build.write_text("mine", "utf-8")
    elif kind == "foreign":
        notes = build / "site-old" / "notes.txt"
        notes.parent.mkdir(parents=True)
        notes.write_text("mine", "utf-8")
    else:
        build.symlink_to("data" if kind == "data" else "nowhere")
    before = sorted(tmp_path.rglob("*"))
    assert not claim(build, problems)
    assert [problem.code.id for problem in problems] == ["SIT014"]
    assert sorted(tmp_path.rglob("*")) == before
