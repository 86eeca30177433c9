"""What two texts say: words of one sense, such as a negation or a fall, in Chinese or in English.

The senses and their words are data (:mod:`build_tools.resources.senses`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import combinations
from pathlib import Path

import ahocorasick

from build_tools.diagnostics import Problems
from build_tools.resources.senses import (
    Sense,
    exclusive_words,
    general_sense_entries,
    load_sense_entries,
)
from build_tools.translation.plain_words import Language, Missing, PlainWords
from build_tools.translation.terms import WORD, stem

_MONTH_OF_MAY = re.compile(r"(?<=[\w,] )May\b")
_APART = re.compile("[^的，；。：]*(?:[，；。：]|[、而和与及或到至向比][^的，；。：]*$)")
"""What stands between two words of Chinese that English has in the same order. Else the first one
only describes what follows: 上海附近的太仓 is Taicang near Shanghai."""
_EXACT = 3
"""An English word of so few letters has no other forms: "not" is no form of "note"."""


@dataclass(frozen=True, slots=True)
class WordSense:
    """A word and its sense."""

    sense: str
    text: str
    is_sure: bool | None
    """Whether it surely says it; else it only may. None for a longer word that does not say it."""


@dataclass(frozen=True)
class Opposed:
    """A word of each text, both of one scale; neither text says the other’s."""

    here: str
    there: str
    scale: str

    def said_by(self, text: str) -> str:
        """What is wrong; ``text`` names the one with the first word, such as “the Chinese”."""
        return f"{text} says “{self.here}”, and not “{self.there}” ({self.scale})"


_Match = tuple[int, int, list[WordSense]]
"""Its start, its negative length, which sorts the longest at a place first, and what it says."""


@dataclass(frozen=True, eq=False)
class Senses:
    """The senses, made ready to be found in texts."""

    entries: Mapping[str, Sense]
    exclusive_words: Mapping[str, Sense]
    """What excludes each other, and need not be said."""
    plain: PlainWords
    """The entries that are plain words."""

    @property
    def own(self) -> dict[str, Sense]:
        """What is not among the generator's own entries and exclusive words."""
        general = {**exclusive_words(), **general_sense_entries()}
        return {name: sense for name, sense in self._all.items() if general.get(name) is not sense}

    def prepare(self) -> None:
        """Build what words are looked for with, once, before processes that need it part."""
        _ = self._chinese, self._english

    def said(self, text: str, language: Language) -> tuple[WordSense, ...]:
        """The words of the senses in ``text``, in order.

        >>> words = general_senses().said("The number did not fall.", "en")
        >>> [(word.sense, word.text) for word in words if word.is_sure]
        [('negation', 'not'), ('fall', 'fall')]
        """
        key = text, language
        if key not in self._kept:
            find = self._in_chinese if language == "zh" else self._in_english
            self._kept[key] = tuple(_longest(find(text)))
        return self._kept[key]

    def missing(
        self, text: str, other: str, language: Language, other_language: Language, part: str = ""
    ) -> Iterator[Missing]:
        """The senses that ``text`` surely has, and more often than ``other`` may have them.

        Of two texts in one language, what only may say a sense counts where ``text`` has it too.

        >>> list(general_senses().missing("案件减少", "The cases increased.", "zh", "en"))
        [Missing(sense='fall', text='减少')]
        """
        yield from self.plain.missing(text, other, language, other_language)
        yield from self.surely_missing(text, other, language, other_language, part)

    def surely_missing(
        self, text: str, other: str, language: Language, other_language: Language, part: str = ""
    ) -> Iterator[Missing]:
        """Those of :meth:`missing` that are no plain words."""
        mine: dict[str, list[str]] = {}
        for word in self.said(text, language):
            if word.is_sure:
                mine.setdefault(word.sense, []).append(word.text)
        if not mine:
            return
        is_one_language = language == other_language
        theirs = Counter(
            word.sense
            for word in self.said(other, other_language)
            if word.is_sure or not is_one_language or word.text in text
        )
        for name, words in mine.items():
            if name not in self.entries:
                continue
            sense = self.entries[name]
            needed = 1 if sense.spread else len(words)
            if needed > theirs[name] and sense.part in ("", part):
                yield Missing(name, words[-1])

    def agree(self, chinese: str, english: str) -> bool:
        """Whether both texts say one thing: 澳门 is Macao."""
        here = {word.sense for word in self.said(chinese, "zh")}
        return any(word.sense in here for word in self.said(english, "en"))

    def places_in(self, text: str, language: Language) -> dict[str, str]:
        """The places that a text surely names: what each is, and its name there.

        >>> general_senses().places_in("Shenzhen Stock Exchange", "en")
        {'place: Shenzhen': 'Shenzhen'}
        """
        words = self.said(text, language)
        return {word.sense: word.text for word in words if word.is_sure and self._is_place(word)}

    def _is_place(self, word: WordSense) -> bool:
        return word.sense in self._places

    def unsaid_places(self, chinese: str, english: str) -> Iterator[tuple[str, str]]:
        """The places that only the Chinese names, each with its English.

        >>> list(general_senses().unsaid_places("从江阴向南通往南京", "from here to Nanjing"))
        [('江阴', 'Jiangyin')]
        """
        named = [word for word in self.said(chinese, "zh") if self._is_place(word)]
        there = {word.sense for word in self.said(english, "en")} if named else ()
        for word in named:
            # 向南通往 and 虞山东麓 are no such places; 江苏省 is "the province", 北京大学 Peking's.
            is_alone = rf"(?<![向往朝]){word.text}(?![麓岸侧面部省]|大学)"
            if word.is_sure and word.sense not in there and re.search(is_alone, chinese):
                yield word.text, self._all[word.sense].en[0]

    def opposed(
        self, text: str, other: str, language: Language = "zh", other_language: Language = "en"
    ) -> Iterator[Opposed]:
        """The scales of which both texts surely say something, and each what the other does not.

        An English word that only may say it is enough: cut, for 减少. A Chinese one is not, as the
        characters of 增 and 扩 are everywhere.

        >>> list(general_senses().opposed("案件减少", "The cases increased."))
        [Opposed(here='减少', there='increase', scale='direction')]
        >>> list(general_senses().opposed("案件减少，就业增多", "Cases fell, and jobs increased."))
        []
        """
        here, there = self._by_scale(text, language), self._by_scale(other, other_language)
        if not here.keys() & there.keys():
            return
        said = {word.sense for word in self.said(other, other_language)}
        for scale in sorted(here.keys() & there.keys()):
            mine, theirs = here[scale], there[scale]
            one = next((word for sense, word in mine.items() if sense not in said), None)
            another = next((word for sense, word in theirs.items() if sense not in mine), None)
            if one and another:
                yield Opposed(one, another, scale)

    def moved(self, chinese: str, english: str) -> Iterator[tuple[str, str]]:
        """The words of one scale that the English has in another order, each said once: first the
        English of what the Chinese says first.

        Of some 400 such pairs in true texts, two had another order in English.

        >>> chinese = "由省级授予，另有国家级称号"
        >>> list(general_senses().moved(chinese, "a national award, with a provincial one above"))
        [('provincial', 'national')]
        """
        here, there = self._said_once(chinese, "zh"), self._said_once(english, "en", False)
        in_english = list(there)
        for one, other in combinations((name for name in here if name in there), 2):
            if not self.scale(one) or self.scale(one) != self.scale(other):
                continue
            between = chinese.partition(here[one])[2].rpartition(here[other])[0]
            is_moved = in_english.index(other) < in_english.index(one)
            if is_moved and there[one] != there[other] and _APART.match(between):
                yield there[one], there[other]

    def shared(self, chinese: str, english: str) -> frozenset[tuple[str, str]]:
        """What both texts say: each sense, with its word.

        >>> sorted(general_senses().shared("就业增多", "jobs increased"))
        [('rise', 'increase'), ('就业', '就业')]
        """
        here = {word.sense: word for word in self.said(chinese, "zh")}
        there = {word.sense: word for word in self.said(english, "en")}
        found = {
            (sense, there[sense].text)
            for sense in here.keys() & there.keys()
            if here[sense].is_sure or there[sense].is_sure or self._shows_only(sense)
        }
        return frozenset(found) | self.plain.shared(chinese, english)

    def _shows_only(self, sense: str) -> bool:
        """Whether neither language must say a sense: it shows what is said of what."""
        return not (self._all[sense].zh or self._all[sense].en)

    def _said_once(self, text: str, language: Language, surely: bool = True) -> dict[str, str]:
        """The senses that a text says, surely or not, and only once, in order, with their words."""
        said = self.said(text, language)
        counts = Counter(word.sense for word in said)
        return {
            word.sense: word.text
            for word in said
            if counts[word.sense] == 1 and (word.is_sure or not surely)
        }

    def _by_scale(self, text: str, language: Language) -> dict[str, dict[str, str]]:
        """The senses of each scale that a text surely says, each with a word that says it."""
        found: dict[str, dict[str, str]] = {}
        for word in self.said(text, language):
            if word.is_sure and (scale := self.scale(word.sense)):
                found.setdefault(scale, {}).setdefault(word.sense, word.text)
        return found

    def scale(self, sense: str) -> str:
        """The scale of a sense or of an exclusive word; "" where it excludes nothing."""
        return self._all[sense].scale

    @cached_property
    def english_words(self) -> frozenset[str]:
        """The words of English that surely say a sense, and are no names."""
        words = (word for sense in self.entries.values() for word in sense.en)
        return frozenset(word for word in words if word.isalpha() and word.islower())

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(name for name, sense in self._all.items() if sense.scale == "place")

    @cached_property
    def _all(self) -> Mapping[str, Sense]:
        return {**self.exclusive_words, **self.entries}

    @cached_property
    def _kept(self) -> dict[tuple[str, Language], tuple[WordSense, ...]]:
        """What was found in texts before: most are compared with several others."""
        return {}

    def _listed(self, language: Language) -> dict[str, list[WordSense]]:
        """What each word says, by the senses."""
        found: dict[str, list[WordSense]] = {}
        for name, sense in self._all.items():
            if sense.is_plain:
                continue
            for suffix, is_sure in (("", True), ("_also", False), ("_but", None)):
                for text in getattr(sense, f"{language}{suffix}"):
                    found.setdefault(text, []).append(WordSense(name, text, is_sure))
        return found

    @cached_property
    def _chinese(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for text, words in self._listed("zh").items():
            automaton.add_word(text, (len(text), words))
        automaton.make_automaton()
        return automaton

    @cached_property
    def _english(self) -> Mapping[str, list[tuple[tuple[str, ...], list[WordSense]]]]:
        """The words and phrases by the first of their stems, the longest first."""
        phrases: dict[tuple[str, ...], list[WordSense]] = {}
        for text, words in self._listed("en").items():
            key = tuple(map(_key, WORD.findall(text)))
            phrases.setdefault(key, []).extend(words)
        found: dict[str, list[tuple[tuple[str, ...], list[WordSense]]]] = {}
        for key, words in sorted(phrases.items(), key=lambda phrase: -len(phrase[0])):
            words.sort(key=lambda word: not word.is_sure)  # "housing" before "house"
            found.setdefault(key[0], []).append((key, words))
        return found

    def _in_chinese(self, text: str) -> Iterable[_Match]:
        return sorted(
            (last + 1 - size, -size, words) for last, (size, words) in self._chinese.iter(text)
        )

    def _in_english(self, text: str) -> Iterable[_Match]:
        keys = tuple(map(_key, WORD.findall(_MONTH_OF_MAY.sub("5", text))))
        for at, key in enumerate(keys):
            for phrase, words in self._english.get(key, ()):
                if len(phrase) == 1 or keys[at : at + len(phrase)] == phrase:
                    yield at, -len(phrase), words


def _longest(matches: Iterable[_Match]) -> Iterator[WordSense]:
    """Of each sense the words that do not overlap, the longest at each place.

    The matches are in order, the longest at a place first.
    """
    ends: dict[str, int] = {}
    end_of = ends.get
    for start, size, words in matches:
        for word in words:
            if start >= end_of(word.sense, 0):
                ends[word.sense] = start - size
                if word.is_sure is not None:
                    yield word


@lru_cache(maxsize=4)
def with_places(senses: Senses, places: frozenset[tuple[str, str]]) -> Senses:
    """The senses, and places that exclude each other: their Chinese and English names."""
    found = dict(senses.exclusive_words)
    for zh, en in sorted(places):
        name, place = f"place: {en}", Sense(zh=(zh,), en=(en,), scale="place")
        found[name] = found[name].joined(place) if name in found else place
    return replace(senses, exclusive_words=found)


@cache
def general_senses() -> Senses:
    """The generator's senses."""
    entries = general_sense_entries()
    return Senses(entries, exclusive_words(), PlainWords(entries))


def load_senses(folder: Path, problems: Problems, place: str = "") -> Senses:
    """The senses of a publication about a ``place``, by its Chinese name; the generator's own where
    neither that nor the data folder changes any."""
    entries, exclusive = load_sense_entries(folder, problems)
    home = {
        name: sense.at_home()
        for name, sense in entries.items()
        if sense.en_home and place.endswith(sense.zh)
    }
    entries = {**entries, **home}
    if (entries, exclusive) == (general_sense_entries(), exclusive_words()):
        return general_senses()
    return Senses(entries, exclusive, PlainWords(entries))


@cache
def _key(word: str) -> str:
    return word.lower() if len(word) <= _EXACT else f"{stem(word)} "
