"""Which files are reported as missing (the others: tests/cases/codes/publication.yml)."""

import re
from pathlib import Path

from tests.support.code_cases import check_data
from tests.support.publications import full


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
