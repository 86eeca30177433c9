"""Proposals for follow-ups, measured against the finished links."""

from pathlib import Path
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.tracker.propose import prepare_proposer, propose
from build_tools.tracker.resolve import resolve_tracker
from tests.support import trackers as tracking


def test_shared_terms_count(tmp_path: Path) -> None:
    text = {
        "2023.1.1": "落地甲平台。",
        "2024.1.1": "用好乙载体，发展商业。",
    }

    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    files["achievements"] = [tracking.entry("a", "2023.1.1", "落地甲平台", "economy")]
    files["commitments"] = [
        tracking.entry("shops", "2024.1.1", "发展商业", "consumption", strength="firm"),
        tracking.entry("carrier", "2024.1.1", "用好乙载体", "innovation", strength="firm"),
    ]
    document, problems = tracking.document(text), Problems()
    found = resolve_tracker(tracking.tracker(files, tmp_path, problems), document, problems)
    terms = {"platform": ["甲平台", "乙载体"]}
    assert propose(prepare_proposer(found, document, {}), "a") == ()
    best = propose(prepare_proposer(found, document, terms), "a")[0]
    assert best.commitment == "carrier"
    assert [(reason.kind, reason.text) for reason in best.evidence] == [("term", "platform")]


def test_digits_in_common_are_no_words(tmp_path: Path) -> None:
    text = {"2023.1.1": "零售总额增长13.7%。", "2024.1.1": "商品零售增长10%。"}
    files: dict[str, Any] = {name: [] for name in tracking.FILES}
    files["achievements"] = [tracking.entry("a", "2023.1.1", "零售总额增长13.7%", "consumption")]
    files["commitments"] = [
        tracking.entry("c", "2024.1.1", "商品零售增长10%", "consumption", strength="firm")
    ]
    document, problems = tracking.document(text), Problems()
    found = resolve_tracker(tracking.tracker(files, tmp_path, problems), document, problems)
    (best,) = propose(prepare_proposer(found, document, {}), "a")
    assert [reason.text for reason in best.evidence if reason.kind == "words"] == ["零售、增长"]
