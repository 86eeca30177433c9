"""What an editor is reported of a file that is not YAML: the place of the slip, and what it is."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Problems
from build_tools.records import Record
from build_tools.records.loading import load_one, report_unread
from tests.support.cases import read_cases

CASES = read_cases("records/yaml_hints.yml")
SIGNS = str.maketrans({"␉": "\t", "⍽": "\u00a0", "□": "\u3000"})


class Anything(Record, extra="allow"):
    """A record that no key is wrong in."""


@pytest.mark.parametrize("case", CASES, ids=[repr(case["text"]) for case in CASES])
def test_the_slip_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "x.yml").write_text(case["text"].translate(SIGNS), "utf-8")
    load_one(tmp_path, "x.yml", Anything, problems)
    reported = [f"{one.place.line}:{one.place.column} {one.message}" for one in problems]
    assert reported == ([case["reported"]] if case["reported"] else [])
    if case["reported"] and "---" not in case["reported"]:
        assert all(one.hint for one in problems)


def test_a_long_line_takes_no_long_time(tmp_path: Path) -> None:
    """Searches that begin anew at each comma would take minutes."""
    problems = Problems()
    (tmp_path / "x.yml").write_text("a: [" + "{b，" * 100_000, "utf-8")
    load_one(tmp_path, "x.yml", Anything, problems)
    assert [one.code.id for one in problems] == ["REC003"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("glossary/food.yaml", 'did you mean "glossary/food.yml"?'),
        ("glossary/more/food.yml", ""),
        ("links.yml", ""),
        ("tracker/Link.YML", 'did you mean "tracker/links.yml"?'),
        ("tracker/LINKS.yaml", 'did you mean "tracker/links.yml"?'),
        ("tracker/other.yaml", ""),
        ("notes.yaml", ""),
        ("glossary/Food & Drink.yaml", 'did you mean "glossary/food-drink.yml"?'),
        ("glossary/食品.yaml", ""),
        ("glossary/more/food.yaml", ""),
        ("tracker/link.yml", 'did you mean "tracker/links.yml"?'),
        ("tracker/links.yml", None),
        ("glossary/food.yml", None),
        ("glossary/.food.yml", None),
        ("glossary/notes.txt", None),
    ],
)
def test_a_file_that_nothing_reads(name: str, hint: str | None, tmp_path: Path) -> None:
    path, problems = tmp_path / name, Problems()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    report_unread(tmp_path, ["glossary/*.yml", "tracker/links.yml"], problems)
    assert [(one.place.file, one.hint) for one in problems] == (
        [] if hint is None else [(name, hint)]
    )
