"""Clean text from a damaged page: every change by a named rule, recorded with its place.

The order: errata, the solver's proposals for broken passages that no erratum covers, then the
general rules (pinyin notes, letter spacing, full-width punctuation, indentation). Signs of damage
that remain are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import Located
from build_tools.restoration import gbk
from build_tools.restoration.edits import Edit, Traced, apply
from build_tools.restoration.errata import Erratum
from build_tools.restoration.errata_matching import match_errata
from build_tools.restoration.layout import indentation, letter_spacing
from build_tools.restoration.notes import notes, steadily_annotated
from build_tools.restoration.punctuation import punctuation
from build_tools.restoration.repairs import Repair, Restoration
from build_tools.restoration.solve import proposals
from build_tools.restoration.unexplained import RST003, signs
from build_tools.text.offsets import Locate, placer

RST011 = Code(
    "RST011",
    "An 'accepted' phrase is not in the text.",
    "Delete it from publication.yml.",
    needs=("source",),
    example="“工业提速” does not stand in the text",
)

MECHANICAL: dict[str, Callable[[str], list[Edit]]] = {
    "pinyin-note": notes,
    "letter-spacing": letter_spacing,
    "full-width-punctuation": punctuation,
    "indentation": indentation,
}
"""The general rules in the order in which they run; each takes a text and returns its edits."""


def restore(
    source: str,
    file: str,
    problems: Problems,
    errata: Sequence[Located[Erratum]] = (),
    accepted: Mapping[str, Place] | None = None,
    solve: bool = False,
) -> Restoration:
    """The restored text of ``source``; ``file`` is its name in messages.

    ``accepted`` maps words that look damaged but are not to the places that list them. With
    ``solve``, a broken passage without an erratum gets the solver's proposal if the damage model
    proves it; otherwise the proposal is only the hint of an error.

    >>> restore("國(guó)際貿(mào)易,", "report.txt", Problems()).text
    '國際貿易，'
    """
    annotated = steadily_annotated(source)
    place = placer(source, file)
    repairs = match_errata(source, place, errata, annotated, problems)
    solved, reported = _solve(source, place, repairs, annotated, solve, problems)
    repairs = sorted(repairs + solved, key=lambda repair: repair.edit)
    traced = apply(Traced.of(source), [repair.edit for repair in repairs])
    for rule, find in MECHANICAL.items():
        edits = find(traced.text)
        repairs += _repairs(traced, rule, edits)
        traced = apply(traced, edits)
    repairs.sort(key=lambda repair: (repair.start, repair.rule))
    accepted = accepted or {}
    for at, code, message in signs(traced.text, accepted):
        origin = traced.source_offset(at)
        if origin not in reported:
            problems.add(code, place(origin), message)
    for words, listed_at in accepted.items():
        if words not in traced.text:
            problems.add(RST011, listed_at, f"“{words}” does not stand in the text")
    return Restoration(source, file, traced, tuple(repairs))


def _solve(
    source: str,
    place: Locate,
    errata: Sequence[Repair],
    annotated: Mapping[str, str],
    accept_proven: bool,
    problems: Problems,
) -> tuple[list[Repair], set[int]]:
    """Repairs of the passages outside ``errata``, and the offsets of those reported instead."""
    text = source
    for erratum in errata:
        blank = "\n" * (erratum.end - erratum.start)
        text = text[: erratum.start] + blank + text[erratum.end :]
    solved: list[Repair] = []
    reported: set[int] = set()
    for proposal in proposals(text, annotated):
        start, end, restored = proposal.start, proposal.end, proposal.restored
        damaged = source[start:end]
        if restored and proposal.is_question(damaged):
            continue
        if accept_proven and proposal.proven:
            repair = Repair("reconstruction", start, end, damaged, restored, proven=True)
            solved.append(replace(repair, rivals=proposal.rivals))
        else:
            reported.update(range(start, end))
            at = place(start + damaged.index(gbk.LOST))
            hint = f"perhaps “{restored}” stood there" if restored else ""
            problems.add(RST003, at, f"broken passage “{damaged}”", hint)
    return solved, reported


def _repairs(traced: Traced, rule: str, edits: Sequence[Edit]) -> list[Repair]:
    """The ``edits`` of one rule to ``traced``, as repairs of the source."""
    return [
        Repair(
            rule,
            traced.source_offset(edit.start),
            traced.source_offset(edit.end - 1) + 1,
            traced.text[edit.start : edit.end],
            edit.new,
            proven=True,
        )
        for edit in edits
    ]
