"""Where a section goes on behind its items, pages, books and the search say so."""

import pytest

from build_tools.books import epub, pdf
from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.presentation.pages.all_pages import glosses_of
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS
from build_tools.search.collect import collect_entries
from tests.support.publications import REVISION, pages_of

REPORT = """云川市政府工作报告
——2021年1月8日在云川市第三届人民代表大会第二次会议上
各位代表：
我代表市人民政府向大会报告工作，请予审议。
一、2020年工作回顾
（一）经济稳步增长
1.工业加快发展。新增企业30家。
2.农业提质增效。建成农田2万亩。
总的来看，全市经济增长5%。
（二）民生持续改善
新建学校5所。
二、2021年工作安排
（一）抓好经济
新增企业40家。
（二）抓好民生
新建学校6所。
"""
WORDS = "总的来看，全市经济增长5%。"


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Resolved:
    folder = tmp_path_factory.mktemp("made")
    source = folder / "report.txt"
    source.write_text(REPORT, "utf-8")
    assert main(["new", str(folder / "next"), str(source)]) == 0
    found = check_publication(folder / "next" / "data", Problems())
    assert found is not None
    return found


def test_the_page_has_a_break(resolved: Resolved) -> None:
    (page,) = (p for p in pages_of(resolved, EDITIONS[0]) if p.path == "report/2020-1.md")
    items, _, behind = page.body.partition("<hr")
    assert "建成农田" in items
    assert "2020.1.0.1" in behind


def test_the_books_have_a_break(resolved: Resolved) -> None:
    chapters = epub.book(resolved, "hans").chapters
    breaks = [block for chapter in chapters for block in chapter.blocks if block.returns]
    assert [segment.hans for block in breaks for segment in block.sentences] == [WORDS]
    body = pdf.contents(resolved, "hans", REVISION)["body"]
    assert body.index({"returns": True}) == body.index({"paragraph": [WORDS]}) - 1


def test_search_names_the_section(resolved: Resolved) -> None:
    words = resolved.words(EDITIONS[0])
    entries = collect_entries(resolved, words, glosses_of(resolved))
    (heading,) = (entry.heading for entry in entries if entry.text == WORDS)
    assert heading == "（一）经济稳步增长"
