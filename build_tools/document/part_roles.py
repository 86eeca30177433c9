"""What a part of a report does, and of which years it speaks, as far as its heading says.

The shapes are those of some three thousand work reports of Chinese governments. Nothing is guessed:
where neither the heading nor the report's date gives a year, there is none.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from build_tools.records.publication import Role
from build_tools.text.heading_numbers import without_number
from build_tools.text.numerals import numeral, ordinal_numeral

Years = tuple[int, ...]
"""One year, the first and the last of several, or none where the text supports none."""

_REVIEW = re.compile(
    r"回顾|回望|回眸|数说|总结|决算|施政(?:成果|绩效|情形)|执行情况|完成情况|(?:工作|实施|进展|推进|开展|落实|履职|运行|经营|收支|审计)情况|成就|成绩|成效"
    r"|(?:过去|去年|刚刚过去|五年来|一年来).{0,12}(?:工作|发展)"
    r"|(?:去年|过去一年|这一年).{0,4}[干做办]了(?:啥|什么|哪些)"
)
_PLAN = re.compile(
    r"安排|打算|任务|计[划画]|规划|施政(?:重点|目标|方针)|目标|部署|要求|思路|建议|举措|展望|重点工作|工作重点|草案"
    r"|(?:今后|未来|下一|下届|明年|今年).{0,12}(?:工作|发展|五年)|(?:做好|抓好).{0,6}年.{0,6}工作"
    r"|(?:今年|明年|下一步).{0,4}[干做办](?:啥|什么|哪些)"
)
_SELF = re.compile(
    r"(?:存在|正视|面临|哪些)(?:的)?.{0,6}(?:问题|困难|不足|短板|差距)|^.{0,3}(?:主要)?(?:问题|困难)[和与](?:困难|问题|不足)|意见[和与]建议"
    r"|^(?:[^年]{0,4})?(?:结语|结束语|结论|引言|前言|导言|序言|绪论)$|自身建设|服务型政府|(?:人民|群众)满意.{0,6}政府|法治政府|廉洁政府|廉政建设|政府(?:效能|建设|作风|治理)"
    r"|(?:实干|现代|高效|有为|务实)(?:型)?政府|政府职能|行政管理体制改革|民主法制建设.{0,10}政府"
)
_TIME = re.compile(
    r"(?:19|20)\d{2}|[二二][〇○零]|今年|去年|明年|[一二三四五过]年|今后|未来|下一步|下步|本届|下届|工作|五[”\"’]"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?!\d)")
_PERIOD = re.compile(
    r"[“\"‘「](十?[一二三四五六七八九]|十)五[”\"’」]"
    r"|(?<![一二三四五六七八九十])(十?[一二三四五六七八九]|十)五(?=时期|期间|规划|计划|以来)"
    r"|第(十?[一二三四五六七八九]|十)个五年(?=规划|计划|时期|期间)"
    r"|(?<![一二三四五六七八九十])(十[一二三四五六七八九])五(?=工作|发展|回顾|目标|成就|主要|总体)"
)
_SOME = "([一二两三四五六七八九十]{1,2})"
_PAST_YEARS = re.compile(
    rf"(?:过去|近|这|前|(?<!今后)(?<!未来)的)(?:一年[和及与])?{_SOME}年"
    rf"|(?<![〇零一二三四五六七八九十百])(?<!今后)(?<!未来){_SOME}年多?[来间]"
)
_PAST_TERM = re.compile(r"本届(?:人民)?政府|第.{1,3}届(?:人民)?政府")
_NEXT_YEARS = re.compile(rf"(?:今后|未来|下一个|下|后)的?{_SOME}年")
_NEXT_TERM = re.compile("下届政府")
_PAST = re.compile(r"过去|去年|以来|近年|近几年|本届|上届")
_AHEAD = re.compile(
    r"今后|未来|下一?步|下一?年|下半年|[三四]季度|明年|今年(?!以来)|下届|新的一年|后[一二两三四五]年"
)
_SITUATION = re.compile(r"形势|机遇|挑战|体会|启示|经验")
_SAME_YEAR = re.compile(r"下半年|[三四]季度")
"""A plan of these is of the year that is reviewed."""
_NEXT_YEAR = re.compile("明年|下一?年")
WITHIN_YEAR = re.compile(r"上半年|前?[一二三1-3]个?季度|\d{1,2}[-—~至]\d{1,2}月")
"""A review of these is made in the year itself."""
_FIRST_YEAR = re.compile(r"开局|开好局|起好步")
_LAST_YEAR = re.compile(r"收官")
_SUMS_UP = re.compile(
    r"公报|统计|总结|审计(?:工作|结果)?报告|经济(?:社会)?(?:发展)?运行|决算|年度报告|年报|白皮书"
    r"|(?:社会责任|可持续发展|环境、社会[与和及](?:公司)?治理|质量)报告|ESG"
)
_LOOKS_AHEAD = re.compile(r"(?:规划|计划|纲要|要点|安排|方案|打算)$")
_ZEROS = "〇○零0OoОоΟο"
"""Signs that are written for a zero among Chinese numerals; some are Cyrillic or Greek letters."""
_NUMERALS = "一二三四五六七八九壹贰叁肆伍陆柒捌玖"
CHINESE_DIGITS = str.maketrans(_ZEROS + _NUMERALS, "0" * len(_ZEROS) + 2 * "123456789")
_CHINESE_YEAR = re.compile(rf"([一二壹贰][九玖{_ZEROS}][{_ZEROS}{_NUMERALS}]{{2}})(?=年)")
_ROC_NUMBER = (
    r"1[0-3]\d|一[〇零○一二三][〇零○一二三四五六七八九]"
    r"|一百(?:[一二三]?十|[〇零○])?[一二三四五六七八九]?"
)
_ROC = re.compile(
    rf"(?:(?:(?:中华)?民国|^|(?<=、))({_ROC_NUMBER})|(?<![\d〇零○一二三四五六七八九])({_ROC_NUMBER})(?=年度))年(度)?"
)
FIRST_ROC_YEAR = 1911
"""The year before the first of the Republic of China."""
FIVE = 5
_ODD_BLANKS = re.compile(r"(?<=[\d\u3400-\u9fff])[ \u3000]+(?=[\d\u3400-\u9fff])")
_NUMBER_AND_YEAR = re.compile(r"\d{1,2}[ \u3000]+(?=(?:19|20)\d{2}年)")
_JOINT = re.compile("[和与及、，,]")


def shown_heading(heading: str) -> str:
    """``heading`` as a title shows it: ordinary digits and letters, no odd blanks, Chinese marks.

    >>> shown_heading("２０２０年工作（摘　要）：总结"), shown_heading("壹、Ａ区")
    ('2020年工作（摘要）：总结', '壹、A区')
    """
    return _closed(re.sub(r"[０-９Ａ-Ｚａ-ｚ]+", lambda match: _nfkc(match[0]), heading))


def plain_heading(heading: str) -> str:
    """``heading`` with ordinary characters and without the blanks that a page put into it.

    >>> plain_heading("一、２０ ２０年 工作回顾"), plain_heading("Smart City 建设")
    ('一、2020年工作回顾', 'Smart City 建设')
    >>> plain_heading("4 2026年 工作计划"), plain_heading("2 0 1 9年")
    ('4 2026年工作计划', '2019年')
    """
    return _closed(_nfkc(heading))


def _closed(heading: str) -> str:
    """``heading`` without odd blanks; the one between its number and a year stays: 4 2026年."""
    number = _NUMBER_AND_YEAR.match(heading)
    start = number.end() if number else 0
    return heading[:start] + _ODD_BLANKS.sub("", heading[start:])


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace('"', "”")


def years_in_figures(text: str) -> str:
    """``text`` with years in Chinese numerals as figures.

    >>> years_in_figures("二〇二三年和二零二四年，一九年来")
    '2023年和2024年，一九年来'
    """
    return _CHINESE_YEAR.sub(lambda match: match[1].translate(CHINESE_DIGITS), text)


def dated(heading: str) -> str:
    """:func:`plain_heading` of ``heading`` with common years in figures, also for those of the
    Republic of China.

    >>> dated("壹、一一二年度施政成果"), dated("民国113年施政重点"), dated("建党100年以来")
    ('壹、2023年度施政成果', '2024年施政重点', '建党100年以来')
    >>> dated("二零二五年工作回顾")
    '2025年工作回顾'
    """

    def common(match: re.Match[str]) -> str:
        written = match[1] or match[2]
        number = numeral(written) if "百" in written else written.translate(CHINESE_DIGITS)
        return f"{FIRST_ROC_YEAR + int(number)}年{match[3] or ''}"

    return _ROC.sub(common, years_in_figures(plain_heading(heading)))


def role_of(heading: str) -> Role | None:
    """What the words of a heading say that its part does; None where they say nothing.

    >>> [role_of(h) for h in ("2023年工作回顾", "2024年重点工作", "加强政府自身建设", "做强产业")]
    ['review', 'plan', 'other', None]
    """
    words = plain_heading(heading)
    if _REVIEW.search(words):
        return "review"
    if _SELF.search(words) and not _YEAR.search(words):
        return "other"
    return "plan" if _PLAN.search(words) else None


def role_of_text(title: str) -> Role | None:
    """What a whole text does, as its title says: sums up, or plans; None where it says neither.

    >>> [role_of_text(t) for t in ("2023年统计公报", "“十四五”规划纲要", "2023年总结和2024年计划")]
    ['review', 'plan', None]
    """
    words = re.sub(r"[（(][^（）()]*[)）]$", "", plain_heading(title))
    sums_up, looks_ahead = _SUMS_UP.search(words), _LOOKS_AHEAD.search(words)
    if bool(sums_up) == bool(looks_ahead):
        return None
    return "review" if sums_up else "plan"


def missing_roles(roles: Collection[Role], title: str) -> list[Role]:
    """Which of review and plan none of the parts is, of those that a text with this title has.

    >>> missing_roles(["other"], "政府工作报告"), missing_roles(["plan"], "“十四五”规划纲要")
    (['review', 'plan'], [])
    """
    expected: tuple[Role, ...] = (does,) if (does := role_of_text(title)) else ("review", "plan")
    return [role for role in expected if role not in roles]


def is_mixed(heading: str) -> bool:
    """Whether a heading announces a review first and then a plan of another time.

    >>> is_mixed("二、“十三五”发展成就和“十四五”主要目标任务"), is_mixed("2020年计划执行情况和成就")
    (True, False)
    >>> is_mixed("一、2020年工作回顾和“十三五”时期")
    False
    """
    pieces = _JOINT.split(without_number(plain_heading(heading)))
    reviews = [at for at, piece in enumerate(pieces) if _REVIEW.search(piece)]
    plans = [
        at
        for at, piece in enumerate(pieces)
        if _PLAN.search(piece) and not _REVIEW.search(piece) and names_years(piece)
    ]
    return bool(reviews and plans) and reviews[0] < plans[-1]


def speaks_of_time(heading: str) -> bool:
    """Whether a heading names a time, or the work itself."""
    return _TIME.search(_nfkc(heading)) is not None


def names_years(heading: str) -> bool:
    """Whether a heading names a year, a plan period, or a span of years."""
    words = dated(heading)
    patterns = (
        *(_YEAR, _PERIOD, _PAST_YEARS, _PAST_TERM, _NEXT_YEARS, _NEXT_TERM),
        re.compile("今年|明年"),
    )
    return any(pattern.search(words) for pattern in patterns)


def names_past_only(heading: str, reviewed: int | None) -> bool:
    """Whether all times that a heading names are past: up to ``reviewed``, the last year reviewed.

    >>> [names_past_only(h, 2023) for h in ("2023年政府工作", "三年来的历程", "本届政府五年工作")]
    [True, True, True]
    >>> [names_past_only(h, 2023) for h in ("2024年：实干争先", "2023年下半年", "做强产业")]
    [False, False, False]
    >>> [names_past_only(h, 2023) for h in ("2023年三季度工作", "2023年和下届政府工作")]
    [False, False]
    """
    words = dated(heading)
    if _AHEAD.search(words):
        return False
    ends = [int(year) for year in _YEAR.findall(words)] + [last for _, last in periods(words)]
    if ends:
        return reviewed is not None and max(ends) <= reviewed
    return any(pattern.search(words) for pattern in (_PAST, _PAST_YEARS, _PAST_TERM))


def is_situation(heading: str) -> bool:
    """Whether a heading announces what a report finds: the situation, its experience.

    >>> is_situation("二、当前面临的形势"), is_situation("二、做强产业")
    (True, False)
    """
    return _SITUATION.search(plain_heading(heading)) is not None


def periods(text: str) -> list[tuple[int, int]]:
    """The five-year plan periods that a text names, as first and last year.

    The third ran from 1966 to 1970, and each later one follows at once.

    >>> periods("“十四五”时期和“十五五”规划")
    [(2021, 2025), (2026, 2030)]
    """
    found = []
    for match in _PERIOD.finditer(text):
        number = ordinal_numeral(next(filter(None, match.groups())))
        if number and number >= 3:
            first = 1966 + FIVE * (number - 3)
            found.append((first, first + FIVE - 1))
    return found


def years_of(heading: str, role: Role, reviewed: int | None, is_within_year: bool = False) -> Years:
    """The years of which a part speaks; ``reviewed`` is the last year that the report reviews.

    ``is_within_year`` is whether the report was made in that year, and so plans the rest of it.

    >>> years_of("“十三五”和2020年工作回顾", "review", 2020)
    (2016, 2020)
    >>> years_of("过去五年工作回顾", "review", 2022), years_of("今后三年目标任务", "plan", 2022)
    ((2018, 2022), (2023, 2025))
    >>> years_of("2020年工作回顾和2021年工作安排", "review", 2020)
    (2020,)
    >>> years_of("下一步工作", "plan", 2020), years_of("下一步工作", "plan", 2020, True)
    ((2021,), (2020,))
    >>> years_of("工作回顾", "review", None)
    ()
    """
    words = dated(heading)
    found = [*_named_years(words, reviewed), *_plan_period_years(words, role, reviewed)]
    if reviewed is not None:
        found += _years_around(words, role, reviewed)
        if not found:
            rest = is_within_year and not _NEXT_YEAR.search(words)
            is_next = role == "plan" and not (rest or _SAME_YEAR.search(words))
            found = [reviewed + is_next]
        if role == "review":
            # What a review also says of the years to come is not what it reviews.
            found = [year for year in found if year <= reviewed] or found
    if not found:
        return ()
    first, last = min(found), max(found)
    return (first,) if first == last else (first, last)


def _named_years(words: str, reviewed: int | None) -> Iterator[int]:
    """The years that a heading names, but not a far one, such as that of the vision of 2035."""
    for year in map(int, _YEAR.findall(words)):
        if reviewed is None or year <= reviewed + FIVE:
            yield year


def _plan_period_years(words: str, role: Role, reviewed: int | None) -> Iterator[int]:
    """The years of the plan periods that a heading names: of each the first, the last, or both."""
    for first, last in periods(words):
        if _FIRST_YEAR.search(words):
            yield first
        elif _LAST_YEAR.search(words):
            yield last
        elif role == "review" and reviewed is not None:
            yield from (first, min(last, reviewed))
        else:
            yield from (first, last)


def _years_around(words: str, role: Role, reviewed: int) -> Sequence[int]:
    """The first and the last of the several years before the plan, or after the review, of which a
    heading speaks; none where it speaks of one."""
    if role == "review" and (count := _span(words, _PAST_YEARS, _PAST_TERM)):
        return reviewed - count + 1, reviewed
    if role == "plan" and (count := _span(words, _NEXT_YEARS, _NEXT_TERM)):
        return reviewed + 1, reviewed + count
    return ()


def _span(words: str, years: re.Pattern[str], term: re.Pattern[str]) -> int:
    """Of how many years a heading speaks, a term of government being five; 0 where it does not say.

    Where it names one year and several, it speaks of the several.
    """
    counts = [int(numeral(next(filter(None, found.groups())))) for found in years.finditer(words)]
    return max(counts, default=0) or (FIVE if term.search(words) else 0)
