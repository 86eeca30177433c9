"""A publication without English offers nothing that needs one."""

import re
import shutil
from pathlib import Path

import pytest

from build_tools.books.kinds import kinds
from build_tools.diagnostics import Problems
from build_tools.exports import files as exports
from build_tools.exports.files import export_files
from build_tools.presentation.pages import home, report
from build_tools.presentation.pages.all_pages import glosses_of
from build_tools.publication.check import check_publication
from build_tools.publication.coverage import coverage_table
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, HANS
from build_tools.scaffold.new_publication import Request, make_publication, write_publication
from build_tools.search.collect import collect_entries
from build_tools.text import decoding
from tests.support.paths import TINY

TRANSLATED = re.compile("译文|英译|translation", re.I)


@pytest.fixture(params=["no edition", "no translation"])
def chinese(request: pytest.FixtureRequest, tmp_path: Path) -> Resolved:
    """The small publication in Chinese: without the English edition, or without any English."""
    data = Path(shutil.copytree(TINY / "data", tmp_path / "data"))
    path = data / "publication.yml"
    if request.param == "no edition":
        text = path.read_text("utf-8")
        old = re.compile(r"^editions:.*\n", re.M)
        path.write_text(f"{old.sub('', text)}\neditions: [hans, hant]\n", "utf-8")
    else:
        shutil.rmtree(data / "translation")
        path.write_text(f"{path.read_text('utf-8')}\nunfinished: [translation]\n", "utf-8")
    found = check_publication(data, Problems())
    assert found is not None
    return found


def test_no_page_has_a_control_or_a_word_of_it(chinese: Resolved) -> None:
    pages = [
        home.page(chinese, chinese.words(HANS)),
        *report.pages(chinese, chinese.words(HANS), glosses_of(chinese)),
    ]
    for page in pages:
        assert 'data-tool="view"' not in page.body
        assert not TRANSLATED.search(page.body), page.path
    assert 'data-tool="terms"' in pages[2].body


def test_no_download_and_no_data_of_it(chinese: Resolved) -> None:
    assert set(kinds(chinese)) == {"hans", "hant"}
    assert not any("translation" in name for name in export_files(chinese))
    assert not any("translation" in name for name in exports.schema_paths(chinese.has_english))


def test_nothing_to_search_for_in_english(chinese: Resolved) -> None:
    found = list(collect_entries(chinese, chinese.words(HANS), glosses_of(chinese)))
    assert not any(entry.english for entry in found if entry.kind == "sentence")


def test_nothing_is_said_of_whose_it_is(chinese: Resolved) -> None:
    for edition in EDITIONS:
        assert chinese.words(edition).translation(chinese.publication, long=True) == ""


def test_check_does_not_ask_for_it(tmp_path: Path) -> None:
    parts = (
        "某市政府工作报告",
        "一、2023年工作回顾",
        "新增学位2000个。",
        "二、2024年工作安排",
        "新增学位3000个。",
    )
    raw = "\n\n".join(parts).encode()
    request = Request(editions=["hans"], given={"title": "某市政府工作报告"})
    made = make_publication(raw, decoding.decode(raw), request)
    write_publication(tmp_path, made.files)
    assert not any("translation/" in name or "docs/en" in name for name in made.files)
    assert not TRANSLATED.search(made.files["docs/zh/about.md"].decode())
    problems = Problems()
    found = check_publication(tmp_path / "data", problems)
    assert found is not None
    assert "Translation" not in coverage_table(found)
    assert not [p for p in problems if p.code.id.startswith("TRN") or ".en is empty" in p.message]
