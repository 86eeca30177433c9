"""Whether outcomes of later documents fit their figures, their records and their years."""

import re
from collections.abc import Collection, Mapping

from build_tools.amounts.chinese import Amount, amounts
from build_tools.diagnostics import Code, Problems
from build_tools.records import Located
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.outcome_records import Outcomes, Source
from build_tools.tracker.records import Tracker
from build_tools.translation.word_overlap import chinese_overlap

TRK039 = Code(
    "TRK039",
    "The text of an outcome does not contain its figure.",
    "Give the figure in the text as the document has it.",
    example="“增长7%” is not in “地区生产总值增长8%”",
)
TRK040 = Code(
    "TRK040",
    "The date or the year of a document that reports outcomes does not fit.",
    "Outcomes are of the plan's year, earlier figures of the year before the review.",
    example="2023-01-05 is not the date in “报告（2023年1月6日）”",
)
TRK038 = Code(
    "TRK038",
    "The text of an outcome has hardly a word of its record's title, or of whether it is expected; "
    "or an earlier figure is of another size.",
    "Say what the document reports on this record, or name the record that it is about.",
    "advice",
    needs=("tracker/achievements.yml", "tracker/commitments.yml"),
    example="“建成农田” has hardly a word of “停车泊位”",
)
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_FIGURE = re.compile(r"[\d.,]+\S*$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EXPECTED = re.compile("预计|预期|估计|初步")
_OTHER_SIZE = 10
"""Nothing that is compared year by year changes so much in a year."""
_LEAST = 0.3
_LEAST_OF_NAME = 0.5


def check_outcomes(
    tracker: Tracker,
    resolved: ResolvedTracker,
    years: Mapping[str, Collection[int]],
    problems: Problems,
) -> None:
    """Report what does not fit; ``years`` are those of the parts by their roles."""
    if (record := tracker.outcomes) is None:
        return
    for index, source in enumerate(record.value.sources):
        _check_source(record, index, source, problems)
    _check_years(record, years, problems)
    _check_earlier(record, tracker, problems)
    _check_sizes(record, tracker, resolved, problems)
    for index, outcome in enumerate(record.value.outcomes):
        place = ("outcomes", index, "text")
        there = set(map(_what_it_says, amounts(outcome.text.zh, tracker.units)))
        for amount in amounts(outcome.figure, tracker.units):
            if _what_it_says(amount) not in there:
                message = f"“{outcome.figure}” is not in “{outcome.text.zh}”"
                problems.add(TRK039, record.at(*place, "zh"), message)
        item = resolved.by_key.get(outcome.key)
        if outcome.figure and outcome.expected != bool(_EXPECTED.search(outcome.text.zh)):
            given = f"expected: {str(outcome.expected).lower()}"
            message = f"“{outcome.text.zh}” does not fit '{given}'"
            problems.add(TRK038, record.at(*place, "zh"), message)
        if item and chinese_overlap(item.title.zh, outcome.text.zh) < _LEAST:
            message = f"“{outcome.text.zh}” has hardly a word of “{item.title.zh}”"
            problems.add(TRK038, record.at(*place, "zh"), message)


def _what_it_says(amount: Amount) -> tuple[object, ...]:
    """All of a figure but its place: two with the same say the same."""
    return amount.value, amount.upper, amount.unit, amount.bound, amount.falls


def _check_earlier(record: Located[Outcomes], tracker: Tracker, problems: Problems) -> None:
    """Earlier figures whose words are not those of their indicator."""
    for index, earlier in enumerate(record.value.earlier):
        words = _FIGURE.sub("", earlier.figure)
        indicator = tracker.indicator.get(earlier.indicator)
        is_name = len(words) > 3  # and not only 增长
        if indicator and is_name and chinese_overlap(words, indicator.value.zh) < _LEAST_OF_NAME:
            message = f"“{earlier.figure}” has hardly a word of “{indicator.value.zh}”"
            problems.add(TRK038, record.at("earlier", index, "indicator"), message)


def _check_sizes(
    record: Located[Outcomes], tracker: Tracker, resolved: ResolvedTracker, problems: Problems
) -> None:
    """Earlier amounts of which those of the review are ten times as much, or a tenth: 万 for 亿."""
    reviewed: dict[str, list[Amount]] = {}
    for link, one, _ in resolved.in_text(tracker.links):
        if link.value.indicator:
            reviewed.setdefault(link.value.indicator, []).extend(one.amounts)
    for index, earlier in enumerate(record.value.earlier):
        for amount in amounts(earlier.figure, tracker.units):
            others = [
                one
                for one in reviewed.get(earlier.indicator, ())
                if one.unit == amount.unit != "%" and one.value and amount.value
            ]
            if others and all(_is_of_another_size(one, amount) for one in others):
                message = f"“{amount.text}” is of another size than “{others[0].text}”"
                problems.add(TRK038, record.at("earlier", index, "figure"), message)


def _is_of_another_size(one: Amount, other: Amount) -> bool:
    return max(one.value, other.value) >= _OTHER_SIZE * min(one.value, other.value)


def _check_source(
    record: Located[Outcomes],
    index: int,
    source: Source,
    problems: Problems,
) -> None:
    """Report a source whose names have another date or year than it gives (TRK040)."""
    stated = [tuple(map(int, parts)) for parts in _DATE.findall(source.title.zh)]
    if stated and source.date.timetuple()[:3] not in stated:
        message = f"{source.date} is not the date in “{source.title.zh}”"
        problems.add(TRK040, record.at("sources", index, "date"), message)
    for key, text in (("zh", source.name.zh), ("en", source.name.en)):
        for year in _YEAR.findall(text):
            if year not in (str(source.date.year), source.year):
                place = record.at("sources", index, "short" if source.short else "title", key)
                problems.add(TRK040, place, f"{year} is not the year of {source.date}")


def _check_years(
    record: Located[Outcomes], years: Mapping[str, Collection[int]], problems: Problems
) -> None:
    """Outcomes are of the plan's years, earlier figures of the year before the review."""
    plan, review = years.get("plan", ()), years.get("review", ())
    before = [min(review) - 1] if review else []
    for key, named, wanted in (
        ("outcomes", [one.source for one in record.value.outcomes], plan),
        ("earlier", [one.source for one in record.value.earlier], before),
    ):
        for index, name in enumerate(named):
            source = record.value.source.get(name)
            if source and wanted and not any(str(year) in source.year for year in wanted):
                right = ", ".join(map(str, sorted(wanted)))
                message = f'"{name}" reports on {source.year}, not on {right}'
                problems.add(TRK040, record.at(key, index, "source"), message)
