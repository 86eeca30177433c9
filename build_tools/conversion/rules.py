"""OpenCC and the editors' rules applied to a text without moving any character."""

import re
from functools import partial

from build_tools.conversion.records import Conversion, Rule, RuleKind
from build_tools.diagnostics import Code, Problems, nearest_words
from build_tools.records import Located
from build_tools.text.offsets import Locate
from build_tools.text.opencc import converter
from build_tools.text.word_conversion import convert_with

CNV001 = Code(
    "CNV001",
    "A conversion rule changes the number of characters.",
    "Give as many characters as the source words have; offsets must not move.",
    example='"跟著" and "跟着走" differ in length',
)
CNV002 = Code(
    "CNV002",
    "A conversion rule matches nothing in the text.",
    "Delete it, or correct its words.",
    needs=("text",),
    example='"主干" is not in the text',
)
CNV004 = Code(
    "CNV004",
    "OpenCC changed the length of a paragraph.",
    "Correct what OpenCC stops at, such as a NUL, with an erratum; or use another profile.",
    needs=("text",),
    example="18 characters became 9",
)


def convert_lines(text: str, profile: str, locate: Locate, problems: Problems) -> str:
    """``text`` by OpenCC, line by line; a line whose length would change is reported and kept.

    ``locate`` gives the place in the source that an offset in ``text`` comes from.
    """
    lines, at = [], 0
    for line in text.split("\n"):
        converted = str(converter(profile).convert(line))
        if len(line) != len(converted):
            problems.add(CNV004, locate(at), f"{len(line)} characters became {len(converted)}")
            converted = line
        lines.append(converted)
        at += len(line) + 1
    return "\n".join(lines)


def convert_words(
    text: str, profile: str, locate: Locate, problems: Problems
) -> tuple[str, dict[int, str]]:
    """Simplified ``text`` in traditional characters, word by word; ``profile`` names the region.

    With it go the places that no word decides, each with the forms that it may have.
    """
    return convert_with(partial(convert_lines, locate=locate, problems=problems), text, profile)


def apply_rules(
    text: str, restored: str, conversion: Located[Conversion], kind: RuleKind, problems: Problems
) -> tuple[str, dict[int, Rule]]:
    """``text`` with the rules of one kind applied, and the rule at each offset that has one.

    A rule applies where ``restored``, which is as long as ``text``, has its words; longer words
    win over shorter ones.
    """
    chars = list(text)
    applied: dict[int, Rule] = {}
    rules = enumerate(conversion.value.rules(kind))
    for index, rule in sorted(rules, key=lambda numbered: len(numbered[1].source)):
        place = conversion.at(kind, index)
        source, new = rule.source, rule.replacement
        if len(source) != len(new):
            problems.add(CNV001, place, f'"{source}" and "{new}" differ in length')
            continue
        starts = [match.start() for match in re.finditer(re.escape(source), restored)]
        for start in starts:
            span = range(start, start + len(new))
            chars[start : span.stop] = new
            applied.update(dict.fromkeys(span, rule))
        if not starts:
            hint = nearest_words(source, restored)
            problems.add(CNV002, place, f'"{source}" is not in the text', hint)
    return "".join(chars), applied
