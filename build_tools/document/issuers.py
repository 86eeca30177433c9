"""Whose report it is: the organ and the place that the front names.

A place gives an issuer only where the front says that the report is the government's. Words that
name no place, such as 市发展和改革委员会, get the place of the meeting, or are left out.
"""

import re
from collections.abc import Sequence

from build_tools.document.speakers import BUREAU, HEAD_OF_GOVERNMENT, POST, is_signing_organ

_UNIT = "[省市县区州旗盟镇乡]"
_ORGAN_END = (
    rf"署|{BUREAU}|厅|委员会|管委会|常委会|公所|办事处|办公室|法院|检察院|公司|集团|工会|联合会|协会"
    r"|大学|学院|医院|研究院|银行|党委|党组|党工委|(?:发展?改革?|国资|卫健)委"
)
_ISSUER = re.compile(
    r"([\u3400-\u9fff]{2,16}?(?:人民)?政府)(?:\d{2,4}年度?(?:[上下]半年|第?[一二三]季度)?)?(?:《?政府)?《?(?:工作|施政)总?(?:报告|总结)"
    rf"|([\u3400-\u9fff]{{0,28}}?(?:{_ORGAN_END}))(?:\d{{4}}年度?)?(?:职代会|职工代表大会)?《?(?:工作|施政)(?:报告|总结)"
    rf"|^在([\u3400-\u9fff]{{2,24}}?(?:公司|集团|大学|学院|医院|银行))(?=[第一二三四五六七八九十\d]{{1,5}}届)"
    rf"|^((?:[\u3400-\u9fff]{{1,20}}?(?:人民政府|{_ORGAN_END})|国务院))(?:关于|(?=(?:19|20)\d{{2}}年))"
)
_PLACE_TITLE = re.compile(
    rf"^(?:关于|\d{{4}}年)?([\u3400-\u9fff]{{2,14}}?{_UNIT})(?:\d{{4}}年度?(?:[上下]半年)?)?《?(?:人民)?政?府?工作(?:报告|情况|总结)"
)
_ORGAN = re.compile(
    rf"(?!(?!中华).{{0,2}}人民政府|自治)((?:[\u3400-\u9fff]{{2,16}}(?:政府|公所|{BUREAU}|厅|委员会|管委会|常委会|办事处|议会|公司|集团|总工会|(?:发展?改革?|国资|卫健)委)"
    rf"|[\u3400-\u9fff]{{0,16}}人民(?:法院|检察院))|国务院|财政部)(?:(?:党组|党委|党工委)?{POST.pattern}|$)"
)
"""An organ on a separate line, or before the speaker's post; 市人民政府 names none."""
_PLACE = re.compile(
    rf"[在的]((?:(?!在)[\u3400-\u9fff]){{2,14}}?{_UNIT})?第[^第]{{1,6}}(?:届|次(?=代表大会))"
)
_PLACE_YEAR = re.compile(
    r"^(?:关于)?+(?:\d{4}年度?)?+([\u3400-\u9fff]{2,14}?(?:[省县州旗盟镇乡]|(?<!城)市|(?<![社园地片景])区))"
    r"(?=国民经济|法治政府|政府信息公开|政务公开|本?级(?:预算|财政|决算)|第[一二三四五六七八九十]{1,3}个五年|“?十[一二三四五六七八九]?五|(?:19|20)\d{2}年)"
)
"""A place with which a title begins, before the year, or what is usual in a place."""
_COUNCIL = re.compile(
    r"^([\u3400-\u9fff]{2,8}?(?:[县市](?=议会)|[市乡镇区](?=民代表会)))民?(?:议|代表)会第",
    re.MULTILINE,
)
"""A place in Taiwan, by the council to which its government reports."""
_PLACE_POST = re.compile(
    rf"^([\u3400-\u9fff]{{2,14}}?{_UNIT})(?:人民政府)?(?:代理|代|(?:常务|第一)?副)?{_UNIT}长",
    re.MULTILINE,
)
"""A place before the speaker's post: 青云县县长."""
_NO_NAME = re.compile(rf"(?:自治{_UNIT}|[本我全该]{_UNIT}|市辖区|行政区)")
"""How words begin that name a kind of place, and no place."""
_BARE = re.compile(
    rf"(?!市[中北南]区|镇[江远平海康巴赉原雄坪沅宁安]|乡[宁城]县){_UNIT}|(?:中级|高级)?人民"
)
"""How an organ begins that does not say of which place it is."""
_PARTY = re.compile("^(?:政协|中国人民政治协商会议|中共|中国共产党)")
"""Whose body of a place it is: 政协云川县委员会."""
_NO_PLACE_OF_ORGAN = re.compile("(?:中国|中华|全国|国家|经济|高新)|.*(?:公司|集团|银行|大学|学院)$")
"""Organs whose names need not have that of their place: a company's 市 may be a 超市."""
_LOCAL = r"(?:区|县|市|旗|镇|(?<!城)乡|(?<![农乡])村|街道)"
_PLACE_OF_ORGAN = re.compile(
    rf"((?:[\u3400-\u9fff]{{2,8}}?(?:自治[区州县旗]|(?<!城)[省市州盟]|{_LOCAL}))"
    rf"(?:(?:[\u3400-\u9fff]{{2,6}}自治[县旗]|[\u3400-\u9fff]{{2,3}}?(?<![街景保护]){_LOCAL}))?)."
)
"""The place with which the name of an organ begins: 云川县白石乡公所, but not 住房和城乡建设局."""
_REGION = re.compile("(?:香港|澳门)特别行政区")
_FOR_THE_GOVERNMENT = re.compile(r"代表[\u3400-\u9fff]{0,16}(?:政府|国务院)")


