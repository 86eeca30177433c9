"""Every code has a case that raises it at its place; the tiny publication, unchanged, raises none.

A case in ``cases/codes/`` is a small change of the tiny publication and the line that is reported.
"""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from build_tools.books.files import epub_files
from build_tools.diagnostics import Problems
from build_tools.diagnostics.all_codes import every_code
from build_tools.system.cache import Cache
from build_tools.system.forks import Forks
from build_tools.website.loading import begin_loading
from build_tools.website.staging import stage_edition
from tests.support import code_cases
from tests.support.paths import ROOT, TINY
from tests.support.publications import tiny

ALL = list(code_cases.cases())
DATA = [c for file, c in ALL if file not in code_cases.BUILDS and "test" not in c]
ERRORS = [case for case in DATA if " advice: " not in case["message"]]
BUILT = [case for file, case in ALL if file in code_cases.BUILDS and "test" not in case]
ELSEWHERE = [case for _, case in ALL if "test" in case]
PLACE = re.compile(r"[\w./-]+\.(?:yml|txt):\d+")
FILES = sorted(p.relative_to(TINY / "data").as_posix() for p in (TINY / "data").rglob("*.yml"))


def code_of(case: dict[str, Any]) -> str:
    return str(case["code"])


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert sorted({code_of(case) for _, case in ALL}) == [code.id for code in every_code()]


def test_the_tiny_publication_raises_none() -> None:
    assert list(map(str, code_cases.check_data(TINY / "data"))) == []


@pytest.mark.parametrize("case", DATA, ids=code_of)
def test_a_change_of_the_data(case: dict[str, Any], tmp_path: Path) -> None:
    messages = list(map(str, code_cases.data_problems(case, tmp_path)))
    assert case["message"] in messages
    for line in messages:
        assert all(place.startswith("data/") for place in PLACE.findall(line)), line


def test_pages_can_be_made_of_what_only_the_whole_check_finds(tmp_path: Path) -> None:
    """As ``serve`` does after a quick check, and a build beside the check."""
    made = []
    for number, case in enumerate(ERRORS):
        project = tiny.project(tmp_path / str(number))
        code_cases.change(case, project.data)
        with Forks() as forks:
            loaded, _ = begin_loading(project, Problems(), forks, is_quick=True)
        if loaded:
            for edition in loaded.resolved.publication.published:
                stage_edition(project, loaded, edition, Problems())
            epub_files(loaded.resolved, loaded.revision, Cache())
            made.append(code_of(case))
        shutil.rmtree(project.root)
    assert len(made) > 5


@pytest.mark.parametrize("case", BUILT, ids=code_of)
def test_what_only_a_build_finds(case: dict[str, Any], tmp_path: Path) -> None:
    assert case["message"] in list(map(str, code_cases.build_problems(case, tmp_path)))


@pytest.mark.parametrize("case", ELSEWHERE, ids=code_of)
def test_the_test_that_raises_it_is_there(case: dict[str, Any]) -> None:
    file, _, name = case["test"].partition("::")
    body = (ROOT / file).read_text("utf-8").partition(f"def {name}(")[2].partition("\ndef ")[0]
    assert case["code"] in body


def test_the_example_of_each_code_is_in_a_case() -> None:
    """The page of codes shows lines that are really reported."""
    for code in every_code():
        lines = [str(case["message"]) for _, case in ALL if code_of(case) == code.id]
        assert code.example, code.id
        assert any(code.example.removesuffix(")") in line for line in lines), code.id


@pytest.mark.parametrize("file", FILES)
def test_a_broken_file_hides_no_problem_of_another(file: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(TINY / "data", tmp_path / "data"))
    other = "tracker/indicators.yml" if file == "glossary/economy.yml" else "glossary/economy.yml"
    path = data / other
    path.write_text(path.read_text("utf-8") + "- colour: red\n", "utf-8")
    (data / file).write_text("key: [\n", "utf-8")
    messages = list(map(str, code_cases.check_data(data)))
    assert any(line.startswith(f"data/{file}:") and "REC003" in line for line in messages)
    assert any(
        line.startswith(f"data/{other}:") and 'unknown key "colour"' in line for line in messages
    )
    # Follow-on problems of the broken file do not bury the two.
    assert {line.split(":")[0] for line in messages} == {f"data/{file}", f"data/{other}"}
