"""The records of ``data/tracker/``: what was achieved, what is promised, and how they are joined.

Loading validates each record by itself; :mod:`build_tools.tracker.checks` holds the records
against the document and against each other.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, ClassVar, Self, TypeVar

from pydantic import Field

from build_tools.amounts.basis import Basis
from build_tools.diagnostics import Code, Problems, list_hint, nearest, nearest_word
from build_tools.records import (
    REC009,
    Bilingual,
    Distinct,
    Identifier,
    IdOf,
    Located,
    Record,
    SegmentId,
    Text,
    load_list,
    load_one,
)
from build_tools.resources.units import Units, general_units
from build_tools.resources.vocabulary import (
    Choice,
    ChoiceList,
    Listed,
    Vocabulary,
    general_vocabulary,
    load_own_lists,
    with_own_lists,
)
from build_tools.tracker.outcome_records import Outcomes
from build_tools.tracker.quotation_records import (
    AchievementId,
    CommitmentId,
    Difficulty,
    Draft,
    EntryKind,
    IndicatorId,
    Quotation,
)

TRK001 = Code(
    "TRK001",
    "A word is not in its closed list, such as that of subjects or reasons.",
    "Use one of the words that the hint lists, or add the word to data/vocabulary.yml.",
    breaks="record",
    example='"economics" is not a known subject (hint: did you mean "economy"?)',
)
EntryId = Annotated[Identifier, IdOf("entry")]
"""The id of an achievement or of a commitment."""


class Entry(Quotation):
    """What achievements and commitments share: words of the text, named and sorted."""

    kind: ClassVar[EntryKind]
    subjects: Annotated[Distinct[Text], Field(min_length=1, max_length=2), Listed("subject")]
    """One or two subjects, for filtering."""
    overlaps: Distinct[EntryId] = ()
    """Records of the same kind that share some of these words, on purpose."""
    former: Distinct[Identifier] = ()
    """Ids under which it was published before; their addresses go on leading to it."""
    measures: dict[Text, Text] = Field(default_factory=dict)
    """What a figure of the quote measures, by the figure as it is written, where the words next to
    it do not say so."""


class Achievement(Entry):
    """Something that the review says was done."""

    kind = "achievement"


class Commitment(Entry):
    """Something that the plan says will be done."""

    kind = "commitment"
    strength: Annotated[Text, Listed("strength")]
    """How firmly it is put."""
    ceiling: bool | None = None
    """Whether its figure is not to be exceeded, where no word of bound stands with it and the other
    words mislead."""


class Context(Draft):
    """Words that report no deed and promise none, and why they are left out."""

    segment: SegmentId
    """The id of the sentence."""
    quote: Text
    """The exact words, in simplified script."""
    why: Bilingual
    """Why they are not a deed."""
    figures: Distinct[Text] = ()
    """Figures in these words that measure no deed, each as it is written."""
    former: Distinct[Identifier] = ()
    """Ids of achievements or commitments that these words were published as."""


class Link(Draft):
    """An achievement and a commitment that takes it up."""

    achievement: AchievementId
    """The id of the achievement."""
    commitment: CommitmentId
    """The id of the commitment."""
    strength: Annotated[Text | None, Listed("link_strength")] = None
    """Of what kind the tie is; the guide has the rule."""
    relation: Annotated[Text, Listed("relation")]
    """A word of the vocabulary, or ``compare`` where figures decide which."""
    indicator: IndicatorId | None = None
    """What both figures measure; with `compare` and `growth-target` only."""
    note: Bilingual | None = None
    """What readers must know of the link."""


class NoFollowUp(Record):
    """Why an achievement has no follow-up."""

    achievement: AchievementId
    """The id of the achievement."""
    reason: Annotated[Text, Listed("reason")]
    """Why it has none."""
    note: Bilingual | None = None
    """What the reason does not say."""


class NoOrigin(Record):
    """What is known of a commitment that takes up no achievement."""

    commitment: CommitmentId
    """The id of the commitment."""
    status: Annotated[Text, Listed("origin")]
    """What its own words, or the review, say about it."""
    note: Bilingual | None = None
    """What the status does not say."""


class AlsoBasis(Record):
    """Another basis that the words may suggest for this indicator, and why it is the same."""

    basis: Basis
    """The other basis."""
    why: Bilingual
    """Why it is the same here."""


class Indicator(Record):
    """What a pair of figures measures."""

    id: Identifier
    """Lower-case words joined by hyphens."""
    zh: Text
    """Its Chinese name."""
    en: str = ""
    """Its English name, needed once a link that is not a draft uses it."""
    hant: str = ""
    """The traditional form, where OpenCC's of ``zh`` is wrong."""
    unit: Text
    """As the source writes it."""
    basis: Basis
    """What kind of figure it is."""
    also: AlsoBasis | None = None
    """A second basis that the words suggest."""
    implied: Bilingual | None = None
    """What must be known of a level that is derived from growth, such as its prices."""


