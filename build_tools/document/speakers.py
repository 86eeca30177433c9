"""Who gives a report: the post and the name in a line of its front."""

import re
from collections.abc import Sequence

_BEFORE = r"(?:代理|代|(?:常务|第一)?副)?"
"""What makes another post of a post: 副市长 is not 市长."""
POST = re.compile(
    rf"{_BEFORE}(?:[省市县区州旗盟镇乡村部署局厅处司院校所行会]长(?![期远足效治久])|自治区主席|主席|主任委员|主任"
    r"|总理|书记|专员|总经理|总裁|董事长|理事长|检察长|(?:财政|政务|律政)司司长|行政长官|报告人)"
    r"(?!致[辞词]|寄语|办公)"
)
HEAD_OF_GOVERNMENT = re.compile(r"(?<!副)(?:[省市县区州旗盟镇乡]长|自治区主席|总理|行政长官)")
"""A post whose holder speaks for the government of the place."""
_PARTY = r"(?:[省市县区州旗盟镇乡]委|党委|党组|党工委|纪委|党总支|党支部)?"
_SEVERAL = r"(?:[\u3400-\u9fff]{2,16}、)+[\u3400-\u9fff]{0,8}?"
_POSTS = rf"(?:{_SEVERAL}|(?:人民政府|政府)?{_PARTY}){POST.pattern}"
"""A post, or several of them with the organs in which they are held."""
_LETTER = r"[\u3400-\u9fff·•○〇×]"
_POSTS_AND_NAME = re.compile(rf"({_POSTS})[:： ]*((?:{_LETTER}| ){{2,20}})$")
_POSTS_ALONE = re.compile(
    rf"(?:[\u3400-\u9fff]{{2,16}}、)*[\u3400-\u9fff]{{0,16}}?{POST.pattern}[:：]?$"
)
_NAME_ALONE = re.compile(rf"(?:{_LETTER}| ){{2,12}}$")
_AFTER_MEETING = re.compile(rf"(?:会议|大会|次会)上?[ \u3000]*({_POSTS}[:： ]*{_LETTER}{{2,12}})$")
_DATED_BRACKET = re.compile(r"(?<=.)[（(][^（）()]*\d{1,2}月\d{1,2}日[^（）()]*[)）]$")
_BRACKET = re.compile(r"[（(][^（）()]*[)）]")
_DATED_NAME = re.compile(r"[（(]\d{4}年\d{1,2}月\d{1,2}日\s*([\u3400-\u9fff·]{2,12})[)）]")
_POST_NAME = re.compile(rf"({POST.pattern})[:： ]*([\u3400-\u9fff·]{{2,12}})[)）]$")
_SESSION = re.compile(r"第.{1,5}届|次会议")
BUREAU = r"(?<![开破布格变结定残僵困好])(?<![开启育谱树]新)(?<![谋顾观]全)(?<![谋顾观识赢]大)局"
"""The end of a bureau's name, and not that of a slogan: 开新局, 谋大局."""
_SIGNING_ORGAN = re.compile(
    r"[\u3400-\u9fff]{1,12}(?:人民政府(?:办公[室厅])?|人民法院|人民检察院|人民代表大会常务委员会|街道办事处"
    rf"|委员会|[村居]委会|党工委|管委会|常委会|办事处|公所|{BUREAU}|厅|有限公司|集团|大学|学院|医院|调查[总中]?[队心])$"
)
_SIGNING_PERSON = re.compile(
    rf"(?:报告人[:：]?[ \u3000]*)?(?:{_POSTS})[:： \u3000]+[\u3400-\u9fff·]{{2,8}}"
    r"(?:[ \u3000]+(?:谨|敬)[报呈上启])?$"
)
_SIGNED_ON = re.compile(
    r"(?:(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|二[〇○零0][〇○零一二三四五六七八九]{2}年.{1,3}月(?:.{1,3}日)?"
    r"|(?:中华)?民国.{1,6}年.{1,3}月(?:.{1,3}日)?)(?:[ （(]*星期[一二三四五六日天][)）]?)?$"
)
_ORGAN_OF_PARTY = re.compile(
    r"^[\u3400-\u9fff]{2,16}?(?:局|厅|委员会|院|办事处|公司|集团|大学)(?=党[组委工])"
)
"""The organ of which the speaker is also the secretary of the party."""
_TITLE_OF_PERSON = re.compile(r"(?:女士|先生|太平绅士)?(?:[,，、 ]*[A-Z]{2,4})*$")
"""What a name has behind it: 女士, and in Hong Kong the letters of orders and offices."""
_BODY_END = re.compile(r"(?:政府|部|局|厅|委|院|署|会|办|处|所|公司|集团)$")


