"""Places, diagnostics and their order."""

import pytest

from build_tools.diagnostics import (
    Code,
    Diagnostic,
    Place,
    Problems,
)

ERROR = Code("XXX002", "Something is wrong.", "Put it right.")
ADVICE = Code("XXX001", "Something could be better.", "Think of it.", "advice")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("a.yml", 4, 5), "a.yml:4:5"),
        (Place("a.yml", 4), "a.yml:4"),
        (Place("a.yml"), "a.yml"),
        (Place("a.yml", 0, 5), "a.yml"),
    ],
)
def test_place(place: Place, shown: str) -> None:
    assert str(place) == shown


@pytest.mark.parametrize(
    ("code", "hint", "shown"),
    [
        (ERROR, "", "a.yml:4:5: XXX002 reported"),
        (ERROR, "try this", "a.yml:4:5: XXX002 reported (hint: try this)"),
        (ADVICE, "", "a.yml:4:5: XXX001 advice: reported"),
    ],
)
def test_diagnostic(code: Code, hint: str, shown: str) -> None:
    assert str(Diagnostic(Place("a.yml", 4, 5), code, "reported", hint)) == shown


def test_all_are_told_once_in_the_order_of_their_places() -> None:
    problems = Problems()
    for line in (10, 9, 10, 2):
        problems.add(ERROR, Place("b.yml", line), "reported")
    problems.add(ADVICE, Place("b.yml", 9), "reported")
    problems.add(ERROR, Place("a.yml", 99), "reported")
    assert [str(found) for found in problems] == [
        "a.yml:99: XXX002 reported",
        "b.yml:2: XXX002 reported",
        "b.yml:9: XXX001 advice: reported",
        "b.yml:9: XXX002 reported",
        "b.yml:10: XXX002 reported",
    ]


def test_advice_is_no_error() -> None:
    problems = Problems()
    problems.add(ADVICE, Place("a.yml"), "reported")
    assert not problems.errors
    problems.add(ERROR, Place("a.yml"), "reported")
    assert [found.code for found in problems.errors] == [ERROR]


def test_within_puts_the_folder_in_front() -> None:
    problems = Problems()
    problems.add(ERROR, Place("mkdocs.yml"), "outside")
    with problems.within("data") as inner:
        inner.add(ERROR, Place("errata.yml", 3, 1), "inside", "hint")
    assert [str(found) for found in problems] == [
        "data/errata.yml:3:1: XXX002 inside (hint: hint)",
        "mkdocs.yml: XXX002 outside",
    ]


def test_the_other_place_is_told_in_the_same_form() -> None:
    problems = Problems()
    with problems.within("data") as inner:
        first = Place("glossary/a.yml", 12, 3)
        inner.add(ERROR, Place("glossary/b.yml", 1, 3), "twice", "rename it", see=first)
    (line,) = map(str, problems)
    assert line == (
        "data/glossary/b.yml:1:3: XXX002 twice (see data/glossary/a.yml:12:3) (hint: rename it)"
    )


def test_within_tells_also_where_the_stage_dies() -> None:
    problems = Problems()
    with pytest.raises(ZeroDivisionError), problems.within("data") as inner:
        inner.add(ERROR, Place("errata.yml"), "inside")
        _ = 1 / 0
    assert len(problems.errors) == 1
