"""Where an annex begins with a list of annexes, its page and its chapter have the annex's name."""

from pathlib import Path

from build_tools.books import epub, pdf
from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.records.editions import ENGLISH, HANS
from tests.support.publications import REVISION, pages_of

REPORT = """云川市政府工作报告
——2021年1月8日在云川市第三届人民代表大会第二次会议上
各位代表：
我代表市人民政府向大会报告工作，请予审议。
一、2020年工作回顾
新增企业30家。
新建学校5所。
二、2021年工作安排
新增企业40家。
新建学校6所。
附件：1、2021年民生实事
2、注释
附件1
2021年民生实事
一、建学校。新建学校6所。
附件2
注释
①碳汇：森林吸收的碳。
"""


def test_a_list_of_annexes_is_text(tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    source.write_text(REPORT, "utf-8")
    assert main(["new", str(tmp_path / "next"), str(source)]) == 0
    resolved = check_publication(tmp_path / "next" / "data", Problems())
    assert resolved is not None
    (page,) = (page for page in pages_of(resolved, HANS) if page.path == "report/annex.md")
    assert page.body.startswith("# 附件 { #annex-name }\n")
    assert '<span class="s" id="annex">附件：1、2021年' in page.body
    (page,) = (page for page in pages_of(resolved, ENGLISH) if page.path == "report/annex.md")
    assert page.body.startswith("# Annex { #annex-name }\n")  # else both had the id annex
    entry = epub.contents(epub.book(resolved, "hans"))[-1]
    assert (entry.title, [inner.title for inner in entry.below]) == ("附件", ["附件1", "附件2"])
    body = pdf.contents(resolved, "hans", REVISION)["body"]
    at = body.index({"depth": 1, "heading": "附件"})
    assert body[at + 1] == {"paragraph": ["附件：1、2021年民生实事"]}


def test_the_first_of_notes_without_a_heading_is_text(tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    notes = "①碳汇：森林吸收的碳。\n②碳达峰：排放不再增长。\n"
    text = REPORT.partition("附件：")[0].replace("企业30家", "碳汇①").replace("学校5所", "试点②")
    source.write_text(text + notes, "utf-8")
    assert main(["new", str(tmp_path / "next"), str(source)]) == 0
    resolved = check_publication(tmp_path / "next" / "data", Problems())
    assert resolved is not None
    (page,) = (page for page in pages_of(resolved, HANS) if page.path == "report/annex.md")
    assert page.body.startswith("# 注释 { #annex-name }\n")
    assert '<span class="s" id="annex">①' in page.body
    body = pdf.contents(resolved, "hans", REVISION)["body"]
    assert body[body.index({"depth": 1, "heading": "注释"}) + 1]["paragraph"]
