"""Pairs of texts that one check found alike are not compared by the next, and nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from build_tools.cli import main
from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Segment
from build_tools.publication.check import check_publication
from build_tools.publication.project import ALIKE, LOCK, Project
from build_tools.resources.units import general_units
from build_tools.translation import bilingual, checks, meaning
from build_tools.translation.alike import Alike, key_of, load_alike, save_alike
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
    assert check_publication(root / "data", problems, root / ALIKE) is not None
    return list(map(str, problems))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_only_what_differs_or_has_changed_is_compared_again(
    root: Path, compared: list[str]
) -> None:
    first = check(root)
    assert len(compared) > 30
    compared.clear()
    assert check(root) == first
    differing = compared.copy()
    assert 0 < len(differing) <= sum("TRN" in line for line in first)
    compared.clear()
    other = TERM.replace("小企业", "3家企业")
    replace(root / "data" / "glossary" / "economy.yml", TERM, other)
    assert sum("3家" in line for line in check(root)) == 1
    assert sorted(compared) == sorted([*differing, other.partition(": ")[2].strip()])


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "data" / "senses.yml").write_text(SENSE, "utf-8"),
        lambda root: (root / ALIKE).write_text("[{}", "utf-8"),
        lambda root: (root / ALIKE).write_text("5", "utf-8"),
        lambda root: (root / ALIKE).unlink(),
    ],
    ids=["other words", "damaged", "no list", "gone"],
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
    pairs = Alike("key")
    for about, is_found in ((("机器人", "robots"), False), (("", ""), True)):
        problems, alike = Problems(), Alike("key", frozenset(pairs.found))
        lexicon = Lexicon(general_senses(), general_units(), (), {}, "", alike)
        zh, en = "工作安排没有再提机器人。", "The plan does not mention it again."
        check_text(zh, en, fields, problems, lexicon, about)
        assert bool(problems.found) == is_found
        pairs.found.update(alike.found)
    assert len(pairs.found) == 1


def test_another_generator_compares_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = Alike(key_of("words"))
    pairs.compare(["水", "water"], list)
    monkeypatch.setattr("build_tools.translation.alike.generator_state", lambda: "another")
    again = Alike(key_of("words"), frozenset(pairs.found))
    assert again.compare(["水", "water"], lambda: ["compared"]) == ["compared"]


def test_no_hash_is_made_where_nothing_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> str:
        raise AssertionError

    monkeypatch.setattr("build_tools.translation.alike.generator_state", refused)
    assert check_publication(root / "data", Problems()) is not None


def test_the_file_is_only_in_a_folder_that_a_build_made(root: Path) -> None:
    (root / "build").mkdir()
    assert main(["--root", str(root), "check"]) == 0
    assert list((root / "build").iterdir()) == []
    (root / "build" / LOCK).touch()
    assert main(["--root", str(root), "check"]) == 0
    assert len(load_alike(root / "build" / ALIKE)) > 30


def test_a_check_needs_no_folder_of_a_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", Mock(side_effect=PermissionError))  # as where root built
    assert Project.at(root).alike is None


def test_a_file_that_cannot_be_written_is_done_without(root: Path) -> None:
    first = check(root)
    (root / ALIKE).unlink()
    (root / ALIKE).mkdir()
    assert check(root) == first


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    save_alike(tmp_path / ALIKE, {"b", "a"})
    assert load_alike(tmp_path / ALIKE) == {"a", "b"}
