"""Traditional to simplified, character by character, with a ledger of every doubtful place.

OpenCC converts whole paragraphs, and ``text/simplified_words.tsv`` decides some words. Elsewhere a
place is doubtful where the traditional character has several simplified ones, or where converting
the result back gives another traditional character. Each must be decided by a rule of
``conversion.yml``; an undecided place is an error.
"""

from build_tools.conversion.ledger import Converted, Doubt
from build_tools.conversion.records import Conversion
from build_tools.conversion.rules import apply_rules, convert_lines
from build_tools.diagnostics import Code, Problems
from build_tools.records import Located
from build_tools.text.offsets import Locate
from build_tools.text.opencc import one_to_many
from build_tools.text.simplified_words import simplify_words

CNV003 = Code(
    "CNV003",
    "No rule decides how a doubtful character converts.",
    "Add the words to 'standard', 'kept' or 'simplified' in conversion.yml, with the reason.",
    needs=("text", "CNV001"),
    absent="conversion",
    example="“著” may be 着 or 著: “我們將跟著時代走，”",
)


QUOTES = str.maketrans("「」『』", "“”‘’")
"""Quotation marks of Hong Kong and Taiwan, and those of GB/T 15834 in the simplified edition."""


def from_traditional_source(
    restored: str, conversion: Located[Conversion], locate: Locate, problems: Problems
) -> Converted:
    """The simplified and the standard traditional form of ``restored``, with the ledger."""
    record = conversion.value
    usual = convert_lines(restored, record.profile, locate, problems)
    hans, decided = simplify_words(restored, usual)
    hans, simplified = apply_rules(hans, restored, conversion, "simplified", problems)
    hant, standard = apply_rules(restored, restored, conversion, "standard", problems)
    _, kept = apply_rules(restored, restored, conversion, "kept", problems)
    back = convert_lines(hans, record.round_trip, locate, problems)
    ledger = []
    for at, char in enumerate(restored):
        choices = one_to_many().get(char, "")
        is_changed = hant[at] != char
        if not choices and not is_changed and back[at] == char:
            continue
        rule = simplified.get(at)
        if rule is None and is_changed:
            rule = standard.get(at)
        if rule is None and not choices:
            rule = kept.get(at)
        if rule:
            ledger.append(Doubt(at, char, rule))
        elif at not in decided:
            doubt = f"may be {' or '.join(choices)}" if choices else f"comes back as “{back[at]}”"
            context = restored[max(0, at - 4) : at + 5].replace("\n", " ")
            problems.add(CNV003, locate(at), f"“{char}” {doubt}: “{context}”")
    return Converted(restored, hant, hans.translate(QUOTES), tuple(ledger))
