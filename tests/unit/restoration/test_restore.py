"""Any damaged text to clean text, or located problems."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.diagnostics import Place, Problems
from build_tools.records import Bilingual, Located
from build_tools.restoration.damage import damaged
from build_tools.restoration.errata import Erratum
from build_tools.restoration.repairs import Restoration
from build_tools.restoration.restore import Instructions, restore
from tests.support.cases import read_cases
from tests.support.restorations import FOLDER, GB2312, cases, notes_for, passages

WHY = Bilingual(zh="因", en="why")


def restored(text: str, *, solve: bool = False, **given: Any) -> tuple[Restoration, list[str]]:
    problems = Problems()
    found = restore(text, "source.txt", problems, Instructions(**given), solve=solve)
    return found, [str(problem) for problem in problems]


def codes(reported: list[str]) -> list[str]:
    return sorted(line.split(": ")[1].split(" ")[0] for line in reported)


@pytest.mark.parametrize("case", [*cases("clean"), *cases("broken")])
def test_without_errata(case: dict[str, Any]) -> None:
    found, reported = restored(case["damaged"], solve=True)
    assert found.text == case["restored"]
    assert codes(reported) == case.get("reported", [])


@pytest.mark.parametrize("case", cases("known-failures"))
def test_known_failure(case: dict[str, Any]) -> None:
    found, _ = restored(case["damaged"], solve=True)
    assert found.text != case["restored"], "it is right now: move the row to the other cases"


@pytest.mark.parametrize("case", cases("errata"))
def test_errata(case: dict[str, Any]) -> None:
    errata = [
        Located(
            Erratum(
                damaged=row["damaged"],
                restored=row["restored"],
                why=WHY,
                unproven=WHY if "unproven" in row else None,
            ),
            Place("errata.yml", line),
            {},
        )
        for line, row in enumerate(case.get("errata", []), 1)
    ]
    accepted = dict.fromkeys(case.get("accepted", ()), Place("publication.yml", 1))
    found, reported = restored(case["source"], errata=errata, accepted=accepted)
    assert found.text == case["restored"]
    if "reported" in case:
        assert reported == case["reported"]
    else:
        assert codes(reported) == case["codes"]


def test_cases_have_different_names() -> None:
    for file in sorted(FOLDER.glob("*.yml")):
        rows = read_cases(file.name, FOLDER)
        names = [row["name"] for row in rows]
        assert len(set(names)) == len(names), file.name


@pytest.mark.parametrize("passage", passages())
def test_a_page_with_notes_everywhere(passage: str) -> None:
    """Every traditional character annotated, nothing broken: all notes go, all marks return."""
    notes = notes_for(passage)
    shown = damaged(passage, notes, lambda: False)
    found, reported = restored(shown, solve=True)
    assert found.text == passage
    assert reported == []


@pytest.mark.parametrize("passage", passages())
def test_clean_text_stays(passage: str) -> None:
    found, reported = restored(passage)
    assert (found.text, found.repairs, reported) == (passage, (), [])


PIECES = [*"國?ā,。“”()Тm😀", "國(guó)", "(套)", "?dāng)", "2024", "1,508", "f(x)", "岸ê弦"]
UNSEEN = [" ", "\n", "\r\n", "\u3000", "\x00", "\ufeff", "\ue000"]
DAMAGED = st.lists(st.sampled_from(PIECES + UNSEEN) | st.characters(), max_size=14).map("".join)


@given(text=DAMAGED, solve=st.booleans())
@example(text="?" * 40, solve=True)
@example(text="政?府?dāng)" * 6, solve=True)
@example(text="?dāng)\x00", solve=False)
@example(text="國(guó" * 20, solve=True)
def test_any_text_gives_a_restoration_or_located_problems(text: str, solve: bool) -> None:
    problems = Problems()
    found = restore(text, "source.txt", problems, solve=solve)
    origin = found.traced.origin
    assert len(origin) == len(found.text)
    assert list(origin) == sorted(origin)
    assert all(0 <= at < len(text) for at in origin)
    for repair in found.repairs:
        assert 0 <= repair.start <= repair.end <= len(text)
    lines = text.split("\n")
    for problem in problems:
        place = problem.place
        assert place.file == "source.txt"
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert str(problem).isprintable()


@given(
    st.text(
        st.sampled_from("國際貿易，。：（）套“”12%、\n") | st.sampled_from(GB2312),
        max_size=40,
    )
)
def test_clean_text_changes_only_its_marks(text: str) -> None:
    """Without a question mark nothing can be broken, so only spacing and marks may change."""
    text = text.replace("?", "").replace("？", "")
    found, _ = restored(text, solve=True)
    rules = {repair.rule for repair in found.repairs}
    assert rules <= {"letter-spacing", "full-width-punctuation", "indentation"}
    again, _ = restored(found.text, solve=True)
    assert again.text == found.text
