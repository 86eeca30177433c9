"""Everything known about the publication, joined: the input of every page and export."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.conversion.ledger import Converted
from build_tools.document.model import Document
from build_tools.glossary import termbase
from build_tools.glossary.coverage import GlossaryCoverage
from build_tools.glossary.matching import Matching
from build_tools.glossary.records import Glossary
from build_tools.publication.history import Release
from build_tools.publication.history_fit import PublishedTexts
from build_tools.publication.published_ids import Name, Published
from build_tools.records import Bilingual, Located
from build_tools.records.editions import Edition
from build_tools.records.line_decisions import LineDecision
from build_tools.records.publication import Publication, site_url
from build_tools.resources.interface import Interface, Words
from build_tools.restoration.repairs import Restoration
from build_tools.text.pinyin import Readings
from build_tools.tracker.model import ResolvedTracker
from build_tools.translation.checks import TranslationCoverage


@dataclass(frozen=True)
class Resolved:
    """The publication, ready for its pages."""

    publication: Publication
    document: Document
    restoration: Restoration
    converted: Converted
    translation: Mapping[str, str]
    """The English of each segment, by its id."""
    glossary: Glossary
    matching: Matching
    tracker: ResolvedTracker
    """What editors have read: counts, charts and exports have nothing else."""
    shown_tracker: ResolvedTracker
    """What the pages list: with the drafts, where the publication shows them."""
    interface: Interface
    readings: Readings
    glossary_coverage: GlossaryCoverage
    translation_coverage: TranslationCoverage
    decisions: tuple[Located[LineDecision], ...] = ()
    """What an editor decided about lines of the text."""
    history: tuple[Release, ...] = ()
    """The releases, the newest first."""
    published: tuple[Published, ...] = ()
    """What was published before, and where it was."""
    former: Mapping[Name, Name] = field(default_factory=dict)
    """The id that replaces each one that was published and is gone."""
    texts: PublishedTexts = field(default_factory=dict)
    """What a history may say has changed."""
    uncertain: Mapping[str, str] = field(default_factory=dict)
    """Why the English of a segment is uncertain, by its id."""

    @property
    def url(self) -> str:
        """The site's address, with a slash at its end."""
        return site_url(self.publication)

    @property
    def subjects(self) -> Mapping[str, Bilingual]:
        """The name of each subject of the glossary, as far as it has one."""
        return {**termbase.subjects(), **self.publication.subjects}

    @property
    def newest(self) -> Release | None:
        """The newest release, if there is one."""
        return self.history[0] if self.history else None

    @property
    def has_english(self) -> bool:
        """Whether there is an English edition with any English in it."""
        return bool(self.translation) and any(e.id == "en" for e in self.publication.published)

    def words(self, edition: Edition) -> Words:
        """The interface of ``edition`` in the publication's words."""
        return Words(edition, self.interface)
