"""Proposals for broken passages."""

import pytest

from build_tools.restoration.beam import Decoder
from build_tools.restoration.language import LanguageModel
from build_tools.restoration.pinyin_notes import annotated
from build_tools.restoration.solve import Reconstruction, propose, sound_part


def proposals(line: str) -> list[Reconstruction]:
    return propose(line, Decoder(LanguageModel(sound_part(line)), annotated(line)))


def test_a_proposal_knows_its_place_and_its_proof() -> None:
    line = "全市聚力政府?dāng)?shù)字化轉(zhuǎn)型,當(dāng)前仍需努力。"
    (found,) = proposals(line)
    assert (found.restored, found.proven) == ("聚力政府數字化轉型", True)
    assert line[found.start : found.end] == "聚力政府?dāng)?shù)字化轉(zhuǎn)型"
    assert not found.is_question(line[found.start : found.end])


def test_rivals_are_proven_and_other() -> None:
    (found,) = proposals("深化合作,幸福河湖8條?!半p碳”工作穩步推進。")
    assert found.restored.startswith("河湖8條。“雙碳")
    assert found.restored not in found.rivals


@pytest.mark.parametrize("line", ["錢從哪里來?市財政補助。", "怎么辦?", "“怎么辦?”他問。"])
def test_a_question_is_no_damage(line: str) -> None:
    (found,) = proposals(line)
    assert found.proven
    assert found.is_question(line[found.start : found.end])


def test_passages_do_not_overlap() -> None:
    first, second = proposals("政府?dāng)?shù)字化,全市人民生活水平提高?。")
    assert first.end <= second.start


def test_nothing_is_broken() -> None:
    assert proposals("全市人民(套)") == []


def test_the_sound_part_leaves_out_broken_clauses_and_notes() -> None:
    text = "全市(shì)人民,政府?dāng)?shù)字,國(guó)際。Т壞,\n好"
    assert sound_part(text) == "全市人民,國際。\n好"
