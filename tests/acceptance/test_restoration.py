"""The source of this publication: every repair accounted for, the damage repeated."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.restoration import source
from build_tools.restoration.damage import damaged, proves
from build_tools.restoration.notes import annotated, end_of_note
from build_tools.restoration.restore import is_proven
from build_tools.restoration.unexplained import signs
from tests.acceptance.conftest import Real
from tests.support.paths import DATA, GOLDEN

RESTORED = GOLDEN / "restored.txt"


def test_the_restored_text_is_the_golden_one(real: Real, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--save-golden"):
        RESTORED.write_text(real.restoration.text, "utf-8")
    assert real.restoration.text == RESTORED.read_text("utf-8")


def test_every_repair_is_counted(real: Real) -> None:
    assert real.restoration.counts() == {
        "erratum": 11,
        "full-width-punctuation": 628,
        "letter-spacing": 6,
        "pinyin-note": 1530,
    }


def test_every_erratum_is_proven_and_a_false_one_is_not(real: Real) -> None:
    errata = [r for r in real.restoration.repairs if r.rule == "erratum"]
    assert [repair.proven for repair in errata] == [True] * 11
    known = real.restoration.notes
    for repair in errata:
        wrong = repair.after[:-2] + "錯" + repair.after[-1]
        assert not is_proven(wrong, repair.before, known), wrong


def test_damaging_the_restored_lines_yields_the_source(real: Real) -> None:
    """Without any blind match the model makes each sound line of the source, to the character."""
    source = real.restoration.source.split("\n")
    restored = real.restoration.text.split("\n")
    notes = real.restoration.notes
    compared = 0
    for was, now in zip(source, restored, strict=True):
        if "?" in was or " " in was:
            continue
        assert damaged(now, notes, lambda: False) == was
        compared += 1
    assert compared > 60


def test_repairs_replay(real: Real) -> None:
    """The recorded repairs, applied to the source, are the restoration."""
    text, at = [], 0
    source = real.restoration.source
    errata = [r for r in real.restoration.repairs if r.rule == "erratum"]
    inside = [(r.start, r.end) for r in errata]
    for repair in real.restoration.repairs:
        nested = any(a <= repair.start and repair.end <= b for a, b in inside)
        if repair.rule != "erratum" and nested:
            continue
        text += [source[at : repair.start], repair.after]
        at = repair.end
    assert "".join([*text, source[at:]]) == real.restoration.text


def test_each_character_knows_where_it_came_from(real: Real) -> None:
    origin = real.restoration.traced.origin
    assert len(origin) == len(real.restoration.text)
    assert list(origin) == sorted(origin)
    assert origin[-1] < len(real.restoration.source)


def test_the_real_errata_explain_every_lost_byte(real: Any) -> None:
    made = [repair for repair in real.restoration.repairs if repair.erratum]
    assert len(made) == 11
    assert sum(repair.before.count("?") for repair in made) == 21
    assert real.restoration.source.count("?") == 21
    assert "?" not in real.restoration.text
    assert "？" not in real.restoration.text
    for repair in made:
        assert repair.proven != bool(repair.erratum.unproven_en)


def test_the_real_errata_stand_in_the_order_of_the_source(real: Any) -> None:
    made = [repair for repair in real.restoration.repairs if repair.erratum]
    lines = [repair.erratum.place.line for repair in made]
    assert lines == sorted(lines)


def test_every_real_erratum_is_proven_or_says_why_not(real: Any) -> None:
    """Damaging the restored text of each erratum yields the source."""
    source = real.restoration.source
    known = annotated(source)
    made = [repair for repair in real.restoration.repairs if repair.erratum]
    for repair in made:
        shown = source[repair.start : end_of_note(source, repair.end)]
        assert is_proven(repair.after, shown, known) == repair.proven
        assert repair.proven or repair.erratum.unproven_en
        assert not is_proven(repair.after + "人", shown, known)
    assert [repair.proven for repair in made] == [True] * 11


def test_the_real_text_is_damaged_again_into_the_real_source(real: Any) -> None:
    """Line by line, the whole report: some choice of blind matches yields each line received."""
    known = {**annotated(real.restoration.source), "驅": "qū"}
    source, text = real.restoration.source.split("\n"), real.restoration.text.split("\n")
    assert len(source) == len(text)
    spaced = {
        repair.before for repair in real.restoration.repairs if repair.rule == "letter-spacing"
    }
    assert spaced == {" "}
    for shown, restored in zip(source, text, strict=True):
        if " " not in shown:
            assert proves(restored, shown, known), shown[:30]


def test_the_real_text_has_none_but_the_accepted(real: object) -> None:
    publication = real.publication  # type: ignore[attr-defined]
    text = real.restoration.text  # type: ignore[attr-defined]
    accepted = [words.text for words in publication.accepted]
    assert list(signs(text, accepted)) == []
    assert len(list(signs(text))) == len(accepted)


def test_the_real_source_is_as_received(real: Any) -> None:
    recorded = real.publication.source
    raw = (DATA / recorded.file).read_bytes()
    assert source.sha256(raw) == recorded.sha256
    assert real.restoration.source.encode() == raw
