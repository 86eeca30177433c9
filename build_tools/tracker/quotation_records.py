"""Records that quote words of the text and give them a name."""

from typing import Annotated, Literal

from build_tools.records import Bilingual, Distinct, Identifier, IdOf, Record, SegmentId, Text

AchievementId = Annotated[Identifier, IdOf("achievement")]
CommitmentId = Annotated[Identifier, IdOf("commitment")]
IndicatorId = Annotated[Identifier, IdOf("indicator")]
EntryKind = Literal["achievement", "commitment"]
EntryKey = tuple[EntryKind, str]
"""The kind and the id of an achievement or a commitment; both may have one id."""


class Title(Bilingual):
    """What a record is called; a draft has no English name yet."""

    en: str = ""


class Draft(Record):
    """A record that may be a draft: made by the generator, and not yet read by an editor."""

    draft: bool = False
    """Delete this line to accept the record."""


class Quotation(Draft):
    """Words of the text with a name."""

    id: Identifier
    """Lower-case words joined by hyphens."""
    segment: SegmentId
    """The id of the sentence in which it is."""
    quote: Text
    """Its exact words, in simplified script."""
    english: str = ""
    """The words of the sentence's English that render the quote, once there is any."""
    elided: Distinct[Text] = ()
    """Other words of the sentence that the quote needs: its verb, its subject, or what makes its
    figure an aim. They are shown in grey."""
    english_elided: Distinct[Text] = ()
    """The same in the sentence's English, where the English of the quote lacks them."""
    title: Title
    """What readers see as its title."""


class Answer(Record):
    """A commitment that answers a problem."""

    commitment: CommitmentId
    """The id of the commitment."""
    note: Bilingual | None = None
    """How it answers the problem, where that does not show."""


class Difficulty(Quotation):
    """A difficulty that the report admits, and what the plan does about it."""

    answers: tuple[Answer, ...] = ()
    """The commitments that answer it, in the order of the text."""
    note: Bilingual | None = None
    """What the plan lacks; needed where there is no answer."""
