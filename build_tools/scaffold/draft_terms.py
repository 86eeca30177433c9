"""Draft terms from the annex in which a report explains its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.document.annex import Note
from build_tools.text.pinyin import spelling
from build_tools.text.plain import unmarked, unused_name

LONGEST_ID = 60
_QUOTED = re.compile(r"^[“\"「]([^“”\"「」]+)[”\"」]$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True)
class DraftTerm:
    """A term with the report's own explanation."""

    id: str
    zh: str
    definition_zh: str


def draft_terms(notes: Iterable[Note]) -> list[DraftTerm]:
    """A draft for each term that an annex explains, sorted by id; the first of equal terms counts.

    >>> [term.id for term in draft_terms([Note(1, "“两山”理论", "绿水青山就是金山银山。")])]
    ['liang-shan-li-lun']
    """
    found: dict[str, DraftTerm] = {}
    seen: set[str] = set()
    for note in notes:
        zh = _CONTROL.sub("", note.term).strip()
        zh = _QUOTED.sub(r"\1", zh)
        text = _CONTROL.sub("", note.text).strip()
        if not zh or not text or zh in seen:
            continue
        seen.add(zh)
        id_ = unused_name(_slug(zh), found)
        found[id_] = DraftTerm(id_, zh, text)
    return [found[id_] for id_ in sorted(found)]


def _slug(zh: str) -> str:
    words = re.findall("[a-z0-9]+", unmarked(spelling(zh)))
    slug = ""
    for word in words:
        if len(slug) + len(word) >= LONGEST_ID:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "term"