def organ_in(text: str) -> str:
    """The organ that a line of the front is, or names before the speaker's post; "" for none.

    >>> organ_in("云川市财政局"), organ_in("云川市财政局局长 王明"), organ_in("市人民政府")
    ('云川市财政局', '云川市财政局', '')
    """
    if all(map(is_signing_organ, text.split("、"))) and "、" in text:
        return text
    match = _ORGAN.match(text)
    return match[1] if match else ""


def organs_on(line: str) -> Sequence[str]:
    """The organs on a line that has two or more and only these, with blanks between them.

    >>> organs_on("云川市统计局  国家统计局云川调查队"), organs_on("云川市财政局  王明")
    (['云川市统计局', '国家统计局云川调查队'], [])
    """
    words = re.split(r"[ \u3000]+", line.strip())
    return words if len(words) > 1 and all(map(is_signing_organ, words)) else []


def issuer_of(line: str, place: str) -> str:
    """The organ that signs a text on a line, with the place that it needs; "" for none.

    >>> [issuer_of(one, "云川县") for one in ("柳湾村村民委员会", "县财政局", "县长：王明")]
    ['柳湾村村民委员会', '云川县财政局', '']
    """
    return _named(line, place) if is_signing_organ(line) else ""


def issuer_and_place(title: str, front: Sequence[str], said: str) -> tuple[str, str]:
    """The issuer and the place, "" where the front does not name them.

    The government of a special administrative region is no 人民政府.

    ``front`` is all lines, ``said`` those with the title, the meeting, the date and the speaker.

    >>> meeting = "\\n在云川市第八届人民代表大会第三次会议上"
    >>> issuer_and_place("政府工作报告", [], meeting)
    ('云川市人民政府', '云川市')
    >>> issuer_and_place("市中级人民法院工作报告", [], meeting)
    ('云川市中级人民法院', '云川市')
    >>> issuer_and_place("关于2023年预算执行情况的报告", [], meeting)
    ('', '云川市')
    >>> issuer_and_place("", [], meeting), issuer_and_place("云川县政府施政报告", [], "")
    (('云川市人民政府', '云川市'), ('云川县政府', '云川县'))
    >>> issuer_and_place("政府工作报告", [], "\\n云川县第一副县长 王明")
    ('云川县人民政府', '云川县')
    >>> issuer_and_place("县长施政报告", [], "\\n云川县议会第20届第4次定期会县长施政报告")
    ('云川县政府', '云川县')
    >>> issuer_and_place("云川市国民经济和社会发展第十四个五年规划纲要", [], "")
    ('', '云川市')
    >>> issuer_and_place("关于2016年度云川市本级预算执行的审计工作报告", ["市审计局局长 王明"], "")
    ('云川市审计局', '云川市')
    >>> issuer_and_place("政协云川市第十四届委员会常务委员会工作报告", [], "")
    ('政协云川市第十四届委员会常务委员会', '云川市')
    >>> issuer_and_place("2024年工作总结", ["云川县水务局"], "")
    ('云川县水务局', '云川县')
    """
    if region := next(filter(None, map(_REGION.search, front)), None):
        return f"{region[0]}政府", region[0]
    organ = _in_title(title) or next(filter(None, map(organ_in, front)), "")
    place = _place(title, said, organ)
    if organ:
        return _named(organ, place), place
    is_government = (
        not title
        or re.search("政府|施政", title)
        or _PLACE_TITLE.search(title)
        or HEAD_OF_GOVERNMENT.search(said)
        or any(map(_FOR_THE_GOVERNMENT.search, front))
    )
    if not place or not is_government:
        return "", place
    if _COUNCIL.search(said):
        return place + ("公所" if place.endswith(("乡", "镇")) else "政府"), place
    return f"{place}人民政府", place


