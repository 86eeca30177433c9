"""Changes of meaning in a copy of a data folder, and whether a check notices each where it is.

Several changes are made at once, of records that have nothing to do with each other, since a check
takes a second: each counts as noticed only by what is reported at its own record, at one that names
it, or at its sentence.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from build_tools.diagnostics import Diagnostic, Problems
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from tests.support.data_files import Data, Entry
from tests.support.meaning import worded
from tests.support.mutations import CHANGES, sampled

Line = tuple[str, int]
TOGETHER = 24
"""So many changes are made at once."""


@dataclass
class Edit:
    """A change of a file: the characters from ``start`` to ``end`` become ``new``."""

    kind: str
    entries: tuple[Entry, ...]
    start: int
    end: int
    new: str
    places: frozenset[Line] = frozenset()
    outcome: str = "passed"

    @property
    def file(self) -> str:
        return self.entries[0].file

    def __str__(self) -> str:
        entry = self.entries[0]
        return f"{self.file}:{entry.line} {entry.name} “{entry.value[:60]}” → “{self.new[:60]}”"


@dataclass
class Table:
    """What became of the changes of each kind."""

    edits: list[Edit] = field(default_factory=list)

    def counts(self, kind: str) -> Counter[str]:
        return Counter(edit.outcome for edit in self.edits if not kind or edit.kind == kind)

    def passed(self, kind: str) -> list[str]:
        return [str(e) for e in self.edits if e.kind == kind and e.outcome == "passed"]

    def __str__(self) -> str:
        rows = ["", " made error advice passed"]
        for kind in dict.fromkeys(edit.kind for edit in self.edits):
            rows.append(f"{_row(self.counts(kind))}  {kind}")
        return "\n".join((*rows, f"{_row(self.counts(''))}  all"))


def _row(counts: Counter[str]) -> str:
    return f"{counts.total():5}{counts['error']:6}{counts['advice']:7}{counts['passed']:7}"


class MeaningRun:
    """A copy of a data folder in which meanings are changed."""

    def __init__(self, data: Path, folder: Path) -> None:
        self.folder = Path(shutil.copytree(data, folder / "data"))
        self.data = Data(self.folder)
        resolved, problems = self.check()
        assert resolved is not None
        self.resolved = resolved
        self.data.text = resolved.converted.hans
        self.known = {_key(problem) for problem in problems.found}

    def check(self) -> tuple[Resolved | None, Problems]:
        problems = Problems()
        return check_publication(self.folder, problems), problems

    def edits(self, kind: dict[str, Any], seed: str = "") -> Iterator[Edit]:
        """As many changes of a kind as its case says; the same ones for a seed."""
        random, made = Random(kind["name"] + seed), 0
        listed = self.data.named(tuple(kind["of"].split()))
        for entry in sampled(listed, len(listed), random):
            if kind["change"] == "words":
                text, others = worded(kind, entry, random), []
            else:
                result = CHANGES[kind["change"]](entry, random, self.data)
                text, *others = result if isinstance(result, tuple) else (result,)
            if text is None or text == entry.text:
                continue
            edit = Edit(kind["name"], (entry, *others), *_region(entry.text, text))
            edit.places = frozenset(self._places(edit))
            yield edit
            made += 1
            if made == kind["count"]:
                return

    def _places(self, edit: Edit) -> Iterator[Line]:
        """The lines at which an edit may be reported: its record, and what is about the same."""
        for entry in edit.entries:
            first, last = entry.record
            if entry.file == "publication.yml":  # one record, and never two edits at once
                first, last = 1, entry.text.count("\n") + 1
            end = entry.line + entry.text.count("\n", entry.start, entry.value_end)
            lines = {*range(first, last + 1), *range(entry.line, end + 1)}
            yield from ((entry.file, n) for n in lines)
            fields = ("segment", "achievement", "commitment")
            names = {entry.id, *(self.data.field(entry, name) for name in fields)}
            if entry.name.endswith(".id") or entry.name.startswith("links"):
                names.add(entry.value)
            for name in names - {""}:
                yield from self.data.mentions(name)
            term = self.data.field(entry, "zh") if entry.name.startswith("glossary") else ""
            for segment in self.resolved.document.segments:
                if segment.id in names:
                    yield segment.place.file, segment.place.line
                if term and term in segment.hans:
                    yield from self.data.mentions(segment.id)

    def try_all(self, edits: list[Edit]) -> Table:
        """Make the edits in rounds and note what became of each."""
        rounds: list[list[Edit]] = []
        for edit in Random(1).sample(edits, len(edits)):
            fitting = (r for r in rounds if len(r) < TOGETHER and _is_apart(edit, r))
            chosen = next(fitting, None)
            if chosen is None:
                rounds.append(chosen := [])
            chosen.append(edit)
        for together in rounds:
            self._try(together)
        return Table(edits)

    def _try(self, edits: list[Edit]) -> None:
        moved: dict[str, list[tuple[int, int]]] = {}
        for file in {edit.file for edit in edits}:
            own = sorted((e for e in edits if e.file == file), key=lambda edit: edit.start)
            text, moved[file] = self.data.files[file].decode(), []
            out, at = "", 0
            for edit in own:
                out += text[at : edit.start]
                more = edit.new.count("\n") - text[edit.start : edit.end].count("\n")
                moved[file].append((out.count("\n") + 1, more))
                out, at = out + edit.new, edit.end
            (self.folder / file).write_text(out + text[at:], "utf-8", newline="")
        problems = self.check()[1]
        for file in moved:
            (self.folder / file).write_bytes(self.data.files[file])
        for problem in problems.found:
            if _key(problem) not in self.known:
                _note(problem, edits, moved)


def _note(problem: Diagnostic, edits: list[Edit], moved: dict[str, list[tuple[int, int]]]) -> None:
    for place in filter(None, (problem.place, problem.see)):
        file, line = place.file.removeprefix("data/"), place.line
        before = line - sum(more for first, more in moved.get(file, ()) if line > first)
        for edit in edits:
            if (file, before) in edit.places and edit.outcome != "error":
                edit.outcome = problem.code.severity


def _key(problem: Diagnostic) -> tuple[str, str, str]:
    return problem.place.file, problem.code.id, problem.message


def _region(old: str, new: str) -> tuple[int, int, str]:
    """Where two texts differ, and what the new one has there."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    same = 0
    while same < shorter - start and old[-1 - same] == new[-1 - same]:
        same += 1
    return start, len(old) - same, new[start : len(new) - same]


def _is_apart(edit: Edit, others: list[Edit]) -> bool:
    """Whether nothing reported of one edit could be taken for another's."""
    return not any(
        edit.places & other.places
        or (edit.file == other.file and _overlap(edit, other))
        or edit.file == other.file == "publication.yml"
        for other in others
    )


def _overlap(one: Edit, other: Edit) -> bool:
    """An exchange of two values takes everything between them."""
    return one.start <= other.end and other.start <= one.end
