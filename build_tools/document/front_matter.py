"""The lines before a report's first part: its title, issuer, meeting, date and speaker."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.document.part_roles import FIRST_ROC_YEAR, plain_heading
from build_tools.records.publication import FrontLevel
from build_tools.text.heading_numbers import is_heading_like, without_number
from build_tools.text.numerals import numeral

_TITLE = re.compile(r"报告|总结|计划|规划|公报|汇报")
_SALUTATION = re.compile(
    r"^(?:各位|同志们|尊敬的|女士们|主席团|主席[、，]|主任[、，]|议长|副议长).{0,20}[：:！!，,]?$"
    r"|^[^，。]{2,20}(?:代表大会|常务委员会)[：:]$"
)
_OPENING = re.compile(
    r"报告工作|请予审议|请予审查|作.{0,6}工作报告|提请审议|(?:汇报|报告)如下[：:]?$"
)
_SENTENCE = re.compile(r"[。！？]")
_POST = re.compile(
    r"(?:代理|代)?(?:[省市县区州旗镇乡盟部署局厅处司院]长|自治区主席|主席|主任委员|主任|总理|书记|专员|报告人)"
)
_MEETING = re.compile(
    r"(?:(?<!现)在|(?<=日)(?!在)(?=[\u3400-\u9fff]{1,12}届))"
    r"([^，,。；：\n]{2,40}(?:会议|大会|次会|定期会|临时会))(?:上|通过)?"
)
_HELD = re.compile(r"^[在于]?(?:\d{1,2}月\d{1,2}日)?(?:召开|举行)?的?")
"""What comes before the name of a meeting: 1月8日召开的."""
_SESSION = re.compile(r"第.{1,5}届.{0,16}第.{1,4}次(?:定期|临时)?(?:大)?会|届.{0,8}次会议|次会议上")
_DATE = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日")
_DATE_IN_DIGITS = re.compile(
    r"([（(]?)((?:19|20)\d{2})([-/.])(0?[1-9]|1[0-2])\3(0?[1-9]|[12]\d|3[01])([)）]?)"
)
"""A line that is only that: 2024-01-09."""
_MONTH = re.compile(r"^[（(]?((?:19|20)\d{2})年(\d{1,2})月[)）]?$", re.MULTILINE)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_ROC = re.compile(r"(?:中华民国|民国)([一二三四五六七八九十百〇零○]{1,6}|\d{1,3})年")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_CHINESE = str.maketrans("〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "000" + 2 * "123456789")
_CHINESE_YEAR = re.compile(
    r"([一二壹贰][九玖〇○零][〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖]{2})年"
)
_CHINESE_DAY = re.compile(r"([一二三四五六七八九十]{1,3})(月|日)")
_ISSUER = re.compile(
    r"([\u3400-\u9fff]{2,16}?(?:人民)?政府)(?:\d{2,4}年度?(?:[上下]半年|第?[一二三]季度)?)?(?:《?政府)?《?(?:工作|施政)总?(?:报告|总结)"
    r"|([\u3400-\u9fff]{2,16}?(?:署|局|厅|委员会|管委会|公所|办事处|办公室))(?:\d{4}年)?《?(?:工作|施政)(?:报告|总结)"
    r"|^((?:[\u3400-\u9fff]{2,16}?(?:人民政府|委员会|局|厅)|国务院))关于"
)
_UNIT = "[省市县区州旗盟镇乡]"
_PLACE_TITLE = re.compile(
    rf"^(?:关于|\d{{4}}年)?([\u3400-\u9fff]{{2,14}}?{_UNIT})(?:\d{{4}}年度?(?:[上下]半年)?)?《?(?:人民)?政?府?工作(?:报告|情况|总结)"
)
_ORGAN = re.compile(
    rf"(?!(?!中华).{{0,2}}人民|自治)([\u3400-\u9fff]{{2,16}}(?:政府|公所|局|厅|委员会|管委会|办事处)|国务院|财政部)"
    rf"(?:{_POST.pattern}|$)"
)
"""An organ on a separate line, or before the speaker's post; 市人民政府 names none."""
_SHORT_NAME = re.compile(
    r"(?!前言|序\s*言|绪论|引言|导言|总论|摘要|目录|正文)[\u3400-\u9fff·• \u3000]{2,6}$"
)
"""A line that may be a name alone."""
_NOTE_MARK = re.compile(r"[\[［【]\d{1,3}[\]］】]$")
"""A note's number behind a title."""
_RUNS_ON = re.compile("[。:;,，]$|[,，].*[,，]")
"""What no title ends with or has: it is a sentence."""
LEAST_TITLE = 8
"""A first line of so many characters is the title, whatever its words."""
_PLACE = re.compile(rf"[在的]([\u3400-\u9fff]{{2,14}}?{_UNIT})?第[^第]{{1,6}}届")
_PLACE_POST = re.compile(
    rf"^([\u3400-\u9fff]{{2,14}}?{_UNIT})(?:人民政府)?(?:代理|代)?{_UNIT}长", re.MULTILINE
)
"""A place before the speaker's post: 青云县县长."""
_DATED_NAME = re.compile(r"[（(]\d{4}年\d{1,2}月\d{1,2}日\s*([\u3400-\u9fff·]{2,12})[)）]")
_POST_NAME = re.compile(rf"({_POST.pattern})[:： ]*([\u3400-\u9fff·]{{2,12}})[)）]$")
_BRACKET = re.compile(r"[（(][^（）()]*[)）]")


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
        return f"{day[1]}{day[2]}年{int(day[4])}月{int(day[5])}日{day[6]}"
    text = _CHINESE_YEAR.sub(lambda m: m[1].translate(_CHINESE) + "年", text)
    text = _CHINESE_DAY.sub(lambda m: f"{_small(m[1])}{m[2]}", text.replace("元月", "一月"))
    text = _ROC.sub(lambda m: f"{FIRST_ROC_YEAR + _small(m[1])}年", text)
    return plain_heading(text)


