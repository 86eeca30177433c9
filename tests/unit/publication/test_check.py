"""What a quick check leaves out, and a whole one finds."""

from pathlib import Path

from build_tools.publication.check import Check
from build_tools.system.forks import Forks
from tests.support.publications import tiny


def test_a_quick_check_compares_no_languages(tmp_path: Path) -> None:
    project = tiny.project(tmp_path)
    record = project.data / "publication.yml"
    record.write_text(
        record.read_text("utf-8").replace("RMB 86 billion", "RMB 68 billion"), "utf-8"
    )
    for language, text in (("zh", "2022年的报告。"), ("en", "The report of 2023.")):
        (project.handwritten / language / "about.md").write_text(f"# 2022\n\n{text}\n", "utf-8")
    for is_quick, codes in ((True, []), (False, ["PUB017", "TRN014"])):
        with Forks() as forks:
            found = Check(project.data, forks, is_quick=is_quick).finish()
        assert sorted(problem.code.id for problem in found) == codes
