"""What a page puts around its text: navigation, running heads, page numbers, rules."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from build_tools.restoration.edits import Edit
from build_tools.restoration.lines import TextLine, lines_of
from build_tools.text.heading_numbers import without_number

EDGE = 14
"""Navigation is within so many lines of the beginning or the end."""
WIDEST_EDGE = 30
"""Where no line before is prose, the edge at the beginning is up to so many lines."""
LONGEST = 90
"""No line of navigation is longer."""
TITLE_LINES = 10
"""The first of the running heads may be the title, if it is among so many lines."""
LEAST_HEADS = 3
"""A running head occurs at least so often."""
LEAST_BY_NUMBERS = 2
"""So often, where the number of a page is next to each of them."""
LEAST_NUMBERS = 3
"""Bare numbers are page numbers if at least so many count up."""
_MENU = (
    "首页|网站首页|政务公开|政府信息公开|信息公开|政务服务|办事服务|互动交流|新闻中心|政务要闻|数据开放|专题专栏"
    "|无障碍(?:浏览|阅读)?|长者(?:模式|版)|繁体(?:版|中文)?|简体(?:版|中文)?|(?i:English)|登录|注册|搜索|返回顶部|返回"
    "|网站地图|联系我们|关于我们|打印(?:本页|本文)?|关闭(?:窗口|本页)?|收藏|分享(?:到?微信|到微博)?|下载|扫一扫"
    "|跳[至到过]?(?:主要)?(?:内容|导航)(?:区块?)?|网站导览|(?:友善)?列印|转寄(?:友人)?|寄给朋友"
    r"|字[级型](?:大小)?[:：]?(?:[ \u3000]*[大中小])*|回(?:首页|页首|顶端|上一?页)"
    "|(?:简体|繁体|英文)版"
    "|全屏|加大|减小|还原|(?:新浪|腾讯)?微博|微信(?:好友|朋友圈)?|朋友圈|QQ(?:空间|好友)?|人人网|豆瓣|复制链接"
)
_NAVIGATION = re.compile(
    rf"(?:[\[【(（]?(?:{_MENU})[\]】)）]?[\s|｜·/>»:：-]*)+$|[\[\]【】|｜×·•/>＞»›→\s]+$"
    r"|(?:您(?:现在)?(?:所在|的)?(?:的)?位置|当前(?:所在)?位置|所在位置|位置)\s*(?:是)?\s*[:：>]"
    r"|(?:\S{2,12}\s*[>＞»›→]\s*){1,6}\S{0,20}$"
    r"|[（(]?(?:信息|文章|文件|稿件|内容)?(?:来源|出处)\s*[:：]|(?:发布|发表|更新|成文|录入|公开)(?:时间|日期|机构)\s*[:：]"
    r"|(?:时间|日期)\s*[:：]\s*(?:$|(?:19|20)\d{2})|(?:浏览|阅读|点击)(?:次数|量|数)?\s*[:：]"
    r"|(?:作者|编辑|责任编辑|责编|审核|校对|撰稿|供稿|录入|签发|终审|初审)\s*[:：]|索\s*引\s*号|主题(?:词|分类)\s*[:：]"
    r"|发文(?:机关|字号)\s*[:：]|发布机构\s*[:：]|信息名称\s*[:：]|(?:备注/)?文号\s*[:：]|公文生成日期\s*[:：]"
    r"|(?i:https?|file)://\S+$|有效性\s*[:：]|[》>»]{2}.{0,30}[《<«]{2}$"
    r"|【?\s*(?:字体|字号)\s*[:：]?\s*[\[【]?\s*(?:大|小)|【?\s*打印|分享到|扫一扫|扫码"
    r"|(?:上|下)一(?:篇|条)\s*[:：]?|相关(?:文章|链接|阅读|新闻|附件|报道|文档|稿件)\s*[:：]?|附件下载|返回(?:顶部|列表)"
    r"|今天是\s*[:：]?\s*(?:19|20)\d{2}|Loading\b|:::|香港时间\s*\d{1,2}时|(?:点阅|浏览|更新|发布|建档|上版)(?:数|率|人次|人数|单位)\s*[:：]"
    r"|(?:最后更新|资料(?:来源|更新)|上版日期|建档日期)\s*[:：]|隐私权.{0,16}$|(?:联系)?(?:地址|电话)\s*[:：]|请输入.{0,12}$|[\u3400-\u9fff]{2,20}(?:门户网站|官方网站|政府网站?|政务网|资讯网)$|(?:今日|总)?访问量\s*[:：]|您是第"
    r"|(?:信息|内容|组配|体裁)分类\s*[:：]|公开(?:方式|范围|时限|程序)\s*[:：]|(?:生效|废止)(?:日期|时间)\s*[:：]"
    r"|关键[词字]\s*[:：]|责任部门\s*[:：]|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|版权所有|技术支持\s*[:：]|.{0,12}(?i:ICP)备|网站标识码|.{0,6}公网安备"
    r"|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：时]\d{2}分?$"
    r"|[\u3400-\u9fff]{2,8}(?:日报|晚报|时报|新闻网|客户端|融媒体?中心)$"
    r"|.{0,80}(?:记者|通讯员).{0,20}摄(?:影)?[)）]?$"
    r"|©|(?i:Copyright)|\d{4}-\d{1,2}-\d{1,2}\s*(?:来源|作者|浏览|点击|\d{1,2}:\d{2}(?::\d{2})?\s*(?:$|来源|作者|浏览|点击))"
    r"|.{1,40}\.(?i:pdf|docx?|xlsx?|wps|jpe?g|png|zip)$"
    r"|\S{0,24}(?:秘书处|办公室|办公厅)\s*(?:编印|印制|\d{4}年\d{1,2}月\d{1,2}日\s*印发?)$"
    r"|印发(?:日期|份数)|[（(]?共印\d+份[）)]?"
)
_SIZE = re.compile(r"[\[【(（]?字(?:体|号)\s*[:：]?$")
_SIZE_CHOICE = re.compile(
    r"[\[【]?(?:大|中|小|超大|特大|默认|标准|加大|减小|还原|A[+-]?|T)[\]】]?$"
)
"""What a page offers for the size of its type, one choice a line."""
_LABEL = re.compile(r"(?:来源|出处|作者|编辑|责任编辑|发布机构)\s*[:：]$")
"""What a page says of the text, where the value is on the next line."""
LONGEST_VALUE = 16
_BULLET = re.compile(r"^[•●▪【]\s*")
_LINKS = re.compile(
    r"(?:相关|友情|推荐|热门|热点)(?:文章|链接|阅读|新闻|报道|文档|稿件|信息|专题|推荐)\s*[:：]?$"
)
"""What a page says above links at its end, one a line."""
_MAIL_FROM = re.compile(r"(?:发件人|寄件人|(?i:From))\s*[:：]")
_MAIL_HEAD = re.compile(
    r"(?:发件人|寄件人|收件人|抄送|密送|发送时间|发送日期|日期|时间|主题|附件"
    r"|From|To|Cc|Bcc|Sent|Date|Subject|Attachments?)\s*[:：]|.{0,80}(?:写道|wrote)\s*[:：]$"
    r"|-+\s*(?:原始邮件|转发邮件信息|Original Message|Forwarded message)\s*-+$",
    re.I,
)
"""What a mail says before the text that it brings."""
_CRUMB_MARK = re.compile(r"[>＞»›→]+$")
LONGEST_CRUMB = 12
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}$")
"""A line that may be the date of the page, or that of the report."""
_POST = re.compile(r"[省市县区州旗镇乡]长|主席|总理|主任|秘书长|^[省市县]?人民政府")
_CELL_GAP = re.compile(r"[\t\u3000]+| {2,}")
LEAST_GAPS = 2
"""The row of a table has so many gaps between its cells, or more."""
_MENU_ITEM = r"[\[【]?[\u3400-\u9fffA-Za-z]{2,8}[\]】]?"
_MENU_BAR = re.compile(
    rf"(?:[|｜│丨]\s*)?(?:{_MENU_ITEM}\s*[|｜│丨·•]\s*)+(?:{_MENU_ITEM})?$"
    rf"|{_MENU_ITEM}(?:[ \t\u00a0\u3000]+{_MENU_ITEM}){{3,}}$"
)
"""Words in a row that a mark or blanks part, whatever they are: no sentence, no name and post."""
_TITLE = re.compile(r"报告|公报|总结|计划|规划|会议")
_DASHES = "-—–―─－﹣·•~～"
"""What a page may put around its number."""
_PAGE_NUMBER = re.compile(
    rf"[{_DASHES}\s]*(?:第\s*)?(\d{{1,3}})(?:\s*[页頁])?(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{{1,3}}(?:\s*[页頁])?)?[{_DASHES}\s]*$"
)
_JUMP = re.compile(
    r"[（(]下[转轉][^（）()\n]{0,12}版[）)](?:\s*[（(]上接[^（）()\n]{0,12}版[）)])?"
    r"|[（(]上接[^（）()\n]{0,12}版[）)]"
)
"""Where a newspaper continues the text, as in （下转A2版）."""
_MARKED_NUMBER = re.compile(rf"[{_DASHES}]|[页頁/／]")
_HEAD_NUMBER = re.compile(
    rf"^[{_DASHES}\s]*\d{{0,3}}[{_DASHES}\s]*|[{_DASHES}\s]*\d{{0,3}}[{_DASHES}\s]*$"
)
_PRINTED = re.compile(
    r"((?:https?|file)://\S+)(?:\s+\d+\s*/\s*\d+)?$"
    r"|(\d{1,4}/\d{1,2}/\d{1,4},?\s+(?:[上下]午)?\d{1,2}:\d{2})(?:\s*[AP]M)?(?:\s{2,}.*)?$"
)
"""What a browser prints at the head and the foot of each page: its address, and when it was."""
LEAST_PRINTED = 2
"""A browser prints the same address, and the same time, at least so often."""
_RULE = re.compile(rf"[{_DASHES}=＝*＊_＿#\s]{{3,}}$")


def navigation(text: str) -> list[Edit]:
    """Delete menus, breadcrumbs, lines on source and date, the head of a mail, and what the page
    says at its end.

    A date alone is the page's where there is other navigation.

    >>> navigation("首页 > 政务公开\\n来源：县政府办\\n云川县政府工作报告\\n各位代表：")
    [Edit(start=0, end=10, new=''), Edit(start=10, end=18, new='')]
    """
    lines = lines_of(text)
    top = max(EDGE, min(_first_prose(lines), WIDEST_EDGE))
    at_edge = lines if len(lines) <= top + EDGE else [*lines[:top], *lines[-EDGE:]]
    by_others = {
        line.start
        for lines_found in (
            *(_size_choices(at_edge), _values(at_edge)),
            *(_crumbs(lines[:top]), _mail(lines[:top]), _links(lines[-EDGE:])),
        )
        for line in lines_found
    }
    by_others -= (heads := {line.start for line in _table_heads(lines)})
    found = [
        line.dropped
        for line in at_edge
        if line.start in by_others or (_is_navigation(line) and line.start not in heads)
    ]
    return sorted([*found, *(one.dropped for one in at_edge if found and _DATE.match(one.plain))])


def _is_navigation(line: TextLine) -> bool:
    plain, bare = line.plain, _BULLET.sub("", line.plain)
    is_known = _NAVIGATION.match(plain) or _NAVIGATION.match(bare)
    return bool(is_known or _is_menu_bar(bare)) and not _is_prose(plain)


def _is_prose(line: str) -> bool:
    """Whether a line is longer than navigation, ends a sentence, or addresses someone."""
    return len(line) > LONGEST or bool(re.search(r"[。！]$|各位", line))


def _links(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The links with which a page ends, below 相关链接."""
    last = max((at for at, line in enumerate(lines) if _is_prose(line.plain)), default=-1)
    below = lines[last + 1 :]
    first = next((at for at, line in enumerate(below) if _LINKS.match(line.plain)), len(below))
    yield from below[first:]


