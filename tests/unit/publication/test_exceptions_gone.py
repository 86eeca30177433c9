"""A list of exceptions that was deleted since the last commit is one problem and hides none."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.code_cases import check_data
from tests.support.publications import full

NEEDED = {
    "omitted-phrases.yml": "REC022 advice: it is gone, and 2 of its records are needed",
    "translation-variants.yml": "REC022 it is gone, and 1 of its records is needed",
    "translation-exceptions.yml": "REC022 it is gone, and 1 of its records is needed",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a publication whose exceptions are committed."""
    project = full.project(tmp_path_factory.mktemp("committed"))
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@b.example")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "One")):
        subprocess.run([*git, *words], cwd=project.root, check=True)
    return project.data


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("left", [None, "\n"], ids=["deleted", "blank"])
def test_what_is_still_needed_is_one_problem(name: str, left: str | None, data: Path) -> None:
    """By the records that the last commit has: REC022."""
    english, lost = data / "translation/2022-1.yml", data / name
    sound, kept = english.read_text("utf-8"), lost.read_text("utf-8")
    try:
        if left is None:
            lost.unlink()
        else:
            lost.write_text(left, "utf-8")
        code = f"data/{name}: {NEEDED[name]}"
        assert list(map(str, check_data(data))) == [code]
        english.write_text(sound.replace("A total of 30", "A total of 37"), "utf-8")
        found = list(map(str, check_data(data)))
        assert code in found
        assert any("TRN008" in line for line in found)
    finally:
        english.write_text(sound, "utf-8")
        lost.write_text(kept, "utf-8")


def test_what_was_never_there_hides_no_error(data: Path, tmp_path: Path) -> None:
    """Many wrong figures are reported, although a list of exceptions would excuse them."""
    made = full.project(tmp_path)
    for path in (made.data / "translation").glob("*.yml"):
        wrong = re.sub(r"(?<=A total of )(?=\d)", "9", path.read_text("utf-8"))
        path.write_text(wrong, "utf-8")
    (made.data / "translation-exceptions.yml").unlink()
    codes = [found.code.id for found in check_data(made.data)]
    assert codes.count("TRN008") >= 5
    assert "PUB014" not in codes
