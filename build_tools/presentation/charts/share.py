"""One bar that is divided into the shares of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Share:
    """A part of a whole, and the list of what belongs to it."""

    name: str
    count: int
    url: str


_UNIT = Markup(
    '<a href="{}" tabindex="-1"><rect class="share is-{}" x="{}" width="{}" height="1"/></a>'
)


def share_bar(shares: Sequence[Share]) -> Markup:
    """The bar as SVG: each share a link, as wide as its count.

    It is hidden from screen readers: the page lists the shares in words, with the same links.

    >>> share_bar([Share("one", 3, "a.html"), Share("two", 1, "b.html")]).count("<rect")
    2
    """
    out, at = [], 0
    for number, share in enumerate(shares):
        out.append(_UNIT.format(share.url, number, at, share.count))
        at += share.count
    opening = Markup(
        '<svg class="shares" viewBox="0 0 {} 1" preserveAspectRatio="none" aria-hidden="true">'
    )
    return opening.format(max(at, 1)) + Markup().join(out) + Markup("</svg>")
