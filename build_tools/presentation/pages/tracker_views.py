"""An achievement or a commitment as the pages show it, in the edition's language and script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.amounts.bounds import FLOORS
from build_tools.document.model import Segment, Span
from build_tools.presentation.markup import Mark
from build_tools.presentation.pages.page import segment_address
from build_tools.presentation.pages.quotes import quote_of
from build_tools.presentation.templating import relative
from build_tools.records import Bilingual
from build_tools.resources.interface import Words
from build_tools.resources.vocabulary import Choice
from build_tools.tracker.model import FollowUp, Reported, ResolvedTracker, Tracked
from build_tools.tracker.outcome_records import Source
from build_tools.tracker.records import listed_values

PREFIX = {"achievement": "a-", "commitment": "c-"}


def record_anchor(item: Tracked) -> str:
    """The id of an item's element on the tracker's pages."""
    return f"{PREFIX[item.kind]}{item.id}"


def record_address(item: Tracked) -> str:
    """Where an item is shown: in the tracker, or in the list of new commitments."""
    page = "tracker/index" if item.kind == "achievement" or item.follow_ups else "tracker/new"
    return f"{page}.html#{record_anchor(item)}"


def source_address(source: Source) -> str:
    """Where a document that reports outcomes is described."""
    return f"tracker/index.html#source-{source.id}"


def verdict_name(verdict: Choice, is_expected: bool, words: Words) -> str:
    """A verdict in words; one that rests on an expected figure says so: “达到（预计）”."""
    name = words.of(verdict.name)
    return words("aside", text=name, aside=words("expected")) if is_expected else name


def relation_name(follow_up: FollowUp, relation: Choice, words: Words) -> str:
    """A link's relation in words; a plan that sets only a bound says which: “只设下限”."""
    compared = follow_up.comparison
    if follow_up.relation != "limits" or compared is None:
        return words.of(relation.name)
    return words("relation_floor" if compared.after.bound in FLOORS else "relation_ceiling")


def result_words(tracker: ResolvedTracker, item: Tracked, words: Words) -> tuple[str, ...]:
    """Of which year an item is, and what became of it, each as words of its own.

    A relation is of the plan, in which it says what happens to the review's achievement; beside the
    year of the achievement it would be read as what that year did.
    """
    choices = {name: one.choices for name, one in tracker.vocabulary.items()}
    planned = words("year_planned", year=tracker.plan)
    found = dict.fromkeys(
        relation_name(one, choices["relation"][one.relation], words) for one in item.follow_ups
    )
    if item.no_origin:
        found[words.of(choices["origin"][item.no_origin.status].name)] = None
    became = words("list_comma").join(found)
    of_plan = words("name_and_value", name=planned, value=became) if became else planned
    named = [of_plan] if item.kind == "commitment" else [tracker.review]
    if item.kind == "achievement" and became:
        named.append(of_plan)
    if item.no_follow_up:
        reason = words.of(choices["reason"][item.no_follow_up.reason].name)
        named.append(words("name_and_value", name=words("no_follow_up"), value=reason))
    for one in item.outcomes:
        verdict = choices["verdict"][one.verdict]
        name = verdict_name(verdict, one.is_judged_as_expected, words)
        named.append(words("outcome_of", year=one.source.year, verdict=name))
    return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Later:
    """What a later document reports on an item."""

    reported: Reported
    verdict: Choice
    name: str
    """The verdict in words."""
    source_url: str
    """The address of the document in the list of sources."""


