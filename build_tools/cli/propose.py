"""``propose``: what the plan may hold for an achievement, with the evidence."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import asdict
from pathlib import Path

from build_tools.cli.output import Report, add_format, unread
from build_tools.diagnostics import Problems, nearest
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.tracker import proposal_lines, propose
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import Tracker, load_tracker

DETAILS = (
    "Best first; it writes nothing. Without an achievement, one for each that has no follow-up; as "
    "JSON, the proposals for all."
)
FEW, MANY = 5, 20
"""How many proposals are printed for an achievement, and for all together."""


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "achievement", nargs="?", metavar="ACHIEVEMENT", help="its id (default: all of them)"
    )
    command.add_argument(
        "--limit",
        type=_count,
        help=f"how many (default: {FEW} for one achievement, {MANY} for all)",
    )
    add_format(command)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"a number, not {text}")
    return int(text)


def run(arguments: Namespace) -> Report:
    problems = Problems()
    data = Project.at(arguments.root).data
    resolved = check_publication(data, problems)
    if resolved is None:
        return unread(problems)
    tracker, terms = resolved.tracker, resolved.glossary.hans_forms
    proposer = propose.prepare_proposer(tracker, resolved.document, terms)
    known = tracker.achievement
    if arguments.achievement and arguments.achievement not in known:
        if arguments.achievement in _with_drafts(data).achievement:
            said = (
                f'"{arguments.achievement}" is a draft; delete its line `draft: true` to accept it'
            )
            return Report(message=said, status=1)
        hint = nearest(arguments.achievement, known)
        said = f'no achievement "{arguments.achievement}"' + (f" ({hint})" if hint else "")
        return Report(message=said, status=1)
    names = [arguments.achievement] if arguments.achievement else list(known)
    limit = FEW if arguments.limit is None else arguments.limit
    found = {name: propose.propose(proposer, name, limit) for name in names}
    ranks = propose.ranks(proposer)
    recall = propose.recall_at(5, ranks)
    facts = {
        "proposals": {name: [asdict(one) for one in found[name]] for name in names},
        "recall_at_5": round(recall, 4),
    }
    if not tracker.achievements or not tracker.commitments:
        return Report(message=_missing(tracker, _with_drafts(data)), facts=facts)
    if arguments.achievement:
        lines = proposal_lines.lines(proposer, arguments.achievement, limit)
    else:
        most = MANY if arguments.limit is None else arguments.limit
        lines = proposal_lines.summary(proposer, most)
    said = (
        f"{recall:.0%} of the {len(ranks)} accepted links are among the first 5 proposals for their"
        " achievement"
    )
    if len(ranks) == 1:
        among = "among" if recall else "not among"
        said = f"The one accepted link is {among} the first 5 proposals for its achievement"
    return Report(message=said if ranks else "", lines=lines, facts=facts)


def _with_drafts(data: Path) -> Tracker:
    """All records of a tracker, read or not."""
    return load_tracker(data, Problems())


def _missing(tracker: ResolvedTracker, every: Tracker) -> str:
    """Why nothing can be proposed, and what to do."""
    what, drafts = "achievements", len(every.achievements)
    if tracker.achievements:
        what, drafts = "commitments", len(every.commitments)
    if not drafts:
        return f"Nothing to propose: there are no {what}. `draft` drafts them from the text."
    return (
        f"Nothing to propose: the {drafts} {what} are drafts. `check --drafts` lists them; delete "
        "the line `draft: true` of each that is right."
    )
