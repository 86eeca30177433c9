"""Which files are reported as missing (the others: tests/cases/codes/publication.yml)."""

import re
from pathlib import Path

import pytest

from build_tools.publication.data_files import DATA_FILES
from build_tools.publication.published_ids import FILE
from tests.support.code_cases import check_data
from tests.support.publications import full


def test_a_deleted_page_of_an_unfinished_translation_is_named(tmp_path: Path) -> None:
    data = full.project(tmp_path).data
    publication = data / "publication.yml"
    publication.write_text(publication.read_text("utf-8") + "unfinished: [translation]\n", "utf-8")
    (data / "translation" / "2021-1.yml").unlink()
    found = [str(one) for one in check_data(data) if one.code.id == "PUB014"]
    assert [one.partition(" (")[0] for one in found] == [
        "data/translation/2021-1.yml: PUB014 advice: no such file"
    ]


def test_a_text_file_with_the_name_of_a_data_file_is_named(tmp_path: Path) -> None:
    data = full.project(tmp_path).data
    (data / "tracker" / "links.yml").rename(data / "tracker" / "links.yml.txt")
    (data / "notes.txt").write_text("not a data file", "utf-8")
    found = [str(one) for one in check_data(data) if one.code.id == "REC014"]
    assert len(found) == 1
    assert found[0].startswith("data/tracker/links.yml.txt: REC014 no data file has this name")
    assert 'did you mean "tracker/links.yml"?' in found[0]


def test_a_missing_list_of_exceptions_hides_no_error(tmp_path: Path) -> None:
    """Many wrong figures are reported, although a list of exceptions could excuse them."""
    data = full.project(tmp_path).data
    for path in (data / "translation").glob("*.yml"):
        wrong = re.sub(r"(?<=A total of )(?=\d)", "9", path.read_text("utf-8"))
        path.write_text(wrong, "utf-8")
    (data / "translation-exceptions.yml").unlink()
    codes = [found.code.id for found in check_data(data)]
    assert codes.count("TRN008") >= 5
    assert "PUB014" not in codes


@pytest.mark.parametrize("name", [FILE, *(f.pattern for f in DATA_FILES if "*" not in f.pattern)])
def test_a_link_that_leads_nowhere_is_no_file_that_was_left_out(name: str, tmp_path: Path) -> None:
    """An optional file that cannot be read is an error, like any other."""
    path = full.project(tmp_path).data / name
    path.unlink(missing_ok=True)
    path.symlink_to("nowhere")
    found = [str(one) for one in check_data(tmp_path / "data")]
    assert any(line.startswith(f"data/{name}: REC001 no such file") for line in found), found
