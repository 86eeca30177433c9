"""``restore``: a damaged text, restored without any publication's data."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import tell
from build_tools.diagnostics import Place, Problems
from build_tools.records import read_text
from build_tools.restoration.restore import restore
from build_tools.restoration.unexplained import words_with_capitals
from build_tools.text.opencc import converter

MORE = (
    "Prints the restored text; each repair goes to standard error. Needs no data of this "
    "publication. Exit status 1 where damage remains unexplained."
)


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument("file", metavar="FILE", help="the damaged text in UTF-8; - for stdin")
    verb.add_argument("--script", choices=("hant", "hans"), default="hant")


def run(arguments: Namespace) -> int:
    problems, name = Problems(), arguments.file
    if name == "-":
        text: str | None = sys.stdin.buffer.read().decode("utf-8", "replace")
    else:
        text = read_text(Path(name), name, problems)
    if text is None:
        return tell(problems)
    accepted = dict.fromkeys(words_with_capitals(text), Place(name))
    found = restore(text, name, problems, accepted=accepted, solve=True)
    for repair in found.repairs:
        place = found.source_place(repair.start)
        certain = "" if repair.proven and not repair.rivals else " (not certain)"
        rivals = f"; or {', '.join(repair.rivals[:3])}" if repair.rivals else ""
        change = f"“{repair.before}” → “{repair.after}”"
        print(f"{place}: {repair.rule}: {change}{certain}{rivals}", file=sys.stderr)
    restored = found.text
    if arguments.script == "hans":
        restored = "\n".join(str(converter("tw2s").convert(line)) for line in restored.split("\n"))
    sys.stdout.write(restored)
    return tell(problems)
