"""The command line: ``python -m build_tools VERB``."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from build_tools import changes, publication, telling
from build_tools.checking import check
from build_tools.conversion.opencc_tables import converter
from build_tools.diagnostics import Place, Problems, nearest
from build_tools.model import EDITIONS
from build_tools.progress import Progress
from build_tools.project import Project
from build_tools.publication import SourceEncoding
from build_tools.records import read_text
from build_tools.release import NoDate
from build_tools.restoration.restore import place_of, restore
from build_tools.restoration.unexplained import words_with_capitals
from build_tools.summary import summary
from build_tools.tracker import propose

Verb = Callable[[argparse.Namespace], int]


def _progress(arguments: argparse.Namespace) -> Progress:
    if arguments.quiet:
        return Progress()
    return Progress(lambda text: print(text, file=sys.stderr, flush=True))


def tell(problems: Problems) -> int:
    """Print all problems, sorted, to standard error; the exit status."""
    for found in problems:
        print(found, file=sys.stderr)
    return 1 if problems.errors else 0


def _site(arguments: argparse.Namespace) -> int:
    # What makes pages and books takes longer to import than a check takes.
    from build_tools.pipeline import BuildFailed, build  # noqa: PLC0415
    from build_tools.website.refused import why  # noqa: PLC0415
    from build_tools.website.render import RENDERERS  # noqa: PLC0415

    if arguments.renderer not in RENDERERS:
        hint = nearest(arguments.renderer, RENDERERS) or f"one of {', '.join(RENDERERS)}"
        print(f'no renderer "{arguments.renderer}": {hint}', file=sys.stderr)
        return 2
    problems = Problems()
    try:
        site = build(
            Project.at(arguments.root),
            problems,
            _progress(arguments),
            renderer=RENDERERS[arguments.renderer],
        )
    except BuildFailed:
        tell(problems)
        print("nothing was published; the last good site stands", file=sys.stderr)
        return 1
    except (OSError, NoDate) as error:
        told = why(error) if isinstance(error, OSError) else error
        print(f"nothing was published: {told}", file=sys.stderr)
        return 1
    tell(problems)
    print(site)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check(data, problems, Progress())
    if arguments.format == "text":
        status = tell(problems)
        if resolved is not None:
            print(summary(resolved))
        return status
    if told := telling.FORMATS[arguments.format](problems, _site_of(data)):
        print(told)
    return 1 if problems.errors else 0


def _site_of(data: Path) -> str:
    """The site's address; nothing where the data do not say it."""
    record = publication.load(data, Problems())
    return publication.site_url(record.value) if record else ""


def _report(arguments: argparse.Namespace) -> int:
    problems, data = Problems(), Project.at(arguments.root).data
    resolved = check(data, problems, Progress())
    print(f"## Problems\n\n{telling.markdown(problems, _site_of(data))}\n")
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


def _restore(arguments: argparse.Namespace) -> int:
    problems = Problems()
    name = str(arguments.file)
    if name == "-":
        text: str | None = sys.stdin.buffer.read().decode("utf-8", "replace")
    else:
        text = read_text(Path(name), name, problems)
    if text is None:
        return tell(problems)
    accepted = dict.fromkeys(words_with_capitals(text), Place(name))
    found = restore(text, name, problems, accepted=accepted, solve=True)
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


def _new(arguments: argparse.Namespace) -> int:
    from build_tools.new import command  # noqa: PLC0415

    names = ("title", "issuer", "date")
    given = {name: getattr(arguments, name) for name in names if getattr(arguments, name)}
    wanted = command.Wanted(arguments.encoding, arguments.script, arguments.editions, given)
    return command.run(arguments.folder, arguments.source, wanted)


def _day(text: str) -> str:
    return datetime.date.fromisoformat(text).isoformat()


