"""A run of mutations: each kind of ``cases/mutations/`` on a made publication, and its reports."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.document.model import Segment
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from tests.support.cases import read_cases
from tests.support.data_files import Data, Entry
from tests.support.mutations import Mutation, entry_mutation, sampled
from tests.support.paths import CASES
from tests.support.publications import full
from tests.support.text_mutations import byte_mutation, line_mutation, source_mutation

FOLDER = CASES / "mutations"
Line = tuple[str, int]


def kinds(name: str) -> list[dict[str, Any]]:
    """The kinds of mutations of a file of ``cases/mutations/``."""
    found: list[dict[str, Any]] = read_cases(f"{name}.yml", FOLDER)
    return found


@dataclass
class Tally:
    """A row of the table: what became of the mutations of one kind."""

    kind: str
    outcome: str
    tried: int = 0
    reported: int = 0
    in_place: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = f"{self.tried:4} {self.reported:4} {self.in_place:4}"
        return f"{counts}  {self.outcome:8} {self.kind}"


class Run:
    """A copy of the made publication that has every kind of record."""

    def __init__(self, folder: Path) -> None:
        self.data = Data(full.project(folder).data)
        self.resolved: Resolved = full.resolved()
        self.data.text = self.resolved.converted.hans
        self.table: list[Tally] = []
        self.unrefused: list[Mutation] = []
        """Markup that no check refused: it must come out as text."""

    @contextmanager
    def changed(self, mutation: Mutation) -> Iterator[None]:
        """The folder with the mutation; as it was, afterwards."""
        files = {mutation.file: mutation.content}
        if mutation.sum_is_new:
            was = self.data.files["publication.yml"]
            old = hashlib.sha256(self.data.files[mutation.file]).hexdigest().encode()
            new = hashlib.sha256(mutation.content).hexdigest().encode()
            assert was.count(old) == 1
            files["publication.yml"] = was.replace(old, new)
        try:
            for name, content in files.items():
                (self.data.folder / name).write_bytes(content)
            yield
        finally:
            for name in files:
                (self.data.folder / name).write_bytes(self.data.files[name])

    def problems(self, mutation: Mutation) -> Problems:
        """What a check reports of the data with the mutation."""
        with self.changed(mutation):
            return self.check()[1]

    def check(self) -> tuple[Resolved | None, Problems]:
        problems = Problems()
        return check_publication(self.data.folder, problems), problems

    def check_together(self, mutations: Iterable[Mutation]) -> tuple[Resolved | None, Problems]:
        """What the data folder is with all of ``mutations``, each of a value of its own."""
        by_file: dict[str, list[Mutation]] = {}
        for mutation in mutations:
            by_file.setdefault(mutation.file, []).append(mutation)
        try:
            for file, listed in by_file.items():
                text = self.data.files[file].decode()
                for mutation in sorted(listed, key=lambda m: -m.entries[0].start):
                    entry = mutation.entries[0]
                    quoted = json.dumps(mutation.new, ensure_ascii=False)
                    text = text[: entry.node.start_mark.index] + quoted + text[entry.value_end :]
                (self.data.folder / file).write_bytes(text.encode())
            return self.check()
        finally:
            for file in by_file:
                (self.data.folder / file).write_bytes(self.data.files[file])

    def mutations(self, kind: dict[str, Any]) -> Iterator[Mutation]:
        """As many mutations of a kind as its case says, always the same ones."""
        random = Random(kind["name"])
        yaml_files = [name for name in self.data.files if name.endswith(".yml")]
        made = 0
        if "of" in kind:
            listed = self.data.named(tuple(kind["of"].split()), tuple(kind.get("not", "").split()))
            for entry in sampled(listed, len(listed), random):
                mutation = entry_mutation(kind["change"], entry, random, self.data)
                if mutation is not None:
                    yield mutation
                    made += 1
                if made == kind["count"]:
                    return
            return
        for at in range(kind["count"]):
            if "source" in kind:
                name = kind["source"][at % len(kind["source"])]
                yield source_mutation(name, random, self.data, kind.get("sum_is_new", False))
            elif "line" in kind:
                name = kind["line"][at % len(kind["line"])]
                yield line_mutation(name, random.choice(yaml_files), random, self.data)
            else:
                yield byte_mutation(kind["change"], random.choice(yaml_files), random, self.data)

    def allowed(self, mutation: Mutation, rules: Iterable[str]) -> set[Line]:
        """The lines at which a mutation may be reported, by the rules of its kind."""
        places = {line for rule in rules for line in RULES[rule](self, mutation)}
        return {(f"data/{name}", line) for name, line in places}

    def segments(self, entry: Entry) -> list[Segment]:
        """The segment that a record names, or that it is the English of."""
        known = self.resolved.document.by_id
        names = (self.data.field(entry, "segment"), entry.id)
        return [known[name] for name in names if name in known]

    def lines_with(self, words: str) -> Iterator[int]:
        """The lines of the source in which restored, or simplified, words stand."""
        restoration, converted = self.resolved.restoration, self.resolved.converted
        for text in (converted.restored, converted.hans):
            for match in re.finditer(re.escape(words), text):
                at = restoration.traced.source_offset(match.start())
                yield restoration.source.count("\n", 0, at) + 1


def _field(run: Run, mutation: Mutation) -> set[Line]:
    return {(mutation.file, line) for line in mutation.lines}


def _file(run: Run, mutation: Mutation) -> set[Line]:
    return {(mutation.file, 0)}


def _record(run: Run, mutation: Mutation) -> set[Line]:
    more = max(mutation.lines) - min(mutation.lines)
    return {
        (mutation.file, line)
        for entry in mutation.entries
        for line in range(entry.record[0], entry.record[1] + more + 1)
    }


def _mentions(run: Run, mutation: Mutation) -> set[Line]:
    places: set[Line] = set()
    for entry in mutation.entries:
        for name in {entry.id, *(segment.id for segment in run.segments(entry))}:
            places |= run.data.mentions(name)
    return places


def _of_source(run: Run, mutation: Mutation) -> set[Line]:
    places = {
        (segment.place.file, segment.place.line)
        for entry in mutation.entries
        for segment in run.segments(entry)
    }
    for entry in mutation.entries:
        damaged = run.data.field(entry, "damaged")
        if damaged:
            source = run.resolved.restoration.source
            line = source.count("\n", 0, source.find(damaged)) + 1
            places.add((run.data.source, line))
            for segment in run.resolved.document.segments:
                if segment.place.line == line:
                    places |= run.data.mentions(segment.id)
        names = ("zh",) if entry.name.startswith("glossary") else ("source", "phrase", "text")
        for name in names:
            if words := run.data.field(entry, name):
                places |= {(run.data.source, line) for line in run.lines_with(words)}
    return places


def _front(run: Run, mutation: Mutation) -> set[Line]:
    first = next(s for s in run.resolved.document.segments if s.level == "part")
    return {(run.data.source, line) for line in range(1, first.place.line + 1)}


def _about(run: Run, mutation: Mutation) -> set[Line]:
    places = _field(run, mutation)
    for segment in run.resolved.document.segments:
        if segment.place.line in mutation.lines:
            places |= run.data.mentions(segment.id)
    source = run.data.files[run.data.source].decode()
    for erratum in run.data.named(("errata[].damaged",)):
        if source.count("\n", 0, source.find(erratum.value)) + 1 in mutation.lines:
            places |= run.data.mentions(erratum.value)
    return places


def _uses(run: Run, mutation: Mutation) -> set[Line]:
    places: set[Line] = set()
    for entry in mutation.entries:
        zh = run.data.field(entry, "zh")
        for segment in run.resolved.document.segments:
            if zh and zh in segment.hans:
                places |= run.data.mentions(segment.id)
    return places


def _sum(run: Run, mutation: Mutation) -> set[Line]:
    lines = run.data.files["publication.yml"].decode().split("\n")
    return {("publication.yml", n) for n, line in enumerate(lines, 1) if "sha256:" in line}


RULES: dict[str, Callable[[Run, Mutation], set[Line]]] = {
    "line": _field,
    "file": _file,
    "field": _field,
    "record": _record,
    "mentions": _mentions,
    "source": _of_source,
    "front": _front,
    "about": _about,
    "uses": _uses,
    "sum": _sum,
}
"""Where a mutation may be reported, as ``cases/mutations/`` explains."""


def name_of(mutation: Mutation) -> str:
    """A mutation in a message: its file and line, and what was changed."""
    names = [entry.name for entry in mutation.entries[:1]]
    return " ".join((f"{mutation.file}:{min(mutation.lines)}", *names))


def judge(run: Run, kind: dict[str, Any]) -> Tally:
    """Try every mutation of a kind; what was not as its case says is among the failures."""
    tally = Tally(kind["name"], kind["outcome"])
    for mutation in run.mutations(kind):
        tally.tried += 1
        found = run.problems(mutation)
        wanted = found if kind["outcome"] == "advice" else found.errors
        reported = list(wanted)
        tally.reported += bool(reported)
        in_place = {(p.place.file, p.place.line) for p in reported} & run.allowed(
            mutation, kind.get("places", ())
        )
        tally.in_place += bool(in_place)
        is_right = not reported if kind["outcome"] == "harmless" else bool(in_place)
        if kind["outcome"] == "markup" and not reported:
            run.unrefused.append(mutation)
        elif not is_right:
            words = "; ".join(map(str, reported[:3])) or "nothing"
            tally.failures.append(f"{name_of(mutation)}: {words}")
    run.table.append(tally)
    return tally


def table(run: Run) -> str:
    """What became of each kind, for a person."""
    rows = ["", "tried reported in place"]
    whole = Tally("all", "")
    for tally in run.table:
        rows.append(str(tally))
        whole.tried, whole.reported = whole.tried + tally.tried, whole.reported + tally.reported
        whole.in_place += tally.in_place
    return "\n".join((*rows, str(whole)))
