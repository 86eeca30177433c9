"""``errata.yml``: what an editor writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_tools.diagnostics import Place, Problems
from build_tools.records import Bilingual
from build_tools.restoration.errata import load

FULL = """\
- damaged: 政府?dāng)?shù)字化
  restored: 政府數字化
  why: {zh: 何以, en: how}
- damaged: a?b
  restored: 甲乙
  why: {zh: 何以, en: how}
  unproven: {zh: 未能, en: not closed}
"""


def errata(folder: Path, text: str) -> tuple[Any, list[str]]:
    (folder / "errata.yml").write_text(text, "utf-8")
    problems = Problems()
    return load(folder, problems), [str(found) for found in problems]


def test_what_an_editor_writes(tmp_path: Path) -> None:
    (first, second), reported = errata(tmp_path, FULL)
    assert reported == []
    assert (first.value.damaged, first.value.restored) == ("政府?dāng)?shù)字化", "政府數字化")
    assert (first.value.why, first.value.unproven) == (Bilingual(zh="何以", en="how"), None)
    assert second.value.unproven == Bilingual(zh="未能", en="not closed")
    assert second.place == Place("errata.yml", 4, 3)


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        ("  restored: 政府數字化\n", "", 'errata.yml:1:3: REC006 the key "restored" is missing'),
        ("damaged: a?b", "damaged: ''", "errata.yml:4:3: REC007 damaged: it is empty"),
        (
            "zh: 何以, en: how}\n- ",
            "zh: 何以}\n- ",
            'errata.yml:3:3: REC006 the key "en" is missing',
        ),
        ("unproven:", "unprovn:", 'errata.yml:7:3: REC005 unknown key "unprovn" (hint: did you'),
    ],
)
def test_bad_records(old: str, new: str, reported: str, tmp_path: Path) -> None:
    found, problems = errata(tmp_path, FULL.replace(old, new, 1))
    assert len(found) == 1
    assert len(problems) == 1
    assert problems[0].startswith(reported)


def test_the_file_must_be_there(tmp_path: Path) -> None:
    problems = Problems()
    assert load(tmp_path, problems) == ()
    assert [str(found) for found in problems] == ["errata.yml: REC001 no such file"]
