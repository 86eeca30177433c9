"""``propose``: what the plan may hold for an achievement, with the evidence."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from build_tools.cli.output import tell
from build_tools.diagnostics import Problems, nearest
from build_tools.publication.check import check
from build_tools.publication.project import Project
from build_tools.system.progress import Progress
from build_tools.tracker import propose

MORE = "Best first; it writes nothing. Without an achievement, for all of them."


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument("achievement", nargs="?", metavar="ACHIEVEMENT")
    verb.add_argument("--limit", type=int, default=5)


def run(arguments: Namespace) -> int:
    problems = Problems()
    resolved = check(Project.at(arguments.root).data, problems, Progress())
    if resolved is None:
        return tell(problems)
    terms = {t.id: [form.hans for form in t.forms] for t in resolved.glossary.terms}
    proposer = propose.prepare(resolved.tracker, resolved.document, terms)
    known = resolved.tracker.achievement
    if arguments.achievement and arguments.achievement not in known:
        hint = nearest(arguments.achievement, known)
        print(f'no achievement "{arguments.achievement}" {hint}'.strip(), file=sys.stderr)
        return 1
    for name in [arguments.achievement] if arguments.achievement else known:
        print("\n".join(propose.lines(proposer, name, arguments.limit)), end="\n\n")
    recall = propose.recall_at(5, propose.ranks(proposer))
    print(f"recall at 5 against the finished links: {recall:.2f}", file=sys.stderr)
    return 0
