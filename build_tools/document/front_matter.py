"""The lines before a report's first part: its title, issuer, meeting, date and speaker."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from build_tools.document.issuers import (
    issuer_and_place,
    issuer_of,
    organ_in,
    organs_on,
    place_of_organ,
)
from build_tools.document.part_roles import (
    CHINESE_DIGITS,
    FIRST_ROC_YEAR,
    plain_heading,
    years_in_figures,
)
from build_tools.document.speakers import POST, is_name, signature, speaker_of
from build_tools.records.publication import FrontLevel
from build_tools.text.heading_numbers import is_heading_like, without_number
from build_tools.text.numerals import numeral

_TITLE = re.compile(r"报告|总结|计划|规划|公报|汇报|预算案演[辞词]")
_SALUTATION = re.compile(
    r"^(?:各位|同志们|尊敬的|女士们|(?:父老)?乡亲们|村民|朋友们|老师们|同学们|主席团|主席[、，]|主任[、，]|议长|副议长).{0,20}[：:！!，,]?$"
    r"|^[^，。]{2,20}(?:代表大会|常务委员会)[：:]$"
    r"|^[^，。；：:\d]{0,8}(?:议长|阁下)、[^。；：:\d]{2,40}[：:]$"
)
_OPENING = re.compile(
    r"报告工作|请予审议|请予审查|作.{0,6}工作报告|提请审议|(?:向|给)(?:大家|各位|大会|全村|全体).{0,16}(?:汇报|报告)(?!了)|(?:汇报|报告)如下[：:]?$"
    r"|^以下[是为].*[：:]$"
)
_SENTENCE = re.compile(r"[。！？]")
_MEETING = re.compile(
    r"(?:(?<!现)在|(?<=日)(?!(?:[上下]午)?在)(?=[\u3400-\u9fff]{1,12}届))"
    r"([^，,。；：\n]{2,40}(?:会议|大会|次会|定期会|临时会|[职教党团工]代会))(?:上|通过)?"
)
_HELD = re.compile(
    r"^(?:[上下]午)?(?:在|于(?![都洪田]))?(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?:[上下]午)?(?:召开|举行)?的?"
)
"""What comes before the name of a meeting: 1月8日召开的. 于都, 于洪 and 于田 are places."""
_SESSION = re.compile(r"第.{1,5}届.{0,16}第.{1,4}次(?:定期|临时)?(?:大)?会|届.{0,8}次会议|次会议上")
_DATE = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日")
_DATE_IN_DIGITS = re.compile(
    r"(.*(?:报告|总结|公报|汇报|纲要|规划|计划)[\s—─-]*)?"
    r"([（(]?)((?:19|20)\d{2})([-/.])(0?[1-9]|1[0-2])\4(0?[1-9]|[12]\d|3[01])([)）]?)"
)
"""A line that is only that, 2024-01-09, or a title and that."""
_MONTH = re.compile(r"^[（(]?((?:19|20)\d{2})年(\d{1,2})月[)）]?$", re.MULTILINE)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_ROC = re.compile(r"(?:中华民国|民国)([一二三四五六七八九十百〇零○]{1,6}|\d{1,3})年")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_CHINESE_DAY = re.compile(r"([一二三四五六七八九十]{1,3})(月|日)")
_SHORT_NAME = re.compile(
    r"(?!前言|序\s*言|绪论|引言|导言|总论|摘要|目录|正文)[\u3400-\u9fff·• \u3000]{2,6}$"
)
"""A line that may be a name alone."""
_NOTE_MARK = re.compile(r"[\[［【]\d{1,3}[\]］】]$")
"""A note's number behind a title."""
_RUNS_ON = re.compile("[。:;,，]$|[,，].*[,，]")
"""What no title ends with or has: it is a sentence."""
LONGEST_SLOGAN = 2
"""The salutation is within so many lines below one that belongs to the front by that alone."""
LONGEST_OPENING = 120
"""The opening, with which the speaker begins, has fewer characters."""
LEAST_TITLE = 8
"""A first line of so many characters is the title, whatever its words."""
_OUTER_BRACKET = re.compile(r"^[（(][^（）()]*[)）]|[（(][^（）()]*[)）]$")
"""One within a title is part of it: 计划（草案）的报告."""
_WIDE_BRACKETS = str.maketrans("()", "（）")
_TAIL = re.compile(
    r"(?<=报告|总结|公报|汇报|纲要|规划|计划)"
    r"(?:[—─ -]*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[—─-]+在).*$"
)
"""The date and the meeting behind a title on its line."""
_SPOKEN = re.compile(r"^[—─-]*[^，。]{0,6}在.*(?:会议|大会|次会)上")
"""A line that says where a report was given is no title, though it ends with that word."""
_OF_NO_ORGAN = re.compile(r"\d{4}年|[一二三四五六七八九十]{2,4}年|工作(?:报告|总结|要点)$")
"""How a title begins that does not say whose report it is: the line above it does."""
LEAST_PHRASE = 4
"""The halves of a slogan, which a blank parts, have at least so many characters."""
_AND = "与|和|及|暨|以及"
_ENDS_OPEN = re.compile(rf"(?:{_AND}|、)$")
_GOES_ON = re.compile(rf"(?:{_AND}|执行情况|第.{{1,3}}个五年)")
_ASSEMBLY = re.compile(r"(?:代表大会|政治协商会议.{0,16}委员会)$")
_COMMITTEE = re.compile("(?:第.{1,3}届)?(?:委员会)?常务委员会")
"""The committee of an assembly, whose name is on the line above."""
_ABOUT = re.compile(r"^.{0,16}关于")
_KIND = re.compile(r"(?:报告|汇报|总结|说明|公报|通知|意见|方案|决议)(?:[（(][^（）()]*[)）])?$")
"""What the title of a document ends with that is about (关于) something."""