D = TypeVar("D", bound=Draft)


def not_drafts(records: Iterable[Located[D]]) -> tuple[Located[D], ...]:
    """The records that an editor has read."""
    return tuple(record for record in records if not record.value.draft)


@dataclass(frozen=True)
class Tracker:
    """The loaded records, in the order of their files, and the vocabulary that they use."""

    vocabulary: Vocabulary
    units: Units
    own_lists: tuple[Located[ChoiceList], ...] = ()
    """The lists of the vocabulary that the publication has of its own."""
    achievements: tuple[Located[Achievement], ...] = ()
    commitments: tuple[Located[Commitment], ...] = ()
    context: tuple[Located[Context], ...] = ()
    links: tuple[Located[Link], ...] = ()
    no_follow_up: tuple[Located[NoFollowUp], ...] = ()
    no_origin: tuple[Located[NoOrigin], ...] = ()
    indicators: tuple[Located[Indicator], ...] = ()
    difficulties: tuple[Located[Difficulty], ...] = ()
    outcomes: Located[Outcomes] | None = None

    @cached_property
    def without_drafts(self) -> Self:
        """The tracker without drafts, and without links to a draft."""
        names = {r.value.id for r in self.achievements if r.value.draft}
        others = {r.value.id for r in self.commitments if r.value.draft}
        links = tuple(
            link
            for link in not_drafts(self.links)
            if link.value.achievement not in names and link.value.commitment not in others
        )
        used = {r.value.indicator for r in links}
        return replace(
            self,
            achievements=not_drafts(self.achievements),
            commitments=not_drafts(self.commitments),
            context=not_drafts(self.context),
            links=links,
            no_follow_up=tuple(r for r in self.no_follow_up if r.value.achievement not in names),
            indicators=tuple(r for r in self.indicators if r.value.id in used),
            difficulties=not_drafts(self.difficulties),
        )

    @cached_property
    def has_drafts(self) -> bool:
        """Whether any record is a draft."""
        records = (*self.quotations, *self.context, *self.links)
        return any(record.value.draft for record in records)

    @property
    def entries(self) -> tuple[Located[Achievement] | Located[Commitment], ...]:
        """The achievements, then the commitments."""
        return (*self.achievements, *self.commitments)

    @property
    def quotations(
        self,
    ) -> tuple[Located[Achievement] | Located[Commitment] | Located[Difficulty], ...]:
        """The records that quote the text under a title: entries, then difficulties."""
        return (*self.entries, *self.difficulties)

    @cached_property
    def achievement(self) -> dict[str, Located[Achievement]]:
        return {record.value.id: record for record in self.achievements}

    @cached_property
    def commitment(self) -> dict[str, Located[Commitment]]:
        return {record.value.id: record for record in self.commitments}

    @cached_property
    def indicator(self) -> dict[str, Located[Indicator]]:
        return {record.value.id: record for record in self.indicators}


OPTIONAL = ("no-origin.yml", "problems.yml")
"""Lists that a publication may do without."""

T = TypeVar("T", bound=Record)
R = TypeVar("R", Achievement, Commitment, Indicator, Difficulty)


