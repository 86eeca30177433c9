"""The text of a publication and its records, for the checks that compare them."""

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.document.model import Document
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import Tracker


@dataclass(frozen=True)
class Joined:
    """The text of a publication, and the records about it."""

    publication: Located[Publication]
    document: Document
    translation: Mapping[str, str]
    """The English of each segment, by its id."""
    glossary: Glossary
    """With the general terms that occur."""
    matching: Matching
    tracker: Tracker
    """The records as they were written."""
    with_drafts: ResolvedTracker
    """The same in their places in the text."""
    without_drafts: ResolvedTracker

    @property
    def shown(self) -> ResolvedTracker:
        """What the site shows: drafts too, if publication.yml says ``drafts: true``."""
        return self.with_drafts if self.publication.value.drafts else self.without_drafts
