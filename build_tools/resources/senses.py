"""What words say, in Chinese and English: the generator's senses, and what a publication adds.

A sense is an entry of ``senses.yml``, which explains its keys, or a word of ``renderings.yml``.
``exclusive_words.yml`` has words that exclude each other, such as the names of animals, and
``one_sided.yml`` words that are reported even where the other language has none in their place.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, Self

from build_tools.diagnostics import Code, Problems, nearest
from build_tools.records import Distinct, Record, Text, load_mapping
from build_tools.resources.shipped import shipped_records, shipped_words
from build_tools.text.han import HAN_RUN

TRN027 = Code(
    "TRN027",
    "An entry of data/senses.yml changes nothing: its name is none of the generator's, and it has "
    "words of one language only.",
    "Name the sense or the word that a message names, or give words of both languages.",
    "advice",
    example='no sense or word "negatoin"',
)
FILE = "senses.yml"
_NAMED = 6
"""So many words of a group are named in a hint."""


class Sense(Record):
    """Words that say one thing, such as a negation: a sense that both languages must have."""

    zh: Distinct[Text] = ()
    """Chinese words that say it: English must have a word of the sense too."""
    en: Distinct[Text] = ()
    """English words that say it, in all their inflections: Chinese must have one too."""
    zh_also: Distinct[Text] = ()
    """Chinese words that may say it: enough where English says it, and no more."""
    en_also: Distinct[Text] = ()
    """English words that may say it."""
    zh_but: Distinct[Text] = ()
    """Longer words that have one of these in them and do not say it."""
    en_but: Distinct[Text] = ()
    """Longer phrases that have one of these in them and do not say it."""
    en_home: Distinct[Text] = ()
    """English words by which a report names its own place, where that is one of the sense and the
    Chinese leaves it out: “the province”."""
    scale: str = ""
    """Senses of one scale exclude each other: national and provincial."""
    spread: bool = False
    """Whether one word may stand for several: 全国先进和示范, national … and national …. Without a
    scale, a part, ``en_but``, ``en_home`` and phrases in ``en``, it may stand anywhere."""
    part: Literal["", "review", "plan", "other"] = ""
    """The sense counts in this part of a report only."""

    @property
    def is_plain(self) -> bool:
        """Whether any one of its words says it wherever it stands, and no phrase must be said."""
        others = self.scale or self.part or self.en_home or self.en_but
        return self.spread and not others and not any(" " in word for word in self.en)

    def at_home(self) -> Self:
        """This sense in a report of a place of the sense."""
        surely = tuple(word for word in self.en if word not in self.en_home)
        return self.model_copy(update={"en": surely, "en_also": (*self.en_also, *self.en_home)})

    def joined(self, other: Self) -> Self:
        """This sense with the words of another one."""
        lists = {
            name: tuple(dict.fromkeys((*getattr(self, name), *value)))
            for name, value in other
            if isinstance(value, tuple)
        }
        return self.model_copy(update=lists)


@cache
def general_sense_entries() -> Mapping[str, Sense]:
    """The generator's senses by their names. Raises AssertionError where the file is broken."""
    plain, found = _plain(), shipped_records(FILE, Sense)
    joined = {name: found[name].joined(plain[name]) for name in found.keys() & plain.keys()}
    return {**plain, **found, **joined}


def _plain() -> dict[str, Sense]:
    words: dict[str, str | list[str]] = shipped_words("renderings.yml")
    found = {}
    for word, value in words.items():
        others = value
        if isinstance(value, str):
            others = value.split() if " " in value else list(value)
        if HAN_RUN.match(word):
            found[word] = Sense(zh=(word,), en_also=tuple(others), spread=True)
        else:
            found[word] = Sense(en=(word,), zh_also=tuple(others), spread=True)
    return found


@cache
def one_sided_words() -> tuple[frozenset[str], frozenset[str]]:
    """The English plain words that are reported alone, and the Chinese ones that are not."""
    words: dict[str, list[str]] = shipped_words("one_sided.yml")
    return frozenset(words["en_alone"]), frozenset(words["zh_left_out"])


@cache
def exclusive_words() -> Mapping[str, Sense]:
    """Words that exclude each other, and that neither language must have; ``scale`` is their group.

    教育部门 is not a ministry, and something that is denied does not count as named.
    """
    groups: dict[str, dict[str, str]] = shipped_words("exclusive_words.yml")
    return {
        f"{group}: {english}": Sense(
            zh=tuple(chinese.split()),
            en=tuple(english.split(", ")),
            zh_but=tuple(
                longer
                for word in chinese.split()
                for longer in (f"不{word}", *((f"{word}门",) if word.endswith("部") else ()))
            ),
            en_but=tuple(f"not {word}" for word in english.split(", ")),
            scale=group,
        )
        for group, words in groups.items()
        for english, chinese in words.items()
    }


def load_sense_entries(
    data: Path, problems: Problems
) -> tuple[Mapping[str, Sense], Mapping[str, Sense]]:
    """The generator's senses and exclusive words, each with what ``data/senses.yml`` adds to it.

    An entry adds to the sense, and to the exclusive words, of its name; any other is a sense of the
    publication.
    """
    known, exclusive = dict(general_sense_entries()), dict(exclusive_words())
    if not os.path.lexists(data / FILE):
        return known, exclusive
    names = (*known, *(word for sense in exclusive.values() for word in sense.en))
    groups = {word: key for key, sense in exclusive.items() for word in sense.en}
    for name, record in load_mapping(data, FILE, Sense, problems).items():
        own = record.value
        if name in groups:
            words = Sense(zh=own.zh + own.zh_also, en=own.en + own.en_also, zh_but=own.zh_but)
            exclusive[groups[name]] = exclusive[groups[name]].joined(words)
        if name in known:
            known[name] = known[name].joined(own)
        elif name not in groups:
            known[name] = own
            if not ((own.zh or own.zh_also) and (own.en or own.en_also)):
                hint = _of_group(name, known, exclusive) or nearest(name, names)
                problems.add(TRN027, record.place, f'no sense or word "{name}"', hint)
    return known, exclusive


def _of_group(name: str, known: Mapping[str, Sense], exclusive: Mapping[str, Sense]) -> str:
    """A hint to senses and words of the group ``name``, which messages have in brackets."""
    words = [key for key, sense in known.items() if sense.scale == name]
    words += [word for sense in exclusive.values() if sense.scale == name for word in sense.en]
    more = ", …" if len(words) > _NAMED else ""
    return f"name one of the group: {', '.join(words[:_NAMED])}{more}" if words else ""
