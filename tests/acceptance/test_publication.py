"""This publication as a whole: no problem, complete, and what the commands say of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.publication.coverage import coverage_table
from build_tools.tracker.coverage import TrackerCoverage
from tests.acceptance.conftest import Real
from tests.support.paths import ROOT


def test_check_finds_nothing(real: Real) -> None:
    assert list(map(str, real.problems)) == []


def test_the_years_are_those_of_the_parts(real: Real) -> None:
    assert real.publication.period("review") == "2023"
    assert real.publication.period("plan") == "2024"
    assert real.publication.source.ends_early is not None


def test_the_translation_is_complete(real: Real) -> None:
    coverage = real.resolved.translation_coverage
    assert coverage.current == coverage.translated == coverage.segments > 0
    assert coverage.figures_matched == coverage.figures > 0
    assert coverage.terms_matched + coverage.terms_by_variant == coverage.terms > 0


def test_every_phrase_in_quotation_marks_is_explained(real: Real) -> None:
    assert real.resolved.glossary_coverage.quoted_open == 0
    assert real.resolved.glossary_coverage.quoted > 0


@pytest.mark.parametrize("number", [0, 1], ids=["review", "plan"])
def test_the_tracker_covers_every_sentence_and_figure(real: Real, number: int) -> None:
    part: TrackerCoverage = real.resolved.tracker.coverage[number]
    figures = part.figures_covered + len(part.exceptions)
    assert (part.sentences_covered, figures) == (part.sentences, part.figures)


def test_the_coverage_that_check_prints(real: Real) -> None:
    printed = coverage_table(real.resolved)
    for figure in ("11 of 11", "274 of 274", "0 open", "85 of 85 sentences"):
        assert figure in printed


@pytest.mark.long  # tests/builds/test_wheel.py does it with a small publication.
def test_plain_mkdocs_builds_the_default_edition(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "out")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    page = (tmp_path / "out" / "report" / "2023-1.html").read_text("utf-8")
    assert '<html lang="zh-Hans"' in page
    assert 'id="2023.1.1.1"' in page
