"""Figures in an edition's words: those of the report, and those of other years' documents."""

from dataclasses import dataclass

from build_tools.amounts.chinese import Amount, amount_in_english
from build_tools.amounts.modality import modality_of
from build_tools.document.model import Segment
from build_tools.presentation.pages.tracker_views import source_address, verdict_name
from build_tools.presentation.templating import relative
from build_tools.records import Bilingual
from build_tools.resources.interface import Words
from build_tools.resources.vocabulary import Choice, ChoiceList
from build_tools.tracker.figures_in_words import figure_text, with_modality
from build_tools.tracker.indicators import GrowthTarget
from build_tools.tracker.model import EarlierFigure, Reported
from build_tools.tracker.outcome_records import Source
from build_tools.tracker.records import Indicator


def written(amount: Amount, segment: Segment, words: Words) -> str:
    """A figure of the report: in Chinese as the source writes it, else in English."""
    if not words.edition.is_chinese:
        return amount_in_english(amount)
    return segment.text(words.edition.script)[amount.start : amount.end]


def sure(text: str, amount: Amount, words: Words) -> str:
    """A figure in words with 预计, 力争 or 确保 where it has that."""
    found = modality_of(amount.qualifiers)
    if found is None:
        return text
    word, modality = found
    if words.edition.is_chinese:
        text = words.chinese(word) + text
    return words(f"modality_{modality}", figure=text)


@dataclass(frozen=True)
class OtherYear:
    """What another document says of an indicator."""

    label: str
    """The year, and that it is reported where it is the plan's own year."""
    text: str
    """Its figures in words, or what it says instead."""
    figure: str
    """The one figure of the indicator's kind, in words."""
    amount: Amount | None
    """The same figure, not in words."""
    verdict: Choice | None
    verdict_name: str
    """The verdict in words."""
    source: Source
    source_url: str
    """The address of its place in the list of sources."""
    source_line: str
    """Who gives these figures."""
    caveat: str
    """The note under a drawn figure: its source; what the source says instead of a figure; and,
    where there is no verdict, that the basis may differ."""

    @property
    def year(self) -> str:
        return self.source.year


@dataclass(frozen=True)
class OtherYears:
    """Makes the readings of one edition's page."""

    words: Words
    verdicts: ChoiceList
    page: str

    def earlier(self, found: EarlierFigure) -> OtherYear:
        """The figure of the year before the review."""
        figure = self._figure(found.amount, found.record.expected, is_plain=True)
        return self._other_year(found, found.source.year, figure, figure, found.amount)

    def outcome(self, found: Reported, indicator: Indicator) -> OtherYear:
        """What a later document reports; a figure counts where it is of the indicator's kind."""
        kind = indicator.unit, indicator.basis
        return self._outcome(found, [(one.unit, one.basis) == kind for one in found.amounts])

    def growth(self, target: GrowthTarget) -> OtherYear | None:
        """The rate that a later document reports, where it can be that of the target."""
        found = target.outcome
        return self._outcome(found, [target.fits(one) for one in found.amounts]) if found else None

    def _outcome(self, found: Reported, fits: list[bool]) -> OtherYear:
        words, expected = self.words, found.record.expected
        amounts = list(zip(found.amounts, fits, strict=True))
        own = [amount for amount, is_own in amounts if is_own]
        amount = own[0] if len(own) == 1 else None
        figure = self._figure(amount, expected, is_plain=True) if amount else ""
        text = words("list_comma").join(self._figure(a, False, is_own) for a, is_own in amounts)
        text = self._expected(text, expected) if text else words.of(found.record.text)
        label = words("year_reported", year=found.source.year)
        return self._other_year(found, label, text, figure, amount)

    def _figure(self, amount: Amount, is_expected: bool, is_plain: bool) -> str:
        """A figure; where ``is_plain``, without the word that says whether a rate is a growth."""
        phrases = self.words.interface
        figure = Bilingual(zh=amount.text, en=amount_in_english(amount))
        if is_plain and not amount.falls:
            said = with_modality(figure, amount, phrases)
        else:
            said = figure_text(amount, phrases)
        is_marked = modality_of(amount.qualifiers) is not None
        return self._expected(self.words.of(said), is_expected and not is_marked)

    def _expected(self, text: str, is_expected: bool) -> str:
        return self.words("expected_figure", figure=text) if is_expected else text

    def _other_year(
        self,
        found: EarlierFigure | Reported,
        label: str,
        text: str,
        figure: str,
        amount: Amount | None,
    ) -> OtherYear:
        words, source, verdict, name = self.words, found.source, None, ""
        if isinstance(found, Reported):
            verdict = self.verdicts.choices[found.verdict]
            name = verdict_name(verdict, found.is_judged_as_expected, words)
        given = words("outcome_source", title=words.of(source.name), date=words.date(source.date))
        line = caveat = words("name_and_value", name=label, value=given)
        if amount is None:
            said = words("name_and_value", name=label, value=text.rstrip("。."))
            caveat = words("aside", text=said, aside=given)
        elif not isinstance(found, Reported) or found.verdict == "reported":
            caveat = words("aside", text=line, aside=words("basis_may_differ"))
        url = relative(source_address(source), self.page)
        return OtherYear(label, text, figure, amount, verdict, name, source, url, line, caveat)
