"""Whether what the home page shows is there: its key figures, and the pairs that it features."""

from build_tools.diagnostics import Code, Problems, meant_id, nearest, nearest_words
from build_tools.document.model import Document
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.tracker.model import ResolvedTracker

PUB001 = Code(
    "PUB001",
    "A key figure's quote is not in its segment.",
    "Copy the words from the segment, in simplified script.",
    needs=("outline",),
    breaks="record",
    example="“地区生产总值680亿元” is not in 2021.intro.1",
)
PUB002 = Code(
    "PUB002",
    "A key figure's value or change is not in its quote.",
    "Copy the words from the quote.",
    breaks="record",
    example="“680亿元” is not in “地区生产总值860亿元”",
)

PUB005 = Code(
    "PUB005",
    "The home page features an achievement that is not in the tracker, or that has no follow-up.",
    "Write the id of an achievement that links.yml links to a commitment.",
    needs=(
        *("tracker/achievements.yml", "tracker/commitments.yml", "tracker/links.yml"),
        *("tracker/indicators.yml", "outline", "TRK008", "TRK01[4-9]"),
    ),
    example='no achievement "farm-land"',
)


def check_featured(
    publication: Located[Publication], tracker: ResolvedTracker, problems: Problems
) -> None:
    """Report featured achievements that the home page cannot show."""
    known = [item.id for item in tracker.achievements if item.follow_ups]
    former = {old: item.id for item in tracker.achievements for old in item.record.former}
    for index, name in enumerate(publication.value.featured):
        if name not in known:
            is_there = name in tracker.achievement
            message = f'"{name}" has no follow-up' if is_there else f'no achievement "{name}"'
            _, now = meant_id(name, (), former)
            hint = "" if is_there else now or nearest(name, known)
            problems.add(PUB005, publication.at("featured", index), message, hint)


def check_key_figures(
    publication: Located[Publication], document: Document, problems: Problems
) -> None:
    """Report key figures whose quotes are not verbatim."""
    for index, figure in enumerate(publication.value.key_figures):
        segment = document.by_id.get(figure.segment)
        if segment is None:
            hint = nearest(figure.segment, document.by_id)
            place = publication.at("key_figures", index, "segment")
            problems.add(PUB001, place, f'no segment "{figure.segment}"', hint)
        elif figure.quote not in segment.hans:
            place = publication.at("key_figures", index, "quote")
            message = f"“{figure.quote}” is not in {figure.segment}"
            hint = nearest_words(figure.quote, segment.hans) or f"it reads “{segment.hans}”"
            problems.add(PUB001, place, message, hint)
        for key, text in (("value", figure.value), ("change", figure.change)):
            if text is not None and text.zh not in figure.quote:
                place = publication.at("key_figures", index, key, "zh")
                problems.add(PUB002, place, f"“{text.zh}” is not in “{figure.quote}”")