def _editions(text: str) -> list[str]:
    """The editions that a list names, in the site's own order."""
    wanted = text.split(",")
    known = [edition.id for edition in EDITIONS]
    if not set(wanted) <= set(known) or known[0] not in wanted:
        raise argparse.ArgumentTypeError(f"hans, with hant and en as wanted, not {text}")
    return [edition for edition in known if edition in wanted]


def _serve(arguments: argparse.Namespace) -> int:
    from build_tools import serve  # noqa: PLC0415

    return serve.serve(Project.at(arguments.root), arguments.host, arguments.port)


def _bench(arguments: argparse.Namespace) -> int:
    from build_tools.bench.run import main as measure  # noqa: PLC0415

    return measure(Project.at(arguments.root), arguments.quick)


def _test(arguments: argparse.Namespace) -> int:
    import pytest  # noqa: PLC0415 - only the development environment has it

    return int(pytest.main([str(arguments.root / "tests"), *arguments.rest]))


def _verify(arguments: argparse.Namespace) -> int:
    from build_tools.website.intact import NoManifest, compare  # noqa: PLC0415

    try:
        found = compare(arguments.site)
    except (NoManifest, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    told = {"missing": found.missing, "changed": found.changed, "not listed": found.added}
    for what, paths in told.items():
        for path in paths:
            print(f"{path}: {what}", file=sys.stderr)
    print(f"{found.files} files: " + ("as published" if found.is_whole else "not as published"))
    return 0 if found.is_whole else 1


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
    site.add_argument(
        "--renderer",
        default="mkdocs",
        metavar="NAME",
        help="what makes HTML of the staged pages (zensical: its own search, see ARCHITECTURE)",
    )
    checking = add(
        "check",
        _check,
        "check all data without building",
        "Prints every problem with file, line, column, code and hint, and the coverage.",
    )
    checking.add_argument("--format", choices=tuple(telling.FORMATS), default="text")
    verifying = add(
        "verify",
        _verify,
        "check a site that was downloaded or deployed against its own manifest",
        "Prints each file that is missing or changed; those make the exit status 1.",
    )
    verifying.add_argument("site", type=Path, metavar="DIR", help="the site, or the ZIP unpacked")
    serving = add(
        "serve",
        _serve,
        "build, serve and rebuild on every change",
        "Watches data/, docs/ and build_tools/ and reloads the browser.",
    )
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    measuring = add(
        "bench",
        _bench,
        "measure the build, the search and the pages, as ratios in one run",
        "Takes some minutes and writes docs/benchmark.md. Exit status 1 where a budget is missed.",
    )
    measuring.add_argument(
        "--quick", action="store_true", help="do everything once, and only print the tables"
    )
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
    making = add(
        "new",
        _new,
        "make the folder of another publication from a text file",
        "Finds the encoding and the script, restores damage, draws the outline, and writes data/, "
        "docs/ and mkdocs.yml with everything that is still to be filled in named. The source is "
        "kept byte for byte; no existing file is ever overwritten.",
    )
    making.add_argument("folder", metavar="DIR", type=Path, help="the folder to make")
    making.add_argument("source", metavar="SOURCE", type=Path, help="the text of the report")
    making.add_argument("--title", help="in Chinese, where the text does not give it")
    making.add_argument("--issuer", help="in Chinese, where the text does not give it")
    making.add_argument("--date", type=_day, help="of the report, as 2020-01-31")
    making.add_argument(
        "--encoding", choices=get_args(SourceEncoding), help="where it is not found rightly"
    )
    making.add_argument("--script", choices=("hant", "hans"), help="where it is not found rightly")
    making.add_argument(
        "--editions",
        type=_editions,
        default=[edition.id for edition in EDITIONS],
        metavar="LIST",
        help="such as hans,en for a site without the traditional edition",
    )
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    chosen = parser().parse_args(arguments)
    run: Verb = chosen.run
    return run(chosen)


if __name__ == "__main__":
    sys.exit(main())