def _small(text: str) -> int:
    if re.fullmatch("[〇○零一二三四五六七八九]{2,3}", text):
        return int(text.translate(_CHINESE))
    return int(numeral(text))


def front_length(lines: Sequence[str]) -> int:
    """How many lines come before the text of a report whose parts have no headings.

    The first line may be a title that shows only by the line below it.
    """
    has_slogan = len(lines) > 1 and _is_short(lines[0]) and _is_front(lines[1])
    count = int(has_slogan)
    for line in lines[count:]:
        opening = _OPENING.search(line) is not None and len(line) < 120
        if not opening and not _SALUTATION.match(line.strip()) and not _is_front(line):
            break
        count += 1
        if opening:
            break
    return count


def _is_short(line: str) -> bool:
    text = normal(line)
    return len(text) <= 44 and not _SENTENCE.search(text) and without_number(text) == text


def _is_front(line: str) -> bool:
    text = normal(line)
    if not _is_short(line):
        return False
    return bool(
        _TITLE.search(text) or _DATE.search(text) or _MEETING.search(text)
        or _SESSION.search(text) or _POST.search(text) or _ORGAN.match(text)
    )  # fmt: skip


def read_front(front: Sequence[str], name: str = "") -> FrontMatter:
    """What the lines of the front are and say; ``name`` is the file's, for a text without title."""
    levels = tuple(_levels(front))
    texts = [normal(line) for line in front]

    def lines_of(*wanted: FrontLevel) -> list[str]:
        return [text for text, level in zip(texts, levels, strict=True) if level in wanted]

    titles = [
        _once(_BRACKET.sub("", text).strip())
        for text in lines_of("page-title", "title")
        if _TITLE.search(text) and not _RUNS_ON.search(text)
    ]
    title = max(titles, key=len, default="")
    if not title and levels[:1] == ("title",) and _could_be_title(texts[0]):
        title = texts[0]
    title = _NOTE_MARK.sub("", title)
    whole = "\n".join(texts)
    issuer = _issuer(title)
    said = "".join(
        text if level == "meeting" else f"\n{text}"
        for text, level in zip(texts, levels, strict=True)
        if level in ("page-title", "title", "meeting", "date", "speaker")
    )
    if not issuer:
        organ = next((found for text in texts if (found := _ORGAN.match(text))), None)
        issuer = organ[1] if organ else ""
    place = _place(title, said, issuer)
    if not issuer and place:
        issuer = f"{place}人民政府"
    meeting = _MEETING.search(said) or _MEETING.search(whole)
    session = next(iter(lines_of("meeting")), "")
    speakers = lines_of("speaker")
    speaker = next(filter(_POST.search, speakers), next(iter(speakers), ""))
    return FrontMatter(
        levels=levels,
        title=title or name,
        issuer=issuer,
        place=place,
        speaker=_speaker(speaker) or _speaker_in_bracket(texts),
        meeting=_HELD.sub("", meeting[1]) if meeting else session if session.endswith("会") else "",
        date=(date := _date(whole, title)),
        month="" if date else _month(whole),
    )


