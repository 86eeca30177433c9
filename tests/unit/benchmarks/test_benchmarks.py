"""The benchmark: what it measures is real, and what it writes can be trusted."""

import datetime
import json
import math
import runpy
import shutil
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from benchmarks import (
    __main__,
    alignment,
    corpus,
    drafting,
    long_lists,
    page,
    termbase,
    terms,
    text,
    weight,
    whole,
)
from benchmarks.rows import Row, Table
from benchmarks.timing import medians, per_doubling, ratio
from build_tools.diagnostics import Problems
from build_tools.glossary.loading import load_glossary
from build_tools.publication.project import Project
from tests.support.publications import full, tiny

DAY = datetime.date(2020, 2, 29)
KEPT = Row("Kept", 1.149, budget=1.15)
MISSED = Row("Missed", 1.151, budget=1.15)


def test_a_longer_list_has_ids_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<ul><li id="a" data-x>赵<b id="b"></b></li><li>钱</li></ul>', "utf-8")
    assert long_lists.lengthen(path, "//li[@data-x]") == long_lists.TIMES
    page = html.parse(str(path))
    assert len(page.xpath("//li")) == long_lists.TIMES + 1
    assert len(set(page.xpath("//@id"))) == 2 * long_lists.TIMES


def test_a_budget_is_the_most_that_may_be() -> None:
    assert KEPT.keeps
    assert not MISSED.keeps
    assert Row("At it", 2, "s", 2).keeps
    assert Row("Without", 1e9).keeps
    assert Row("At least", 0.98, least=0.98).keeps
    assert not Row("Less", 0.97, least=0.98).keeps
    tables = [Table("One", "", [KEPT, MISSED]), Table("Two", "", [Row("Free", 5)])]
    assert page.missed(tables) == [MISSED]


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1.149, "ratio", "1.15"),
        (0.04567, "s", "0.046 s"),
        (12.34, "s", "12.3 s"),
        (234.5, "kB", "234 kB"),
        (1_234_567.8, "characters/s", "1,234,568 characters/s"),
        (7, "files", "7 files"),
        (0, "editions", "0 editions"),
    ],
)
def test_figures_are_rounded_for_reading(value: float, unit: str, shown: str) -> None:
    assert page.figure(value, unit) == shown


def test_the_page_is_the_same_for_the_same_figures() -> None:
    tables = [Table("The title", "How.", [KEPT, MISSED, Row("Free", 12.34, "s")])]
    made = page.page(tables, DAY)
    assert made == page.page(tables, DAY)
    assert made.endswith(
        "\n## The title\n\nHow.\n\n| | | budget | |\n| :-- | --: | --: | :-- |\n"
        "| Kept | 1.15 | ≤ 1.15 | kept |\n"
        "| Missed | 1.15 | ≤ 1.15 | **missed** |\n"
        "| Free | 12.3 s | | |\n"
    )
    assert "- Date: 2020-02-29\n" in made


