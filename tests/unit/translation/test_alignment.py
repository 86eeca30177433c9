"""Laying an English beside the segments: the made pair, cuts, doubts, what is left over."""

from itertools import pairwise
from typing import Any

import pytest

from benchmarks.alignment import made_pair, right
from build_tools.diagnostics import Place
from build_tools.document.model import Segment
from build_tools.exchange.published_english import all_term_uses
from build_tools.translation.aligned_files import fill
from build_tools.translation.alignment import LEAST_AGREEMENT, Alignment, Laid, align
from build_tools.translation.english_sentences import cuts, sentences
from build_tools.translation.figure_comparison import compare_figures
from tests.support.cases import read_cases
from tests.support.paths import CASES

MADE = CASES / "translation" / "alignment.yml"

Made = tuple[list[Segment], dict[str, str], Alignment]
"""The segments, their English as it should be found, and what was found."""


def segment(id: str, hans: str, paragraph: int = 1) -> Segment:
    place = Place("source", paragraph)
    return Segment(
        id, "review", "sentence", "sentence", "2022", 0, paragraph, hans, hans, hans, place
    )


@pytest.fixture(scope="module")
def made() -> Made:
    segments, wanted, text = made_pair(MADE)
    return segments, wanted, align(segments, text, all_term_uses([], segments))


def test_made_pair(made: Made) -> None:
    segments, wanted, found = made
    assert len(segments) >= 80
    assert len(right(found, wanted)) >= 0.95 * len(segments)
    assert found.agreement > 2 * LEAST_AGREEMENT


def test_what_is_left_out_and_added_is_reported(made: Made) -> None:
    _, _, found = made
    assert {"s5", "s16", "s25", "s48", "h11"} <= set(found.untranslated)
    left_over = " ".join(sentence.text for sentence in found.left_over)
    for added in ("Dr. Chen Li’s laboratory", "on October 18, at 9 a.m.", "Mr. J. P. Wang"):
        assert added in left_over


def test_a_cut_sentence_is_doubtful(made: Made) -> None:
    _, _, found = made
    assert found.laid["s3"].english == "A total of 98,000 new urban jobs were created,"
    assert found.laid["s3"].doubts == ("a sentence was cut",)


def test_the_number_of_a_heading_is_no_doubt(made: Made) -> None:
    _, _, found = made
    headings = [one for one in found.laid.values() if one.segment.startswith("h")]
    assert len(headings) > 5
    assert [one for one in headings if one.doubts] == []


def test_a_figure_that_only_the_english_has_is_doubtful() -> None:
    found = align([segment("1", "工业经济继续较快增长。")], "Industrial growth was 28.6 percent.")
    assert found.laid["1"].doubts == ("“28.6 percent” is not in the Chinese",)


def test_nothing_of_the_english_is_lost(made: Made) -> None:
    _, _, found = made
    _, _, text = made_pair(MADE)
    words = sorted(text.replace("-\n", "-").split())
    laid = " ".join(one.english for one in found.laid.values())
    left = " ".join(sentence.text for sentence in found.left_over)
    assert sorted(f"{laid} {left}".split()) == words


def test_the_english_of_another_report(made: Made) -> None:
    segments, _, _ = made
    text = "Grain output was 5.5 million tons. We opened 77 parks.\n\nExports rose by 45 percent."
    assert align(segments, text, all_term_uses([], segments)).agreement < LEAST_AGREEMENT


def test_no_english_and_no_segments() -> None:
    assert align([], "Some text.").left_over[0].text == "Some text."
    assert align([segment("1", "完成项目45个。")], "").untranslated == ("1",)


@pytest.mark.parametrize(
    "case", read_cases("translation/alignment-sentences.yml"), ids=lambda case: case["name"]
)
def test_sentences(case: dict[str, Any]) -> None:
    assert [found.text for found in sentences(case["text"])] == case["sentences"]


def test_lines_and_headings() -> None:
    found = sentences("\ufeffI. Industry\n\n12\n\nOutput\nrose. Prices\nfell.\n")
    assert [(s.text, s.line, s.number, s.is_heading) for s in found] == [
        ("I. Industry", 1, 1, True),
        ("Output rose.", 5, None, False),
        ("Prices fell.", 6, None, False),
    ]


def test_cuts_put_together_are_the_text() -> None:
    text = "One; two, three: “Four,” and five — six. Seven 3,000 Eight"
    ends = [0, *(cut.at for cut in cuts(text)), len(text)]
    assert "".join(text[a:b] for a, b in pairwise(ends)) == text
    assert all(a < b for a, b in pairwise(ends))


LAID = {
    "1": Laid("1", "One: “a”.", 1),
    "2": Laid("2", "Two.", 2, ("a sentence was cut",)),
    "3": Laid("3", "Three.", 3),
}


@pytest.mark.parametrize(
    "case", read_cases("translation/alignment-files.yml"), ids=lambda case: case["name"]
)
def test_files(case: dict[str, Any]) -> None:
    segments = [segment(name, hans) for name, hans in (("1", "一。"), ("2", "二。"), ("3", "三。"))]
    filled = fill(case["before"], segments, LAID, case.get("replace", False))
    assert filled.text == case["after"]
    assert list(filled.written) == case["written"]
    assert fill(filled.text, segments, LAID).written == ()


@pytest.mark.parametrize("case", read_cases("translation/official-figures.yml"))
def test_figures_of_official_translations(case: dict[str, Any]) -> None:
    found = compare_figures(case["zh"], case["en"])
    assert (found.missing, found.added, found.bounds) == ((), (), ())
