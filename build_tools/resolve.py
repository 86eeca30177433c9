"""Everything known about the publication, joined: the input of every page and export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.convert import Converted
from build_tools.model import Document
from build_tools.publication import Publication
from build_tools.restoration.restore import Restoration


@dataclass(frozen=True)
class Resolved:
    """The publication, ready for its pages."""

    publication: Publication
    document: Document
    restoration: Restoration
    converted: Converted
    translation: Mapping[str, str]
    """The English of each segment, by its id."""