@dataclass(frozen=True)
class Side:
    """An item with its quote and its addresses from a page."""

    item: Tracked
    quote: Markup
    quote_lang: str
    url: str
    """The address of its sentence in the report."""
    record_url: str
    """The address of its place in the tracker."""
    outcomes: tuple[Later, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of its element on the tracker's pages."""
        return record_anchor(self.item)


@dataclass(frozen=True)
class Join:
    """A link from an item, with the item at its other end and its relation."""

    follow_up: FollowUp
    other: Side
    relation: str
    """Its relation in words."""
    strength: Choice | None
    """The kind of the tie."""

    @property
    def is_draft(self) -> bool:
        """Whether the link or its other end is a draft."""
        return self.follow_up.link.draft or self.other.item.is_draft


@dataclass(frozen=True)
class Row:
    """An item with everything that it is linked to."""

    side: Side
    joins: tuple[Join, ...]
    tags: tuple[Choice, ...]
    """Its subjects and its other words of the vocabulary."""
    listed: Mapping[str, tuple[str, ...]]
    """For filtering: the ids of the words by the name of their list."""
    reason: Choice | None
    """Why it has no follow-up; what is known of it where it takes up no achievement."""
    note: Bilingual | None
    """On the reason."""


@dataclass(frozen=True)
class Viewer:
    """Makes the views of one page of one edition."""

    tracker: ResolvedTracker
    words: Words
    page: str
    translation: Mapping[str, str]
    """The English of each sentence."""

    def side(self, item: Tracked, spans: Sequence[Span] = ()) -> Side:
        """An item; in Chinese with ``spans`` of its quote marked."""
        english = self.translation.get(item.segment.id, "")
        quote, lang = quote_of(item, self.words.edition, english, spans)
        return Side(
            item,
            quote,
            lang,
            url=relative(segment_address(item.segment), self.page),
            record_url=relative(record_address(item), self.page),
            outcomes=tuple(map(self._later, item.outcomes)),
        )

    def _later(self, found: Reported) -> Later:
        url = relative(source_address(found.source), self.page)
        verdict = self._choice("verdict", found.verdict)
        name = verdict_name(verdict, found.is_judged_as_expected, self.words)
        return Later(found, verdict, name, url)

    def _choice(self, list_: str, word: str) -> Choice:
        return self.tracker.vocabulary[list_].choices[word]

    def join(self, item: Tracked, follow_up: FollowUp) -> Join:
        """A link as it is shown under ``item``."""
        link = follow_up.link
        is_review = item.kind == "achievement"
        marks = follow_up.plan_marks if is_review else follow_up.review_marks
        other = self.side(self._other(item, follow_up), marks)
        strength = self._choice("link_strength", link.strength) if link.strength else None
        choice = self._choice("relation", follow_up.relation)
        return Join(follow_up, other, relation_name(follow_up, choice, self.words), strength)

    def _looseness(self, follow_up: FollowUp) -> int:
        """The rank of its strength in the vocabulary; 0 is the closest tie."""
        ties = list(self.tracker.vocabulary["link_strength"].choices)
        return ties.index(follow_up.link.strength) if follow_up.link.strength else len(ties)

    def _other(self, item: Tracked, follow_up: FollowUp) -> Tracked:
        """What a link of ``item`` leads to."""
        achievement, commitment = self.tracker.ends(follow_up)
        return commitment if item.kind == "achievement" else achievement

    def row(self, item: Tracked) -> Row:
        """An item with its links; where there is one link, the words that it rests on marked."""
        spans: Sequence[Span] = ()
        if len(item.follow_ups) == 1:
            (only,) = item.follow_ups
            spans = only.review_marks if item.kind == "achievement" else only.plan_marks
        listed: dict[str, tuple[str, ...]] = {}
        for list_, word, _ in listed_values(item.record):
            listed[list_] = (*listed.get(list_, ()), word)
        tags = tuple(self._choice(list_, word) for list_, ids in listed.items() for word in ids)
        listed["relation"] = tuple(dict.fromkeys(found.relation for found in item.follow_ups))
        strengths = (found.link.strength for found in item.follow_ups)
        listed["link_strength"] = tuple(dict.fromkeys(filter(None, strengths)))
        others = [self._other(item, found) for found in item.follow_ups]
        verdicts = (one.verdict for side in (item, *others) for one in side.outcomes)
        listed["verdict"] = tuple(dict.fromkeys(verdicts))
        none, origin = item.no_follow_up, item.no_origin
        listed["reason"] = (none.reason,) if none else ()
        listed["section"] = (item.segment.unit,)
        listed["to"] = tuple(dict.fromkeys(other.segment.unit for other in others))
        listed["origin"] = (origin.status,) if origin else ()
        reason = self._choice("reason", none.reason) if none else None
        if origin:
            reason = self._choice("origin", origin.status)
        noted = none or origin
        return Row(
            side=self.side(item, spans),
            joins=tuple(
                self.join(item, found) for found in sorted(item.follow_ups, key=self._looseness)
            ),
            tags=tags,
            listed=listed,
            reason=reason,
            note=noted.note if noted else None,
        )


def _ways_on(item: Tracked, tracker: ResolvedTracker, words: Words, page: str) -> Iterator[Markup]:
    """Links from a quote in the report: to its other end, and to what became of it."""
    is_achievement = item.kind == "achievement"
    ways = []
    if item.follow_ups:
        year = tracker.plan if is_achievement else tracker.review
        ways.append(("follow", year, "follow_up" if is_achievement else "origin"))
    if item.outcomes and not (is_achievement and item.follow_ups):
        ways.append(("follow follow--outcome", item.outcomes[0].source.year, "outcome_link"))
    for name, year, key in ways:
        yield Markup(
            '<a class="{}" href="{}" data-record="{}" data-year="{}" aria-label="{}"></a>'
        ).format(
            name,
            relative(record_address(item), page),
            record_anchor(item),
            year,
            words(key, title=words.of(item.title)),
        )


def segment_marks(
    tracker: ResolvedTracker, words: Words, segment: Segment, page: str, english: str = ""
) -> list[Mark]:
    """Marks over the quotes of a segment that are linked or have an outcome, with links to these.

    They lie over the segment's Chinese, or over its ``english`` where that is given.
    """
    found = []
    for item in tracker.by_segment.get(segment.id, ()):
        after = Markup().join(_ways_on(item, tracker, words, page))
        if not after:
            continue
        opening = Markup('<span class="q" data-record="{}">').format(record_anchor(item))
        start, end = item.span.start, item.span.end
        if english and not item.record.english:
            continue
        if english:
            start = english.index(item.record.english)
            end = start + len(item.record.english)
        found.append(Mark(start, end, opening, Markup("</span>"), after))
    return found
