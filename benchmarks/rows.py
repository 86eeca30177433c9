"""What a measurement returns: the rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A value with its unit."""

    value: float
    unit: str = "ratio"


@dataclass(frozen=True)
class Row:
    """One measured figure, and its budget if it has one."""

    what: str
    value: float
    unit: str = "ratio"
    budget: float | None = None
    """At most."""
    least: float | None = None
    """At least."""
    columns: Sequence[Cell] = ()
    """Other figures, which the table shows before this one."""

    @property
    def keeps(self) -> bool:
        """Whether it is within its budget. A row without a budget always is."""
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
    """The headings of the rows' other figures."""
    last: str = ""
    """The heading of the measured figure."""