@dataclass(frozen=True)
class FrontMatter:
    """What the front says of the publication; "" where it says nothing."""

    levels: tuple[FrontLevel, ...] = ()
    title: str = ""
    issuer: str = ""
    place: str = ""
    speaker: str = ""
    meeting: str = ""
    date: str = ""
    """As ISO 8601 writes it."""
    month: str = ""
    """The year and the month, where no day is given."""


def normal(line: str) -> str:
    """``line`` with ordinary digits, Chinese numerals of dates as digits, and closed letter spaces.

    >>> normal("二〇二三年一月九日"), normal("2 0 1 9 年 政府工作报告"), normal("2023-01-09")
    ('2023年1月9日', '2019年政府工作报告', '2023年1月9日')
    """
    text = unicodedata.normalize("NFKC", line).strip().lstrip("*—─-·? \u3000")
    if day := _DATE_IN_DIGITS.fullmatch(text.rstrip()):
        written = f"{day[2]}{day[3]}年{int(day[5])}月{int(day[6])}日{day[7]}"
        text = f"{day[1] or ''}{written}"
    text = "、".join(organs) if (organs := organs_on(text)) else text
    text = years_in_figures(text)
    text = _CHINESE_DAY.sub(lambda m: f"{_small(m[1])}{m[2]}", text.replace("元月", "一月"))
    text = _ROC.sub(lambda m: f"{FIRST_ROC_YEAR + _small(m[1])}年", text)
    return plain_heading(text)


def _small(text: str) -> int:
    if re.fullmatch("[〇○零一二三四五六七八九]{2,3}", text):
        return int(text.translate(CHINESE_DIGITS))
    return int(numeral(text))


def front_length(lines: Sequence[str]) -> int:
    """How many lines come before the text of a report whose parts have no headings.

    The first line may be a title that shows only by the line below it; a numbered line is text.

    >>> front_length(["建设美好家园", "2023年工作报告", "一、2023年总结", "办学3所。"])
    2
    """
    has_slogan = len(lines) > 1 and _is_short(lines[0]) and _is_front(lines[1])
    count = int(has_slogan)
    for line in lines[count:]:
        opening = _OPENING.search(line) is not None and len(line) < LONGEST_OPENING
        is_above = _is_short(line) and any(
            _SALUTATION.match(following.strip())
            for following in lines[count + 1 : count + 1 + LONGEST_SLOGAN]
        )
        known = opening or _SALUTATION.match(line.strip()) or _is_front(line) or is_above
        if not known:
            break
        count += 1
        if opening:
            break
    return count


def front_end(lines: Sequence[str]) -> int:
    """How many of the lines above the first heading of a part are the front: up to the opening, or
    the salutation, where it has one.

    >>> front_end(["工作报告", "各位代表：", "现在报告工作，请予审议。", "过去一年，办学3所。"])
    3
    """
    for ends in (
        lambda line: _OPENING.search(line) and len(line) < LONGEST_OPENING,
        lambda line: _SALUTATION.match(line.strip()),
    ):
        if found := [at for at, line in enumerate(lines) if ends(line)]:
            return found[0] + 1
    return front_length(lines)


def _is_short(line: str) -> bool:
    text = normal(line)
    return len(text) <= 44 and not _SENTENCE.search(text) and without_number(text) == text


