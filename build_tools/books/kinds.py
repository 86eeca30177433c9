"""Which books a publication has: one in each edition, and one with both languages."""

from typing import Literal

from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, ENGLISH, HANS, Edition, EditionId

BookKind = EditionId | Literal["bilingual"]
EDITION_OF: dict[BookKind, Edition] = {**{each.id: each for each in EDITIONS}, "bilingual": HANS}
"""The edition whose text and interface words a book has."""


def kinds(resolved: Resolved) -> list[BookKind]:
    """The books that can be made; those with English only where there is a translation."""
    published = resolved.publication.published
    found: list[BookKind] = [edition.id for edition in published if edition.is_chinese]
    if resolved.has_english and ENGLISH in published:
        found += ["en", "bilingual"]
    return found
