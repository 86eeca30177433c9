"""What a restoration changed: each repair by its rule, and the restored text."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from build_tools.diagnostics import Place
from build_tools.records import Located
from build_tools.records.line_decisions import LineDecision
from build_tools.restoration.edits import Edit, Traced
from build_tools.restoration.errata import Erratum
from build_tools.text.offsets import Locate, placer


@dataclass(frozen=True)
class Repair:
    """One change. ``start`` and ``end`` are offsets into the source as received."""

    rule: str
    start: int
    end: int
    before: str
    after: str
    proven: bool
    erratum: Located[Erratum] | None = None
    decision: Located[LineDecision] | None = None
    """The editor's decision that a line is dropped or joined with the one before it."""
    rivals: tuple[str, ...] = ()
    """Other restorations of the passage that are proven too, likeliest first."""

    @property
    def edit(self) -> Edit:
        """The change to the source itself, for repairs that are made before any other rule."""
        return Edit(self.start, self.end, self.after)


@dataclass(frozen=True)
class Restoration:
    """The restored text, where each character came from, and every repair in source order."""

    source: str
    file: str
    """The name of the source in messages."""
    traced: Traced
    repairs: tuple[Repair, ...]
    damaged_places: int = 0
    """How many signs of damage remain in a damaged text."""

    @property
    def text(self) -> str:
        return self.traced.text

    @cached_property
    def source_place(self) -> Locate:
        """From an offset in the source to its place."""
        return placer(self.source, self.file)

    def place(self, at: int) -> Place:
        """The place in the source that the character at ``at`` of the restored text comes from."""
        return self.source_place(self.traced.source_offset(at))

    def counts(self) -> dict[str, int]:
        """How many repairs each rule made."""
        return dict(Counter(repair.rule for repair in self.repairs))
