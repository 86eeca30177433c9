"""A build after an edit makes the site that a build from nothing makes, byte for byte."""

import os
import random
from pathlib import Path

import pytest

from build_tools.build import build
from build_tools.diagnostics import Problems
from build_tools.publication.project import Project
from build_tools.system.progress import Progress
from build_tools.website import last_build
from build_tools.website.integrity import file_hashes
from build_tools.website.mkdocs_yml import CONFIGURATION
from build_tools.website.render import MKDOCS
from tests.support import edits
from tests.support.publications import tiny


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small publication that was built; the tests change it one after the other."""
    project = tiny.project(tmp_path_factory.mktemp("edited"))
    with (project.data / "publication.yml").open("a", encoding="utf-8") as record:
        record.write("editions: [hans, en]\n")  # the traditional one is made as the first
    built(project)
    return project


def built(project: Project) -> tuple[list[str], Problems]:
    """The stages of a build, and its problems."""
    problems, said = Problems(), list[str]()
    build(project, problems, Progress(said.append))
    return said, problems


def test_nothing_is_made_where_nothing_has_changed(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.site.rglob("*")}
    said, problems = built(project)
    assert said == ["nothing has changed since the last build"]
    assert {path: path.stat().st_mtime_ns for path in project.site.rglob("*")} == before
    again = Problems()
    for path in (project.site / "index.html", project.build / "last-build.json"):
        path.write_text("{}", "utf-8")
        assert "publish …" in built(project)[0]
    build(project, again, Progress())
    assert list(map(str, again)) == list(map(str, problems))


@pytest.mark.parametrize(
    ("setting", "value"),
    [("SITE_URL", "https://example.org/other/"), ("SOURCE_DATE_EPOCH", "86400")],
)
def test_a_setting_from_outside_is_a_change(
    project: Project, setting: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = last_build.state(project, CONFIGURATION, MKDOCS.command)
    monkeypatch.setenv(setting, value)
    assert last_build.state(project, CONFIGURATION, MKDOCS.command) != before


def test_edits_one_after_the_other(project: Project, tmp_path: Path) -> None:
    """``EDITS`` says how many; after every third the site is compared."""
    count = int(os.environ.get("EDITS", "3"))
    draw = random.Random(count)
    for number in range(1, count + 1):
        made = edits.edit(project, draw)
        _, problems = built(project)
        if number % 3 == 0:
            anew = edits.without_build(project, tmp_path / str(number))
            _, same = built(anew)
            assert file_hashes(project.site) == file_hashes(anew.site), f"edit {number}: {made}"
            assert list(map(str, problems)) == list(map(str, same)), f"edit {number}: {made}"
