"""What of the report the tracker covers."""

from pathlib import Path

from build_tools.tracker.coverage import TrackerCoverage, coverage_lines
from tests.support import trackers as tracking


def is_complete(part: TrackerCoverage) -> bool:
    figures = part.figures_covered + len(part.exceptions)
    return (part.sentences_covered, figures) == (part.sentences, part.figures)


def test_coverage_is_printed_with_its_exceptions(tmp_path: Path) -> None:
    case = {
        "text": {"2023.1.2": "5项形势良好，举办大会，企业发展。"},
        "context": {0: {"quote": "5项形势良好", "figures": ["5项"]}},
    }
    review, plan = tracking.resolved(case, tmp_path).coverage
    assert not is_complete(review)
    assert is_complete(plan)
    assert coverage_lines((review, plan)) == (
        "review: 1 of 2 sentences (50 %); 3 of 3 figures (100 %), 1 of them excepted",
        "  2023.1.2 5项: General",
        "plan: 1 of 1 sentences (100 %); 2 of 2 figures (100 %)",
    )
