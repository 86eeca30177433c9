"""A citation of a sentence, or of the whole: GB/T 7714-2015 and Chicago, in Chinese and English.

GB/T 7714-2015, 4.6 and its example of a report on the web: author. title[R/OL]. (date of the
report)[date of access]. address; what stands for the pages comes before the dates. Chicago, 17th
edition, 14.217 (papers read at a meeting), 14.12 (access dates) and 14.22 (locators where there
are no pages). A citation in English says whose translation it cites.
"""

from __future__ import annotations

import datetime
from typing import Literal

from build_tools.amounts.english import MONTHS
from build_tools.document.model import Kind, Segment
from build_tools.records.publication import Publication

Language = Literal["zh", "en"]

_LOCATORS: dict[Kind, dict[Language, str]] = {
    "sentence": {"zh": "第{}句", "en": "sentence {}"},
    "heading": {"zh": "标题{}", "en": "heading {}"},
}
_TRANSLATIONS = {
    "project": "unofficial English translation",
    "official": "official English translation",
    "mixed": "partly official English translation",
}


def _translation(publication: Publication) -> str:
    made = publication.translation
    return _TRANSLATIONS[made.status] + (f" by {made.translator.en}" if made.translator.en else "")


def locator(segment: Segment, language: Language) -> str:
    """How a citation names a segment: "sentence 2023.1.1.3", "第2023.1.1.3句"."""
    return _LOCATORS[segment.kind][language].format(segment.id)


def _day(date: datetime.date, language: Language) -> str:
    if language == "zh":
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


def _occasion(publication: Publication, language: Language) -> list[str]:
    """The meeting, the place and the day, as far as they are known."""
    day = _day(publication.date, language) if publication.date else ""
    words = (getattr(publication.meeting, language), getattr(publication.place, language), day)
    return [word for word in words if word]


def gb_t_7714(
    publication: Publication,
    address: str,
    language: Language,
    segment: Segment | None = None,
    accessed: datetime.date | None = None,
) -> str:
    """The entry for a list of references after GB/T 7714-2015, without its number.

    ``address`` is the sentence's full address. The standard asks for the date of access; where
    it is not known when the page is made, it is left out and the reader's page puts it in.
    """
    title = getattr(publication.title, language) or publication.title.zh
    issuer = getattr(publication.issuer, language) or publication.issuer.zh
    if language == "en":
        title = f"{title}: {_translation(publication)}"
    where = f" {locator(segment, language)}" if segment else " "
    given = f"({publication.date.isoformat()})" if publication.date else ""
    seen = f"[{accessed.isoformat()}]" if accessed else ""
    return (f"{issuer}. " if issuer else "") + f"{title}[R/OL].{where}{given}{seen}. {address}."


def chicago(
    publication: Publication,
    address: str,
    language: Language,
    segment: Segment | None = None,
    accessed: datetime.date | None = None,
) -> str:
    """A full note in Chicago style, notes and bibliography, without its number."""
    return (_chicago_zh if language == "zh" else _chicago_en)(
        publication, address, segment, accessed
    )


def _chicago_zh(
    publication: Publication,
    address: str,
    segment: Segment | None,
    accessed: datetime.date | None,
) -> str:
    occasion = "，".join(_occasion(publication, "zh"))
    parts = [
        *([publication.issuer.zh] if publication.issuer.zh else []),
        f"《{publication.title.zh}》" + (f"（{occasion}）" if occasion else ""),
        *([locator(segment, "zh")] if segment else []),
        f"“{publication.site.name.zh}”网站",
        *([f"{_day(accessed, 'zh')}访问"] if accessed else []),
        address,
    ]
    return "，".join(parts) + "。"


def _chicago_en(
    publication: Publication,
    address: str,
    segment: Segment | None,
    accessed: datetime.date | None,
) -> str:
    occasion = ", ".join(["report", *_occasion(publication, "en")])
    parts = [
        *([publication.issuer.en] if publication.issuer.en else []),
        f"“{publication.title.en or publication.title.zh}” ({occasion})",
        *([locator(segment, "en")] if segment else []),
        _translation(publication),
        publication.site.name.en or publication.site.name.zh,
        *([f"accessed {_day(accessed, 'en')}"] if accessed else []),
        address,
    ]
    return ", ".join(parts) + "."
