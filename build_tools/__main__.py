"""The command line: ``python -m build_tools VERB``."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from build_tools import bench, changes, serve
from build_tools.conversion.opencc_tables import converter
from build_tools.diagnostics import Diagnostic, Problems, nearest
from build_tools.pipeline import BuildFailed, Progress, Project, build, check
from build_tools.records import read_text
from build_tools.restoration.restore import place_of, restore
from build_tools.summary import summary
from build_tools.tracker import propose

Verb = Callable[[argparse.Namespace], int]


def _progress(arguments: argparse.Namespace) -> Progress:
    if arguments.quiet:
        return Progress()
    return Progress(lambda text: print(text, file=sys.stderr, flush=True))


def _github(found: Diagnostic) -> str:
    """A workflow command that annotates the line (GitHub Actions)."""
    kind = "error" if found.code.severity == "error" else "notice"
    text = found.message + (f" (hint: {found.hint})" if found.hint else "")
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = found.place.file
    place = f"file={file},line={max(found.place.line, 1)},col={max(found.place.column, 1)}"
    return f"::{kind} {place},title={found.code.id}::{text}"


def _json(found: Diagnostic) -> dict[str, object]:
    return {
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "code": found.code.id,
        "severity": found.code.severity,
        "message": found.message,
        "hint": found.hint,
    }


def tell(problems: Problems, style: str = "text", to: TextIO | None = None) -> int:
    """Print all problems, sorted, to standard error or ``to``; the exit status."""
    to = to or sys.stderr
    if style == "json":
        print(json.dumps([_json(d) for d in problems], ensure_ascii=False, indent=1), file=to)
    else:
        for found in problems:
            print(_github(found) if style == "github" else str(found), file=to)
    return 1 if problems.errors else 0


def _site(arguments: argparse.Namespace) -> int:
    problems = Problems()
    try:
        site = build(Project.at(arguments.root), problems, _progress(arguments))
    except BuildFailed:
        tell(problems)
        print("nothing was published; the last good site stands", file=sys.stderr)
        return 1
    except (TimeoutError, OSError) as error:
        print(f"nothing was published: {error}", file=sys.stderr)
        return 1
    tell(problems)
    print(site)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    problems = Problems()
    resolved = check(Project.at(arguments.root).data, problems, Progress())
    status = tell(
        problems, arguments.format, sys.stderr if arguments.format == "text" else sys.stdout
    )
    if resolved is not None and arguments.format == "text":
        print(summary(resolved))
    return status


def _report(arguments: argparse.Namespace) -> int:
    problems = Problems()
    resolved = check(Project.at(arguments.root).data, problems, Progress())
    if resolved is not None:
        print(summary(resolved, markdown=True))
        if arguments.base is not None:
            base = check(arguments.base, Problems(), Progress())
            told = changes.markdown(base, resolved) if base else "The base cannot be read."
            print(f"\n## What changed in the published text\n\n{told}")
    return tell(problems)


def _propose(arguments: argparse.Namespace) -> int:
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


def _words_with_capitals(text: str) -> list[str]:
    """Words such as A股 and M店, on lines that have lost no byte: there a capital is no damage."""
    sound = (line for line in text.split("\n") if "?" not in line)
    return [word for line in sound for word in re.findall(r"[A-Z][\u3400-\u9fff]", line)]


def _restore(arguments: argparse.Namespace) -> int:
    problems = Problems()
    name = str(arguments.file)
    if name == "-":
        text: str | None = sys.stdin.buffer.read().decode("utf-8", "replace")
    else:
        text = read_text(Path(name), name, problems)
    if text is None:
        return tell(problems)
    found = restore(text, name, problems, accepted=_words_with_capitals(text), solve=True)
    for repair in found.repairs:
        place = place_of(text, repair.start, name)
        certain = "" if repair.proven and not repair.rivals else " (not certain)"
        rivals = f"; or {', '.join(repair.rivals[:3])}" if repair.rivals else ""
        change = f"“{repair.before}” → “{repair.after}”"
        print(f"{place}: {repair.rule}: {change}{certain}{rivals}", file=sys.stderr)
    restored = found.text
    if arguments.script == "hans":
        restored = "\n".join(str(converter("tw2s").convert(line)) for line in restored.split("\n"))
    sys.stdout.write(restored)
    return tell(problems)


def _serve(arguments: argparse.Namespace) -> int:
    return serve.serve(Project.at(arguments.root), arguments.host, arguments.port)


def _bench(arguments: argparse.Namespace) -> int:
    return bench.main(Project.at(arguments.root))


def _test(arguments: argparse.Namespace) -> int:
    import pytest  # noqa: PLC0415 - only the development environment has it

    return int(pytest.main([str(arguments.root / "tests"), *arguments.rest]))


def parser() -> argparse.ArgumentParser:
    """The command line's grammar and help."""
    root = argparse.ArgumentParser(
        prog="python -m build_tools",
        description="Builds the publication site from data/ and docs/.",
        epilog="Start with `site`; `check` is for editors. Every verb has --help.",
    )
    root.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    verbs = root.add_subparsers(dest="verb", required=True, metavar="VERB")

    def add(name: str, run: Verb, about: str, more: str = "") -> argparse.ArgumentParser:
        verb = verbs.add_parser(name, help=about, description=f"{about}. {more}".strip())
        verb.set_defaults(run=run)
        return verb

    site = add(
        "site",
        _site,
        "build the site into site/",
        "All problems of the data are told in one run; any error leaves the last good site as "
        "it is and makes the exit status 1. SITE_URL overrides the site's address.",
    )
    site.add_argument("-q", "--quiet", action="store_true", help="no progress, for logs")
    checking = add(
        "check",
        _check,
        "check all data without building",
        "Prints every problem with file, line, column, code and hint, and the coverage.",
    )
    checking.add_argument("--format", choices=("text", "github", "json"), default="text")
    serving = add(
        "serve",
        _serve,
        "build, serve and rebuild on every change",
        "Watches data/, docs/ and build_tools/ and reloads the browser.",
    )
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    add("bench", _bench, "measure the build, as ratios in one run")
    testing = add("test", _test, "run the tests (development environment)")
    testing.add_argument("rest", nargs="*", help="arguments for pytest")
    reporting = add("report", _report, "print the coverage as Markdown, for a job summary")
    reporting.add_argument(
        "--base", type=Path, metavar="DATA", help="another data folder: tell what changed since"
    )
    proposing = add(
        "propose",
        _propose,
        "suggest follow-ups for an achievement, with the evidence",
        "Best first; it writes nothing. Without an achievement, for all of them.",
    )
    proposing.add_argument("achievement", nargs="?", metavar="ACHIEVEMENT")
    proposing.add_argument("--limit", type=int, default=5)
    restoring = add(
        "restore",
        _restore,
        "restore any text from a page damaged in the same way",
        "Prints the restored text; each repair goes to standard error. Needs no data of this "
        "publication. Exit status 1 where damage remains unexplained.",
    )
    restoring.add_argument("file", metavar="FILE", help="the damaged text in UTF-8; - for stdin")
    restoring.add_argument("--script", choices=("hant", "hans"), default="hant")
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    chosen = parser().parse_args(arguments)
    run: Verb = chosen.run
    return run(chosen)


if __name__ == "__main__":
    sys.exit(main())
