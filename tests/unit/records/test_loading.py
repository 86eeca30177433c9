"""The YAML loader: records with places, or located diagnostics, and never anything else."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from build_tools.diagnostics import Place, Problems
from build_tools.records import (
    Bilingual,
    Identifier,
    Record,
    Text,
    load_list,
    load_mapping,
    load_one,
    read_text,
)
from tests.support.cases import read_cases
from tests.support.paths import ROOT

CASES = read_cases("records/loading.yml")
LOADERS: dict[str, Any] = {"one": load_one, "list": load_list, "mapping": load_mapping}


class Small(Record):
    id: Identifier
    name: Bilingual
    count: int = 0
    tags: tuple[Text, ...] = ()
    more: dict[Identifier, Bilingual] = Field(default_factory=dict)
    either: Text | tuple[Text, ...] = ()


def load(folder: Path, content: bytes, kind: str) -> tuple[Any, Problems]:
    (folder / "x.yml").write_bytes(content)
    problems = Problems()
    return LOADERS[kind](folder, "x.yml", Small, problems), problems


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    _, problems = load(tmp_path, case["text"].encode(), case["as"])
    assert [str(found) for found in problems] == case["reported"]


def test_good_records_of_a_bad_file_are_kept(tmp_path: Path) -> None:
    text = "- id: A\n- id: b\n  name: {zh: 一, en: one}\n"
    found, problems = load(tmp_path, text.encode(), "list")
    assert [record.value.id for record in found] == ["b"]
    assert problems.errors


def test_a_record_knows_the_places_of_its_parts(tmp_path: Path) -> None:
    text = "# c\n- id: b\n  name:\n    zh: 一\n    en: one\n  tags: [x, y]\n"
    (record,), _ = load(tmp_path, text.encode(), "list")
    assert record.place == Place("x.yml", 2, 3)
    assert record.at("name", "en") == Place("x.yml", 5, 5)
    assert record.at("tags", 1) == Place("x.yml", 6, 13)
    assert record.at("count") == record.place


def test_records_are_frozen(tmp_path: Path) -> None:
    (record,), _ = load(tmp_path, b"- id: b\n  name: {zh: z, en: one}\n", "list")
    with pytest.raises(ValueError, match="frozen"):
        record.value.id = "c"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "bad").write_bytes("好\n好".encode() + b"\xff")
    (tmp_path / "folder").mkdir()
    names = ("missing", "folder", "bad", "bad/below", "n" * 300)
    assert [read_text(tmp_path / name, name[:9], problems) for name in names] == [None] * 5
    assert [str(found) for found in problems] == [
        "bad:2:2: REC002 byte 7 is not UTF-8; the file has another encoding "
        "(hint: save it with the encoding UTF-8)",
        "bad/below: REC001 it cannot be read: Not a directory",
        "folder: REC001 a folder, not a file",
        "missing: REC001 no such file",
        "nnnnnnnnn: REC001 it cannot be read: File name too long",
    ]


NESTED = """
import sys
from build_tools.diagnostics import Problems
from build_tools.records.yaml_tree import MAX_DEPTH, parse
for text in sys.argv[1:]:
    for depth in (MAX_DEPTH + 1, 30_000):
        problems = Problems()
        parse(text * depth, "x.yml", problems)
        print(text, *(error.message for error in problems.errors), flush=True)
"""


def test_deep_nesting_is_reported() -> None:
    """In a process of its own, which a parser that nests too deeply would crash."""
    openings = ("[", "- ", "{a: ", "? ")
    command = [sys.executable, "-c", NESTED, *openings]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    wanted = [f"{text} it nests too deeply" for text in openings for _ in range(2)]
    assert (done.returncode, done.stdout.splitlines()) == (0, wanted)


def check_outcome(folder: Path, content: bytes) -> None:
    for kind in LOADERS:
        found, problems = load(folder, content, kind)
        assert all(error.place.file == "x.yml" for error in problems)
        if not problems.errors and kind == "one":
            assert isinstance(found.value, Small)
        for error in problems:
            assert "\n" not in str(error)


@given(content=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode()))
def test_any_bytes(content: bytes, tmp_path: Path) -> None:
    check_outcome(tmp_path, content)


SIGNS = st.text(alphabet="-:[]{}&*!#|>'\"%@`? \n\tab一,", max_size=40)


@given(content=SIGNS)
def test_any_signs_of_yaml(content: str, tmp_path: Path) -> None:
    check_outcome(tmp_path, content.encode())


KEYS = st.sampled_from(["id", "name", "count", "tags", "more", "zh", "en", "x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.integers(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(value=VALUES)
def test_any_yaml(value: object, tmp_path: Path) -> None:
    check_outcome(tmp_path, yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace"))
