"""Whether two texts in two languages say the same, as far as figures, names and single words show.

A translation must say the same: what only one of the two says is reported. Two accounts of one
thing, such as the definitions of a term, may each say more: they contradict each other where both
have a figure, a name or a word of one scale (national, provincial) that the other has not.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from build_tools.amounts.bounds import CEILINGS, FLOORS
from build_tools.diagnostics import Code, Problems
from build_tools.records import Bilingual, KeyPath, Located
from build_tools.resources.units import Units
from build_tools.translation.figure_comparison import compare_figures, order_message
from build_tools.translation.pinyin_names import unspelt
from build_tools.translation.senses import Language, Opposed, Senses

TRN014 = Code(
    "TRN014",
    "A text has other figures in English than in Chinese.",
    "Correct the one that is wrong.",
    example="“RMB 68 billion” is “860亿元” in the Chinese (see data/publication.yml:33:13)",
)
TRN022 = Code(
    "TRN022",
    "One language of a text says what the other does not.",
    "Say the same in both.",
    "advice",
    example="nothing in the Chinese says “not” (negation)",
)
TRN023 = Code(
    "TRN023",
    "The two languages of a title, a term or a definition contradict each other.",
    "Correct the one that is wrong.",
    "advice",
    example='"farmland", definition: “national” is not in the Chinese, which says “省级”',
)
_QUOTED = re.compile(r"“[^”]*”|(?<![0-9A-F])[0-9A-F]{2}(?: [0-9A-F]{2})+(?![0-9A-F])")
"""Words of the text, and bytes of its source."""
_NUMERAL = re.compile("[0-9〇零一二三四五六七八九十百千万亿两半Ⅰ-Ⅻ]")
_DIGIT = re.compile("[0-9]")
_JOINED = re.compile(r"\w+(?:–\w+)+")


@dataclass(frozen=True)
class Lexicon:
    """The words and names by which texts of two languages are compared."""

    senses: Senses
    units: Units
    words: Collection[str]
    """Words of English, in small letters, that look like pinyin."""
    names: Mapping[str, str]
    """Chinese names with their English."""
    home: str
    """The English name of the place of the publication, which Chinese often leaves out."""

    def opposed(self, zh: str, en: str) -> Iterator[Opposed]:
        """The words of one scale that exclude each other, outside of quotation marks.

        Names that are joined in English are shortened in Chinese: 沪宁.
        """
        en = _JOINED.sub("", en)
        for found in self.senses.opposed(_QUOTED.sub("", zh), _QUOTED.sub("", en)):
            whole = self.senses.opposed(zh, en) if "“" in zh + en else (found,)
            if found.en not in self.home and any(one.scale == found.scale for one in whole):
                yield found


def texts_of(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Bilingual]]:
    """Every text in two languages of a record, with its path."""
    if isinstance(value, Bilingual):
        yield path, value
    elif isinstance(value, BaseModel):
        if (zh := getattr(value, "zh", "")) and (en := getattr(value, "en", "")):
            yield path, Bilingual(zh=zh, en=en)  # the two names of an indicator
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_of(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of(item, (*path, key))


def check_bilingual(
    record: Located[Any],
    problems: Problems,
    lexicon: Lexicon,
    skipped: Set[str] = frozenset(),
    about: str = "",
    part: str = "",
) -> None:
    """Report texts of a record of which one language says what the other does not.

    Words in quotation marks are not compared: they are the text's. ``skipped`` are fields that
    other checks compare. English may say what the Chinese that the record is ``about`` says.
    ``part`` is the role of a part of a report that speaks of the same time.
    """
    for path, text in texts_of(record.value):
        if text.zh and text.en and text.zh != text.en and skipped.isdisjoint(path[:1]):
            if _NUMERAL.search(text.zh) or _DIGIT.search(text.en):
                _check_figures(record, path, text, problems, lexicon)
            for key, message in _differences(text, about, part, lexicon):
                problems.add(TRN022, record.at(*path, key), message)


def _check_figures(
    record: Located[Any], path: KeyPath, text: Bilingual, problems: Problems, lexicon: Lexicon
) -> None:
    """Report figures: an error where both languages have another one, else advice."""
    compared = compare_figures(_QUOTED.sub("", text.zh), text.en, lexicon.units)
    missing = [*compared.missing, *(figure for figure, _ in compared.bounds)]
    if "“" in text.en or "“" in text.zh:
        compared = compare_figures(text.zh, _QUOTED.sub("", text.en), lexicon.units)
    added = [*compared.added, *(amount for _, amount in compared.bounds)]
    if compared.words and not added:  # a quarter of an hour: 15分钟
        missing = [figure for figure in missing if figure.in_han or figure not in compared.missing]
    zh, en = record.at(*path, "zh"), record.at(*path, "en")
    for figure, amount in compared.moved:
        problems.add(TRN022, en, order_message(figure, amount), see=zh)
    both = list(zip(missing, added, strict=False))
    for figure, amount in both:
        problems.add(TRN014, en, f"“{amount.text}” is “{figure.text}” in the Chinese", see=zh)
    for figure in missing[len(both) :]:
        problems.add(TRN022, en, f"“{figure.text}” is not in “{text.en}”", see=zh)
    for amount in added[len(both) :]:
        problems.add(TRN022, zh, f"“{amount.text}” is not in “{text.zh}”", see=en)


def _differences(
    text: Bilingual, about: str, part: str, lexicon: Lexicon
) -> Iterator[tuple[Language, str]]:
    """What only one language says, and which one that is."""
    zh, en = _QUOTED.sub("", text.zh), _QUOTED.sub("", text.en)
    for found in lexicon.senses.missing(en, text.zh + about, "en", "zh", part):
        yield "en", f"nothing in the Chinese says “{found.text}” ({found.sense})"
    for found in lexicon.senses.missing(zh, text.en, "zh", "en", part):
        yield "zh", f"nothing in the English says “{found.text}” ({found.sense})"
    for one in lexicon.opposed(text.zh, text.en):
        yield "en", f"the Chinese says “{one.zh}”, and not “{one.en}” ({one.scale})"
    for place in unspelt(en, text.zh, lexicon.words):
        is_home = place in lexicon.home and text.en != lexicon.home
        if not is_home or _places_not_in(text.en, text.zh, lexicon.names):
            yield "en", f"“{place}” is spelt by no characters of the Chinese"


def _places_not_in(english: str, chinese: str, names: Mapping[str, str]) -> list[str]:
    """The names in the Chinese whose English is not in the English."""
    return [han for han, name in names.items() if han in chinese and name not in english]


def contradictions(
    zh: str, en: str, lexicon: Lexicon, *, figures: bool = True, is_name: bool = False
) -> tuple[str, ...]:
    """What the English says otherwise than the Chinese; nothing where they do not contradict.

    ``figures`` is whether figures are compared. In names, which are short, a word counts even if
    it has other senses, too.
    """
    if not (zh and en):
        return ()
    pairs: list[tuple[str, str]] = []
    if figures and _NUMERAL.search(zh):
        compared = compare_figures(zh, en, lexicon.units)
        here = [figure.text for figure in compared.missing]
        pairs += zip(here, [one.text for one in (*compared.added, *compared.words)], strict=False)
        if compared.moved and not pairs:
            return (order_message(*compared.moved[0]),)
        for figure, amount in compared.bounds:  # "at least" and "at most"
            one, other = figure.bound, amount.bound
            if (one in FLOORS and other in CEILINGS) or (one in CEILINGS and other in FLOORS):
                pairs.append((figure.text, amount.text))
    if not pairs and (here := _places_not_in(en, zh, lexicon.names)):
        full = _JOINED.sub("", en)  # Chinese shortens names that are joined: 沪宁
        there = [n for n in unspelt(full, zh, lexicon.words) if n not in lexicon.home]
        pairs += zip(here, there, strict=False)
    pairs = pairs or [(found.zh, found.en) for found in lexicon.opposed(zh, en)]
    if is_name and not pairs:
        pairs += _half_opposed(zh, en, lexicon.senses)
    return tuple(
        f"“{said}” is not in the Chinese, which says “{instead}”"
        for instead, said in dict.fromkeys(pairs)
    )


def _half_opposed(zh: str, en: str, senses: Senses) -> Iterator[tuple[str, str]]:
    """Words of the Chinese and the English that exclude each other; one only may say its own.

    Of a scale there is one pair.
    """
    texts: tuple[tuple[str, Language], ...] = (zh, "zh"), (en, "en")
    sure, any_ = [], []
    for (text, language), (other, other_language) in (texts, texts[::-1]):
        missing = senses.surely_missing(text, other, language, other_language)
        sure.append({senses.scale(found.sense): found.text for found in missing})
        there = {word.sense for word in senses.said(other, other_language)}
        words = (word for word in senses.said(text, language) if word.sense not in there)
        any_.append({senses.scale(word.sense): word.text for word in words})
    seen = {""}
    for mine, theirs in ((sure[0], any_[1]), (any_[0], sure[1])):
        for scale in sorted((mine.keys() & theirs.keys()) - seen):
            seen.add(scale)
            yield mine[scale], theirs[scale]