def _could_be_title(text: str) -> bool:
    return len(text) >= LEAST_TITLE and not _RUNS_ON.search(text) and ":" not in text


def _once(title: str) -> str:
    """A title without its own repetition: 广州报告广州报告 is 广州报告."""
    half = len(title) // 2
    return title[:half] if half > 4 and title[:half] == title[half:] else title


def _levels(front: Sequence[str]) -> Iterator[FrontLevel]:
    texts = [normal(line) for line in front]
    titles = [
        at
        for at, text in enumerate(texts)
        if _TITLE.search(text) and (is_heading_like(text) or len(text) < 44)
        and not _SALUTATION.match(text) and not _OPENING.search(text)
        and not _RUNS_ON.search(text) and not text.startswith("报告人")
    ]  # fmt: skip
    first = titles[0] if titles else 0
    for at, text in enumerate(texts):
        if _SALUTATION.match(text):
            yield "salutation"
        elif _OPENING.search(text) or (_SENTENCE.search(text) and at not in titles):
            yield "opening"
        elif at in titles:
            yield "page-title" if at == titles[0] and len(titles) > 1 else "title"
        elif _MEETING.search(text) or _SESSION.search(text):
            yield "meeting"
        elif _POST.search(text) or (at > first and _SHORT_NAME.match(text) and len(text) <= 4):
            yield "speaker"
        elif _DATE.search(text) or _MONTH_DAY.search(text):
            yield "date"
        elif at == 0 and not titles:
            yield "title"
        else:
            yield "page-title"


def _issuer(title: str) -> str:
    match = _ISSUER.search(re.sub(r"^\d{4}年", "", title))
    name = (match[1] or match[2] or match[3]) if match else ""
    if name.endswith("国务院政府"):
        return name.removesuffix("政府")
    # 省人民政府 names none, nor does 第三次会议上的政府.
    return "" if re.fullmatch(f"{_UNIT}?(?:人民|市)?政府|.*会议?上?的.*", name) else name


def _place(title: str, whole: str, issuer: str) -> str:
    if issuer.endswith("政府"):
        return re.sub(r"(?:人民)?政府$", "", issuer)
    for pattern, text in ((_PLACE_TITLE, title), (_PLACE, whole), (_PLACE_POST, whole)):
        if (match := pattern.search(text)) and match[1]:
            return match[1]
    return ""


def _speaker(text: str) -> str:
    text = re.sub(rf"^(?:报告人[:：]?\s*(?={_POST.pattern})|[^、]*?人民政府)", "", text)
    text = re.sub(r"[ \u3000]+", " ", text).strip("（）() ")
    posts = rf"(?:[\u3400-\u9fff]{{2,12}}、)*(?:(?:人民)?政府)?{_POST.pattern}"
    match = re.search(rf"({posts})[:： ]*([\u3400-\u9fff·• ]{{2,20}})$", text)
    if match:
        return f"{match[1]} {re.sub(' ', '', match[2])}".strip()
    return text


def _speaker_in_bracket(texts: Sequence[str]) -> str:
    brackets = [bracket for text in texts for bracket in _BRACKET.findall(text)]
    for bracket in brackets:
        if (match := _DATED_NAME.match(bracket)) and not _SESSION.search(bracket):
            return match[1]
        if match := _POST_NAME.search(bracket):
            return f"{match[1]} {match[2]}"
    return ""


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
