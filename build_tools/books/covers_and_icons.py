"""The books' covers and the icons of the installed site, drawn by Typst. A cache keeps them."""

from build_tools.books.typesetting import typeset
from build_tools.system.cache import Cache
from build_tools.text.source_types import Script

ICON_POINTS = 256
COVER_POINTS, COVER_PIXELS = 600, 1000
_PROGRAM = "covers_and_icons"


def icon_svg(cache: Cache) -> bytes:
    """The site's icon, which scales."""
    return typeset(_PROGRAM, {"kind": "icon", "maskable": False}, cache, format="svg", ppi=72)


def icon_png(pixels: int, cache: Cache, maskable: bool = False) -> bytes:
    """The icon as a picture of ``pixels`` each way.

    A maskable one fills its square and keeps its mark inside the middle four fifths (W3C, Web
    Application Manifest, "Icon masks and safe zone").
    """
    icon = {"kind": "icon", "maskable": maskable}
    return typeset(_PROGRAM, icon, cache, format="png", ppi=72 * pixels / ICON_POINTS)


def book_cover(zh: str, en: str, kind: str, issuer: str, script: Script, cache: Cache) -> bytes:
    """A book's cover. A title may be ""; ``script`` is that of its Chinese."""
    titles = [
        {"text": text, "size": size, "han": han}
        for text, size, han in ((zh, 42, True), (en, 25, False))
        if text
    ]
    words = {"titles": titles, "kind_of_book": kind, "issuer": issuer}
    cover = {"kind": "book", "script": script, **words}
    # A title too long for one page makes several; the first is the cover.
    return typeset(_PROGRAM, cover, cache, format="png", ppi=72 * COVER_PIXELS / COVER_POINTS)
