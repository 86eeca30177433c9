"""The text of this publication: whole, at its places in the source, in its sections."""

import re

from build_tools.text.pinyin import syllables
from tests.acceptance.conftest import Real


def test_no_character_is_lost(real: Real) -> None:
    text = "".join(line for line in real.converted.hans.split("\n") if line.strip())
    assert "".join(segment.hans for segment in real.document.segments) == text
    assert len(real.document.by_id) == len(real.document.segments)


def test_each_segment_is_at_its_place_in_the_source(real: Real) -> None:
    lines = real.restoration.source.split("\n")
    for segment in real.document.segments:
        at = lines[segment.place.line - 1][segment.place.column - 1]
        assert at == segment.restored[0] or not segment.restored[0].isalnum()


def test_the_end_is_in_the_last_line_with_text(real: Real) -> None:
    end = real.document.end
    lines = real.restoration.source.rstrip("\n").split("\n")
    assert (end.line, end.column) == (len(lines), len(lines[-1]) + 1)


def test_the_sections(real: Real) -> None:
    ids = [segment.id for segment in real.document.segments if segment.level == "section"]
    review, plan = real.publication.parts
    assert ids == [f"{part.id}.{n}" for part in (review, plan) for n in range(1, 7)]


def test_each_character_has_a_syllable(real: Real) -> None:
    for segment in real.document.segments:
        found = syllables(segment.hans)
        assert len(found) == len(re.findall(r"[\u3400-\u9fff]", segment.hans))
        assert all(syllable.isalpha() for syllable in found)
