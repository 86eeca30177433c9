"""The outline of this publication."""

from __future__ import annotations

from typing import Any


def test_the_real_text_is_whole(real: Any) -> None:
    text = "".join(line for line in real.converted.hans.split("\n") if line.strip())
    assert "".join(segment.hans for segment in real.document.segments) == text
    assert len(real.document.by_id) == len(real.document.segments)


def test_the_real_places_are_of_the_source(real: Any) -> None:
    """A segment's place is where its first character stands in the file as received."""
    lines = real.restoration.source.split("\n")
    for segment in real.document.segments:
        at = lines[segment.place.line - 1][segment.place.column - 1]
        assert at == segment.restored[0] or not segment.restored[0].isalnum()


def test_the_real_end_is_in_the_last_line_with_text(real: Any) -> None:
    end = real.document.end
    lines = real.restoration.source.rstrip("\n").split("\n")
    assert (end.line, end.column) == (len(lines), len(lines[-1]) + 1)


def test_the_real_outline_has_its_sections(real: Any) -> None:
    ids = [segment.id for segment in real.document.segments if segment.level == "section"]
    review, plan = real.publication.parts
    assert ids == [f"{part.id}.{n}" for part in (review, plan) for n in range(1, 7)]


def test_the_real_publication(real: Any) -> None:
    assert real.publication.years("review") == "2023"
    assert real.publication.years("plan") == "2024"
    assert real.publication.source.ends_early is not None
