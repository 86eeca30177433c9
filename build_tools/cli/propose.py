"""``propose``: what the plan may hold for an achievement, with the evidence."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import asdict

from build_tools.cli.output import Report, add_format
from build_tools.diagnostics import Problems, nearest
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.resources.units import load_units
from build_tools.tracker import propose
from build_tools.tracker.records import load_tracker

DETAILS = (
    "Best first; it writes nothing. Without an achievement, one for each that has no follow-up; as "
    "JSON, the proposals for all."
)
FEW, MANY = 5, 20
"""How many proposals are printed for an achievement, and for all together."""


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("achievement", nargs="?", metavar="ACHIEVEMENT")
    command.add_argument(
        "--limit",
        type=_count,
        help=f"how many: {FEW} for an achievement, {MANY} for all if nothing is said",
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
        return Report(problems)
    tracker, terms = resolved.tracker, resolved.glossary.hans_forms
    proposer = propose.prepare_proposer(tracker, resolved.document, terms)
    known = tracker.achievement
    if arguments.achievement and arguments.achievement not in known:
        drafted = load_tracker(data, Problems(), load_units(data, Problems())).achievement
        if arguments.achievement in drafted:
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
    recall = propose.recall_at(5, propose.ranks(proposer))
    facts = {
        "proposals": {name: [asdict(one) for one in found[name]] for name in names},
        "recall_at_5": round(recall, 4),
    }
    if arguments.achievement:
        lines = propose.lines(proposer, arguments.achievement, limit)
    else:
        lines = propose.summary(proposer, MANY if arguments.limit is None else arguments.limit)
    said = f"recall at 5 against the finished links: {recall:.2f}"
    return Report(message=said, lines=lines, facts=facts)