def is_name(text: str) -> bool:
    """Whether a line is short enough for a name alone, and is not that of an organ.

    >>> is_name("王明"), is_name("财政部"), is_name("华丰公司"), is_name("建设美好家园")
    (True, False, False, False)
    """
    return len(text) <= 4 and not _BODY_END.search(text)


def is_signature(line: str) -> bool:
    """Whether a line below a text says who signs it, or when.

    >>> [is_signature(one) for one in ("云川县人民政府", "县长：王明", "二〇二五年一月八日")]
    [True, True, True]
    >>> is_signature("2024年2月28日（星期三）"), is_signature("每月28日（星期三）")
    (True, False)
    >>> is_signature("县长　林清　谨报"), is_signature("中华民国一一四年四月十五日")
    (True, True)
    >>> is_signature("云川县水务局"), is_signature("真抓实干开新局")
    (True, False)
    >>> is_signature("王明"), is_signature("建设服务型政府"), is_signature("做强产业")
    (False, False, False)
    """
    bare = re.sub(r"[（(](?:盖章|公章|印章?|签字|签名)[)）]$", "", line.strip(" \u3000"))
    bare = bare.strip("（）() \u3000")
    return any(one.match(bare) for one in (_SIGNING_ORGAN, _SIGNING_PERSON, _SIGNED_ON))


def is_signing_organ(line: str) -> bool:
    """Whether a line is the name of an organ that may sign a text."""
    return _SIGNING_ORGAN.match(line) is not None


def signature(lines: Sequence[str]) -> Sequence[str]:
    """The lines with which a text ends that say who signs it, and when.

    >>> signature(["修路。", "云川县人民政府", "2025年1月8日"])
    ['云川县人民政府', '2025年1月8日']
    """
    start = len(lines)
    while start and is_signature(lines[start - 1]):
        start -= 1
    return lines[start:]


def speaker_of(lines: Sequence[str], front: Sequence[str]) -> str:
    """The posts and the name of the speaker, "" where there is none.

    ``lines`` are those of the front that have a post or a name, ``front`` all of them.

    >>> speaker_of(["云川市常务副市长 王明"], []), speaker_of(["云川县人民政府县长", "王明"], [])
    ('常务副市长 王明', '县长 王明')
    >>> speaker_of(["云川县教育局党组书记、局长 王明"], []), speaker_of(["主席王明女士,MH,JP"], [])
    ('党组书记、局长 王明', '主席 王明')
    >>> speaker_of([], ["工作报告（2024年1月8日 王明）"])
    '王明'
    >>> speaker_of([], ["工作报告——在云川县人民代表大会上县长王明"])
    '县长 王明'
    """
    chosen = next(filter(POST.search, lines), next(iter(lines), ""))
    at = lines.index(chosen) if chosen else 0
    following = "".join(lines[at + 1 : at + 2])
    if _POSTS_ALONE.match(chosen) and _NAME_ALONE.match(following) and not POST.search(following):
        chosen = f"{chosen} {following}"
    return _posts_and_name(chosen) or _in_brackets(front) or _behind_a_meeting(front)


def _posts_and_name(text: str) -> str:
    text = _DATED_BRACKET.sub("", text)
    text = re.sub(rf"^(?:报告人[:：]?\s*(?={POST.pattern})|[^、]*?人民政府)", "", text)
    text = _ORGAN_OF_PARTY.sub("", re.sub(r"[ \u3000]*[谨敬][报呈上启]$", "", text))
    text = _TITLE_OF_PERSON.sub("", text)
    text = re.sub(r"[ \u3000]+", " ", text).strip("（）() ")
    match = _POSTS_AND_NAME.search(text)
    return f"{match[1]} {match[2].replace(' ', '')}".strip() if match else text


def _in_brackets(front: Sequence[str]) -> str:
    brackets = [bracket for text in front for bracket in _BRACKET.findall(text)]
    for bracket in brackets:
        if (match := _DATED_NAME.match(bracket)) and not _SESSION.search(bracket):
            return match[1]
        if match := _POST_NAME.search(bracket):
            return f"{match[1]} {match[2]}"
    return ""


def _behind_a_meeting(front: Sequence[str]) -> str:
    """The speaker behind the meeting on one line: 政府工作报告——在…会议上市长王明."""
    found = next(filter(None, map(_AFTER_MEETING.search, front)), None)
    return _posts_and_name(found[1]) if found else ""