@pytest.mark.parametrize("quick", [True, False])
def test_the_command_tells_and_keeps_what_was_measured(
    quick: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project.at(tmp_path)
    project.handwritten.mkdir()
    for row, status in ((KEPT, 0), (MISSED, 1)):
        tables = [("Title", lambda row=row: [Table("Title", "How.", [row])])]
        monkeypatch.setattr(__main__, "measurements", lambda *_, tables=tables: tables)
        assert __main__.main(project, quick) == status
        reported = capsys.readouterr()
        assert f"| {row.what} |" in reported.out
        assert ("beyond its budget: Missed" in reported.err) is bool(status)
        file = project.handwritten / __main__.PAGE
        assert file.exists() is not quick
        assert quick or file.read_text("utf-8") + "\n" == reported.out


@pytest.mark.parametrize(
    ("small", "large", "times", "growth"),
    [(1, 10, 10, 1), (2, 8, 4, 1), (1, 100, 10, 2), (1, 5, 10, 0.812)],
)
def test_growth_is_told_for_each_doubling(
    small: float, large: float, times: float, growth: float
) -> None:
    assert per_doubling(small, large, times) == pytest.approx(growth, abs=0.001)


def test_runs_take_turns() -> None:
    order: list[str] = []
    found = medians({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 3)
    assert order == ["a", "b"] * 3
    assert all(value >= 0 for value in found.values())


def test_a_slow_turn_does_not_change_a_ratio() -> None:
    assert ratio([1.1, 22.0, 1.1], [1.0, 20.0, 1.0]) == pytest.approx(1.1)


def test_many_reports_are_as_sound_as_one() -> None:
    known = text.TextReader.of(full.data)
    one = known.read(known.source, known.publication)
    whole = one.restoration.text
    made = corpus.make(whole, known.publication, (), 3)
    assert made == corpus.make(whole, known.publication, (), 3)
    many = known.read(made.text, made.publication)  # which raises for any problem
    front = len(one.document.by_unit["front"])
    assert len(many.document.segments) - front == 3 * (len(one.document.segments) - front)
    assert len({segment.id for segment in many.document.segments}) == len(many.document.segments)
    copies = [
        [s.hans for s in many.document.segments if s.id.startswith(f"2022x{n}")] for n in "01"
    ]
    assert copies[0] != copies[1], "in another order"
    counted = [Counter(line.partition("（")[0][2:] for line in copy) for copy in copies]
    assert counted[0] == counted[1], "the same sentences"


def test_a_change_of_one_line_can_be_taken_back(tmp_path: Path) -> None:
    data = Path(shutil.copytree(full.data, tmp_path / "data"))
    file = whole.change(data)
    before = (full.data / file.relative_to(data)).read_text("utf-8").splitlines()
    after = file.read_text("utf-8").splitlines()
    (changed,) = [
        n for n, lines in enumerate(zip(before, after, strict=True)) if len(set(lines)) > 1
    ]
    assert after[changed].replace(whole.ADDED, "") == before[changed]
    problems = Problems()
    load_glossary(data, problems)
    assert not problems.errors
    assert whole.change(data) == file
    assert file.read_text("utf-8").splitlines() == before


def test_invented_terms_are_whole_and_apart(tmp_path: Path) -> None:
    words = terms.invented(50)
    problems = Problems()
    loaded = load_glossary(terms.write(tmp_path, words), problems)
    assert problems.errors == []
    assert len(loaded.terms) == 50
    assert {len(term.forms) for term in loaded.terms} == {3}


def test_terms_are_measured_in_a_process_of_their_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = {1_000: {"load": 1.0, "match": 3.0}, 10_000: {"load": 10.0, "match": 60.0}}

    def run(*words: str) -> str:
        assert words[:-1] == ("-m", "benchmarks.terms")
        return json.dumps(seconds[int(words[-1])])

    monkeypatch.setattr(terms, "run", run)
    rows = terms.measure(Project.at(full.folder), 1).rows
    assert [(row.value, row.keeps) for row in rows if row.budget] == [
        (1, True),
        (pytest.approx(2 ** (1 / math.log2(10))), False),
    ]
    monkeypatch.setattr("sys.argv", ["terms", "20"])
    runpy.run_path(terms.__file__, run_name="__main__")
    reported = json.loads(capsys.readouterr().out)
    assert sorted(reported) == ["load", "match"]
    assert all(value > 0 for value in reported.values())


def test_a_page_weighs_what_a_server_sends(tmp_path: Path) -> None:
    for name in ("a.html", "a.png"):
        (tmp_path / name).write_bytes(b"a" * 10_000)
    assert weight.weight(tmp_path / "a.html") < 100
    assert weight.weight(tmp_path / "a.png") == 10_000
    assert weight.weight(tmp_path / "missing.html") == 0


def test_the_published_editions_are_measured(tmp_path: Path) -> None:
    project = tiny.project(tmp_path)
    record = project.data / "publication.yml"
    assert [edition.id for edition in whole.published(project)] == ["hans", "hant", "en"]
    record.write_text(record.read_text("utf-8") + "editions: [hans, en]\n", "utf-8")
    assert [edition.id for edition in whole.published(project)] == ["hans", "en"]
    record.write_text("title: 1\n", "utf-8")
    with pytest.raises(ValueError, match=r"publication\.yml"):
        whole.published(project)


def test_drafts_alignment_and_terms_are_measured(tmp_path: Path) -> None:
    project = Project.at(full.folder)
    tables = [*drafting.measure(project), *alignment.measure(project)]
    assert [table.title for table in tables] == [
        drafting.TITLE, "Proposed links by their score", alignment.TITLE,
        f"{alignment.TITLE}: time",
    ]  # fmt: skip
    rows = {row.what: row for table in tables[:3] for row in table.rows}
    links = [float(row.value) for row in tables[1].rows]
    assert links == sorted(links, reverse=True), "a higher score lets fewer links through"
    assert rows["Records, to the character: finished"].value > 0
    assert rows[alignment.MAIN].value >= 0.9
    (tmp_path / "a.txt").write_text("一般公共预算收入增长5%，推进供给侧结构性改革。", "utf-8")
    found = {row.what: row for row in termbase.measure(project, tmp_path).rows}
    assert found["Reports in the folder"].value == 1
    assert found["Terms a report, median"].value >= 2
    assert not found["Terms a report, median"].keeps
    page.page([*tables, termbase.measure(project)], DAY)
