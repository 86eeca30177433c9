"""``new``: makes the folder of another publication, and tells what was found."""

from __future__ import annotations

import datetime
import re
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from build_tools.cli import draft
from build_tools.diagnostics import Problems
from build_tools.publication.check import check
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS
from build_tools.scaffold import files
from build_tools.scaffold.files import Made
from build_tools.system.progress import Progress
from build_tools.text import decoding
from build_tools.text.decoding import DecodedText, Unusable
from build_tools.text.source_types import Encoding

MORE = (
    "Finds the encoding and the script, restores damage, draws the outline, and writes data/, "
    "docs/ and mkdocs.yml with everything that is still to be filled in named. The source is "
    "kept byte for byte; no existing file is ever overwritten."
)
GIVEN = ("title", "issuer", "date")
"""What an editor may say where it is not to be found in the text."""


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument("folder", metavar="DIR", type=Path, help="the folder to make")
    verb.add_argument("source", metavar="SOURCE", type=Path, help="the text of the report")
    verb.add_argument(
        "--draft", action="store_true", help="draft the tracker too, for an editor to read"
    )
    verb.add_argument("--title", help="in Chinese, where the text does not give it")
    verb.add_argument("--issuer", help="in Chinese, where the text does not give it")
    verb.add_argument("--date", type=_day, help="of the report, as 2020-01-31")
    verb.add_argument(
        "--encoding", choices=get_args(Encoding), help="where it is not found rightly"
    )
    verb.add_argument("--script", choices=("hant", "hans"), help="where it is not found rightly")
    verb.add_argument(
        "--editions",
        type=_editions,
        default=[edition.id for edition in EDITIONS],
        metavar="LIST",
        help="such as hans,en for a site without the traditional edition",
    )


def _day(text: str) -> str:
    return datetime.date.fromisoformat(text).isoformat()


def _editions(text: str) -> list[str]:
    """The editions that a list names, in the site's own order."""
    wanted = text.split(",")
    known = [edition.id for edition in EDITIONS]
    if not set(wanted) <= set(known) or known[0] not in wanted:
        raise ArgumentTypeError(f"hans, with hant and en as wanted, not {text}")
    return [edition for edition in known if edition in wanted]


def run(arguments: Namespace) -> int:
    """Make the folder; 0 where its site builds at once, 1 where errors must be mended first or
    nothing was written."""
    begun = time.monotonic()
    folder, source = arguments.folder, arguments.source
    given = {name: said for name in GIVEN if (said := getattr(arguments, name))}
    try:
        raw = source.read_bytes()
        text = decoding.decode(raw, arguments.encoding, arguments.script)
        slug = slug_of(folder.resolve().name)
        name = file_name(source.name, slug)
        made = files.make(raw, text, name, slug, arguments.editions, given, drafts=arguments.draft)
        files.write(folder, made.files)
    except (OSError, Unusable) as error:
        print(f"nothing was made of {source}: {_reason(error)}", file=sys.stderr)
        return 1
    print("\n".join(found(text, made)))
    data = folder / "data"
    if arguments.draft:
        draft.draft(data)
    problems = Problems()
    resolved = check(data, problems, Progress())
    if resolved is not None:
        print(explained(resolved))
    print(f"\nWhat is to be done in {folder}:")
    for problem in problems:
        print(f"  {problem}")
    print("\n".join(_steps(folder, len(problems.errors), arguments.draft)))
    print(f"Made in {time.monotonic() - begun:.0f} seconds.")
    return 1 if problems.errors else 0


def explained(resolved: Resolved) -> str:
    """How many terms are explained, in a line."""
    found = resolved.matching
    return (
        f"terms: {len(found.by_term)} are explained by the general termbase, "
        f"in {len(found.occurrences)} places"
    )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


def slug_of(name: str) -> str:
    """A folder's name as lower-case words joined by hyphens."""
    return "-".join(re.findall("[a-z0-9]+", name.lower())) or "report"


def file_name(name: str, slug: str) -> str:
    """The source's own name, if it is safe in every file system, else one made of ``slug``."""
    safe = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*\.txt", name)
    return name if safe and len(name) < 100 else f"{slug}.txt"


def found(text: DecodedText, made: Made) -> Iterator[str]:
    """What was found in the source, line by line."""
    other = {"hans": "traditional", "hant": "simplified"}[text.script]
    script = {"hans": "simplified", "hant": "traditional"}[text.script]
    yield f"encoding: {text.encoding}, lines end with {text.line_ends.upper()}"
    counted = f"{text.in_script} characters occur only there, {text.in_other_script} are {other}"
    yield f"script: {script} ({counted})"
    counts = made.restoration.counts()
    repairs = ", ".join(f"{count} {rule}" for rule, count in sorted(counts.items()))
    yield f"repairs: {repairs or 'none'}"
    for repair in made.proposals:
        rivals = f" (or {', '.join(repair.rivals[:3])})" if repair.rivals else ""
        yield f"  proposed erratum: “{repair.before}” → “{repair.after}”{rivals}"
    detected = made.detected
    front = ", ".join(detected.front.levels) or "none"
    yield f"front: {front}"
    if any(part.heading for part in detected.parts) or detected.section != "none":
        yield f"sections are marked {detected.section}, items {detected.item}"
    else:
        yield "no headings were found: the whole text is one part"
    for part in detected.parts:
        own = [s for s in made.document.segments if s.id.partition(".")[0] == part.id]
        sections = sum(s.level == "section" for s in own)
        items = sum(s.level == "item" for s in own)
        sentences = sum(s.kind == "sentence" for s in own)
        heading = part.heading or "(no heading)"
        yield (
            f"part {part.id}, {part.role}: {heading}: "
            f"{sections} sections, {items} items, {sentences} sentences"
        )
    if detected.breaks_off:
        yield "the text ends in the middle of a sentence: is it whole? See ends_early."


def _steps(folder: Path, errors: int, drafted: bool) -> Iterator[str]:
    build = f"python -m build_tools --root {folder} site"
    yield ""
    if errors:
        yield f"{errors} errors stop the build; mend them first (data/errata.yml, publication.yml)."
    yield "Next:"
    yield f"  1. Read {folder}/data/publication.yml: what was found, and what is empty."
    yield f"  2. {build}      builds the site into {folder}/site/."
    yield f"  3. python -m build_tools --root {folder} check     names what is left to do."
    if drafted:
        yield f"  4. python -m build_tools --root {folder} check --drafts     lists the drafts;"
        yield "     read them, and delete a record's line `draft: true` to accept it."
    else:
        yield f"  4. python -m build_tools --root {folder} draft     drafts the tracker."
    yield "  5. Fill glossary/, translation/ and tracker/; take each out of 'unfinished' when done."
    yield "  6. For a repository of its own, add the generator and its workflows (.github/)."
