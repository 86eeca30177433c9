"""Links that a draft proposes, with what speaks for each and the indicator of its figures."""

import re
from collections.abc import Collection, Iterator

from build_tools.amounts.chinese import Amount
from build_tools.resources.drafting import words
from build_tools.text.plain import unused_name
from build_tools.tracker.drafts.titles import without_lone_marks
from build_tools.tracker.indicator_comparison import (
    IndicatorComparison,
    compare_indicator,
    growth_target,
    refusal,
)
from build_tools.tracker.model import Tracked
from build_tools.tracker.propose import Proposal, Proposer, propose
from build_tools.tracker.records import Indicator, Link
from build_tools.tracker.shared_words import distinctive, longest_first, shared_runs

THRESHOLD = 0.45
"""A proposal that scores less becomes no link: with it nine links in ten are right.

docs/benchmark.md shows the choice."""
MOST = 2
"""How many links a drafted achievement has at most."""
CLOSE = 0.8
"""A further link scores at least so much of the best one."""


_GENERAL = re.compile(
    "同比|年均|增长|下降|增速|增幅|增加|减少|提高|降低|提升|达到|总投资|完成|计划|投资|总额|金额|总量|"
    r"规模|建筑面积|面积|年内|全年|项目|覆盖率|达标率|合格率|优良率|完成率|利用率|占比|比重|\s"
)
"""Words of a figure that do not show what it measures."""
_LEADS = re.compile("(?:实现|控制在|保持在|达到|完成|计划)+$|年均(?=增长$)")
_AGAINST = re.compile("(?<!不)(?:高于|低于|快于|优于|好于)")
"""What leads to a figure of others: 高于全国30个自治州."""


def proposed_links(
    proposer: Proposer, threshold: float = THRESHOLD
) -> Iterator[tuple[Tracked, Proposal]]:
    """The links that score ``threshold`` or more, in the order of the achievements."""
    for item in proposer.tracker.achievements:
        best = 0.0
        for one in propose(proposer, item.id, MOST):
            best = max(best, one.score)
            if one.score >= max(threshold, CLOSE * best):
                yield item, one


def drafted_links(
    proposer: Proposer, without: Collection[str], ids: Collection[str]
) -> tuple[tuple[tuple[Link, str], ...], tuple[Indicator, ...]]:
    """The links of a draft, each with the reason for it, and the indicators that they need.

    ``without`` are achievements whose links editors have made already, ``ids`` the indicators that
    exist.
    """
    links: list[tuple[Link, str]] = []
    indicators: dict[str, Indicator] = {}
    for item, one in proposed_links(proposer):
        if item.id in without:
            continue
        relation, indicator = _figures(item, proposer.tracker.commitment[one.commitment])
        if indicator is not None:
            name = unused_name(indicator.id, {*ids, *indicators})
            indicators[name] = indicator = indicator.model_copy(update={"id": name})
        link = Link(
            achievement=item.id,
            commitment=one.commitment,
            relation=relation,
            indicator=indicator.id if indicator else None,
            draft=True,
        )
        links.append((link, _reason(one)))
    return tuple(links), tuple(indicators.values())


def _reason(proposal: Proposal) -> str:
    """The score and what makes it, for a comment."""
    evidence = "; ".join(f"{e.kind} {e.weight:.2f} {e.text}" for e in proposal.evidence[:3])
    return f"{proposal.score:.2f}: {evidence}"


def _figures(review: Tracked, plan: Tracked) -> tuple[str, Indicator | None]:
    """The relation of a link: ``compare`` or ``growth-target`` where its figures allow it."""
    for before in review.results:
        for after in plan.results:
            if refusal(before, after) or not _same(before, after, (review, plan)):
                continue
            indicator = _indicator(before, after, review)
            if isinstance(
                compare_indicator(indicator, review.results, plan.results), IndicatorComparison
            ):
                return "compare", indicator
    for before in review.results:
        rates = [a for a in plan.results if a.basis == "growth" and a.unit == "%"]
        if before.basis == "total" and len(rates) == 1 and _same(before, rates[0], (review, plan)):
            indicator = _indicator(before, rates[0], review)
            if isinstance(
                growth_target(indicator, review.results, plan.results), IndicatorComparison
            ):
                return "growth-target", indicator
    return "continues", None


def _same(before: Amount, after: Amount, items: tuple[Tracked, Tracked]) -> bool:
    """Whether two figures measure the same words, as far as that can be seen."""
    if _AGAINST.search(before.measures) or _AGAINST.search(after.measures):
        return False
    if ("年均" in before.measures) != ("年均" in after.measures):
        return False
    if _are_apart(before.measures, after.measures):
        return False
    one, other = (
        _GENERAL.sub("", amount.measures) or _GENERAL.sub("", item.title.zh)
        for amount, item in zip((before, after), items, strict=True)
    )
    if not one or not other:
        return False
    shared = sum(len(distinctive(run.text)) for run in shared_runs(one, other))
    return shared >= 2 and shared * 3 >= 2 * min(len(distinctive(one)), len(distinctive(other)))


def _are_apart(one: str, other: str) -> bool:
    """Whether two figures measure what is never the same: revenue and expenditure.

    >>> _are_apart("一般公共预算收入", "一般公共预算支出"), _are_apart("出口", "出口总额")
    (True, False)
    """
    found = ((line.findall(one), line.findall(other)) for line in words().apart)
    return any(a and b and not {*a} & {*b} for a, b in found)


def _indicator(before: Amount, after: Amount, review: Tracked) -> Indicator:
    names = longest_first([before.measures, after.measures])
    name = names[-1] if before.basis != "growth" else before.measures
    if not _GENERAL.sub("", name) or name.endswith(("和", "及", "与")):
        name = review.title.zh
    if before.basis != "growth":
        name = name.removesuffix("增长")
    name = without_lone_marks(_LEADS.sub("", name.strip()).strip("、，的 ")) or review.title.zh
    return Indicator(id=review.id, zh=name, unit=before.unit, basis=before.basis)
