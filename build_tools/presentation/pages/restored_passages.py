"""The errata on the pages of the report: a sign after each restored passage, and its note."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.diagnostics import Place
from build_tools.document.model import Document, Segment
from build_tools.presentation.pages.page import segment_address
from build_tools.presentation.templating import relative
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words
from build_tools.restoration.errata import Erratum
from build_tools.restoration.repairs import Repair, Restoration

_SIGN = Markup(
    '<a class="restored" href="{url}" data-note="{note}" data-n="{n}" aria-label="{name}"></a>'
)


@dataclass(frozen=True)
class RestoredPassage:
    """A passage that an erratum restored."""

    number: int
    """Counts the errata in the order of the source from 1."""
    repair: Repair
    record: Erratum
    place: Place
    """In the source."""
    segment: Segment | None
    """The one with its last words; None where that line is left out of the report."""
    end: int
    """How many characters of the segment come before the passage's end."""

    @property
    def note(self) -> str:
        """Its anchor on a page of the report."""
        return f"note-erratum-{self.number}"

    def url(self, page: str) -> str:
        """From ``page`` to its entry in the editorial notes."""
        return relative(f"notes.html#erratum-{self.number}", page)

    def segment_url(self, page: str) -> str:
        return relative(segment_address(self.segment), page) if self.segment else ""


def segment_at(document: Document, offset: int) -> Segment | None:
    """The segment that holds the character at ``offset`` of the restored text."""
    index = bisect_right(document.segments, offset, key=lambda segment: segment.offset) - 1
    segment = document.segments[index] if index >= 0 else None
    if segment and offset < segment.offset + len(segment.restored):
        return segment
    return None


def _end(
    restoration: Restoration, document: Document, repair: Repair
) -> tuple[Segment | None, int]:
    """The segment with a repair's last character that the report has, and the end there."""
    origin = restoration.traced.origin
    first, last = (bisect_left(origin, at) for at in (repair.start, repair.end))
    for at in range(last - 1, first - 1, -1):
        if segment := segment_at(document, at):
            return segment, at + 1 - segment.offset
    return None, 0


def restored_passages(resolved: Resolved) -> list[RestoredPassage]:
    """The passages that errata restored, in the order of the source."""
    restoration = resolved.restoration
    found = [repair for repair in restoration.repairs if repair.erratum]
    return [
        RestoredPassage(
            number,
            repair,
            repair.erratum.value,
            restoration.source_place(repair.start),
            *_end(restoration, resolved.document, repair),
        )
        for number, repair in enumerate(found, 1)
        if repair.erratum
    ]


def on_page(
    places: Sequence[RestoredPassage], segments: Sequence[Segment]
) -> list[RestoredPassage]:
    """Those of ``places`` that are in the segments of a page."""
    ids = {segment.id for segment in segments}
    return [place for place in places if place.segment and place.segment.id in ids]


def restored_signs(
    places: Sequence[RestoredPassage], words: Words, page: str
) -> Mapping[str, Mapping[int, Markup]]:
    """For each segment, what follows the characters that end a restored passage.

    Without scripts a sign is a link to the editorial notes.
    """
    found: dict[str, dict[int, Markup]] = {}
    for place in places:
        if place.segment:
            sign = _SIGN.format(
                url=place.url(page),
                note=place.note,
                n=place.number,
                name=words("restored_place", n=place.number),
            )
            at = found.setdefault(place.segment.id, {})
            at[place.end] = at.get(place.end, Markup()) + sign
    return found
