"""Marks in the text that refer to the notes of its annex."""

from dataclasses import replace

from build_tools.diagnostics import Place
from build_tools.document.annex import references
from build_tools.document.model import Document
from tests.support.documents import segment


def document(*texts: str, notes: tuple[tuple[int, str], ...]) -> Document:
    """Sentences, and the sentences of an annex, each with the number of its paragraph."""
    found = [segment(f"2023.1.{number}", text) for number, text in enumerate(texts, 1)]
    for number, (paragraph, text) in enumerate(notes, 1):
        found.append(replace(segment(f"annex.1.{number}", text), paragraph=paragraph))
    return Document(tuple(found), Place("source"))


def test_a_mark_leads_to_the_paragraph_of_its_note() -> None:
    notes = ((8, "1.碳汇：吸收的碳。"), (8, "2.5亿吨。"), (9, "2.碳达峰：不再增长。"))
    found = references(document("增加碳汇[1]。", "推进碳达峰[2]。", notes=notes))
    assert [(one.segment, one.note) for one in found] == [
        ("2023.1.1", "annex.1.1"),
        ("2023.1.2", "annex.1.3"),
    ]


def test_marks_with_one_number_refer_to_nothing() -> None:
    notes = ((8, "1.碳汇：吸收的碳。"),)
    assert references(document("增加碳汇[1]。", "再增碳汇[1]。", notes=notes)) == []
