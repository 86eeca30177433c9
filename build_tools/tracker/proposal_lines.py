"""Proposed follow-ups as the command line prints them."""

from build_tools.tracker.propose import Proposer, propose


def lines(proposer: Proposer, achievement: str, limit: int = 5) -> tuple[str, ...]:
    """The best proposals for an achievement with their evidence, at most ``limit``."""
    item = proposer.tracker.achievement[achievement]
    linked = {follow_up.link.commitment for follow_up in item.follow_ups}
    out = [f"{item.id} ({item.span.segment}) {item.hans}"]
    for number, proposal in enumerate(propose(proposer, achievement, limit), 1):
        other = proposer.tracker.commitment[proposal.commitment]
        mark = " [linked]" if other.id in linked else ""
        out.append(
            f"{number}. {proposal.score:.2f} {other.id} ({other.span.segment}){mark} {other.hans}"
        )
        for one in other.outcomes:
            out.append(f"     {one.source.year}, {one.verdict}: {one.record.text.zh}")
        out.extend(f"     {e.kind} {e.weight:.2f}: {e.text}" for e in proposal.evidence)
    return tuple(out)


def summary(proposer: Proposer, limit: int) -> tuple[str, ...]:
    """The best proposal of each achievement that has no follow-up, a line each, the best first."""
    best = [
        (proposal, item)
        for item in proposer.tracker.achievements
        if not item.follow_ups
        for proposal in propose(proposer, item.id, 1)
    ]
    best.sort(key=lambda row: (-row[0].score, row[1].id))
    found = []
    for proposal, item in best[:limit]:
        other = proposer.tracker.commitment[proposal.commitment]
        found.append(
            f"{proposal.score:.2f} {item.id} → {other.id}: {item.title.zh} → {other.title.zh}"
        )
    if not best:
        return ("no achievement without a follow-up has anything in common with a commitment",)
    proposals = f"{len(best)} proposal{'s' * (len(best) != 1)}"
    return (
        *found,
        f"{len(found)} of {proposals} for achievements without a follow-up"
        + "; --limit shows more" * bool(best[limit:])
        + "; the id of an achievement shows its own, with their evidence",
    )
