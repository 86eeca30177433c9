"""Clean text from a damaged page: every change by a named rule, recorded with its place.

The order: errata; the solver's proposals for broken passages that no erratum covers; the rules of
layout that the publication lists; the general rules (pinyin notes, letter spacing, full-width
punctuation, indentation); the lines that an editor drops or joins. Signs of damage that remain are
reported: as errors in a damaged text, as advice in one that shows no other damage, but for what
nothing shows. So are, as
advice, the places that its author left open.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import Located
from build_tools.records.line_decisions import CHANGES, LineDecision, decided_lines
from build_tools.restoration import gbk
from build_tools.restoration.candidates import is_known
from build_tools.restoration.edits import Edit, Traced, apply
from build_tools.restoration.errata import Erratum
from build_tools.restoration.errata_matching import match_errata
from build_tools.restoration.evidence import evidence, lost_marks
from build_tools.restoration.layout.rules import LAYOUT
from build_tools.restoration.lines import lines_of
from build_tools.restoration.pinyin_notes import notes, steadily_annotated
from build_tools.restoration.placeholders import placeholders
from build_tools.restoration.punctuation import punctuation
from build_tools.restoration.repairs import Repair, Restoration
from build_tools.restoration.solve import proposals
from build_tools.restoration.spacing import indentation, letter_spacing
from build_tools.restoration.unexplained import (
    RST003,
    RST006,
    RST007,
    RST019,
    Sign,
    around,
    not_accepted,
    signs,
)
from build_tools.text.han import is_han
from build_tools.text.offsets import Locate, placer
from build_tools.text.opencc import converter
from build_tools.text.source_types import Layout

RST011 = Code(
    "RST011",
    "An 'accepted' phrase is not in the text.",
    "Delete it from publication.yml.",
    needs=("source",),
    example="“工业提速” is not in the text",
)

MECHANICAL: dict[str, Callable[[str], list[Edit]]] = {
    "pinyin-note": notes,
    "letter-spacing": letter_spacing,
    "full-width-punctuation": punctuation,
    "indentation": indentation,
}
"""The general rules in the order in which they run; each takes a text and returns its edits."""
RULES = (*LAYOUT, *MECHANICAL)
"""The names of all rules, in the order in which they run."""


@dataclass(frozen=True)
class Instructions:
    """What a publication says of its source: what is right in it, and what is to be done."""

    errata: Sequence[Located[Erratum]] = ()
    accepted: Mapping[str, Place] = field(default_factory=dict)
    """Words that look damaged and are not, and the places that list them."""
    layout: Collection[Layout] = ()
    """The names of the rules of layout that it needs."""
    decisions: Sequence[Located[LineDecision]] = ()
    """Of these, the ones that drop or join lines are applied."""


NO_INSTRUCTIONS = Instructions()


def restore(
    source: str,
    file: str,
    problems: Problems,
    given: Instructions = NO_INSTRUCTIONS,
    *,
    solve: bool = False,
) -> Restoration:
    """The restored text of ``source``; ``file`` is its name in messages.

    With ``solve``, a broken passage without an erratum gets the solver's proposal if the damage
    model proves it; otherwise the proposal is only the hint of an error.

    >>> restore("國(guó)際貿(mào)易,", "report.txt", Problems()).text
    '國際貿易，'
    """
    place = placer(source, file)
    repairs = match_errata(source, place, given.errata, problems)
    is_damaged = any(evidence(source))
    solved = _solve(source, place, repairs, solve, problems) if is_damaged else _Solved()
    repairs = sorted(repairs + solved.repairs, key=lambda repair: repair.edit)
    traced = apply(Traced.of(source), [repair.edit for repair in repairs])
    traced, ruled = _apply_rules(traced, given.layout)
    traced, decided = _apply_decisions(traced, given.decisions, problems)
    repairs = sorted(repairs + ruled + decided, key=lambda repair: (repair.start, repair.rule))
    remaining = [
        sign
        for sign in _remaining(traced.text, given.accepted, is_damaged)
        if traced.source_offset(sign.at) not in solved.reported
    ]
    unseen = [sign for sign in remaining if is_damaged or sign.code is RST019]
    _report(traced, unseen, place, problems)
    _advise(traced, (sign for sign in remaining if sign not in unseen), place, problems)
    left_open = not_accepted(placeholders(traced.text), traced.text, given.accepted)
    _advise(traced, left_open, place, problems)
    for words, listed_at in given.accepted.items():
        if words not in traced.text:
            problems.add(RST011, listed_at, f"“{words}” is not in the text")
    damaged_places = solved.unsolved + len(remaining) if is_damaged else 0
    return Restoration(source, file, traced, tuple(repairs), damaged_places)


@dataclass
class _Solved:
    """What the solver made of the passages that no erratum covers."""

    repairs: list[Repair] = field(default_factory=list)
    unsolved: int = 0
    """How many passages were reported instead."""
    reported: set[int] = field(default_factory=set)
    """The offsets of their characters in the source."""


def _solve(
    source: str,
    place: Locate,
    errata: Sequence[Repair],
    accept_proven: bool,
    problems: Problems,
) -> _Solved:
    """The solver's repairs of passages outside ``errata``; what it leaves is reported (RST003)."""
    text = source
    for erratum in errata:
        blank = "\n" * (erratum.end - erratum.start)
        text = text[: erratum.start] + blank + text[erratum.end :]
    found = _Solved()
    for proposal in proposals(text, steadily_annotated(source)):
        start, end, restored = proposal.start, proposal.end, proposal.restored
        damaged = source[start:end]
        if restored and proposal.is_question(damaged):
            continue
        if accept_proven and proposal.proven:
            repair = Repair("reconstruction", start, end, damaged, restored, proven=True)
            found.repairs.append(replace(repair, rivals=proposal.rivals))
        else:
            found.unsolved += 1
            found.reported.update(range(start, end))
            at = place(start + damaged.index(gbk.LOST))
            hint = f"perhaps “{restored}” stood there" if restored else ""
            problems.add(RST003, at, f"broken passage “{damaged}”", hint)
    return found


