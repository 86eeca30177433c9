"""Pictures that are drawn, not kept: the books' covers and the icons of the installed site.

Typst draws them with the fonts of the PDF, so the same words give the same bytes.
"""

from __future__ import annotations

import json
from typing import Literal

import typst

from build_tools.books.typesetting import fonts, program

ICON_POINTS = 256
COVER_POINTS = 600


def _drawn(cover: object, form: Literal["png", "svg"], ppi: float = 72) -> bytes:
    drawn = typst.compile(
        program("cover.typ"),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"cover": json.dumps(cover, ensure_ascii=False)},
        format=form,
        ppi=ppi,
    )
    # A title too long for one page makes several; the first is the cover.
    return drawn[0] if isinstance(drawn, list) else drawn


def icon_svg() -> bytes:
    """The site's icon, which scales."""
    return _drawn({"kind": "icon", "maskable": False}, "svg")


def icon_png(pixels: int, maskable: bool = False) -> bytes:
    """The icon as a picture of ``pixels`` each way.

    A maskable one fills its square and keeps its mark inside the middle four fifths (W3C, Web
    Application Manifest, "Icon masks and safe zone").
    """
    return _drawn({"kind": "icon", "maskable": maskable}, "png", 72 * pixels / ICON_POINTS)


def book_cover(zh: str, en: str, kind: str, issuer: str, width: int = 1000) -> bytes:
    """A book's cover, half as high again as ``width`` pixels."""
    titles = [
        {"text": text, "size": size, "han": han}
        for text, size, han in ((zh, 42, True), (en, 25, False))
        if text
    ]
    cover = {"kind": "book", "titles": titles, "kind_of_book": kind, "issuer": issuer}
    return _drawn(cover, "png", 72 * width / COVER_POINTS)
