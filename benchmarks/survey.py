"""Tries the generator on a folder of texts: ``python -m benchmarks.survey FOLDER``.

For each text it makes a publication, checks it, and prints a line: whether both passed, the parts
with their years, how many amounts were read, unknown units, characters in doubt, and seconds; then
the totals, and each kind of error with how many texts have it. With ``--draft`` it drafts the
tracker, too, and with ``--site`` it builds and verifies the whole site of each text.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.build import BuildFailed, build
from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.records.publication import Part, years_text
from build_tools.scaffold.new_publication import Request, make_publication, write_publication
from build_tools.system.progress import Progress
from build_tools.text import decoding
from build_tools.text.decoding import Unusable
from build_tools.tracker.drafts.draft_files import draft_into

UNKNOWN_UNIT = "TRK011"
IN_DOUBT = ("CNV003", "CNV006")
RARE = "RST007"


@dataclass(frozen=True)
class Surveyed:
    """What became of one text."""

    name: str
    refused: str = ""
    """Why nothing could be made of it."""
    parts: tuple[Part, ...] = ()
    errors: Counter[str] | None = None
    """By code."""
    advice: Counter[str] | None = None
    amounts: int = 0
    seconds: float = 0

    @property
    def passes(self) -> bool:
        return not self.refused and not self.errors

    @property
    def has_both_sides(self) -> bool:
        return {"review", "plan"} <= {part.role for part in self.parts}


def survey(texts: Sequence[Path], drafts: bool = False, site: bool = False) -> Iterator[Surveyed]:
    """The results of the texts, one by one."""
    for path in texts:
        start = time.perf_counter()
        with TemporaryDirectory() as folder:
            yield _try(path, Path(folder), start, drafts, site)


def _try(path: Path, folder: Path, start: float, drafts: bool, site: bool) -> Surveyed:
    raw = path.read_bytes()
    try:
        text = decoding.decode(raw)
        made = make_publication(raw, text, Request(stem=path.stem, drafts=drafts))
    except Unusable as error:
        return Surveyed(path.stem, refused=str(error))
    write_publication(folder, made.files)
    data, problems = folder / "data", Problems()
    resolved = check_publication(data, problems)
    if drafts and resolved and resolved.publication.has_both_sides:
        draft_into(data, resolved.publication, resolved.document, resolved.glossary)
        problems = Problems()
        resolved = check_publication(data, problems)
    if site and not problems.errors:
        problems = Problems()
        with suppress(BuildFailed):
            build(Project.at(folder), problems, Progress())
    errors = Counter(problem.code.id for problem in problems.errors)
    advice = Counter(p.code.id for p in problems if p.severity == "advice")
    tracker = resolved.tracker.coverage if resolved else ()
    return Surveyed(
        path.stem,
        parts=resolved.publication.parts if resolved else (),
        errors=errors if resolved else errors or Counter({"unreadable": 1}),
        advice=advice,
        amounts=sum(part.figures for part in tracker),
        seconds=time.perf_counter() - start,
    )


def line(result: Surveyed) -> str:
    """A result as a line of the table."""
    if result.refused:
        return f"{result.name}\trefused\t{result.refused}"
    parts = " ".join(f"{part.role}:{years_text(part.years) or '-'}" for part in result.parts)
    advice = result.advice or Counter()
    counts = (result.amounts, advice[UNKNOWN_UNIT], sum(advice[c] for c in IN_DOUBT), advice[RARE])
    errors = sorted((result.errors or Counter()).items())
    found = " ".join(f"{code}×{count}" for code, count in errors) or "ok"
    cells = [result.name, found, parts, *map(str, counts), f"{result.seconds:.1f}"]
    return "\t".join(cells)


def main() -> int:
    """Print the table; exit status 1 where a text does not pass."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draft", action="store_true", help="draft the tracker of each text")
    parser.add_argument("--site", action="store_true", help="build and verify each site")
    chosen = parser.parse_args()
    texts = sorted(chosen.folder.glob("*.txt"))
    print("text\tresult\tparts\tamounts\tunknown units\tin doubt\trare\tseconds")
    results: list[Surveyed] = []
    for result in survey(texts, chosen.draft, chosen.site):
        results.append(result)
        print(line(result), flush=True)
    passing = sum(result.passes for result in results)
    both = sum(result.has_both_sides for result in results)
    print(f"{passing} of {len(results)} pass; {both} have a review and a plan")
    kinds = Counter(code for result in results for code in result.errors or ())
    for code, count in kinds.most_common():
        print(f"  {code}: {count} texts")
    return 0 if passing == len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
