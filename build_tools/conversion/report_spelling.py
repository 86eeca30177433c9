"""The project's own Chinese in traditional characters, spelt as the report spells its words.

An edition's notes, titles and definitions are next to the report's text: 工藝家具 in the text must
not be 工藝傢俱 in a note. So the orthography of the report decides, in this order:

1. a rule of ``conversion.yml``: its words are spelt as in the report's text;
2. where the conversion by words leaves a word open: the spelling that the report always has;
3. where two forms are the same character (占, 佔) and the report writes only one: that one;
4. the conversion by words.

Its quotation marks are the report's too, “ ” or 「 」, so that an edition has one style of them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from build_tools.conversion.ledger import Converted
from build_tools.conversion.records import Conversion
from build_tools.text.han import HAN_RUN
from build_tools.text.patterns import either
from build_tools.text.segmentation import segment
from build_tools.text.word_conversion import convert_by_words

VARIANTS = tuple(
    map(tuple, ("占佔", "布佈", "污汙", "閑閒", "鑒鑑", "峰峯", "群羣", "線綫", "裡裏"))
)
"""Forms of one character that are both in use for the same words."""

_CURLY, _CORNER = (("“", "”"), ("‘", "’")), (("「", "」"), ("『", "』"))


def report_marks(hant: str) -> Callable[[str], str]:
    """A function that gives a traditional text the quotation marks of the report, ``hant``.

    These are 「 」 where the report writes them and never “ ”, else “ ”. An apostrophe is no mark,
    and marks around nothing, which a text speaks of, stay.

    >>> report_marks("打造「云川」品牌")("“他說‘好’”，People’s")
    '「他說『好』」，People’s'
    >>> report_marks("打造“云川”品牌")("選「保存」")
    '選“保存”'
    >>> report_marks("打造“云川”品牌")("不用「」")
    '不用「」'
    """
    is_corner = "「" in hant and "“" not in hant
    pairs = zip(_CURLY, _CORNER, strict=True) if is_corner else zip(_CORNER, _CURLY, strict=True)
    found = [
        (re.compile(rf"{a}([^{a}{b}\s][^{a}{b}]*){b}"), rf"{c}\1{d}") for (a, b), (c, d) in pairs
    ]

    def marked(text: str) -> str:
        for pattern, instead in found:
            text = pattern.sub(instead, text)
        return text

    return marked


def report_spelling(converted: Converted, conversion: Conversion) -> Callable[[str], str]:
    """A function from simplified text to the traditional text in the report's spelling."""
    profiles = (conversion.profile, conversion.round_trip)
    profile = next(profile for profile in profiles if profile.startswith("s2"))
    rules = dict(_rule_spellings(converted, conversion))
    rule_words = re.compile(either(rules))
    characters = _characters(converted)
    marked = report_marks(converted.hant)

    @cache
    def of_word(word: str) -> str:
        """The report's spelling of a word; "" where it has none or several."""
        starts = (match.start() for match in re.finditer(re.escape(word), converted.hans))
        found = {converted.hant[at : at + len(word)] for at in starts}
        return found.pop() if len(found) == 1 else ""

    @cache
    def spell(text: str) -> str:
        converted_text, undecided = convert_by_words(text, profile)
        chars = [characters.get(char, char) for char in converted_text]
        for run in HAN_RUN.finditer(text) if undecided else ():
            at = run.start()
            for word in segment(run[0]):
                end = at + len(word)
                if len(word) > 1 and not undecided.keys().isdisjoint(range(at, end)):
                    chars[at:end] = of_word(word) or chars[at:end]
                at = end
        for match in rule_words.finditer(text):
            chars[slice(*match.span())] = rules[match[0]]
        return marked("".join(chars))

    return spell


def _rule_spellings(converted: Converted, conversion: Conversion) -> Iterator[tuple[str, str]]:
    """The words of each rule that occur in the text, simplified, and their spelling there."""
    for kind in ("simplified", "traditional", "standard", "kept"):
        for rule in conversion.rules(kind):
            at = converted.restored.find(rule.source)
            end = at + len(rule.source)
            if at >= 0:
                yield converted.hans[at:end], converted.hant[at:end]


def _characters(converted: Converted) -> Mapping[str, str]:
    """Each form that the report never writes, and the one that it writes instead."""
    written = set(converted.hant)
    return {
        other: form
        for first, second in VARIANTS
        for form, other in ((first, second), (second, first))
        if form in written and other not in written
    }