def place_of_organ(organ: str) -> str:
    """The place that an organ has in its name; "" for none.

    >>> [place_of_organ(one) for one in ("云川县水务局", "青澜县白沙乡公所", "住房和城乡建设局")]
    ['云川县', '青澜县白沙乡', '']
    >>> [place_of_organ(one) for one in ("云川市农业农村局", "永好超市有限公司")]
    ['云川市', '']
    >>> place_of_organ("政协第十届云川县委员会")
    '云川县'
    >>> place_of_organ("云川市住房和城乡建设局"), place_of_organ("国家统计局云川县调查队")
    ('云川市', '')
    """
    name = re.sub(r"^第.{1,3}届", "", _PARTY.sub("", organ))
    match = None if _NO_PLACE_OF_ORGAN.match(name) else _PLACE_OF_ORGAN.match(name)
    return match[1] if match and not _NO_NAME.match(match[1]) else ""


def _in_title(title: str) -> str:
    match = _ISSUER.search(re.sub(r"^\d{4}年", "", title))
    name = next(filter(None, match.groups()), "") if match else ""
    if name.endswith("国务院政府"):
        return name.removesuffix("政府")
    # 省人民政府 names none, nor does 第三次会议上的政府.
    is_session = re.search("(?<!协商)会议|[届次]", name) and not _PARTY.match(name)
    is_none = (
        re.fullmatch(f"{_UNIT}?(?:人民|市)?政府", name)
        or is_session
        or (name.endswith("政府") and _NO_NAME.match(name))
    )
    return "" if is_none else name


def _named(organ: str, place: str) -> str:
    """An organ with its place, as 市财政局 of 云川市; "" where its place is not certain."""
    bare = _BARE.match(organ)
    if not bare:
        return organ
    if organ == "人民法院" or not place:
        return ""  # that of a city may be its intermediate or its basic one
    if organ.startswith(("人民", "中级", "高级")):
        return place + organ
    return place + organ[1:] if place.endswith(organ[0]) else ""


def _place(title: str, said: str, organ: str) -> str:
    if organ.endswith("政府"):
        return re.sub(r"(?:人民)?政府$", "", organ)
    sources = (_PLACE_TITLE, title), (_PLACE, said), (_PLACE_POST, said)
    for pattern, text in (*sources, (_COUNCIL, said), (_PLACE_YEAR, title)):
        match = pattern.search(text)
        place = _PARTY.sub("", match[1] or "") if match else ""
        if place and not _NO_NAME.match(place):
            return place
    return place_of_organ(organ)
