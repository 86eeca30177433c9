"""A citation of a sentence, or of the whole: GB/T 7714-2015 and Chicago, in Chinese and English.

GB/T 7714-2015, 4.6 and its example of a report on the web: author. title[R/OL]. (date of the
report)[date of access]. address; what stands for the pages comes before the dates. Chicago, 17th
edition, 14.217 (papers read at a meeting), 14.12 (access dates) and 14.22 (locators where there
are no pages). What is cited in English is this site's translation, and says so.
"""

from __future__ import annotations

import datetime
from typing import Literal

from build_tools.model import Kind, Segment
from build_tools.publication import Publication
from build_tools.translation.amounts import MONTHS

Language = Literal["zh", "en"]

_LOCATORS: dict[Kind, dict[Language, str]] = {
    "sentence": {"zh": "第{}句", "en": "sentence {}"},
    "heading": {"zh": "标题{}", "en": "heading {}"},
}
_UNOFFICIAL = "unofficial English translation"


def locator(segment: Segment, language: Language) -> str:
    """How a citation names a segment: "sentence 2023.1.1.3", "第2023.1.1.3句"."""
    return _LOCATORS[segment.kind][language].format(segment.id)


def _day(date: datetime.date, language: Language) -> str:
    if language == "zh":
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


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
    title = getattr(publication.title, language)
    if language == "en":
        title = f"{title}: {_UNOFFICIAL}"
    where = f" {locator(segment, language)}" if segment else " "
    seen = f"[{accessed.isoformat()}]" if accessed else ""
    return (
        f"{getattr(publication.issuer, language)}. {title}[R/OL]."
        f"{where}({publication.date.isoformat()}){seen}. {address}."
    )


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
    occasion = (publication.meeting.zh, publication.place.zh, _day(publication.date, "zh"))
    parts = [
        publication.issuer.zh,
        f"《{publication.title.zh}》（{'，'.join(occasion)}）",
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
    occasion = (publication.meeting.en, publication.place.en, _day(publication.date, "en"))
    parts = [
        publication.issuer.en,
        f"“{publication.title.en}” (report, {', '.join(occasion)})",
        *([locator(segment, "en")] if segment else []),
        _UNOFFICIAL,
        publication.site.name.en,
        *([f"accessed {_day(accessed, 'en')}"] if accessed else []),
        address,
    ]
    return ", ".join(parts) + "."
