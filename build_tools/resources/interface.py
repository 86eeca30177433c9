"""The words of the interface: the generator's, and those that a publication puts in their place."""

import datetime
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter

from build_tools.diagnostics import Problems, nearest
from build_tools.records import Bilingual, Record, load_mapping
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication
from build_tools.records.record_faults import REC005
from build_tools.records.yaml_tree import REC007
from build_tools.resources.shipped import shipped_records
from build_tools.text.traditional_wording import in_readers_words
from build_tools.text.word_conversion import to_traditional

FILE = "interface.yml"


class Phrase(Record):
    """A text of the interface in each language; ``{name}`` stands for a value."""

    zh: str
    """In simplified Chinese."""
    en: str
    """In English."""
    hant: str = ""
    """The traditional text, where its readers use other words than OpenCC's of ``zh``."""
    en_one: str = ""
    """The English where ``{n}`` is 1, if it differs."""

    def values(self) -> set[str]:
        """What stands in braces. Raises ValueError where a brace has no partner.

        >>> sorted(Phrase(zh="{n}句，共{total}句", en="{n} of {total}").values())
        ['n', 'total']
        """
        fields = (
            (name, conversion, form)
            for text in (self.zh, self.en, self.hant, self.en_one)
            for _, name, form, conversion in Formatter().parse(text)
            if name is not None
        )
        return {f"{name}{(c and f'!{c}') or ''}{form and f':{form}'}" for name, c, form in fields}


@dataclass(frozen=True)
class Interface(Mapping[str, Phrase]):
    """The phrases by their keys, and how the project's own Chinese becomes traditional."""

    phrases: Mapping[str, Phrase]
    traditional: Callable[[str], str] = to_traditional
    """Where a publication has a traditional edition, in the spelling of its report."""
    marked: Callable[[str], str] = str
    """Gives a traditional text that editors wrote the quotation marks of the report."""

    def __getitem__(self, key: str) -> Phrase:
        return self.phrases[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.phrases)

    def __len__(self) -> int:
        return len(self.phrases)

    def fill(self, key: str, **values: object) -> Bilingual:
        """The phrase of ``key`` in every language, each bilingual value in that language.

        >>> rate = Bilingual(zh="一成", en="a tenth")
        >>> general_interface().fill("growth_up", rate=rate)
        Bilingual(zh='增长一成', en='growth of a tenth', hant='')
        """
        phrase = self[key]
        zh, en = ({k: self._in(v, lang) for k, v in values.items()} for lang in ("zh", "en"))
        hant = ""
        if phrase.hant or any(isinstance(v, Bilingual) and v.hant for v in values.values()):
            traditional = {k: self._in(v, "hant") for k, v in values.items()}
            written = self.marked(phrase.hant) or self.traditional(phrase.zh)
            hant = written.format(**traditional)
        english = _english(phrase, values).format(**en)
        return Bilingual(zh=phrase.zh.format(**zh), en=english, hant=hant)

    def _in(self, value: object, language: str) -> object:
        if not isinstance(value, Bilingual):
            return value
        text = str(getattr(value, language))
        return (self.marked(text) if language == "hant" else text) or self.traditional(value.zh)


@cache
def general_interface() -> Interface:
    """The generator's own words. Raises AssertionError where the file is broken."""
    return Interface(shipped_records(FILE, Phrase))


def load_interface(data: Path, problems: Problems) -> Interface:
    """The generator's words with those of ``data/interface.yml``, which win key by key.

    A key that the interface does not have is reported, and so is a value in braces that the
    interface does not fill in there.
    """
    if not os.path.lexists(data / FILE):
        return general_interface()
    changed: dict[str, Phrase] = {}
    for key, record in load_mapping(data, FILE, Phrase, problems).items():
        if key not in general_interface():
            hint = nearest(key, general_interface())
            problems.add(REC005, record.place, f'unknown key "{key}"', hint)
        elif fault := _fault(record.value, general_interface()[key]):
            problems.add(REC007, record.place, f"{key}: {fault}")
        else:
            changed[key] = record.value
    return Interface({**general_interface(), **changed})


