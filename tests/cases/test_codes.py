"""Every code has a case that raises it at its place; the small publication, unchanged, none."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.diagnostics import catalogue
from build_tools.presentation.pages.codes import EXAMPLES
from tests.support import code_cases as given
from tests.support.paths import ROOT, TINY

ALL = list(given.cases())
DATA = [case for file, case in ALL if file != given.BUILD]
BUILT = [case for file, case in ALL if file == given.BUILD and "test" not in case]
ELSEWHERE = [case for _, case in ALL if "test" in case]
PLACE = re.compile(r"[\w./-]+\.(?:yml|txt):\d+")
FILES = sorted(p.relative_to(TINY / "data").as_posix() for p in (TINY / "data").rglob("*.yml"))


def code_of(case: dict[str, Any]) -> str:
    return str(case["code"])


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert sorted(code_of(case) for _, case in ALL) == [code.id for code in catalogue.every()]


def test_the_small_publication_raises_none() -> None:
    assert list(map(str, given.found_in(TINY / "data"))) == []


@pytest.mark.parametrize("case", DATA, ids=code_of)
def test_a_change_of_the_data(case: dict[str, Any], tmp_path: Path) -> None:
    told = list(map(str, given.data_problems(case, tmp_path)))
    assert case["told"] in told
    for line in told:
        assert all(place.startswith("data/") for place in PLACE.findall(line)), line


@pytest.mark.parametrize("case", BUILT, ids=code_of)
def test_what_only_a_build_finds(case: dict[str, Any], tmp_path: Path) -> None:
    assert case["told"] in list(map(str, given.build_problems(case, tmp_path)))


@pytest.mark.parametrize("case", ELSEWHERE, ids=code_of)
def test_the_test_that_raises_it_is_there(case: dict[str, Any]) -> None:
    file, _, name = case["test"].partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    (test,) = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name)
    assert case["code"] in ast.unparse(test)


def test_the_examples_of_the_page_are_the_cases(request: pytest.FixtureRequest) -> None:
    """`pytest --save-golden` writes them anew."""
    head = "# How each problem looks, from the tests' cases: `pytest --save-golden` writes it.\n"
    examples = {code_of(case): case["told"] for _, case in ALL}
    text = head + yaml.safe_dump(examples, allow_unicode=True, width=10_000)
    if request.config.getoption("--save-golden"):
        EXAMPLES.write_text(text, "utf-8")
    assert EXAMPLES.read_text("utf-8") == text


@pytest.mark.parametrize("file", FILES)
def test_a_broken_file_hides_no_problem_of_another(file: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(TINY / "data", tmp_path / "data"))
    other = "tracker/indicators.yml" if file == "glossary/economy.yml" else "glossary/economy.yml"
    path = data / other
    path.write_text(path.read_text("utf-8") + "- colour: red\n", "utf-8")
    (data / file).write_text("key: [\n", "utf-8")
    told = list(map(str, given.found_in(data)))
    assert any(line.startswith(f"data/{file}:") and "REC003" in line for line in told)
    assert any(
        line.startswith(f"data/{other}:") and 'REC005 unknown key "colour"' in line for line in told
    )
    # What only follows from the broken file does not bury the two.
    assert {line.split(":")[0] for line in told} == {f"data/{file}", f"data/{other}"}
