"""What is cited: the report, one of its sentences, or an entry that this project made."""

import datetime
from dataclasses import dataclass
from typing import Literal, Self

from build_tools.presentation.citations.slots import slot
from build_tools.records import Fillable
from build_tools.records.editions import ENGLISH, HANS, Edition
from build_tools.records.publication import Publication
from build_tools.resources.interface import Words

CitedKind = Literal["report", "sentence", "heading", "term", "record", "chart", "list"]
"""What can be cited. The last four are entries: pages of the site, by its maintainer."""


@dataclass(frozen=True)
class Day:
    """A day as the forms write it: ISO 8601, with slashes, in English, and as JSON's numbers."""

    iso: str
    slashes: str
    english: str
    parts: str

    @classmethod
    def of(cls, date: datetime.date, words: Words) -> Self:
        """``words`` are those of the English edition."""
        parts = f"{date.year},{date.month},{date.day}"
        return cls(f"{date}", f"{date:%Y/%m/%d}", words.date(date, "cite_date"), parts)


TODAY = Day(*map(slot, ("iso", "slashes", "english", "parts")))
"""The day on which the page's script makes the citation."""


@dataclass(frozen=True)
class Cited:
    """One thing to cite. Each text is in both languages, as far as there are both."""

    kind: CitedKind
    key: str
    """For programs: letters, digits, dots and hyphens."""
    author: Fillable
    title: Fillable
    genre: Fillable
    """What the thing is, such as a report or an entry of the glossary."""
    site: Fillable
    address: Fillable
    locator: Fillable
    """Which sentence."""
    translation: str
    """What an English citation says of the translation, with its translator where one is named."""
    meeting: Fillable
    place: Fillable
    date: datetime.date | None
    """The date of the report, or for an entry that of the version."""
    accessed: Day | None
    """Unknown while the site is built."""
    in_chinese: bool
    """The edition: the language of the forms that programs read."""

    @property
    def is_entry(self) -> bool:
        return self.kind in ("term", "record", "chart", "list")


@dataclass(frozen=True)
class Citer:
    """Makes what an edition's pages let readers cite."""

    publication: Publication
    words: Words
    root: str
    """The site's address, with a slash at its end."""
    version: datetime.date | None = None
    """The day of the newest version."""

    @property
    def chinese(self) -> Words:
        """The edition's own Chinese, or the simplified one."""
        return self.words if self.words.edition.is_chinese else self._other(HANS)

    @property
    def english(self) -> Words:
        return self._other(ENGLISH)

    def _other(self, edition: Edition) -> Words:
        return Words(edition, self.words.interface)

    def both(self, key: str, **values: object) -> Fillable:
        """A phrase of the interface in both languages."""
        return Fillable(zh=self.chinese(key, **values), en=self.english(key, **values))

    def _texts(self, text: Fillable) -> Fillable:
        return Fillable(zh=self.chinese.chinese_of(text) if text.zh else "", en=text.en)

    def _addresses(self, page: str, anchor: str) -> Fillable:
        """The page in the edition of each language, where the site has that."""
        end = f"{page}{anchor and f'#{anchor}'}"
        has_english = ENGLISH in self.publication.published
        return Fillable(
            zh=self.root + self.chinese.edition.prefix + end,
            en=self.root + (ENGLISH.prefix if has_english else "") + end,
        )

    def report(
        self,
        page: str,
        segment: str = "",
        kind: Literal["sentence", "heading"] = "sentence",
        accessed: Day | None = None,
        last: str = "",
    ) -> Cited:
        """The report at the address ``page`` of an edition, or the ``segment`` there.

        With ``last`` it is the sentences from ``segment`` to that one.
        """
        record, name = self.publication, short_name(self.publication)
        anchor, locator = segment, Fillable()
        if last:
            anchor = f"{segment}-{last}"
            locator = self.both("cite_sentences", first=segment, last=last)
        elif segment:
            locator = self.both(f"cite_{kind}", id=segment)
        return Cited(
            kind=kind if segment else "report",
            key=f"{name}-{anchor}" if anchor else name,
            author=self._texts(record.issuer),
            title=self._texts(record.title),
            genre=self.both("cite_report"),
            site=self._texts(record.site.name),
            address=self._addresses(page, anchor),
            locator=locator,
            translation=self._translation(),
            meeting=self._texts(record.meeting),
            place=self._texts(record.place),
            date=record.date,
            accessed=accessed,
            in_chinese=self.words.edition.is_chinese,
        )

    def entry(
        self,
        page: str,
        anchor: str,
        title: str,
        kind: Literal["term", "record", "chart", "list"],
        accessed: Day | None = None,
    ) -> Cited:
        """An entry of this project, whose title is in the edition's language.

        A list has no anchor: it is its page, with what it is filtered by in the address.
        """
        site = self._texts(self.publication.site.name)
        end = f"{page}{anchor and f'#{anchor}'}"
        address = f"{self.root}{self.words.edition.prefix}{end}"
        maintainer = self._texts(self.publication.site.maintainer)
        english = maintainer.en[:1].upper() + maintainer.en[1:]  # it begins the citation
        return Cited(
            kind=kind,
            key=f"{short_name(self.publication)}-{anchor or kind}",
            author=Fillable(zh=maintainer.zh, en=english) if maintainer.zh or english else site,
            title=Fillable(zh=title, en=title),
            genre=self.both(f"cite_{kind}"),
            site=site,
            address=Fillable(zh=address, en=address),
            locator=Fillable(),
            translation="",
            meeting=Fillable(),
            place=Fillable(),
            date=self.version,
            accessed=accessed,
            in_chinese=self.words.edition.is_chinese,
        )

    def _translation(self) -> str:
        made = self.publication.translation
        if made.status == "none":
            return ""
        name = self.english(f"cite_translation_{made.status}")
        return f"{name} by {made.translator.en}" if made.translator.en else name


def short_name(publication: Publication) -> str:
    """A name for files and keys: the repository's, else the last word of the site's address.

    Of an address without a path that is the first word of the host.
    """
    site = publication.site
    repository = str(site.repository or "").rstrip("/").rpartition("/")[2].removesuffix(".git")
    path = (site.url.path or "").strip("/").rpartition("/")[2]
    return repository or path or (site.url.host or "report").removeprefix("www.").partition(".")[0]
