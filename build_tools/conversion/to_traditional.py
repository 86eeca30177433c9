"""Simplified to traditional, character for character, and an account of every doubtful place.

A simplified character may stand for several traditional ones (后 for 後 and 后, 发 for 發 and 髮).
OpenCC's phrases decide most places. Where a doubtful character stands in no phrase, OpenCC takes
the usual one; such places are told, one line a character, until ``conversion.yml`` decides them.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.conversion.to_simplified import (
    Conversion,
    Converted,
    Doubt,
    Locate,
    RuleKind,
    apply_rules,
    convert_lines,
    placed,
)
from build_tools.diagnostics import Code, Problems
from build_tools.records import Located
from build_tools.text.opencc import one_to_many_traditional, outside_phrases

CNV005 = Code(
    "CNV005",
    "The conversion is for a source in the other script.",
    "A traditional source needs a profile such as tw2s, a simplified one such as s2tw.",
    breaks="text",
    example="s2tw and back by s2tw, for a source in hant",
)
CNV006 = Code(
    "CNV006",
    "A simplified character that stands for several traditional ones was converted as usual.",
    "Read the places; put the words into 'traditional' or 'kept' in conversion.yml.",
    "advice",
    example="“云” became 雲; it may be 云: “2年云川市”",
)
SHOWN = 6
"""So many places of one character are quoted; the rest are counted."""


def fits(rules: Located[Conversion], script: str, problems: Problems) -> bool:
    """Whether the profiles lead from ``script`` and back; told where they do not."""
    there, back = rules.value.profile, rules.value.round_trip
    if there.startswith("s2") == (script == "hans") and there.startswith("s2") != back.startswith(
        "s2"
    ):
        return True
    told = f"{there} and back by {back}, for a source in {script}"
    problems.add(CNV005, rules.at("profile"), told)
    return False


def unconverted(text: str) -> Converted:
    """A text that is published in simplified characters only: all its forms are alike."""
    return Converted(text, text, text, ())


def to_traditional(
    restored: str, rules: Located[Conversion], locate: Locate, problems: Problems
) -> Converted:
    """The traditional form of ``restored``, a simplified text, with the ledger.

    ``locate`` gives the place in the source that an offset into ``restored`` comes from.
    """
    record = rules.value
    standard = placed(rules, "standard", ((r.source, r.standard) for r in record.standard))
    hans, straight = apply_rules(restored, standard, restored, problems)
    usual = convert_lines(hans, record.profile, locate, problems)
    forced = placed(rules, "traditional", ((r.source, r.traditional) for r in record.traditional))
    hant, decided = apply_rules(usual, forced, restored, problems)
    kept = placed(rules, "kept", ((r.source, r.source) for r in record.kept))
    _, read = apply_rules(restored, kept, restored, problems)
    back = convert_lines(hant, record.round_trip, locate, problems)
    # Spans over one form must fit the others.
    assert len(restored) == len(hans) == len(hant) == len(back)
    doubts = _doubts(hans, hant, back)
    ruled = {at for at in decided if hant[at] != usual[at]}
    ledger = [
        _decision(at, restored, hans, hant, doubts.get(at, ""), straight, decided, read)
        for at in sorted(doubts.keys() | straight.keys() | ruled)
    ]
    _tell(ledger, restored, locate, problems)
    return Converted(restored, hant, hans, tuple(ledger))


def _doubts(hans: str, hant: str, back: str) -> dict[int, str]:
    """The doubtful places, each with what the character may become."""
    several = one_to_many_traditional()
    found: dict[int, str] = {}
    start = 0
    for line in hans.split("\n"):
        for at in outside_phrases(line):
            found[start + at] = several[line[at]]
        start += len(line) + 1
    for at, char in enumerate(back):
        if char != hans[at]:
            found.setdefault(at, char)
    return found


def _decision(
    at: int,
    restored: str,
    hans: str,
    hant: str,
    choices: str,
    straight: Mapping[int, str],
    decided: Mapping[int, str],
    read: Mapping[int, str],
) -> Doubt:
    rule: RuleKind
    if at in decided:
        rule, words = "traditional", decided[at]
    elif at in read:
        rule, words = "kept", read[at]
    elif at in straight:
        rule, words = "standard", straight[at]
    else:
        rule, words = "default", restored[at]
    chosen = hans[at] if rule == "standard" else hant[at]
    return Doubt(at, restored[at], choices or chosen, chosen, rule, words)


def _tell(ledger: list[Doubt], restored: str, locate: Locate, problems: Problems) -> None:
    """One line for each character that nothing decides, at its first place."""
    open_places: dict[tuple[str, str], list[Doubt]] = {}
    for one in ledger:
        if one.rule == "default":
            open_places.setdefault((one.char, one.chosen), []).append(one)
    for (char, chosen), found in open_places.items():
        others = " or ".join(c for c in found[0].alternatives if c != chosen)
        doubt = f"it may be {others}"
        if char not in one_to_many_traditional():
            doubt = f"the way back gives {found[0].alternatives}"
        quoted = "、".join(_around(restored, doubt.at) for doubt in found[:SHOWN])
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        told = f"“{char}” became {chosen}; {doubt}: {quoted}{more}"
        problems.add(CNV006, locate(found[0].at), told)


def _around(text: str, at: int) -> str:
    before = text[max(0, at - 2) : at].rpartition("\n")[2]
    after = text[at : at + 3].partition("\n")[0]
    return f"“{before}{after}”"
