"""What a record's text may say in one language only, because the report says it."""

from pathlib import Path

from tests.support import code_cases
from tests.support.publications import tiny

NOTE = "note: {zh: 工作安排没有再提机器人。, en: The plan does not mention it again.}"


def test_a_note_may_name_in_one_language_what_its_record_is_about(tmp_path: Path) -> None:
    project = tiny.project(tmp_path / "project")
    path = project.data / "tracker/links.yml"
    text = path.read_text("utf-8")
    for record, is_reported in (("robots", False), ("parking", True)):
        named = f"  commitment: {record}\n"
        path.write_text(text.replace(named, f"{named}  {NOTE}\n"), "utf-8")
        problems = list(map(str, code_cases.check_data(project.data)))
        assert any("机器人" in line for line in problems) == is_reported, problems


LEVEL = "\n- id: robots\n  zh: 工业机器人\n  en: Industrial robots\n  unit: 台\n  basis: level\n"


def test_a_name_that_only_says_less_fits_no_better(tmp_path: Path) -> None:
    project = tiny.project(tmp_path / "project")
    path = project.data / "tracker/indicators.yml"
    path.write_text(path.read_text("utf-8") + LEVEL, "utf-8")
    assert "TRK046" not in "".join(map(str, code_cases.check_data(project.data)))
