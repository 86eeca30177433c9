"""``restore``: a damaged text, restored without any publication's data."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import Report, add_format, print_text
from build_tools.diagnostics import Place, Problems
from build_tools.records import read_text
from build_tools.restoration.restore import restore
from build_tools.restoration.unexplained import words_with_capitals
from build_tools.text.opencc import converter

DETAILS = (
    "Prints the restored text; each repair goes to standard error. Needs no data of this "
    "publication. Exit status 1 where damage remains unexplained."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="the damaged text in UTF-8; - for stdin")
    command.add_argument("--script", choices=("hant", "hans"), default="hant")
    add_format(command)


def run(arguments: Namespace) -> Report:
    problems, name = Problems(), arguments.file
    if name == "-":
        text: str | None = sys.stdin.buffer.read().decode("utf-8", "replace")
    else:
        text = read_text(Path(name), name, problems)
    if text is None:
        return Report(problems)
    accepted = dict.fromkeys(words_with_capitals(text), Place(name))
    found = restore(text, name, problems, accepted=accepted, solve=True)
    restored = found.text
    if arguments.script == "hans":
        restored = "\n".join(str(converter("tw2s").convert(line)) for line in restored.split("\n"))
    repairs = []
    for repair in found.repairs:
        place = found.source_place(repair.start)
        repairs.append(
            {
                "rule": repair.rule,
                "line": place.line,
                "column": place.column,
                "before": repair.before,
                "after": repair.after,
                "proven": repair.proven,
                "rivals": list(repair.rivals),
            }
        )
        if arguments.format == "json":
            continue
        certain = "" if repair.proven and not repair.rivals else " (not certain)"
        rivals = f"; or {', '.join(repair.rivals[:3])}" if repair.rivals else ""
        change = f"“{repair.before}” → “{repair.after}”"
        print(f"{place}: {repair.rule}: {change}{certain}{rivals}", file=sys.stderr)
    if arguments.format == "text":
        print_text(restored)
    return Report(problems, facts={"text": restored, "repairs": repairs})
