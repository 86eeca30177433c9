"""What an import would change, before anything is written."""

from dataclasses import dataclass, field
from pathlib import Path

from build_tools.diagnostics import Place
from build_tools.exchange.translation_units import Value


@dataclass(frozen=True)
class ValueChange:
    """A value that would change: where it is, and both values."""

    place: Place
    """The place of the record in ``data/``; its file alone where the record is new."""
    id: str
    key: str
    before: Value
    after: Value


@dataclass
class Plan:
    """All changes of an import."""

    changes: list[ValueChange] = field(default_factory=list)
    files: dict[Path, str] = field(default_factory=dict)
    """The new text of each file of ``data/`` that changes."""
    unchanged: int = 0
    """Units whose English is there already."""
    empty: int = 0
    """Units without English."""
