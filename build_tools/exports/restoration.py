"""``restoration.json``: what was repaired in the source."""

from build_tools.exports.models import Export, File, Texts
from build_tools.exports.report import Count
from build_tools.publication.resolved import Resolved
from build_tools.records import Bilingual
from build_tools.restoration.repairs import Repair
from build_tools.restoration.restore import RULES


class RepairRow(Export):
    """A kind of mechanical repair with its first place, one erratum, or one line that an editor
    dropped or joined."""

    rule: str
    """The name of the rule; `erratum` for a correction that editors made."""
    count: Count
    """How often it was applied."""
    line: Count
    """The line of its first place in the source, from 1."""
    column: Count
    """The character in that line, from 1."""
    before: str
    """What the source has there."""
    after: str
    """What was put in its place."""
    proven: bool | None
    """Whether the model of the damage turns the restored words into the source's."""
    why: Texts
    """The reason."""


class Repairs(File):
    """What was repaired: one row a kind of mechanical repair with its count, one row an erratum
    or a line that an editor dropped or joined."""

    repairs: list[RepairRow]
    """The repairs, rules first."""


def restoration(resolved: Resolved) -> Repairs:
    """The repairs of a publication's source."""

    def row(repair: Repair, count: int, proven: bool | None, why: Bilingual) -> RepairRow:
        place = resolved.restoration.source_place(repair.start)
        return RepairRow.of(
            repair, count=count, line=place.line, column=place.column, proven=proven, why=why
        )

    rows = []
    for rule in RULES:
        if found := [repair for repair in resolved.restoration.repairs if repair.rule == rule]:
            n = len(found)
            why = resolved.interface.fill("repairs_first", n=n)
            rows.append(row(found[0], n, None, why))
    for repair in resolved.restoration.repairs:
        if erratum := repair.erratum:
            rows.append(row(repair, 1, repair.proven, erratum.value.why))
        elif decision := repair.decision:
            rows.append(row(repair, 1, None, decision.value.why))
    return Repairs(repairs=rows)
