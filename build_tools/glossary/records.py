"""The glossary's terms, and the phrases that are left out of it.

A term's traditional form and its pinyin are derived (OpenCC, pypinyin) unless its record gives
them. :mod:`build_tools.glossary.loading` reads them, and :mod:`build_tools.glossary.lint` checks
whether they fit the text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import ValidationInfo, model_validator

from build_tools.diagnostics import Place
from build_tools.records import Bilingual, Distinct, Identifier, IdOf, Located, Record, Text
from build_tools.records.types import require_languages
from build_tools.text.han import HAN_RUN
from build_tools.text.pinyin import NO_READINGS, Readings, spelling
from build_tools.text.source_types import Script
from build_tools.text.word_conversion import to_traditional

TermOrigin = Literal["official", "established", "project"]


class TermRecord(Record):
    """A term as an editor writes it."""

    id: Identifier
    """Lower-case words joined by hyphens; addresses of the term end with it."""
    zh: Text
    """The form by which the glossary lists it, simplified, as the text writes it."""
    also: tuple[Text, ...] = ()
    """Other forms in the text that mean the same."""
    hant: Text | tuple[Text, ...] = ()
    """The traditional form of ``zh``, or of each form, where the derived one is wrong."""
    pinyin: Text | None = None
    """Its pinyin, where the derived one is wrong."""
    en: Text
    """The English that is preferred."""
    en_also: Distinct[Text] = ()
    """Other English that a reader may meet; the pages show it."""
    en_forms: Distinct[Text] = ()
    """Forms of the English in running text, for matching only: inflections, other word order."""
    uncertain: bool = False
    """Whether the meaning or the English is not certain; the pages say so."""
    origin: TermOrigin
    source: Text | None = None
    """The document, with its year, that uses this English; not with `project`."""
    definition: Text
    """What it means, in one or two plain sentences."""
    definition_zh: Text | None = None
    """The same in Chinese: a reader of either edition must learn the same."""
    see: Distinct[Annotated[Text, IdOf("term")]] = ()
    """The ids of terms that help to understand it."""
    not_in: Distinct[Text] = ()
    """Longer words inside which no form of the term may be matched."""
    former: Distinct[Identifier] = ()
    """Ids under which it was published before; their addresses go on leading to it."""

    @model_validator(mode="after")
    def _languages(self, info: ValidationInfo) -> Self:
        keys = ("definition_zh", "definition")
        require_languages(self.definition_zh or "", self.definition, info, keys)
        require_languages(self.zh, self.en, info)
        return self


class DraftRecord(Record):
    """A term that still lacks its English; it is matched nowhere until it is completed."""

    id: Identifier
    zh: Text
    also: tuple[Text, ...] = ()
    hant: Text | tuple[Text, ...] = ()
    pinyin: Text | None = None
    definition_zh: Text
    draft: bool


class Omitted(Record):
    """A phrase in quotation marks that is deliberately no term."""

    phrase: Text
    """The phrase, simplified."""
    why: Bilingual
    """Why it is not a term."""


@dataclass(frozen=True, order=True)
class Form:
    """One way in which the text writes a term, in both scripts, equally long."""

    hans: str
    hant: str

    def text(self, script: Script) -> str:
        return self.hant if script == "hant" else self.hans


@dataclass(frozen=True)
class Term:
    """A term: its record, its subject, and what is derived from the record."""

    located: Located[TermRecord]
    category: str
    """The subject: the stem of the file's name."""
    forms: tuple[Form, ...]
    """The form by which the glossary lists the term, then the others."""
    is_general: bool = False
    """Whether it comes from the termbase that is shipped with the generator."""
    traditional: Callable[[str], str] = field(default=to_traditional, compare=False, repr=False)
    """How the project's own Chinese becomes traditional."""
    readings: Readings = field(default=NO_READINGS, compare=False, repr=False)

    @property
    def record(self) -> TermRecord:
        return self.located.value

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def hans(self) -> str:
        return self.forms[0].hans

    @property
    def hant(self) -> str:
        return self.forms[0].hant

    def text(self, script: Script) -> str:
        """The form by which the glossary lists it."""
        return self.forms[0].text(script)

    @cached_property
    def pinyin(self) -> str:
        """One syllable a Han character, with tone marks; Latin letters and figures as they are."""
        given = self.record.pinyin
        return " ".join(given.split()) if given else spelling(self.record.zh, self.readings)

    @property
    def reading(self) -> str:
        """The pinyin as readers get it; "" where the form has no Han character, such as 3+5."""
        return self.pinyin if HAN_RUN.search(self.hans) else ""

    @property
    def en(self) -> str:
        return self.record.en

    @cached_property
    def english(self) -> tuple[str, ...]:
        """All English that renders the term, the preferred first."""
        return (self.record.en, *self.record.en_also, *self.record.en_forms)

    @property
    def definition(self) -> str:
        return self.record.definition

    def chinese_definition(self, script: Script) -> str:
        """The Chinese definition; "" where there is none."""
        text = self.record.definition_zh or ""
        return self.traditional(text) if script == "hant" else text

    def spelt(self, traditional: Callable[[str], str], readings: Readings) -> Self:
        """The term with the traditional forms that its record does not give, and its readings."""
        given = self.record.hant
        known = 1 if isinstance(given, str) else len(given)
        forms = (
            form if index < known else Form(form.hans, traditional(form.hans))
            for index, form in enumerate(self.forms)
        )
        return replace(self, forms=tuple(forms), traditional=traditional, readings=readings)

    def place_of_form(self, index: int) -> Place:
        """The place of one of its forms, by its number."""
        return self.at("also", index - 1) if index else self.at("zh")

    def at(self, *path: str | int) -> Place:
        """The place of a part of its record, such as ``at("see", 0)``; else the record's."""
        return self.located.at(*path)


@dataclass(frozen=True)
class Glossary:
    """All terms, sorted by id, and the phrases left out, sorted by phrase."""

    terms: tuple[Term, ...] = ()
    omitted: tuple[Located[Omitted], ...] = ()
    drafts: tuple[Located[DraftRecord], ...] = ()
    """Terms without English, such as those that the report itself explains."""

    @cached_property
    def by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def former(self) -> dict[str, str]:
        """The id of each term by those that it had before."""
        return {old: term.id for term in self.terms for old in term.record.former}

    @cached_property
    def hans_forms(self) -> dict[str, list[str]]:
        """The simplified forms of each term, by its id."""
        return {term.id: [form.hans for form in term.forms] for term in self.terms}

    @cached_property
    def categories(self) -> tuple[str, ...]:
        return tuple(sorted({term.category for term in self.terms}))
