"""Whether the description of the publication and its key figures fit the text."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from build_tools.diagnostics import Code, Place, Problems, nearest_word
from build_tools.document.annex import ANNEX, LISTS_ANNEXES, is_note
from build_tools.document.front_matter import dates, normal, read_front
from build_tools.document.model import Document, Segment
from build_tools.document.speakers import signature
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.translation.word_overlap import chinese_overlap, english_overlap

PUB010 = Code(
    "PUB010",
    "The date of the publication is not the date in the text.",
    "Correct 'date'.",
    "advice",
    needs=("outline",),
    example="2022-01-16 is not in the text, which says “2022年1月15日”",
)
PUB011 = Code(
    "PUB011",
    "A title, the meeting, the speaker, the issuer or a part is named otherwise than in the text.",
    "Copy the words from there; the name of the place may come before them.",
    "advice",
    needs=("outline", "translation/*.yml"),
    example="“2022年云川市人民法院工作报告” is not in the opening of the text",
)
PUB012 = Code(
    "PUB012",
    "The label of a key figure has another year than its part, hardly a word of its quote, or no "
    "word for a plan.",
    "Say what the quote measures, in which year, and whether it is planned.",
    "advice",
    needs=("outline", "glossary/*.yml"),
    example="“高标准农田” has hardly a word of “地区生产总值860亿元”",
)
PUB015 = Code(
    "PUB015",
    "Many records are of a part that there is not.",
    "Correct the 'id' of the part, or bring the part back.",
    needs=("text",),
    breaks="outline",
    example='no record belongs to part "2012"',
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|(?:19|20)\d\d(?=年)")
_SPACES = re.compile(r"\s")
_WORDS = re.compile("[A-Za-z]+")
_NUMERALS = re.compile("[一二三四五六七八九十]|[0-9]+")
_GOVERNMENT = re.compile(
    r"代表(?!自治|[省市县区州旗盟镇乡]委)[\u3400-\u9fff]{2,12}[省市县区州旗盟镇乡](?:人民)?政府"
)
"""How an opening names a place; 代表省人民政府 and 代表自治区人民政府 name none."""
_LEAST_OF_MEETING = 0.8
_LEAST_OF_ENGLISH = 0.7
_PLANNED = re.compile("目标|安排|计划|规划|预期|预计|任务|指标|力争|拟|将|要")
_FRAME = re.compile("(?:19|20)[0-9]{2}年?|目标|预计|预期")
_LEAST = 0.4
"""So much of a label is in its quote."""
_MANY = 5
"""So many records of one part are not all misspelt."""


def check_facts(
    publication: Located[Publication],
    document: Document,
    translation: Mapping[str, str],
    problems: Problems,
) -> None:
    """Report facts that are not as the opening of the text, before its first part, has them, and
    names of parts that are not their headings (PUB010, PUB011).

    ``translation`` is the English of each segment by its id.
    """
    text = [s for s in document.segments if s.id.split(".")[0] != ANNEX]
    signed = {*signature([segment.hans.strip() for segment in text])}
    front = [s for s in document.segments if s.part == "front" or s.hans.strip() in signed]
    _check_date(publication, front, problems)
    _check_names(publication, front, translation, problems)
    for index, part in enumerate(publication.value.parts):
        is_list = is_note(part.heading) or LISTS_ANNEXES.match(part.heading)
        is_named = part.heading and not is_list
        if is_named and chinese_overlap(part.name.zh, part.heading) < 1:
            message = f"“{part.name.zh}” has other words than “{part.heading}”"
            problems.add(PUB011, publication.at("parts", index, "name", "zh"), message)


def _check_names(
    publication: Located[Publication],
    front: Collection[Segment],
    translation: Mapping[str, str],
    problems: Problems,
) -> None:
    """Report the title, the issuer, the speaker and the meeting where ``front`` has others."""
    record = publication.value
    levels = {segment.level for segment in front}
    lines = (f"{segment.hans}{normal(segment.hans)}" for segment in front)
    issuer = read_front([segment.hans for segment in front]).issuer  # it may add 政府 to a place
    chinese = _SPACES.sub("", "".join([*lines, issuer]))
    english = " ".join(translation.get(segment.id, "") for segment in front)
    is_translated = bool(english.strip())
    if not _names_a_place(front):  # 省人民政府 is 云川省人民政府
        chinese, english = f"{chinese}{record.place.zh}", f"{english} {record.place.en}"
    for key, text, level in (
        ("title", record.title, "title"),
        ("issuer", record.issuer, "title"),
        ("speaker", record.speaker, "speaker"),
        ("meeting", record.meeting, "meeting"),
    ):
        if level not in levels:
            continue
        for words in text.zh.split():
            # A meeting is often shortened, but not its numbers: 市十六届人大三次会议.
            least = _LEAST_OF_MEETING if level == "meeting" else 1
            numbers = "".join(_NUMERALS.findall(words))
            if chinese_overlap(words, chinese) < least or chinese_overlap(numbers, chinese) < 1:
                _report(words, publication.at(key, "zh"), problems)
        least = 1 if level == "speaker" else _LEAST_OF_ENGLISH
        if is_translated and text.en and english_overlap(text.en, english) < least:
            _report(text.en, publication.at(key, "en"), problems)


def _names_a_place(front: Collection[Segment]) -> bool:
    """Whether the lines before the first part name a place, and not only its level."""
    lines = [segment.hans for segment in front]
    place = read_front(lines).place
    return bool(place and not place.startswith("自治")) or any(map(_GOVERNMENT.search, lines))


def _report(words: str, place: Place, problems: Problems) -> None:
    problems.add(PUB011, place, f"“{words}” is not in the opening of the text")


def _check_date(
    publication: Located[Publication], front: Collection[Segment], problems: Problems
) -> None:
    given = publication.value.date
    found = dict(day for segment in front for day in dates(segment.hans))
    if given is not None and found and given.isoformat() not in found:
        message = f"{given} is not in the text, which says “{next(iter(found.values()))}”"
        problems.add(PUB010, publication.at("date"), message)


def check_part_ids(
    publication: Located[Publication], named: Iterable[str], problems: Problems
) -> None:
    """Report ids with which many segments begin that are ``named``, but no part has.

    A part that no segment belongs to has another's id; else the part is not listed any more.
    """
    parts = [part.id for part in publication.value.parts]
    begun = Counter(name.partition(".")[0] for name in named)
    lost = {id_ for id_, count in begun.items() if count >= _MANY} - {"front", *parts}
    for index, part in enumerate(parts):
        if part not in begun and (meant := nearest_word(part, lost)):
            place = publication.at("parts", index, "id")
            message = f'no record belongs to part "{part}"'
            problems.add(PUB015, place, message, f'did you mean "{meant}"?')
            lost.remove(meant)
    for id_ in sorted(lost):
        message = f'{begun[id_]} records belong to part "{id_}", which is not listed'
        problems.add(PUB015, publication.at("parts"), message)


def check_labels(
    publication: Located[Publication],
    document: Document,
    terms: Mapping[str, Collection[str]],
    problems: Problems,
) -> None:
    """Report labels of key figures that do not fit their quotes (PUB012).

    ``terms`` are the English of each Chinese form of a term.
    """
    years = {part.id: set(map(str, part.years)) for part in publication.value.parts}
    plans = {part.id for part in publication.value.parts if part.role == "plan"}
    for index, figure in enumerate(publication.value.key_figures):
        segment = document.by_id.get(figure.segment)
        if segment is None or figure.quote not in segment.hans:
            continue
        place = partial(publication.at, "key_figures", index, "label")
        of_part = years.get(segment.id.partition(".")[0], set())
        for key, label in (("zh", figure.label.zh), ("en", figure.label.en)):
            for year in _YEAR.findall(label) if of_part else ():
                if year not in of_part:
                    message = f"{year} is not a year of the part of {segment.id}"
                    problems.add(PUB012, place(key), message)
        if segment.id.partition(".")[0] in plans and not _PLANNED.search(figure.label.zh):
            message = f"“{figure.label.zh}” does not say that the figure is planned"
            problems.add(PUB012, place("zh"), message)
        label = _FRAME.sub("", figure.label.zh)
        if chinese_overlap(label, figure.quote) < _LEAST:
            message = f"“{label}” has hardly a word of “{figure.quote}”"
            problems.add(PUB012, place("zh"), message)
        english = [form for zh, forms in terms.items() if zh in figure.quote for form in forms]
        has_words = any(char.isalpha() for char in label)
        if has_words and english and not any(_names(figure.label.en, form) for form in english):
            message = f"“{figure.label.en}” names no term of “{figure.quote}”"
            problems.add(PUB012, place("en"), message)


def _names(label: str, term: str) -> bool:
    """Whether a label has a term, in full, as its initials or shortened to some of its words.

    >>> _names("Days with good air quality", "share of days with good air quality")
    True
    >>> _names("Quality", "share of days with good air quality")
    False
    """
    first = label.split(",", maxsplit=1)[0]
    if term.casefold() in label.casefold() or _initials(term) in first.split():
        return True
    return len(_WORDS.findall(first)) > 1 and english_overlap(first, term) == 1


def _initials(term: str) -> str:
    return "".join(word[0] for word in _WORDS.findall(term)).upper()
