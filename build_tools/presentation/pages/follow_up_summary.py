"""How many achievements the plan takes up, why it leaves the others, and what became of it all.

While the tracker is unfinished, it says only how many achievements are there so far: shares of a
part would be read as those of the report.
"""

from collections import Counter
from typing import Any

from build_tools.presentation.charts.share import Share, share_bar
from build_tools.presentation.pages.tracker_views import verdict_name
from build_tools.presentation.templating import relative
from build_tools.publication.resolved import Resolved
from build_tools.records import Bilingual
from build_tools.resources.interface import Words
from build_tools.tracker.model import ResolvedTracker

LOST = "after-source-ends"
"""The reason of achievements whose part of the plan does not survive."""
_LIST = "tracker/index.html"


def _reasons(tracker: ResolvedTracker, words: Words) -> list[tuple[str, str, int]]:
    """Each reason that occurs: its id, its name, and how many achievements have it."""
    counts = Counter(i.no_follow_up.reason for i in tracker.accepted if i.no_follow_up)
    choices = tracker.vocabulary["reason"].choices
    return [(key, words.of(c.name), counts[key]) for key, c in choices.items() if counts[key]]


def shares(resolved: Resolved, words: Words, page: str) -> list[Share]:
    """The achievements that are taken up and those that are not, by their reasons.

    Each share leads from ``page`` to the tracker as it lists them.
    """
    if "tracker" in resolved.publication.unfinished:
        return []
    tracker = resolved.tracker
    followed = len(tracker.followed)
    found = [Share(words("with_follow_up"), followed, relative(f"{_LIST}?followed=yes", page))]
    for key, name, count in _reasons(tracker, words):
        found.append(Share(name, count, relative(f"{_LIST}?reason={key}", page)))
    return [share for share in found if share.count]


def plan_ends_early(resolved: Resolved) -> Bilingual | None:
    """Where the source breaks off, if that is in the plan; None where the plan is whole."""
    is_in_plan = resolved.document.segments[-1].part == "plan"
    return resolved.publication.source.ends_early if is_in_plan else None


def is_plan_cut(resolved: Resolved) -> bool:
    """Whether a part of the plan is lost: the source breaks off in it, or a record says so."""
    reasons = (item.no_follow_up for item in resolved.tracker.accepted)
    is_said = any(found.reason == LOST for found in reasons if found)
    return is_said or plan_ends_early(resolved) is not None


def plan_words(key: str, resolved: Resolved, words: Words, **values: object) -> str:
    """The phrase ``key``, which speaks of the plan; of the part that survives, if one is lost."""
    is_cut = is_plan_cut(resolved)
    return words(f"{key}_surviving" if is_cut else key, **resolved.tracker.years, **values)


def heading(resolved: Resolved, words: Words) -> str:
    """What the shares are shares of, or how many achievements an unfinished tracker has."""
    tracker = resolved.tracker
    count = len(tracker.accepted)
    if "tracker" in resolved.publication.unfinished:
        return words("outcome_unfinished", n=count, **tracker.years)
    return plan_words("outcome_heading", resolved, words, n=count)


def summary_sentence(resolved: Resolved, words: Words) -> str:
    """How many achievements the plan takes up and why it leaves the others, as one sentence."""
    if "tracker" in resolved.publication.unfinished:
        return heading(resolved, words)
    tracker = resolved.tracker
    reasons = _reasons(tracker, words)
    counts = {"n": len(tracker.accepted), "followed": len(tracker.followed)}
    text = plan_words("outcome", resolved, words, **counts)
    others = [words("outcome_reason", name=name, n=n) for _, name, n in reasons]
    if others:
        text += words("outcome_others", reasons=words("list_comma").join(others))
    return (text + words("full_stop")).strip()


def verdict_counts(tracker: ResolvedTracker, words: Words) -> str:
    """How many commitments have each verdict: “达到（预计）3项；有报告但未判断7项”."""
    counts = Counter[tuple[str, bool]](
        (one.verdict, one.is_judged_as_expected)
        for item in tracker.commitments
        for one in item.outcomes
    )
    judged = {verdict for verdict, _ in counts}
    if "met" in judged and "not-met" not in judged:
        counts["not-met", False] = 0  # readers ask for it
    return words("list_separator").join(
        words("outcome_count", name=verdict_name(choice, is_expected, words), n=counts[found])
        for key, choice in tracker.vocabulary["verdict"].choices.items()
        for is_expected in (False, True)
        if (found := (key, is_expected)) in counts
    )


def summary_values(resolved: Resolved, words: Words, page: str) -> dict[str, Any]:
    """What templates need for the bar of the shares and the sentences around it."""
    found = shares(resolved, words, page)
    return {
        "read": len(resolved.tracker.accepted),
        "heading": heading(resolved, words),
        "shares": found,
        "bar": share_bar(found),
        "outcomes_overview": outcomes_sentences(resolved, words),
        "mentioned": mentioned(resolved),
    }


def mentioned(resolved: Resolved) -> int:
    """Of how many commitments a later document says something."""
    return sum(1 for item in resolved.tracker.commitments if item.outcomes)


def outcomes_sentences(resolved: Resolved, words: Words) -> list[str]:
    """What is known of all commitments, and of how many nothing is; none where nothing is known.

    An unfinished tracker says nothing of all.
    """
    tracker = resolved.tracker
    counts, total = verdict_counts(tracker, words), len(tracker.commitments)
    if not counts or "tracker" in resolved.publication.unfinished:
        return []
    known = mentioned(resolved)
    counted = {"n": known, "total": total, "verdicts": counts}
    text = plan_words("outcomes_overview", resolved, words, **counted)
    unknown = [words("outcomes_unknown", n=total - known)] if total > known else []
    return [text, *unknown]
