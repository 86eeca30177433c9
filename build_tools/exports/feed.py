"""``history.atom``: the releases of the publication as a feed (RFC 4287), one for each edition."""

import datetime

from lxml import etree

from build_tools.presentation.pages.history import FEED, PATH, release_anchor
from build_tools.presentation.pages.page import address
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words

NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(resolved: Resolved, words: Words) -> bytes:
    """The feed of an edition; it has an entry for each release."""
    edition, site = words.edition, resolved.publication.site
    root = resolved.url + edition.prefix
    page = root + address(PATH)
    top = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    top.set("{http://www.w3.org/XML/1998/namespace}lang", edition.lang)

    def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
        made.text = text or None
        return made

    add(top, "id", page)
    add(top, "title", f"{words.of(site.name)}{words('colon')}{words('history')}")
    add(top, "updated", _moment(resolved.history[0].date))
    add(top, "link", rel="self", type="application/atom+xml", href=root + FEED)
    add(top, "link", rel="alternate", type="text/html", href=page)
    author = add(top, "author")
    add(author, "name", words.of(site.maintainer) or words.of(site.name))
    for release in resolved.history:
        entry = add(top, "entry")
        there = f"{page}#{release_anchor(release.version)}"
        add(entry, "id", there)
        add(entry, "title", words("release", name=release.version, date=release.date))
        add(entry, "updated", _moment(release.date))
        add(entry, "link", rel="alternate", type="text/html", href=there)
        add(entry, "summary", words.of(release.note))
    made: bytes = etree.tostring(top, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made


def _moment(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"