def _remaining(text: str, accepted: Collection[str], is_damaged: bool) -> list[Sign]:
    """The signs of damage in a restored text. What sound texts usually have is left out of a sound
    one, and question marks at the edge of the Chinese out of a damaged one."""
    found = list(signs(text, accepted))
    lost = list(not_accepted(_lost_marks(text, found), text, accepted))
    if is_damaged:
        return [*found, *(sign for sign in lost if _is_inside(text, sign.at))]
    return [*(sign for sign in found if not _is_usual(sign.code, text[sign.at])), *lost]


def _lost_marks(text: str, found: Collection[Sign]) -> Iterator[Sign]:
    """Question marks where nothing is asked, other than those ``found`` already."""
    known = {sign.at for sign in found if sign.code is RST003}
    for at in lost_marks(text.replace("？", "?")):
        if at not in known:
            message = f"a question mark where nothing is asked: “{around(text, at)}”"
            yield Sign(at, RST003, message)


def _is_inside(text: str, at: int) -> bool:
    """Whether there are Han characters on both sides."""
    return 0 < at < len(text) - 1 and is_han(text[at - 1]) and is_han(text[at + 1])


def _is_usual(code: Code, char: str) -> bool:
    """Whether sound texts have such a sign: a known character, or a letter in a name.

    Capitals name classes and things (劣V类, A级景区, X光机), and e is electronic (电商e镇).
    """
    if code is RST006:
        return char.isupper() or char == "e"
    return code is RST007 and is_known(char)


def _report(traced: Traced, found: Iterable[Sign], place: Locate, problems: Problems) -> None:
    """Report each sign as an error, as in a damaged text."""
    for sign in found:
        problems.add(sign.code, place(traced.source_offset(sign.at)), sign.message)


def _advise(traced: Traced, found: Iterable[Sign], place: Locate, problems: Problems) -> None:
    """Report signs in a sound text as advice: one line for each kind and character."""
    kinds: dict[tuple[str, str], list[Sign]] = {}
    for sign in found:
        kinds.setdefault((sign.code.id, traced.text[sign.at]), []).append(sign)
    for signs_of_kind in kinds.values():
        at, code, message = signs_of_kind[0]
        if more := len(signs_of_kind) - 1:
            message += f", and {more} more place{'s' * (more > 1)}"
        hint = "if the text is right, accept the words in publication.yml; else add an erratum"
        problems.advise(code, place(traced.source_offset(at)), message, hint)


def _apply_rules(traced: Traced, layout: Collection[Layout]) -> tuple[Traced, list[Repair]]:
    """``traced`` after the rules of ``layout`` and the general ones, in their order."""
    repairs: list[Repair] = []
    for rule, find in (LAYOUT | MECHANICAL).items():
        if rule in layout or rule in MECHANICAL:
            edits = find(traced.text)
            repairs += _repairs(traced, rule, edits)
            traced = apply(traced, edits)
    return traced, repairs


def _apply_decisions(
    traced: Traced, decisions: Sequence[Located[LineDecision]], problems: Problems
) -> tuple[Traced, list[Repair]]:
    """``traced`` without the lines that an editor drops, and with those joined that continue."""
    repairs: list[Repair] = []
    for kind in CHANGES:
        chosen = [decision for decision in decisions if decision.value.be == kind]
        if not chosen:
            continue
        lines = lines_of(traced.text)
        simplified = [str(converter("tw2s").convert(line.bare)) for line in lines]
        found = decided_lines(simplified, chosen, problems)
        edits: dict[Edit, Located[LineDecision]] = {}
        for at, decision in found.items():
            if kind == "drop":
                edits[lines[at].dropped] = decision
            elif at:
                start = lines[at].start + lines[at].text.index(lines[at].bare)
                edits[Edit(lines[at - 1].end, start, "")] = decision
        ordered = sorted(edits)
        for edit, repair in zip(ordered, _repairs(traced, kind, ordered), strict=True):
            repairs.append(replace(repair, decision=edits[edit]))
        traced = apply(traced, ordered)
    return traced, repairs


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
