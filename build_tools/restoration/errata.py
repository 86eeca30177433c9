"""``data/errata.yml``: the passages that an editor restored, each with its reason."""

from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.records import Bilingual, Located, Record, Text, load_list

FILE = "errata.yml"


class Erratum(Record):
    """A passage that no general rule can restore."""

    damaged: Text
    """The words of the source, character for character."""
    restored: Text
    """The words that stood there, in the script of the source."""
    why: Bilingual
    """How this is known."""
    unproven: Bilingual | None = None
    """Why the damage model does not turn ``restored`` into the source, where it does not."""


def load_errata(data: Path, problems: Problems) -> tuple[Located[Erratum], ...]:
    """The errata of a data folder, in file order."""
    return tuple(load_list(data, FILE, Erratum, problems))
