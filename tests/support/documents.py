"""Segments and documents made by hand."""

from build_tools.diagnostics import Place
from build_tools.document.model import Document, Level, PartRole, Segment
from build_tools.text.word_conversion import to_traditional


def segment(
    id: str,
    hans: str = "",
    hant: str | None = None,
    level: Level = "sentence",
    part: PartRole = "review",
) -> Segment:
    """A sentence, or a heading of another level; without ``hant`` OpenCC makes it."""
    hant = to_traditional(hans) if hant is None else hant
    return Segment(
        id=id,
        part=part,
        kind="sentence" if level in ("sentence", "signature") else "heading",
        level=level,
        unit=id.rpartition(".")[0].replace(".", "-") or id,
        offset=0,
        paragraph=1,
        restored=hant,
        hant=hant,
        hans=hans,
        place=Place("source", 1, 1),
    )


def document(*texts: str) -> Document:
    """A document with one sentence for each text: ``1``, ``2`` and so on."""
    segments = tuple(segment(str(number), text) for number, text in enumerate(texts, 1))
    return Document(segments, Place("source"))