def _is_front(line: str) -> bool:
    text = normal(line)
    if not _is_short(line):
        return False
    return bool(
        _TITLE.search(text) or _DATE.search(text) or _MEETING.search(text)
        or _SESSION.search(text) or POST.search(text) or organ_in(text)
    )  # fmt: skip


def read_front(front: Sequence[str], name: str = "") -> FrontMatter:
    """What the lines of the front are and say; ``name`` is the file's, for a text without title."""
    levels = tuple(_levels(front))
    texts = [normal(line) for line in front]

    def lines_of(*wanted: FrontLevel) -> list[str]:
        return [text for text, level in zip(texts, levels, strict=True) if level in wanted]

    titles = [_title(text) for text in _titles(texts, levels)]
    title = max(filter(None, titles), key=len, default="")
    if not title and levels[:1] == ("title",) and _could_be_title(texts[0]):
        above = takewhile(lambda pair: pair[1] == "title", zip(front, levels, strict=True))
        title = " ".join(_slogan(line) for line, _ in above)
    title = _of_organ(_NOTE_MARK.sub("", title), texts)
    whole = "\n".join(texts)
    said = "".join(
        text if level == "meeting" else f"\n{text}"
        for text, level in zip(texts, levels, strict=True)
        if level in ("page-title", "title", "meeting", "date", "speaker")
    )
    issuer, place = issuer_and_place(title, texts, said)
    meeting = _MEETING.search(said) or _MEETING.search(whole)
    session = next(iter(lines_of("meeting")), "")
    return FrontMatter(
        levels=levels,
        title=title or name,
        issuer=issuer,
        place=place,
        speaker=speaker_of(lines_of("speaker"), texts),
        meeting=_HELD.sub("", meeting[1]) if meeting else session if session.endswith("会") else "",
        date=(date := _date(whole, title)),
        month="" if date else _month(whole),
    )


def signed(front: FrontMatter, lines: Sequence[str]) -> FrontMatter:
    """``front`` with what the signature below the ``lines`` of a text says, where it has nothing.

    >>> signed(FrontMatter(place="云川县"), ["修路。", "县统计局", "2025年1月8日"]).issuer
    '云川县统计局'
    """
    texts = [normal(line) for line in signature(lines)]
    organs = filter(None, (issuer_of(text, front.place) for text in texts))
    people = [text for text in texts if POST.search(text)]
    is_dated = front.date or front.month
    issuer = front.issuer or next(organs, "")
    return replace(
        front,
        issuer=issuer,
        place=front.place or place_of_organ(issuer),
        speaker=front.speaker or (speaker_of(people, []) if people else ""),
        date=front.date if is_dated else _date("\n".join(texts), front.title),
        month=front.month if is_dated else _month("\n".join(texts)),
    )


def _titles(texts: Sequence[str], levels: Sequence[FrontLevel]) -> Iterator[str]:
    """The titles in the lines of a front, each as one line."""
    runs = [run for run in _title_runs(texts) if levels[run[0]] in ("page-title", "title")]
    within = {at for run in runs for at in run}
    yield from ("".join(texts[at] for at in run) for run in runs)
    for at, (text, level) in enumerate(zip(texts, levels, strict=True)):
        if at not in within and level in ("page-title", "title") and _TITLE.search(text):
            yield text


def _title(text: str) -> str:
    """A title without what its line has before and behind it; "" for a line that is none."""
    text = _TAIL.sub("", text)
    while (less := _OUTER_BRACKET.sub("", text).strip()) != text:
        text = less
    if not _TITLE.search(text) or _RUNS_ON.search(text):
        return ""
    return _once(text).translate(_WIDE_BRACKETS)


def _of_organ(title: str, texts: Sequence[str]) -> str:
    """A title with the organ on the line above it, where it does not say whose report it is.

    >>> _of_organ("2024年工作总结", ["云川县水务局", "2024年工作总结"])
    '云川县水务局2024年工作总结'
    >>> _of_organ("2024年政府工作报告", ["云川县人民政府", "2024年政府工作报告"])
    '2024年政府工作报告'
    """
    for above, text in pairwise(texts):
        if _OF_NO_ORGAN.match(title) and title in text and organ_in(above) == above:
            is_said = "、" in above or (above.endswith("政府") and "政府" in title)
            return title if is_said else above + title
    return title


def _slogan(line: str) -> str:
    """A slogan with one blank between its halves; a page's blanks between letters are none.

    >>> _slogan("凝心聚力谋发展　　真抓实干开新局"), _slogan("工 作 简 况")
    ('凝心聚力谋发展 真抓实干开新局', '工作简况')
    """
    phrases = [normal(phrase) for phrase in line.split()]
    is_slogan = all(len(phrase) >= LEAST_PHRASE for phrase in phrases)
    return " ".join(phrases) if is_slogan else normal(line)


