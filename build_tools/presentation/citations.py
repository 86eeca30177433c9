"""Citations of a sentence or of the whole: GB/T 7714-2015 in Chinese, Chicago in English.

GB/T 7714-2015, 4.6 and its example of a report on the web: author. title[R/OL]. (date of the
report)[date of access]. address; a locator comes before the dates, as page numbers do. Chicago,
17th edition, 14.217 (papers read at a meeting), 14.12 (access dates) and 14.22 (locators where
there are no pages). An English citation says whose translation it cites.
"""

from __future__ import annotations

import datetime

from build_tools.document.model import Segment
from build_tools.records.publication import Publication
from build_tools.resources.interface import Words


def _translation(publication: Publication, words: Words) -> str:
    """What an English citation says of the translation, with its translator where one is named."""
    made = publication.translation
    if made.status == "none":
        return ""
    name = words(f"cite_translation_{made.status}")
    return f"{name} by {made.translator.en}" if made.translator.en else name


def _locator(segment: Segment, words: Words) -> str:
    """How a citation names a segment: "sentence 2023.1.1.3", "第2023.1.1.3句"."""
    return words(f"cite_{segment.kind}", id=segment.id)


def gb_t_7714(
    publication: Publication,
    address: str,
    words: Words,
    segment: Segment | None = None,
    accessed: datetime.date | None = None,
) -> str:
    """The Chinese entry for a list of references after GB/T 7714-2015, without its number.

    ``address`` is the sentence's full address, ``words`` are those of a Chinese edition. The
    standard asks for the date of access; where it is not known when the page is made, it is left
    out and the page's script fills it in.
    """
    issuer = f"{publication.issuer.zh}. " if publication.issuer.zh else ""
    where = f" {_locator(segment, words)}" if segment else " "
    given = f"({publication.date.isoformat()})" if publication.date else ""
    seen = f"[{accessed.isoformat()}]" if accessed else ""
    return f"{issuer}{publication.title.zh}[R/OL].{where}{given}{seen}. {address}."


def chicago(
    publication: Publication,
    address: str,
    words: Words,
    segment: Segment | None = None,
    accessed: datetime.date | None = None,
) -> str:
    """A full English note in Chicago style (notes and bibliography), without its number.

    ``words`` are those of the English edition.
    """
    date = words.date(publication.date, "cite_date") if publication.date else ""
    occasion = (words("cite_report"), publication.meeting.en, publication.place.en, date)
    title = publication.title.en or publication.title.zh
    parts = (
        publication.issuer.en,
        f"“{title}” ({', '.join(filter(None, occasion))})",
        _locator(segment, words) if segment else "",
        _translation(publication, words),
        publication.site.name.en or publication.site.name.zh,
        words("cite_accessed", date=words.date(accessed, "cite_date")) if accessed else "",
        address,
    )
    return ", ".join(filter(None, parts)) + "."
