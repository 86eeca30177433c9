"""Whether two texts in two languages say the same, as far as figures, names and single words show.

A text in two languages, such as a note or the definition of a term, says the same in both: what
only one of them says is reported. Of a title or a name, which is short, each language may say
more: they contradict each other where both have a figure, a name or a word of one scale (national,
provincial) that the other has not.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import BaseModel

from build_tools.amounts.bounds import CEILINGS, FLOORS
from build_tools.diagnostics import Code, Place, Problems
from build_tools.records import Bilingual, KeyPath, Located
from build_tools.records.types import path_name
from build_tools.resources.units import Units
from build_tools.system.cache import fingerprint
from build_tools.system.remembered import recall_all
from build_tools.text.han import HAN_RUN
from build_tools.translation.compounds import half_said, half_said_message
from build_tools.translation.contrast import denied_otherwise
from build_tools.translation.figure_comparison import compare_figures, order_message
from build_tools.translation.overstated import overstated, overstated_message
from build_tools.translation.pinyin_names import unspelt, without_joined
from build_tools.translation.plain_words import NAMES, Language
from build_tools.translation.roles import exchanged_sides
from build_tools.translation.senses import Opposed, Senses

TRN014 = Code(
    "TRN014",
    "A text has other figures in English than in Chinese.",
    "Correct the one that is wrong.",
    example="key_figures, item 1, value.en: “RMB 68 billion” is “860亿元” in the Chinese",
)
TRN022 = Code(
    "TRN022",
    "One language of a text says what the other does not.",
    "Say the same in both. Words that mean the same go into data/senses.yml, under the sense that "
    "is in brackets or has the word’s name.",
    "advice",
    example='"farmland", note.en: nothing in the Chinese says “not” (negation)',
)
TRN023 = Code(
    "TRN023",
    "The two languages of a title or a term contradict each other, only one has a “not”, or the "
    "definition of a term denies its English.",
    "Correct the one that is wrong.",
    "advice",
    example='"robots", title: “national” is not in the Chinese, which says “省级”',
)
_QUOTED = re.compile(r"“[^”]*”|(?<![0-9A-F])[0-9A-F]{2}(?: [0-9A-F]{2})+(?![0-9A-F])")
"""Words of the text, and bytes of its source."""
_QUOTED_WORD = re.compile(r"“([^“”]*)”")
_NUMERAL = re.compile("[0-9〇零二三四五六七八九十百千万亿两半Ⅰ-Ⅻ]|第一|一(?=[期季号级等届类批])")
"""A figure; 一 alone is in 一体, 统一 and many other words."""
_NUMBER = re.compile(r"[0-9]|\b(?:three|four|five|six|seven|eight|nine|ten|twelve)\b")
_LATIN = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
"""A name in Latin letters, which is the same in both languages."""
_AS_IT_IS = re.compile(r"“([^”]+)”|(?<![A-Za-z])([A-Z][A-Za-z]*)(?![A-Za-z])")
"""What both languages may have alike: words in quotation marks, and names in Latin letters."""
_NO_AGAIN = re.compile(r"(?<=, )((?:and |or )?)no (?=\w+(?:[,.;]| (?:and|or|from)\b|$))")
"""The “no” before each further thing of a list: 不使用 says it once."""
_LISTED = re.compile("、|(?<!中)和(?![谐平])|以及|及(?![时其格])|与(?!会)|或(?!许)")
_LISTED_IN_ENGLISH = re.compile(r"[,;] | (?:and|or|as well as|plus|with) |[/–&(]")
"""What joins the items of a list; no English of 123 true definitions has less of it."""
_LEAST_OF_LISTS = 2


class Field(NamedTuple):
    """The field that has one language of a text."""

    place: Place
    name: str
    """How a message names it, with its record."""


class Difference(NamedTuple):
    """What one language of a text says, and the other does not."""

    language: Language
    message: str
    is_other_figure: bool = False
    """Whether each language has a figure that the other has not."""


About = tuple[str, str]
"""The Chinese and the English of what a text is about."""


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

    @cached_property
    def state(self) -> str:
        """A fingerprint of all that decides how texts are compared, besides the generator."""
        words = (self.senses.own, self.units.state, sorted(self.words), self.names, self.home)
        return fingerprint(*map(repr, words))

    def opposed(self, zh: str, en: str) -> Iterator[Opposed]:
        """The words of one scale that exclude each other, outside of quotation marks."""
        en = without_joined(en)
        for found in self.senses.opposed(_QUOTED.sub("", zh), _QUOTED.sub("", en)):
            whole = self.senses.opposed(zh, en) if "“" in zh + en else (found,)
            if any(one.scale == found.scale for one in whole):
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
    about: About = ("", ""),
    part: str = "",
) -> None:
    """Check every text of a record, but those of the fields ``skipped``, as :func:`check_text`."""
    for path, text in texts_of(record.value):
        if text.zh and text.en and text.zh != text.en and skipped.isdisjoint(path[:1]):
            fields = _field(record, (*path, "zh")), _field(record, (*path, "en"))
            check_text(text.zh, text.en, fields, problems, lexicon, about, part)


def _field(record: Located[Any], path: KeyPath) -> Field:
    """The field at a path; its record is named by its id, or by the ids that it joins."""
    ids = (getattr(record.value, key, "") for key in ("id", "achievement", "commitment"))
    name = " and ".join(f'"{id_}"' for id_ in ids if id_)
    return Field(record.at(*path), ", ".join(filter(None, (name, path_name(path, record.value)))))


def check_text(
    zh: str,
    en: str,
    fields: tuple[Field, Field],
    problems: Problems,
    lexicon: Lexicon,
    about: About = ("", ""),
    part: str = "",
) -> None:
    """Report what one language of a text says and the other does not, as :func:`differences`.

    ``fields`` are those of the Chinese and of the English. Another figure is an error.
    """
    compare = partial(differences, zh, en, lexicon, about, part)
    key = ("differences", lexicon.state, zh, en, *about, part)
    for found in recall_all(key, compare):
        here, other = fields if found.language == "zh" else fields[::-1]
        code = TRN014 if found.is_other_figure else TRN022
        problems.add(code, here.place, f"{here.name}: {found.message}", see=other.place)


def differences(
    zh: str, en: str, lexicon: Lexicon, about: About = ("", ""), part: str = ""
) -> Iterator[Difference]:
    """What one language of a text says and the other does not.

    Words in quotation marks are not compared: they are the text's. Each language may say what the
    other language of what the text is ``about`` says. ``part`` is the role of a part of a report
    that speaks of the same time.
    """
    if _NUMERAL.search(zh) or _NUMBER.search(en):
        yield from _other_figures(zh, en, lexicon)
    yield from _other_words(zh, en, about, part, lexicon)


def _other_figures(zh: str, en: str, lexicon: Lexicon) -> Iterator[Difference]:
    """The figures that the other language does not have."""
    compared = compare_figures(_QUOTED.sub("", zh), en, lexicon.units)
    missing = [*compared.missing, *(figure for figure, _ in compared.bounds)]
    if ("“" in en or "“" in zh) and (compared.added or compared.bounds or compared.words):
        compared = compare_figures(zh, _QUOTED.sub("", en), lexicon.units)
    added = [*compared.added, *(amount for _, amount in compared.bounds)]
    if compared.words and not added:  # a quarter of an hour: 15分钟
        missing = [figure for figure in missing if figure.in_han or figure not in compared.missing]
    for figure, amount in compared.moved:
        yield Difference("en", order_message(figure.text, amount.text))
    for found in compared.beside:
        yield Difference("en", found.message)
    both = list(zip(missing, added, strict=False))
    for figure, amount in both:
        message = f"“{amount.text}” is “{figure.text}” in the Chinese"
        yield Difference("en", message, is_other_figure=True)
    for figure in missing[len(both) :]:
        yield Difference("zh", f"“{figure.text}” is not in the English")
    for amount in added[len(both) :]:
        yield Difference("en", f"“{amount.text}” is not in the Chinese")
    for amount in compared.words:
        if amount.value <= 2 or amount.text.lower() == "third":
            continue  # Chinese has other words: 另, 后, 皆
        yield Difference("en", f"“{amount.text}” is not in the Chinese")


def _other_words(
    chinese: str, english: str, about: About, part: str, lexicon: Lexicon
) -> Iterator[Difference]:
    """What only one language says in words."""
    zh, en = _QUOTED.sub("", chinese), _NO_AGAIN.sub(r"\1", _QUOTED.sub("", english))
    senses = lexicon.senses
    for found in (
        *senses.plain.missing(en, f"{chinese}；{about[0]}", "en", "zh"),
        *senses.surely_missing(en, chinese, "en", "zh", part),
    ):
        yield Difference("en", found.unsaid_in("zh"))
    for found in (
        *senses.plain.missing(zh, f"{english}; {about[1]}", "zh", "en"),
        *senses.surely_missing(zh, english, "zh", "en", part),
    ):
        yield Difference("zh", found.unsaid_in("en"))
    if zh.count("、") >= _LEAST_OF_LISTS:
        joined = len(_LISTED.findall(zh))
        if joined > len(_LISTED_IN_ENGLISH.findall(english)):
            yield Difference("zh", f"the Chinese lists {joined + 1} things, and the English fewer")
    for one in lexicon.opposed(chinese, english):
        yield Difference("en", one.said_by("the Chinese"))
    for compound, said, unsaid in half_said(zh, english):
        yield Difference("en", half_said_message(compound, said, unsaid))
    for weaker, instead in overstated(zh, en):
        yield Difference("en", overstated_message(weaker, instead))
    denied = list(denied_otherwise(chinese, english, senses))
    for language, word in denied:
        other = NAMES["zh" if language == "en" else "en"]
        yield Difference(language, f"“{word.text}” is denied here, and not in the {other}")
    moved = list(senses.moved(zh, en)) if not denied else []
    for first, before in moved:
        yield Difference("en", order_message(first, before))
    for message in exchanged_sides(chinese, english, senses) if not (denied or moved) else ():
        yield Difference("en", message)
    yield from _other_names(chinese, english, about, lexicon)


def _other_names(
    chinese: str, english: str, about: About, lexicon: Lexicon
) -> Iterator[Difference]:
    """The names that only one language has, or that it has moved."""
    zh, en = _QUOTED.sub("", chinese), _QUOTED.sub("", english)
    for han, name in lexicon.senses.unsaid_places(zh, english + about[1]):
        if name not in lexicon.home and han not in english:  # which may quote the Chinese
            yield Difference("zh", f"nothing in the English says “{han}” ({name})")
    for name in _latin_unsaid(zh, f"{english}; {about[1]}"):
        yield Difference("zh", f"the name “{name}” is not in the English")
    for place in unspelt(without_joined(en), chinese + about[0], lexicon.words):
        is_home = place in lexicon.home and english != lexicon.home
        if is_home and not _places_not_in(english, chinese, lexicon.names):
            continue
        if place not in about[1] and not lexicon.senses.agree(chinese, place):
            yield Difference("en", f"the name “{place}” is not in the Chinese")
    if moved := _moved_name(chinese, english):
        yield Difference("en", order_message(*moved))
    for han in _other_han(f"{chinese}，{about[0]}", english):
        yield Difference("en", f"the Chinese does not name “{han}”")


def _other_han(chinese: str, english: str) -> Iterator[str]:
    """Chinese words in the English that are only parts of words that the Chinese names.

    The Chinese names words in quotation marks; it may also say them outside of these.

    >>> list(_other_han("“府數”的“數”拆成两半。", "數 in 府數 was cut.")), list(
    ...     _other_han("“府數”的“數”拆成两半。", "府 in 府數 was cut."))
    ([], ['府'])
    """
    if words := HAN_RUN.findall(english):
        named, rest = _QUOTED_WORD.findall(chinese), _QUOTED_WORD.sub("", chinese)
        known = {word for text in named for word in HAN_RUN.findall(text)}
        yield from (
            word
            for word in words
            if word not in known and word not in rest and any(word in text for text in known)
        )


def _latin_unsaid(chinese: str, english: str) -> Iterator[str]:
    """The names in Latin letters of the Chinese that the English has not, not even spelt out.

    >>> list(_latin_unsaid("AQI不超过100，由OpenCC转换", "An air quality index of 100 or less"))
    ['OpenCC']
    """
    for name in dict.fromkeys(_LATIN.findall(chinese)):
        initials = "".join(word[0] for word in re.findall(r"\w+", english))
        said = rf"(?<![A-Za-z])(?i:{name})(?!-?[A-Z]|[a-rt-z])"  # BY is not BY-SA; APPs are APP
        if not re.search(said, english) and name.casefold() not in initials.casefold():
            yield name


def _moved_name(chinese: str, english: str) -> tuple[str, str] | None:
    """Two names that both languages have once, in another order in the English.

    >>> _moved_name("甲园AAAA级、乙园AAA级", "AAA for the first park and AAAA for the second")
    ('AAAA', 'AAA')
    """
    found: list[tuple[str, int]] = []
    for match in _AS_IT_IS.finditer(chinese):
        name = re.compile(rf"(?<![A-Za-z]){re.escape(match[1] or match[2])}(?![A-Za-z])")
        places = [one.start() for one in name.finditer(english)]
        if len(places) == 1 and len(name.findall(chinese)) == 1:
            found.append((match[1] or match[2], places[0]))
    moved = (pair for pair in pairwise(found) if pair[1][1] < pair[0][1])
    return next(((before, after) for (before, _), (after, _) in moved), None)


def _places_not_in(english: str, chinese: str, names: Mapping[str, str]) -> list[str]:
    """The names in the Chinese whose English is not in the English."""
    return [han for han, name in names.items() if han in chinese and name not in english]


def contradictions(
    zh: str, en: str, lexicon: Lexicon, *, figures: bool = True, names: bool = True
) -> tuple[str, ...]:
    """What the English of a name says otherwise than the Chinese; nothing where they agree.

    ``figures`` and ``names`` are whether these are compared. As names are short, a word counts even
    if it has other senses, too.
    """
    if not (zh and en):
        return ()
    pairs: list[tuple[str, str]] = []
    if figures and _NUMERAL.search(zh):
        compared = compare_figures(zh, en, lexicon.units)
        here = [figure.text for figure in compared.missing]
        pairs += zip(here, [one.text for one in (*compared.added, *compared.words)], strict=False)
        pairs += compared.beside
        if compared.moved and not pairs:
            return (order_message(*(one.text for one in compared.moved[0])),)
        for figure, amount in compared.bounds:  # "at least" and "at most"
            one, other = figure.bound, amount.bound
            if (one in FLOORS and other in CEILINGS) or (one in CEILINGS and other in FLOORS):
                pairs.append((figure.text, amount.text))
    pairs += _other_letters(zh, en)
    if names and not pairs and (here := _places_not_in(en, zh, lexicon.names)):
        there = unspelt(without_joined(en), zh, lexicon.words)
        pairs += zip(here, [name for name in there if name not in lexicon.home], strict=False)
    pairs = pairs or [(found.here, found.there) for found in lexicon.opposed(zh, en)]
    pairs = pairs or list(_half_opposed(zh, en, lexicon.senses))
    return tuple(
        f"“{said}” is not in the Chinese, which says “{instead}”"
        for instead, said in dict.fromkeys(pairs)
    )


_ROMAN = {"II": "二2Ⅱ", "III": "三3Ⅲ", "IV": "四4Ⅳ", "VI": "六6Ⅵ"}
"""Numbers as English gives grades in names, each with what Chinese may have for it."""
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z])")
_GRADE = re.compile(r"[二三四五六Ⅱ-Ⅵ](?=[级类期甲乙等])|[IVX]+")


def _other_letters(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """Letters and Roman numbers of the English where the Chinese has others.

    The English may have the words for which letters stand.

    >>> list(_other_letters("AAA级景区", "an AAAA-level scenic area"))
    [('AAA', 'AAAA')]
    >>> list(_other_letters("三甲医院", "Grade II Level A hospital"))
    [('三', 'II')]
    >>> list(_other_letters("LED产值", "Output of light-emitting diodes in RMB"))
    []
    """
    here, said = _CAPITALS.findall(zh), _CAPITALS.findall(en)
    there = [name for name in said if name not in here and name not in _ROMAN]
    words = re.findall("[A-Z]+", en.upper())
    initials = "".join(word[0] for word in words)
    unsaid = [name for name in here if name not in words and name not in initials]
    yield from zip(unsaid, there, strict=False)
    if grade := _GRADE.search(zh):
        for number in said:
            if number in _ROMAN and number not in zh and not set(_ROMAN[number]) & set(zh):
                yield grade[0], number


def differences_of_titles(zh: str, en: str, senses: Senses) -> Iterator[str]:
    """What only one language of a title says, of the senses that one word says once; what has
    changed places in it.

    A title may have no English yet.

    >>> from build_tools.translation.senses import general_senses
    >>> list(differences_of_titles("未发生风险", "Risks", general_senses()))
    ['nothing in the English says “未” (negation)']
    >>> list(differences_of_titles("未发生风险", "", general_senses()))
    []
    """
    if not zh or not en:
        return
    for found in senses.surely_missing(en, zh, "en", "zh"):
        if not senses.entries[found.sense].spread:
            yield found.unsaid_in("zh")
    for found in senses.surely_missing(zh, en, "zh", "en"):
        if not senses.entries[found.sense].spread:
            yield found.unsaid_in("en")
    yield from exchanged_sides(zh, en, senses)


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
