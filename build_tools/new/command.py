"""``python -m build_tools new DIR SOURCE``: makes the folder, tells what was found."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.checking import check
from build_tools.diagnostics import Problems
from build_tools.model import EditionId, Script
from build_tools.new import making, reading
from build_tools.new.making import Made
from build_tools.new.reading import Reading, Unusable
from build_tools.progress import Progress
from build_tools.publication import SourceEncoding
from build_tools.website.render import look_of_another


@dataclass(frozen=True)
class Wanted:
    """What an editor says on the command line; the rest is found in the text."""

    encoding: SourceEncoding | None = None
    script: Script | None = None
    editions: Sequence[EditionId] = ("hans", "hant", "en")
    given: Mapping[str, str] = field(default_factory=dict)
    """The title, issuer and date, where they are not to be found."""


def run(folder: Path, source: Path, wanted: Wanted) -> int:
    """Make ``folder`` from the file ``source``; the exit status.

    0 where its site builds at once, 1 where errors must be mended first or nothing was written.
    """
    try:
        raw = source.read_bytes()
        text = reading.read(raw, wanted.encoding, wanted.script)
        slug = slug_of(folder.resolve().name)
        look = look_of_another(f"https://example.org/{slug}/")
        name = file_name(source.name, slug)
        made = making.make(raw, text, name, slug, wanted.editions, wanted.given, look)
        making.write(folder, made.files)
    except (OSError, Unusable) as error:
        print(f"nothing was made of {source}: {_reason(error)}", file=sys.stderr)
        return 1
    print("\n".join(found(text, made)))
    problems = Problems()
    check(folder / "data", problems, Progress())
    print(f"\nWhat is to be done in {folder}:")
    for problem in problems:
        print(f"  {problem}")
    print("\n".join(_steps(folder, len(problems.errors))))
    return 1 if problems.errors else 0


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


def found(text: Reading, made: Made) -> Iterator[str]:
    """What was found in the source, line by line."""
    other = {"hans": "traditional", "hant": "simplified"}[text.script]
    script = {"hans": "simplified", "hant": "traditional"}[text.script]
    yield f"encoding: {text.encoding}, lines end with {text.line_ends.upper()}"
    yield f"script: {script} ({text.told_by} characters tell it, {text.other} are {other})"
    counts = made.restoration.counts()
    repairs = ", ".join(f"{count} {rule}" for rule, count in sorted(counts.items()))
    yield f"repairs: {repairs or 'none'}"
    for repair in made.proposals:
        rivals = f" (or {', '.join(repair.rivals[:3])})" if repair.rivals else ""
        yield f"  proposed erratum: “{repair.before}” → “{repair.after}”{rivals}"
    drawing = made.drawing
    front = ", ".join(drawing.front) or "none"
    yield f"front: {front}"
    if any(part.heading for part in drawing.parts) or drawing.section != "none":
        yield f"sections are marked {drawing.section}, items {drawing.item}"
    else:
        yield "no headings were found: the whole text is one part"
    for part in drawing.parts:
        own = [s for s in made.document.segments if s.id.partition(".")[0] == part.id]
        sections = sum(s.level == "section" for s in own)
        items = sum(s.level == "item" for s in own)
        sentences = sum(s.kind == "sentence" for s in own)
        heading = part.heading or "(no heading)"
        yield (
            f"part {part.id}, {part.role}: {heading}: "
            f"{sections} sections, {items} items, {sentences} sentences"
        )
    if drawing.breaks_off:
        yield "the text ends in the middle of a sentence: is it whole? See ends_early."


def _steps(folder: Path, errors: int) -> Iterator[str]:
    build = f"python -m build_tools --root {folder} site"
    yield ""
    if errors:
        yield f"{errors} errors stop the build; mend them first (data/errata.yml, publication.yml)."
    yield "Next:"
    yield f"  1. Read {folder}/data/publication.yml: what was found, and what is empty."
    yield f"  2. {build}      builds the site into {folder}/site/."
    yield f"  3. python -m build_tools --root {folder} check     names what is left to do."
    yield "  4. Fill glossary/, translation/ and tracker/; take each out of 'unfinished' when done."
    yield "  5. For a repository of its own, add the generator and its workflows (.github/)."
