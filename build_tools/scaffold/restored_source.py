"""The source of a new publication, restored as its build will restore it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from build_tools.diagnostics import Place, Problems
from build_tools.records import Bilingual, Located
from build_tools.restoration.errata import FILE as ERRATA
from build_tools.restoration.errata import Erratum
from build_tools.restoration.evidence import evidence
from build_tools.restoration.layout.rules import needed
from build_tools.restoration.repairs import Repair, Restoration
from build_tools.restoration.restore import Instructions, restore
from build_tools.restoration.unexplained import RST006, unexplained, words_with_capitals
from build_tools.text.source_types import Layout


@dataclass(frozen=True)
class RestoredSource:
    """A restored text, and what the files of data must say so that it is restored."""

    restoration: Restoration
    proposals: tuple[Repair, ...]
    """The reconstructions that are proposed as errata."""
    layout: tuple[Layout, ...]
    """The rules of layout that the source needs."""
    accepted: tuple[str, ...]
    """Words that look damaged and are not."""


def restored_source(text: str, name: str) -> RestoredSource:
    """The text of the source ``name`` without its damage."""
    is_damaged = any(evidence(text))
    layout = tuple(needed(text))
    words = words_with_capitals(text) if is_damaged else []
    places = dict.fromkeys(words, Place(name))
    given = Instructions(accepted=places, layout=layout)
    solved = restore(text, name, Problems(), given, solve=is_damaged)
    letters = {sign.at for sign in unexplained(solved.text) if sign.code is RST006}
    # Those that would be taken for damage if they were not accepted.
    accepted = tuple(
        word
        for word in words
        if any(match.start() in letters for match in re.finditer(word, solved.text))
    )
    proposals, restoration = _with_errata(solved, name, accepted, layout)
    return RestoredSource(restoration, proposals, layout, accepted)


def _with_errata(
    solved: Restoration, name: str, words: Collection[str], layout: Sequence[Layout]
) -> tuple[tuple[Repair, ...], Restoration]:
    """The proposals that hold as errata, and the text that the build restores with them."""
    proposals = tuple(_matching_once(solved))
    accepted = dict.fromkeys(words, Place(name))
    why = Bilingual(zh="复原", en="restored")
    while True:
        problems = Problems()
        errata = [
            Located(Erratum(damaged=one.before, restored=one.after, why=why), Place(ERRATA, n), {})
            for n, one in enumerate(proposals)
        ]
        given = Instructions(errata, accepted, layout)
        restoration = restore(solved.source, name, problems, given)
        refused = {found.place.line for found in problems if found.place.file == ERRATA}
        if not refused:
            return proposals, restoration
        proposals = tuple(r for n, r in enumerate(proposals) if n not in refused)


def _matching_once(restoration: Restoration) -> list[Repair]:
    """The restorer's own reconstructions that can be written as errata."""
    return [
        repair
        for repair in restoration.repairs
        if repair.rule == "reconstruction"
        and restoration.source.count(repair.before) == 1
        and repair.before == repair.before.strip()
    ]
