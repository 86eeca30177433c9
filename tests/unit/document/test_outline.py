"""The outline: every character in exactly one segment, and every doubt reported."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.conversion.ledger import Converted
from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Document
from build_tools.document.outline import outline
from build_tools.records import Located
from build_tools.records.line_decisions import LineDecision
from build_tools.records.publication import Publication
from build_tools.records.publication_loading import load_publication
from build_tools.restoration.edits import Traced
from build_tools.restoration.repairs import Restoration
from tests.support.cases import read_cases
from tests.support.paths import CASES

TEXTS = read_cases("document/outline.yml")


def record() -> Located[Publication]:
    found = load_publication(CASES / "document", Problems())
    assert found is not None
    return found


RECORD = record()


def outlined(
    text: str, decisions: list[dict[str, Any]] | None = None
) -> tuple[Document, list[str]]:
    """The outline of a text that needs no restoration and no conversion."""
    problems = Problems()
    document = outline(
        Restoration(text, "report.txt", Traced.of(text), ()),
        Converted(text, text, text),
        RECORD,
        problems,
        [
            Located(LineDecision.model_validate(decision), Place("outline.yml", 1), {})
            for decision in decisions or ()
        ],
    )
    # Few of the texts have the closing of the record.
    return document, [str(found) for found in problems if "no closing" not in found.message]


@pytest.mark.parametrize("case", TEXTS, ids=[case["name"] for case in TEXTS])
def test_text(case: dict[str, Any]) -> None:
    document, reported = outlined(case["text"], case.get("decisions"))
    assert reported == case["reported"]
    if "outline" in case:
        assert [f"{s.id} {s.level} {s.hans}" for s in document.segments] == case["outline"]


def check_nothing_is_lost(text: str) -> None:
    document, _ = outlined(text)
    kept = "".join(line for line in text.split("\n") if line.strip())
    assert "".join(segment.hans for segment in document.segments) == kept
    end = 0
    for segment in document.segments:
        assert segment.offset >= end
        assert text[segment.offset : segment.offset + len(segment.hans)] == segment.hans
        end = segment.offset + len(segment.hans)


@given(
    text=st.lists(
        st.sampled_from(["回顧", "安排", "一、", "二、", "十十、", "1.", "2.", "2023.", "此外"])
        | st.text(alphabet="好。！？”）\n \u3000,1.一十、", max_size=8),
        max_size=25,
    ).map("".join)
)
@example(text="回顧\n一二、。\n十二三、好\n" + "9" * 5000 + ".好。")
def test_every_character_is_in_one_segment(text: str) -> None:
    check_nothing_is_lost(text)