def _is_menu_bar(line: str) -> bool:
    return bool(_MENU_BAR.match(line)) and not _TITLE.search(line) and not _POST.search(line)


def _values(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines that say what the label on the line before them asks: 来源： and then 县政府办."""
    for label, value in pairwise(lines):
        if (
            _LABEL.match(label.plain)
            and len(value.bare) <= LONGEST_VALUE
            and not re.search(r"[。：:]", value.bare)
            and not _TITLE.search(value.plain)
            and not re.search(r"[省市县区州旗镇乡]长|主席\s|总理\s", value.plain)
        ):
            yield value


def _first_prose(lines: Sequence[TextLine]) -> int:
    """How many lines come before the first that ends a sentence or is longer than navigation."""
    is_prose = (len(line.bare) > LONGEST or re.search("[。！]$", line.bare) for line in lines)
    return next((at for at, prose in enumerate(is_prose) if prose), len(lines))


def _size_choices(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines with which a page offers sizes of type: 字号： and the choices below it."""
    is_offered = False
    for line in lines:
        is_offered = bool(
            _SIZE.match(line.plain) or (is_offered and _SIZE_CHOICE.match(line.plain))
        )
        if is_offered:
            yield line


def _mail(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines of the head of a mail, which says from whom it is."""
    if any(_MAIL_FROM.match(line.plain) for line in lines):
        yield from (line for line in lines if _MAIL_HEAD.match(line.plain))


def _crumbs(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The steps of a path such as 首页 > 要闻 that has a line for each step and each mark."""
    marks = [at for at, line in enumerate(lines) if _CRUMB_MARK.match(line.bare)]
    steps = [lines[n] for at in marks for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    words = {line.bare for line in steps if len(line.bare) <= LONGEST_CRUMB}
    if marks:
        yield from (line for line in lines if line.bare in words)


def _table_heads(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines that name the columns of a table: the next line, no navigation, has as many."""
    for line, following in pairwise(lines):
        cells = len(_CELL_GAP.findall(line.bare))
        is_row = len(_CELL_GAP.findall(following.bare)) == cells and not _is_navigation(following)
        if cells >= LEAST_GAPS and is_row:
            yield line


def page_numbers(text: str) -> list[Edit]:
    """Delete the lines that hold only the number of a page, and what a newspaper says of its pages.

    >>> page_numbers("一\\n- 1 -\\n二\\n- 2 -\\n")
    [Edit(start=2, end=8, new=''), Edit(start=10, end=16, new='')]
    """
    jumps = [Edit(*match.span(), "") for match in _JUMP.finditer(text)]
    return sorted([*(line.dropped for line in _numbered(lines_of(text))), *jumps])


def _numbered(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines that hold the number of a page, which count up."""
    found = [(line, int(m[1])) for line in lines if (m := _PAGE_NUMBER.match(line.bare))]
    counting: list[tuple[TextLine, int]] = []
    for line, number in found:
        if not counting or 0 < number - counting[-1][1] <= 3:
            counting.append((line, number))
    marked = all(_MARKED_NUMBER.search(line.bare) for line, _ in counting)
    least = 2 if marked else LEAST_NUMBERS
    return [line for line, _ in counting] if len(counting) >= least else []


def running_heads(text: str) -> list[Edit]:
    """Delete the lines that are at the head or the foot of every page; the first one stays.

    Such a line is next to page numbers, or it is a title, and it comes at even distances. What a
    browser prints on its pages goes whole.
    """
    lines = lines_of(text)
    printed = _printed(lines)
    lines = [line for line in lines if line not in printed]
    numbers = {line.start for line in _numbered(lines)}
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        head = _HEAD_NUMBER.sub("", line.bare)
        if 4 <= len(head) <= 40 and not re.search(r"[。，；：！？:,;]$", head):
            places.setdefault(head, []).append(at)
    edits: list[Edit] = []
    for head, found in places.items():
        if without_number(head) != head:
            continue
        # The title of the text may be that of the page, too, and follow it on the first one.
        heads = next((each for each in (found, found[1:]) if _is_even(each)), ())
        by_number = [a for a in found if _is_by_number(lines, a, numbers)]
        if len(by_number) == len(found) == LEAST_BY_NUMBERS:
            heads = found
        beside = sum(a in by_number for a in heads)
        if heads and (beside * 2 > len(heads) or _TITLE.search(lines[heads[0]].plain)):
            has_first = heads[0] < TITLE_LINES
            edits += [lines[a].dropped for a in (heads[1:] if has_first else heads)]
    return sorted([*edits, *(line.dropped for line in printed)])


def _is_by_number(lines: Sequence[TextLine], at: int, numbers: Collection[int]) -> bool:
    """Whether the number of a page is on the line before or behind the one at ``at``; ``numbers``
    are the places where the lines of such numbers begin."""
    around = (n for n in (at - 1, at + 1) if 0 <= n < len(lines))
    return any(lines[n].start in numbers for n in around)


def _printed(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines that a browser prints on its pages, each of which says the same as another."""
    found = [(line, m[1] or m[2]) for line in lines if (m := _PRINTED.match(line.bare))]
    times = Counter(said for _, said in found)
    return [line for line, said in found if times[said] >= LEAST_PRINTED]


def _is_even(found: Sequence[int]) -> bool:
    """Whether there are enough lines for running heads, at even distances."""
    if len(found) < LEAST_HEADS:
        return False
    gaps = [b - a for a, b in pairwise(found)]
    return min(gaps) >= 4 and max(gaps) <= 4 * min(gaps)


def rules(text: str) -> list[Edit]:
    """Delete the lines that only draw a rule: ``---``, ``***``.

    >>> rules("好。\\n---\\n注释")
    [Edit(start=3, end=7, new='')]
    """
    return [line.dropped for line in lines_of(text) if _RULE.match(line.bare)]
