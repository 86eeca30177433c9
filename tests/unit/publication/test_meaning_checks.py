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


def test_a_name_that_only_says_less_fits_no_better(tmp_path: Path) -> None:
    """停车泊位 is in both quotes as a whole; 新建停车泊位 is not, as they say 新增."""
    project = tiny.project(tmp_path / "project")
    path = project.data / "tracker/indicators.yml"
    text = path.read_text("utf-8").replace("zh: 新增停车泊位", "zh: 新建停车泊位")
    for other, is_reported in (("停车泊位", False), ("新增停车泊位", True)):
        path.write_text(text.replace("zh: 新增工业机器人", f"zh: {other}"), "utf-8")
        problems = "".join(map(str, code_cases.check_data(project.data)))
        found = '"robots-added" fits both quotes better than "parking-spaces-added"' in problems
        assert found == is_reported, problems
