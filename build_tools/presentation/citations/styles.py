"""Citations for people: GB/T 7714 in Chinese, Chicago and APA in English.

GB/T 7714-2015, 4.6 and its examples of reports and pages on the web: author. title[type/OL].
locator(date)[date of access]. address. A Chinese citation leads to a Chinese edition, an English
one to the English edition. Chicago, 17th edition, 14.217 (papers read at a meeting), 14.207 (pages
of a site), 14.12 (access dates) and 14.22 (locators without pages). APA, 7th edition, 10.4 and
10.16. One style of dates in each. No citation ends with a full stop: copied with the address, it
would break it, and GB/T 7714 leaves it to the author.
"""

from build_tools.presentation.citations.cited import Cited
from build_tools.records import Fillable
from build_tools.resources.interface import Words


def chinese(text: Fillable) -> str:
    return text.zh or text.en


def english(text: Fillable) -> str:
    return text.en or text.zh


def gb_t_7714(cited: Cited) -> str:
    """The entry for a list of references after GB/T 7714-2015, without its number.

    The standard asks for the date of access; where that is not known it is left out.
    """
    pick = chinese if cited.in_chinese or not cited.is_entry else english
    author = f"{pick(cited.author)}. " if pick(cited.author) else ""
    title = pick(cited.title)
    if cited.is_entry:
        colon = "：" if cited.in_chinese else ": "
        title = f"{title}{colon}{pick(cited.genre)}[EB/OL]."
    else:
        title = f"{title}[R/OL]."
    date = f"({cited.date.isoformat()})" if cited.date else ""
    seen = f"[{cited.accessed.iso}]" if cited.accessed else ""
    where = f"{pick(cited.locator)}{date}{seen}"
    return f"{author}{title}{f' {where}.' if where else ''} {pick(cited.address)}"


def chicago(cited: Cited, words: Words) -> str:
    """A full note in Chicago style (notes and bibliography), without its number.

    ``words`` are those of the English edition.
    """
    date = words.date(cited.date, "cite_date") if cited.date else ""
    title = f"“{english(cited.title)}”"
    if cited.is_entry:
        title += f" ({english(cited.genre)})"
        date = words("cite_modified", date=date) if date else ""
        author = english(cited.author) if cited.author != cited.site else ""
        parts = [author, title, english(cited.site), date]
    else:
        occasion = (cited.genre.en, cited.meeting.en, cited.place.en, date)
        title += f" ({', '.join(filter(None, occasion))})"
        site = english(cited.site)
        parts = [cited.author.en, title, cited.locator.en, cited.translation, site]
    if cited.accessed:
        parts.append(words("cite_accessed", date=cited.accessed.english))
    return ", ".join(filter(None, [*parts, english(cited.address)]))


def apa(cited: Cited, words: Words) -> str:
    """The entry for a list of references in APA style; ``words`` are of the English edition."""
    date = words.date(cited.date, "cite_apa_date") if cited.date else words("cite_no_date")
    details = "; ".join(filter(None, (cited.locator.en, cited.translation)))
    title = f"{english(cited.title)}{f' ({details})' if details else ''}"
    if cited.is_entry or not details:
        title += f" [{english(cited.genre).capitalize()}]"
    site = f"{english(cited.site)}. " if cited.author != cited.site else ""
    author = cited.author.en if not cited.is_entry else english(cited.author)
    start = f"{author}. ({date}). {title}." if author else f"{title}. ({date})."
    address = english(cited.address)
    if cited.accessed:
        address = words("cite_retrieved", date=cited.accessed.english, address=address)
    return f"{start} {site}{address}"
