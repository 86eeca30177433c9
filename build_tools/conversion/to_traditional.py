"""Simplified to traditional, word by word, with a ledger of every doubtful place.

A simplified character may stand for several traditional ones (后 for 後 and 后, 发 for 發 and 髮).
The words that the text is cut into decide most places (``text/word_conversion.py``). Where none
does, the character becomes the usual one; such places are reported, one line a character, until
``conversion.yml`` decides them.
"""

from collections.abc import Mapping

from build_tools.conversion.ledger import Converted, Doubt
from build_tools.conversion.records import Conversion
from build_tools.conversion.rules import apply_rules, convert_lines, convert_words
from build_tools.diagnostics import Code, Problems
from build_tools.records import Located
from build_tools.text.offsets import Locate
from build_tools.text.opencc import one_to_many_traditional

CNV006 = Code(
    "CNV006",
    "A simplified character with several traditional forms was converted to the usual one.",
    "Read the places; put the words into 'traditional' or 'kept' in conversion.yml.",
    "advice",
    example="“干” became 幹; it may be 乾 or 干 or 榦: “个，干了再”、“了再干，加”",
)
MOST_QUOTED = 6
"""At most so many places of one character are quoted; the rest are counted."""


def from_simplified_source(
    restored: str, conversion: Located[Conversion], locate: Locate, problems: Problems
) -> Converted:
    """The traditional and the standard simplified form of ``restored``, with the ledger."""
    record = conversion.value
    hans, standard = apply_rules(restored, restored, conversion, "standard", problems)
    usual, undecided = convert_words(hans, record.profile, locate, problems)
    hant, traditional = apply_rules(usual, restored, conversion, "traditional", problems)
    _, kept = apply_rules(restored, restored, conversion, "kept", problems)
    back = convert_lines(hant, record.round_trip, locate, problems)
    doubts = {at: char for at, char in enumerate(back) if char != hans[at]} | undecided
    effective = {at for at in traditional if hant[at] != usual[at]}
    ledger = []
    for at in sorted(doubts.keys() | standard.keys() | effective):
        rule = traditional.get(at) or kept.get(at) or standard.get(at)
        ledger.append(Doubt(at, restored[at], rule))
    left = {doubt.at: doubts[doubt.at] for doubt in ledger if doubt.rule is None}
    _report_undecided(left, restored, hant, locate, problems)
    return Converted(restored, hant, hans, tuple(ledger))


def _report_undecided(
    undecided: Mapping[int, str], restored: str, hant: str, locate: Locate, problems: Problems
) -> None:
    """Report each character that no rule decides once, at its first place.

    ``undecided`` has the forms that it may have, by its place.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for at in undecided:
        places.setdefault((restored[at], hant[at]), []).append(at)
    for (char, chosen), found in places.items():
        forms = undecided[found[0]]
        others = [other for other in forms if other != chosen]
        if others and char in one_to_many_traditional():
            why = f"it may be {' or '.join(others)}"
        else:
            why = f"the way back gives {forms}"
        quoted = "、".join(_around(restored, at) for at in found[:MOST_QUOTED])
        more = f" and {len(found) - MOST_QUOTED} more" if len(found) > MOST_QUOTED else ""
        problems.add(CNV006, locate(found[0]), f"“{char}” became {chosen}; {why}: {quoted}{more}")


def _around(text: str, at: int) -> str:
    before = text[max(0, at - 2) : at].rpartition("\n")[2]
    after = text[at : at + 3].partition("\n")[0]
    return f"“{before}{after}”"
