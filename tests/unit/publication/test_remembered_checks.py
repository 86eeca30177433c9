"""Texts that one check has compared are not compared by the next, and nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from build_tools.cli import main
from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Segment
from build_tools.publication.check import check_publication
from build_tools.publication.project import LOCK, REMEMBERED, Project
from build_tools.resources.units import general_units
from build_tools.system import remembered
from build_tools.system.remembered import remembering
from build_tools.translation import bilingual, checks, meaning
from build_tools.translation.bilingual import Field, Lexicon, check_text
from build_tools.translation.records import Finding
from build_tools.translation.senses import general_senses
from tests.support.publications import full

TERM = "  definition_zh: 专注于细分市场、在全国领先的小企业。\n"
SENSE = "calmness: {zh: [平静], en: [calm]}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    full.project(tmp_path)
    return tmp_path


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The Chinese of the texts and sentences that are compared: here, as these do not fork."""
    found: list[str] = []

    def noted(compare: Callable[..., object]) -> Callable[..., object]:
        def run(zh: str, *rest: object, **more: object) -> object:
            found.append(zh)
            return compare(zh, *rest, **more)

        return run

    def senses(segment: Segment, *rest: Any) -> Iterator[Finding]:
        found.append(segment.hans)
        return meaning.senses(segment, *rest)

    monkeypatch.setattr(bilingual, "differences", noted(bilingual.differences))
    monkeypatch.setattr(checks, "senses", senses)
    return found


def check(root: Path) -> list[str]:
    problems = Problems()
    with remembering(root / REMEMBERED):
        assert check_publication(root / "data", problems) is not None
    return list(map(str, problems))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_only_what_has_changed_is_compared_again(root: Path, compared: list[str]) -> None:
    first = check(root)
    assert len(compared) > 30
    compared.clear()
    assert check(root) == first
    assert not compared
    other = TERM.replace("小企业", "3家企业")
    replace(root / "data" / "glossary" / "economy.yml", TERM, other)
    assert sum("3家" in line for line in check(root)) == 1
    assert compared == [other.partition(": ")[2].strip()]


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "data" / "senses.yml").write_text(SENSE, "utf-8"),
        lambda root: (root / REMEMBERED).write_bytes((root / REMEMBERED).read_bytes()[:-1]),
        lambda root: (root / REMEMBERED).unlink(),
    ],
    ids=["other words", "damaged", "gone"],
)
def test_all_is_compared_again(
    change: Callable[[Path], object], root: Path, compared: list[str]
) -> None:
    first = check(root)
    before = len(compared)
    compared.clear()
    change(root)
    assert check(root) == first
    assert len(compared) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("units.yml", "", "筐: {kind: measure, en: baskets}\n"),
        ("publication.yml", "place: {zh: 临浦市, en: Linpu}", "place: {zh: 临浦市, en: Linpoo}"),
        ("glossary/economy.yml", "  en: project\n", "  en: Project\n"),
        ("translation/2021-1.yml", "Industry moving faster", "Industry moving, no panda"),
    ],
    ids=["units", "place", "name of another place", "word that looks like pinyin"],
)
def test_all_by_which_texts_are_compared_counts(
    name: str, old: str, new: str, root: Path, compared: list[str]
) -> None:
    check(root)
    before = sorted(compared)
    compared.clear()
    (root / "data" / name).touch()
    replace(root / "data" / name, old, new)
    check(root)
    assert sorted(compared) == before


def test_what_a_text_is_about_counts() -> None:
    fields = Field(Place("zh.yml"), "zh"), Field(Place("en.yml"), "en")
    lexicon = Lexicon(general_senses(), general_units(), (), {}, "")
    zh, en = "工作安排没有再提机器人。", "The plan does not mention it again."
    with remembering(None):
        for about, is_found in ((("机器人", "robots"), False), (("", ""), True)):
            problems = Problems()
            check_text(zh, en, fields, problems, lexicon, about)
            assert bool(problems.found) == is_found


def test_another_generator_compares_again(
    root: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, before = check(root), len(compared)
    monkeypatch.setattr(remembered, "generator_state", lambda: "another")
    assert check(root) == first
    assert len(compared) == 2 * before


def test_the_file_is_only_in_a_folder_that_a_build_made(root: Path) -> None:
    (root / "build").mkdir()
    assert main(["--root", str(root), "check"]) == 0
    assert list((root / "build").iterdir()) == []
    (root / "build" / LOCK).touch()
    assert main(["--root", str(root), "check"]) == 0
    assert (root / "build" / REMEMBERED).stat().st_size > 10_000


def test_a_check_needs_no_folder_of_a_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", Mock(side_effect=PermissionError))  # as where root built
    assert Project.at(root).remembered is None


def test_a_file_that_cannot_be_written_is_done_without(root: Path) -> None:
    first = check(root)
    (root / REMEMBERED).unlink()
    (root / REMEMBERED).mkdir()
    assert check(root) == first
