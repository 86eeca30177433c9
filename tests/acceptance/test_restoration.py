"""The source of this publication: every repair accounted for, and the damage repeated."""

import pytest

from build_tools.restoration.damage import can_yield, damaged, is_proven
from build_tools.restoration.pinyin_notes import annotated, end_of_note
from build_tools.restoration.repairs import Repair
from build_tools.restoration.unexplained import signs
from build_tools.system import files
from tests.acceptance.conftest import Real
from tests.support.paths import DATA, GOLDEN


@pytest.fixture(scope="module")
def errata(real: Real) -> list[Repair]:
    return [repair for repair in real.restoration.repairs if repair.erratum]


def test_the_source_is_as_received(real: Real) -> None:
    recorded = real.publication.source
    raw = (DATA / recorded.file).read_bytes()
    assert files.sha256(raw) == recorded.sha256
    assert real.restoration.source.encode() == raw


def test_the_restored_text_is_the_reviewed_one(real: Real, save_golden: bool) -> None:
    path = GOLDEN / "restored.txt"
    if save_golden:
        path.write_text(real.restoration.text, "utf-8")
    assert real.restoration.text == path.read_text("utf-8")


def test_every_repair_is_counted(real: Real) -> None:
    assert real.restoration.counts() == {
        "erratum": 11,
        "full-width-punctuation": 628,
        "letter-spacing": 6,
        "pinyin-note": 1530,
    }


def test_the_errata_explain_every_lost_byte(real: Real, errata: list[Repair]) -> None:
    assert sum(repair.before.count("?") for repair in errata) == 21
    assert real.restoration.source.count("?") == 21
    assert not {"?", "？"} & set(real.restoration.text)


def test_every_erratum_is_proven_and_a_false_one_is_not(real: Real, errata: list[Repair]) -> None:
    """Damaging the restored text of each erratum yields the source."""
    received = real.restoration.source
    known = annotated(received)
    for repair in errata:
        passage = received[repair.start : end_of_note(received, repair.end)]
        assert is_proven(repair.after, passage, known)
        for wrong in (repair.after + "人", repair.after[:-2] + "錯" + repair.after[-1]):
            assert not is_proven(wrong, passage, known), wrong
    assert [repair.proven for repair in errata] == [True] * 11


def test_the_errata_stand_in_the_order_of_the_source(errata: list[Repair]) -> None:
    lines = [repair.erratum.place.line for repair in errata if repair.erratum]
    assert lines == sorted(lines)


def test_the_whole_text_is_damaged_again_into_the_source(real: Real) -> None:
    """Some choice of blind matches yields each line received; of sound lines, no blind match."""
    known = annotated(real.restoration.source) | {"驅": "qū"}
    received, restored = real.restoration.source.split("\n"), real.restoration.text.split("\n")
    sound = 0
    for was, now in zip(received, restored, strict=True):
        if " " in was:  # letter-spaced
            continue
        assert can_yield(now, was, known), was[:30]
        if "?" not in was:
            sound += damaged(now, annotated(real.restoration.source), lambda: False) == was
    assert sound > 60


def test_the_recorded_repairs_applied_to_the_source_are_the_text(
    real: Real, errata: list[Repair]
) -> None:
    text, at = [], 0
    received = real.restoration.source
    for repair in real.restoration.repairs:
        if not repair.erratum and any(
            erratum.start <= repair.start and repair.end <= erratum.end for erratum in errata
        ):
            continue
        text += [received[at : repair.start], repair.after]
        at = repair.end
    assert "".join([*text, received[at:]]) == real.restoration.text


def test_each_character_knows_where_it_came_from(real: Real) -> None:
    origin = real.restoration.traced.origin
    assert len(origin) == len(real.restoration.text)
    assert list(origin) == sorted(origin)
    assert origin[-1] < len(real.restoration.source)


def test_nothing_looks_damaged_but_what_is_accepted(real: Real) -> None:
    accepted = [words.text for words in real.publication.accepted]
    assert list(signs(real.restoration.text, accepted)) == []
    assert len(list(signs(real.restoration.text))) == len(accepted)