def _could_be_title(text: str) -> bool:
    return len(text) >= LEAST_TITLE and not _RUNS_ON.search(text) and ":" not in text


def _once(title: str) -> str:
    """A title without its own repetition: 广州报告广州报告 is 广州报告."""
    half = len(title) // 2
    return title[:half] if half > 4 and title[:half] == title[half:] else title


def _is_title(text: str) -> bool:
    return bool(
        _TITLE.search(text) and (is_heading_like(text) or len(text) < 44)
        and not _SALUTATION.match(text) and not _OPENING.search(text)
        and not _RUNS_ON.search(text) and not text.startswith("报告人")
    )  # fmt: skip


def _goes_on(text: str, following: str) -> bool:
    """Whether the title that begins in one line goes on in the next.

    >>> _goes_on("关于云川市2023年预算执行情况与", "2024年预算草案的报告")
    True
    >>> _goes_on("中国人民政治协商会议云川县委员会", "常务委员会工作报告")
    True
    >>> _goes_on("云川县人民政府", "2024年工作报告"), _goes_on("2024年工作报告", "关于工作的报告")
    (False, False)
    """
    if not _is_title(following) or not _is_short(text) or _SPOKEN.match(following):
        return False
    is_about = _ABOUT.match(text) and _KIND.search(following)
    is_open = is_about or _GOES_ON.match(following)
    is_committee = _COMMITTEE.match(following) and _ASSEMBLY.search(text)
    return bool(_ENDS_OPEN.search(text) or is_committee or (is_open and not _KIND.search(text)))


def _title_runs(texts: Sequence[str]) -> list[list[int]]:
    """The lines that are titles, those of one title together.

    A line that says where the report was given is one only if there is no other.
    """
    runs: list[list[int]] = []
    for at, text in enumerate(texts):
        if runs and runs[-1][-1] == at - 1 and _goes_on(texts[at - 1], text):
            runs[-1].append(at)
        elif _is_title(text) or (at + 1 < len(texts) and _goes_on(text, texts[at + 1])):
            runs.append([at])
    titles = [run for run in runs if not _SPOKEN.match(texts[run[0]])]
    above = texts[: runs[0][0]] if runs else []
    slogans = [at for at, text in enumerate(above) if _could_be_title(text) and _is_plain(text)]
    return titles or ([slogans] if slogans else runs)


def _is_plain(text: str) -> bool:
    """Whether a line of a front says nothing of who, when and where."""
    said = (_DATE, _MONTH, _MEETING, _SESSION, POST, _SALUTATION, _SENTENCE)
    return not organ_in(text) and not any(one.search(text) for one in said)


def _levels(front: Sequence[str]) -> Iterator[FrontLevel]:
    """What each line of a front is, in order."""
    texts = [normal(line) for line in front]
    runs = _title_runs(texts)
    titles = {at for run in runs for at in run}
    first = min(titles, default=0)
    for at, text in enumerate(texts):
        if _SALUTATION.match(text):
            yield "salutation"
        elif _OPENING.search(text) or (_SENTENCE.search(text) and at not in titles):
            yield "opening"
        elif at in titles:
            yield "page-title" if at in runs[0] and len(runs) > 1 else "title"
        elif _MEETING.search(text) or _SESSION.search(text):
            yield "meeting"
        elif organ_in(text) == text:
            yield "page-title"
        elif POST.search(text) or (at > first and _SHORT_NAME.match(text) and is_name(text)):
            yield "speaker"
        elif _DATE.search(text) or _MONTH_DAY.search(text):
            yield "date"
        elif at == 0 and not titles:
            yield "title"
        else:
            yield "page-title"


def dates(text: str) -> Iterator[tuple[str, str]]:
    """The dates in lines of a front, as ISO 8601 writes them and as :func:`normal` has them.

    >>> list(dates("中华民国一百一十三年五月六日"))
    [('2024-05-06', '2024年5月6日')]
    """
    for match in _DATE.finditer(normal(text)):
        yield f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", match[0]


def _date(whole: str, title: str) -> str:
    for found, _ in dates(whole):
        return found
    if (day := _MONTH_DAY.search(whole)) and (year := _YEAR.search(title)):
        return f"{year[0]}-{int(day[1]):02}-{int(day[2]):02}"
    return ""


def _month(whole: str) -> str:
    """The month of a line that is only that: 2023年12月."""
    match = _MONTH.search(whole)
    return f"{match[1]}-{int(match[2]):02}" if match else ""
