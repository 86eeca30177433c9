"""Pages written by hand are compared block by block: ``cases/publication/pages.yml``."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.publication.page_comparison import check_pages
from build_tools.resources.units import general_units
from build_tools.translation.bilingual import Lexicon
from build_tools.translation.senses import general_senses
from tests.support.cases import read_cases
from tests.support.handwritten_files import write_files

LEXICON = Lexicon(general_senses(), general_units(), (), {}, "")


@pytest.mark.parametrize("case", read_cases("publication/pages.yml"), ids=lambda case: case["name"])
def test_pages(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    files = {f"{key}/page.md": case[key] for key in ("zh", "en") if case[key]}
    check_pages(write_files(tmp_path / "docs", files), LEXICON, problems)
    lines = [f"{Path(p.place.file).parent.name}:{p.place.line}: {p.message}" for p in problems]
    assert sorted(lines) == sorted(case["found"])
