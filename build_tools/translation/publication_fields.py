"""Whether the names and key figures in publication.yml have the same figures in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.diagnostics import Code, Problems
from build_tools.records import Bilingual, Located, Path_
from build_tools.records.publication import Publication
from build_tools.resources.units import Units
from build_tools.translation.parity import compare

TRN014 = Code(
    "TRN014",
    "A name or a key figure has other figures in English than in Chinese.",
    "Correct the one that is wrong.",
    example="“860亿元” is not in “RMB 68 billion” (see data/publication.yml:33:13)",
)


def _texts(record: Publication) -> Iterator[tuple[Path_, Bilingual | None]]:
    """The texts that name something or give a figure, with their places; prose is free."""
    yield ("title",), record.title
    yield ("meeting",), record.meeting
    yield ("site", "name"), record.site.name
    for index, part in enumerate(record.parts):
        yield ("parts", index, "name"), part.name
    for index, figure in enumerate(record.key_figures):
        at = ("key_figures", index)
        yield (*at, "label"), figure.label
        yield (*at, "value"), figure.value
        yield (*at, "change"), figure.change


def check_pairs(
    publication: Located[Publication], problems: Problems, units: Units | None = None
) -> None:
    """Report texts of ``publication.yml`` of which one language has another figure."""
    for path, text in _texts(publication.value):
        if text is None or not text.zh or not text.en:
            continue
        parity = compare(text.zh, text.en, units)
        zh, en = publication.at(*path, "zh"), publication.at(*path, "en")
        for figure in (*parity.missing, *(figure for figure, _ in parity.bounds)):
            problems.add(TRN014, en, f"“{figure.text}” is not in “{text.en}”", see=zh)
        for amount in (*parity.added, *(amount for _, amount in parity.bounds)):
            problems.add(TRN014, zh, f"“{amount.text}” is not in “{text.zh}”", see=en)
