"""``data/outline.yml``: what single lines are, as an editor decided."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from build_tools.diagnostics import Code, Problems, nearest
from build_tools.records.loading import load_list
from build_tools.records.types import Bilingual, Located, Record, Text

DOC007 = Code(
    "DOC007",
    "A decision about the outline does not apply to exactly one line of the text.",
    "Copy the beginning of the line from the text, so many words that no other line begins so.",
    needs=("text",),
    example="no line begins with “二、做优城区”",
)
FILE = "outline.yml"
Structure = Literal["section", "item", "text"]
LineChange = Literal["drop", "join"]
CHANGES: tuple[LineChange, ...] = ("drop", "join")


class LineDecision(Record):
    """What one line of the text is."""

    line: Text
    """How the line begins in the restored text, in simplified script; so many words that only one
    line does."""
    be: Literal[Structure, LineChange]
    """``section``, ``item`` or ``text`` for a place in the outline; ``drop`` for what the page
    added to the text; ``join`` for what continues the line before it."""
    heading: Text | None = None
    """Where the heading ends inside the line: its words up to there."""
    why: Bilingual

    @property
    def is_change(self) -> bool:
        """Whether it changes the text itself."""
        return self.be in CHANGES


def load_decisions(data: Path, problems: Problems) -> tuple[Located[LineDecision], ...]:
    """The decisions of a data folder; none where it has no such file."""
    return tuple(load_list(data, FILE, LineDecision, problems, is_optional=True))


def decided_lines(
    lines: Sequence[str], decisions: Sequence[Located[LineDecision]], problems: Problems
) -> dict[int, Located[LineDecision]]:
    """The index of the line to which each decision applies; others are reported (DOC007).

    ``lines`` are in simplified script.
    """
    found: dict[int, Located[LineDecision]] = {}
    for decision in decisions:
        words = decision.value.line
        at = [n for n, line in enumerate(lines) if line.strip().startswith(words)]
        if len(at) == 1:
            found[at[0]] = decision
        else:
            how = f"{len(at)} lines begin" if at else "no line begins"
            starts = [line.strip()[: len(words)] for line in lines]
            hint = "" if at else nearest(words, starts)
            problems.add(DOC007, decision.at("line"), f"{how} with “{words}”", hint)
    return found
