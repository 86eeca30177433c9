"""``restoration.json``: what was repaired in the source."""

from __future__ import annotations

from build_tools.exports.models import Export, Texts
from build_tools.exports.report import Count
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import fill
from build_tools.restoration.repairs import Repair
from build_tools.restoration.restore import MECHANICAL


class RepairRow(Export):
    """A kind of mechanical repair with its first place, or one erratum."""

    rule: str
    count: Count
    line: Count
    column: Count
    before: str
    after: str
    proven: bool | None
    """Whether the model of the damage turns the restored words into the source's."""
    why: Texts


class Repairs(Export):
    """What was repaired: one row a kind of mechanical repair with its count, one row an erratum."""

    repairs: list[RepairRow]


def restoration(resolved: Resolved) -> Repairs:
    """The repairs of a publication's source."""

    def row(repair: Repair, count: int, proven: bool | None, why: Texts) -> RepairRow:
        place = resolved.restoration.source_place(repair.start)
        return RepairRow(
            rule=repair.rule,
            count=count,
            line=place.line,
            column=place.column,
            before=repair.before,
            after=repair.after,
            proven=proven,
            why=why,
        )

    rows = []
    for rule in MECHANICAL:
        if found := [repair for repair in resolved.restoration.repairs if repair.rule == rule]:
            n = len(found)
            why = fill(resolved.interface["repairs_first"], n=n)
            rows.append(row(found[0], n, None, Texts(**why.both())))
    for repair in resolved.restoration.repairs:
        if erratum := repair.erratum:
            rows.append(row(repair, 1, repair.proven, Texts(**erratum.value.why.both())))
    return Repairs(repairs=rows)