def _fault(phrase: Phrase, known: Phrase) -> str:
    """What makes ``phrase`` unusable in the place of ``known``; "" where nothing does."""
    try:
        unknown = sorted(phrase.values() - known.values())
    except ValueError:
        return "each { needs its }"
    names = ", ".join(f"{{{name}}}" for name in sorted(known.values())) or "none"
    return f"{{{unknown[0]}}} has no value here; those that have: {names}" if unknown else ""


def _english(phrase: Phrase, values: Mapping[str, object]) -> str:
    return phrase.en_one if phrase.en_one and str(values.get("n")) == "1" else phrase.en


@dataclass(frozen=True)
class Words:
    """The words of one edition: ``words("report")``, ``words.of(bilingual)``.

    >>> from build_tools.records.editions import ENGLISH, HANT
    >>> Words(HANT)("search"), Words(ENGLISH)("search")
    ('搜尋', 'Search')
    """

    edition: Edition
    interface: Interface = field(default_factory=general_interface)

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of ``key`` with its values filled in. Raises KeyError for an unknown key."""
        phrase = self.interface[key]
        if not self.edition.is_chinese:
            return _english(phrase, values).format(**values)
        hant = self.interface.marked(phrase.hant) if self.edition.script == "hant" else ""
        return (hant or self.chinese(phrase.zh)).format(**values)

    def for_scripts(self, *keys: str) -> dict[str, str]:
        """Phrases for the scripts of a page, which fill in values and choose ``…_one`` for 1."""
        phrases = {key: self.interface[key] for key in keys}
        texts = {
            key: self(key, **{n: f"{{{n}}}" for n in p.values()}) for key, p in phrases.items()
        }
        if self.edition.is_chinese:
            return texts
        return texts | {f"{key}_one": p.en_one for key, p in phrases.items() if p.en_one}

    def date(self, date: datetime.date, key: str = "date") -> str:
        """A date as the edition writes it.

        >>> from build_tools.records.editions import ENGLISH
        >>> Words(ENGLISH).date(datetime.date(2024, 1, 15))
        '15 January 2024'
        """
        return self(key, year=date.year, month=date.month, day=date.day, month_name=f"{date:%B}")

    def chinese(self, text: str) -> str:
        """The project's own Chinese in the edition's script."""
        return self.interface.traditional(text) if self.edition.script == "hant" else text

    def chinese_of(self, text: Bilingual) -> str:
        """The Chinese of ``text`` in the edition's script, as the editors give it or OpenCC."""
        given = text.hant if self.edition.script == "hant" else ""
        return self.interface.marked(given) or self.chinese(text.zh)

    def of(self, text: Bilingual | None) -> str:
        """``text`` in the edition's language; in the other one where that is missing."""
        if text is None:
            return ""
        zh = self.chinese_of(text)
        return (zh or text.en) if self.edition.is_chinese else (text.en or zh)

    def translation(self, publication: Publication, long: bool = False) -> str:
        """Whose translation the English is: some words, or whole sentences where ``long``.

        Nothing where there is no English.
        """
        made = publication.translation
        if made.status == "none":
            return ""
        notes = [self(f"translation_{made.status}{'_long' if long else ''}")]
        stop, space, mark = ("。", "", "；") if self.edition.is_chinese else (".", " ", "; ")
        for key, text in (("translation_by", made.translator), ("translation_from", made.source)):
            if name := self.of(text):
                notes.append(self(key, name=name) + (stop if long else ""))
        return (space if long else mark).join(notes)

    def own_chinese(self, text: str) -> str:
        """Chinese prose of the editors, in the edition's script and in its readers' words.

        >>> from build_tools.records.editions import HANT
        >>> Words(HANT).own_chinese("一字节")
        '一位元組'
        """
        if self.edition.script != "hant" or not self.edition.is_chinese:
            return text
        return in_readers_words(text, self.interface.traditional)

    def prose(self, text: Bilingual | None) -> str:
        """What editors explain, as :meth:`of` gives it, in the words of its readers.

        Names, titles and quotations are for :meth:`of`: they keep the words of the report.
        """
        if text is None or text.hant or not text.zh or not self.edition.is_chinese:
            return self.of(text)
        return self.own_chinese(text.zh)

    def lang_of(self, text: Bilingual) -> str:
        """The language in which :meth:`of` gives ``text``, where it is not the edition's."""
        if self.edition.is_chinese:
            return "" if text.zh or not text.en else "en"
        return "" if text.en or not text.zh else "zh-Hans"