def _unique(records: Iterable[Located[R]], problems: Problems) -> tuple[Located[R], ...]:
    kept: dict[str, Located[R]] = {}
    for record in records:
        name = record.value.id
        if name in kept:
            problems.add(REC009, record.at("id"), f'"{name}" appears twice', see=kept[name].place)
        else:
            kept[name] = record
    return tuple(kept.values())


def listed_values(record: Record) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """The values of a record that must be words of the vocabulary.

    Each with the name of its list and its path in the record.
    """
    for name, field in type(record).model_fields.items():
        for mark in field.metadata:
            if isinstance(mark, Listed):
                value = getattr(record, name)
                if isinstance(value, tuple):
                    yield from ((mark.list, word, (name, at)) for at, word in enumerate(value))
                elif value:
                    yield mark.list, value, (name,)


def _check_words(tracker: Tracker, problems: Problems) -> set[tuple[str, str]]:
    """Report words that are not in their closed lists (TRK001); the words that records have, each
    with the name of its list."""
    used = set()
    for record in (*tracker.entries, *tracker.links, *tracker.no_follow_up, *tracker.no_origin):
        for name, word, path in listed_values(record.value):
            used.add((name, word))
            choices = tracker.vocabulary[name].choices
            known = [*choices, *(["compare"] * (name == "relation"))]
            if word not in known:
                meant = next(_named(word, choices), None) or nearest_word(word, known)
                hint = f'did you mean "{meant}"?' if meant else f"one of {', '.join(known)}"
                hint = list_hint(word, known) or hint
                message = f'"{word}" is not a known {name.replace("_", " ")}'
                problems.add(TRK001, record.at(*path), message, hint)
    return used


def _check_own_lists(
    own: Mapping[str, Located[ChoiceList]], used: Collection[tuple[str, str]], problems: Problems
) -> None:
    """Report words of the publication's ``own`` lists that no record has, and that are nearly one
    of the generator's."""
    for name, listed in own.items():
        shipped = general_vocabulary().get(name)
        choices = shipped.choices if shipped else {}
        for word in listed.value.choices:
            is_other = (name, word) not in used and word not in choices
            if is_other and (hint := nearest(word, choices)):
                place = listed.at("choices", word)
                message = f'no record has the {name.replace("_", " ")} "{word}"'
                problems.add(TRK001, place, message, hint)


def _named(word: str, choices: Mapping[str, Choice]) -> Iterator[str]:
    """The ids of the choices of which ``word`` is the name, or a word that shows them."""
    for id_, choice in choices.items():
        if word in (choice.name.zh, choice.name.en, *choice.words):
            yield id_


def load_tracker(data: Path, problems: Problems, units: Units | None = None) -> Tracker:
    """The tracker of a data folder, with the units in which its figures are read.

    Records that are not valid are reported and left out.
    """

    def records(name: str, model: type[T]) -> list[Located[T]]:
        is_optional = name in OPTIONAL
        return load_list(data, f"tracker/{name}", model, problems, is_optional=is_optional)

    own = load_own_lists(data, problems)
    tracker = Tracker(
        vocabulary=with_own_lists(own),
        own_lists=tuple(own.values()),
        units=units or general_units(),
        achievements=_unique(records("achievements.yml", Achievement), problems),
        commitments=_unique(records("commitments.yml", Commitment), problems),
        context=tuple(records("context.yml", Context)),
        links=tuple(records("links.yml", Link)),
        no_follow_up=tuple(records("no-follow-up.yml", NoFollowUp)),
        no_origin=tuple(records("no-origin.yml", NoOrigin)),
        indicators=_unique(records("indicators.yml", Indicator), problems),
        difficulties=_unique(records("problems.yml", Difficulty), problems),
        outcomes=(
            load_one(data, "tracker/outcomes.yml", Outcomes, problems)
            if os.path.lexists(data / "tracker/outcomes.yml")
            else None
        ),
    )
    _check_own_lists(own, _check_words(tracker, problems), problems)
    return tracker
