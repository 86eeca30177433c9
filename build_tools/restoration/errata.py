"""``data/errata.yml``: the passages that an editor restored, each with its reason."""

from __future__ import annotations

from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.records import Bilingual, Record, Text, load_list
from build_tools.restoration.restore import Erratum

FILE = "errata.yml"


class ErratumRecord(Record):
    """An erratum as an editor writes it."""

    damaged: Text
    """The words of the source, character for character."""
    restored: Text
    why: Bilingual
    unproven: Bilingual | None = None
    """Why the model of the damage does not yield the source, where it does not."""


def load(data: Path, problems: Problems) -> tuple[Erratum, ...]:
    """The errata of a data folder, in file order."""
    return tuple(
        Erratum(
            damaged=record.value.damaged,
            restored=record.value.restored,
            why_zh=record.value.why.zh,
            why_en=record.value.why.en,
            unproven_zh=record.value.unproven.zh if record.value.unproven else "",
            unproven_en=record.value.unproven.en if record.value.unproven else "",
            place=record.place,
        )
        for record in load_list(data / FILE, FILE, ErratumRecord, problems)
    )
