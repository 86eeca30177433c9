"""The result of a conversion: the text in both scripts, and how each doubtful place was decided."""

from dataclasses import dataclass
from typing import Literal

from build_tools.conversion.records import Rule, RuleKind


@dataclass(frozen=True)
class Doubt:
    """A doubtful character and the rule that decided it. ``at`` is an offset into the text."""

    at: int
    char: str
    rule: Rule | None
    """None where OpenCC's usual choice was taken, which no editor has read yet."""

    @property
    def kind(self) -> RuleKind | Literal["default"]:
        return self.rule.kind if self.rule else "default"

    @property
    def words(self) -> str:
        """The words that the rule is about."""
        return self.rule.source if self.rule else self.char


@dataclass(frozen=True)
class Converted:
    """The three forms of one text, equal in length, and the ledger of doubtful places."""

    restored: str
    hant: str
    hans: str
    ledger: tuple[Doubt, ...] = ()

    def __post_init__(self) -> None:
        # Spans over one form must fit the others.
        assert len(self.restored) == len(self.hant) == len(self.hans)


def unconverted(text: str) -> Converted:
    """A text that is published in simplified characters only: all its forms are the same."""
    return Converted(text, text, text)
