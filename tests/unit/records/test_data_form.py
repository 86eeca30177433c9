"""The form of the data: what has another form is not read, and nothing else is said of it."""

import shutil
from pathlib import Path

import pytest

from build_tools.records.data_form import FORM
from tests.support.code_cases import check_data
from tests.support.publications import tiny


@pytest.mark.parametrize(("form", "code"), [("", "REC020"), ("form: 9\n", "REC019")])
def test_data_of_another_form_is_not_read(form: str, code: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(tiny.data, tmp_path / "data"))
    path = data / "publication.yml"
    text = path.read_text("utf-8").replace(f"form: {FORM}\n", f"{form}colour: red\n")
    path.write_text(text, "utf-8")
    (data / "errata.yml").unlink()
    (problem,) = check_data(data)
    assert problem.code.id == code
    assert problem.place.file == "data/publication.yml"


@pytest.mark.parametrize(
    "form", ["form: new", "form: [2]", "- form", "form: [", f"form: {'9' * 5000}"]
)
def test_a_form_that_is_no_number_is_reported_as_such(form: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(tiny.data, tmp_path / "data"))
    path = data / "publication.yml"
    path.write_text(path.read_text("utf-8").replace(f"form: {FORM}", form), "utf-8")
    found = check_data(data).errors
    assert found[0].code.id in ("REC003", "REC007")
