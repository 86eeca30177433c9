"""An amount of a Chinese text."""

from dataclasses import dataclass
from decimal import Decimal

from build_tools.amounts.basis import Basis, Direction
from build_tools.amounts.bounds import Bound
from build_tools.amounts.modality import Modality, modality_of
from build_tools.resources.units import Unit


@dataclass(frozen=True)
class Amount:
    """An amount at ``start`` up to ``end`` of a text; its ``text`` includes the words of bound."""

    start: int
    end: int
    text: str
    value: Decimal
    """In the unit itself: 万 and 亿 are multiplied out; 51% is 51. Negative only where a
    sign is written and no ``direction`` says it: degrees, a loss, a rate that is no growth.

    Where ``bound`` is not exact, the bound: the least of 数百亿 and of a range.
    """
    unit: str
    """As written; ``位`` for a place in an order."""
    known: Unit
    """What is known of the unit."""
    bound: Bound
    basis: Basis
    """What the wording suggests, see :mod:`build_tools.amounts.basis`."""
    direction: Direction | None = None
    """Whether the words say that something rises or falls by this, or to this."""
    measures: str = ""
    """The words that it measures, as far as the wording shows them."""
    upper: Decimal | None = None
    """The other end of a ``range``."""
    base: Decimal | None = None
    """Where the change began: 5 in 从5%提高到8%. It has the sense of ``direction``: negative where
    a growth began as a fall, or a fall as a growth."""
    is_base: bool = False
    """Whether it is where a change began: no result."""
    qualifiers: tuple[str, ...] = ()
    """预计, 力争, 人均, 同口径: words that must stay with the figure."""

    @property
    def modality(self) -> Modality | None:
        """How far it is sure, as far as its words say so."""
        found = modality_of(self.qualifiers)
        return found[1] if found else None

    @property
    def falls(self) -> bool:
        """Whether it is the size of a fall: ``value`` itself is positive."""
        return self.direction == "fall" and self.basis in ("growth", "increment")
