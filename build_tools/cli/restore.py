"""``restore``: a damaged text, restored without any publication's data."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import get_args

from build_tools.cli.output import Report, add_format, print_text
from build_tools.diagnostics import Place, Problems
from build_tools.restoration.restore import Instructions, restore
from build_tools.restoration.unexplained import words_with_capitals
from build_tools.system.files import read
from build_tools.system.os_errors import describe
from build_tools.text.decoding import Unusable, decode_bytes
from build_tools.text.opencc import converter
from build_tools.text.source_types import Encoding

DETAILS = (
    "Prints the restored text; each repair goes to standard error. Needs no data of this "
    "publication. Exit status 1 where damage remains unexplained."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="the damaged text; - for stdin")
    command.add_argument("--encoding", choices=get_args(Encoding), help="if it is detected wrongly")
    command.add_argument(
        "--script",
        choices=("hant", "hans"),
        default="hant",
        help="hant: the text as it is restored; hans: made simplified",
    )
    add_format(command)


def run(arguments: Namespace) -> Report:
    problems, name = Problems(), arguments.file
    try:
        raw = sys.stdin.buffer.read() if name == "-" else read(Path(name))
        text, _ = decode_bytes(raw, arguments.encoding)
    except (OSError, Unusable) as error:
        return Report(message=f"nothing was restored of {name}: {describe(error)}", status=1)
    given = Instructions(accepted=dict.fromkeys(words_with_capitals(text), Place(name)))
    found = restore(text, name, problems, given, solve=True)
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
