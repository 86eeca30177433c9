"""What a measurement gives: the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A value with its unit."""

    value: float
    unit: str = "ratio"


@dataclass(frozen=True)
class Row:
    """One figure, and the most or the least that it may be, if that is laid down."""

    what: str
    value: float
    unit: str = "ratio"
    budget: float | None = None
    """At most."""
    least: float | None = None
    beside: Sequence[Figure] = ()
    """What the table's columns show before it."""

    @property
    def keeps(self) -> bool:
        """Whether it is within its budget; what has none always is."""
        return (self.budget is None or self.value <= self.budget) and (
            self.least is None or self.value >= self.least
        )


@dataclass(frozen=True)
class Table:
    """The rows of one subject."""

    title: str
    about: str
    """How it was measured, in a sentence or two."""
    rows: Sequence[Row]
    columns: Sequence[str] = ()
    """The names of what the rows show beside their figure."""
    last: str = ""
    """What the figure is called there."""
