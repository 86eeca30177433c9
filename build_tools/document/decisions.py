"""``data/outline.yml``: lines whose part in the outline an editor decided."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from build_tools.diagnostics import Problems
from build_tools.records import Bilingual, Located, Record, Text, load_list

FILE = "outline.yml"
Structure = Literal["section", "item", "text"]
Change = Literal["drop", "join"]


class Decision(Record):
    """What one line of the text is."""

    line: Text
    """How the line begins, in simplified script; so many words that only one line does."""
    be: Structure | Change
    """``section``, ``item`` or ``text`` for a place in the outline; ``drop`` for what the page
    added to the text; ``join`` for what continues the line before it."""
    heading: Text | None = None
    """Where the heading ends inside the line: its words up to there."""
    why: Bilingual


def load(data: Path, problems: Problems) -> tuple[Located[Decision], ...]:
    """The decisions of a data folder; none where it has no such file."""
    if not (data / FILE).exists():
        return ()
    return tuple(load_list(data / FILE, FILE, Decision, problems))
