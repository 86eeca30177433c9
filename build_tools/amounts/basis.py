"""What kind of figure an amount is, as far as the words around it say: its basis and direction.

``total`` is reached or carried out in the year, or a stock; ``increment`` is stated as added, or
as taken away; ``cumulative`` is a running or consecutive count; ``share`` a part of a whole, or a
multiple of something else (rates too); ``level`` an average, a concentration or a threshold of
size; ``growth`` a rate of change; ``rank`` a place in an order.
"""

import re
from typing import Literal

from build_tools.amounts.change_verbs import CHANGED_BY, DOWN, UP
from build_tools.text.han import HAN_PATTERN

Basis = Literal["total", "increment", "cumulative", "share", "level", "growth", "rank"]
Direction = Literal["rise", "fall"]

_LEADING = (
    "预计|全年|全市|今年|力争|力促|确保|争取|计划|累计|其中|还|已|又|再|重点|持续|深入|扎实|加快|全面|高质量|"
    "实现|完成|达到|推进|推动"
)
_ADDED = re.compile(
    rf"(?:{_LEADING})*"
    r"(?:新增|净增|增设|增加(?!值)|增至|扩增|再增|新建|新立项|新备案|新登记|新认定|新设立?|新添|新引进|新落户|"
    r"新注册|新签约|新招聘|新培育|新开通|新开工)"
)
# A verb that opens an item of a list ends the reach of an earlier 新增 or 累计.
_DEED = re.compile(
    rf"(?:{_LEADING})*(?:稳定|完成|建成|实现|获评|获批|认定|入选|入围|评定|发放|竣工|改造|落户|引进|投用|"
    r"开设|开通|举办|培育|覆盖|总数|总量|总额)"
)
_ADDED_WITHIN = re.compile(rf"(?:新增|净增)[{HAN_PATTERN}“”]{{0,10}}$")
"""What is added, with the place before it: 城镇新增就业3万人."""
_RUNNING = re.compile(r"累计|连续")
_WHOLE = re.compile(r"总数|总量|总额|总计|合计|达到|达$")
_AVERAGE = re.compile(
    r"每|[人户村日年月季亩地]均|平均|均价|浓度|强度|密度|单价|[亩单]产|时速|[百千万]人口"
)
_RATES_UP, _RATES_DOWN = "增速|增幅|涨幅|升幅", "降幅|减幅|跌幅"
_BEHIND_VERB = r"(?:了|率|均|约|分别为?|达|不|再|各|近|幅度)*$"
_RATE = re.compile(
    rf"(?:(?P<up>{_RATES_UP}|增长率|增长速度|上涨幅度|(?<!稳)增长(?=[由从]))|{_RATES_DOWN})"
    rf"(?:率|均|约|分别|达到?|为|是|由|从)*(?:[{HAN_PATTERN}]{{0,4}}[到至在])?$"
)
"""A rate of change that is, or comes to, what follows: 增速为, 增速回落至, 降幅由."""
REACHES = re.compile("，?已?(?:经|预计)?(?:达到?|升至|升到|降至|降到|提高到|增加到|为)了?")
"""A verb alone: what reaches the figure is in the clause before."""
_RATE_BEFORE = re.compile(
    rf"(?:(?P<up>{_RATES_UP}|增长率|增长速度|上涨幅度)|{_RATES_DOWN})(?:(?!占|比重|比例)[^，、；。！？的\n])*，$"
)
"""A clause that says how a rate of change stands: 增速居全省第二，达8.5%."""
_EITHER_WAY = "改善"
"""A change that is a rise of what is good and a fall of what is not: 优良率, 浓度."""
CHANGING = re.compile(
    rf"(?:{UP}|{DOWN}|{_RATES_UP}|{_RATES_DOWN}|{_EITHER_WAY}){_BEHIND_VERB}|{_RATE.pattern}"
)
_BY_SO_MUCH = re.compile(rf"(?:{CHANGED_BY})了?(?:近|约|超过?)?$")
_PACE = re.compile(r"增速|增幅")
_AND = re.compile(r"[和与及、或]$")
POINTS = frozenset(("个百分点", "百分点", "个点", "个千分点", "个基点"))
RATIOS = frozenset(("%", "‰", "倍", *POINTS))
_OF_THAT = r"[^，、；。\d]{1,10}的$"
"""What a result is a share or a multiple of: 压减至原来的1/3."""
_FALLS_BY = re.compile(f"(?:{DOWN}){_BEHIND_VERB}")
_FALLS_TO = re.compile(
    rf"(?:{_RATES_DOWN})[^，]*$|(?:{DOWN})(?:[^，、；。]{{0,2}}[到至为]$|了?[到至为]{_OF_THAT})"
)
_RISES_BY = re.compile(f"(?:{UP}){_BEHIND_VERB}")
_RISES_TO = re.compile(
    rf"(?:{_RATES_UP})[^，]*$|(?:{UP})(?:[^，、；。]{{0,2}}[到至为]$|了?[到至为]{_OF_THAT})"
)
_TO_RESULT = re.compile(r"[到至为]$")
_HIGHER, _LOWER = "领先|[高快多好强优长]", "落后|[低慢少差弱短]"
_BESIDE = re.compile(
    "(?:(?<![占对相类同环])[比较](?![例重率如])[^，；。]*?[^，；。比较占]|[同环]比)"
    rf"(?:(?P<up>{_HIGHER})|(?P<down>{_LOWER}))(?:了|出|近|约|大约|均|各|达|分别|将近)*$"
)
"""What ends with how one thing compares with another: 比全国慢0.8个百分点, 较上年多3家."""
_RELATIVE = re.compile(
    "(?:(?P<up>[高快多好强优]于|领先于?|超过|超出|超(?=全|本|省|国|规上|预期|计划|目标|上年|去年)|跑赢)|(?P<down>[低慢少弱逊]于|落后于?|不及))"
    r"(?:[^，；。、\d的]|、(?=全)){1,14}$"
)
"""How one thing compares with another that is named behind: 低于全省平均0.6个百分点."""
# 压减产能30万吨, 缩短办理时限50%: the verb of change opens the item, and its object is between.
_OPENS_FALLING = re.compile(
    rf"(?:{_LEADING})*(?:下降|压降|压缩|压减|减少|精简|缩短|缩小|降低|调低|下调|削减|缩减|核减|调减|减轻)(?![^，]*[到至为](?:{_OF_THAT}|$))"
)
_SAVED = re.compile(
    rf"(?:{_LEADING})*(?:节约|节省)(?:(?![占率达为比完型到至重集])[{HAN_PATTERN}]){{1,6}}$"
)
"""What ends with what is saved, by so many per cent: 节约资金30%, but not 节约用地占比30%."""
_STOPS = "，；。！？：\n"


def item_start(text: str, at: int, after: int) -> int:
    """The start of the list item that holds ``at``, not before ``after``."""
    cut = max(text.rfind(mark, after, at) for mark in _STOPS + "、")
    return max(cut + 1, after)


def clause_start(text: str, at: int) -> int:
    """The start of the clause that holds ``at``: just after the last comma or full stop."""
    return max(text.rfind(mark, 0, at) for mark in _STOPS) + 1


def _carried(clause: str) -> Basis:
    """What the items of a clause, the last one that of the amount, say of adding and running."""
    for item in reversed(clause.split("、")):
        if _RUNNING.search(item):
            return "cumulative"
        if _ADDED.match(item):
            return "increment"
        if _DEED.match(item):
            return "total"
    return "total"


_SIZED = re.compile(
    rf"(?:的)?[{HAN_PATTERN}“”]{{0,8}}?(?:项目|企业|产业|集群|园区|工程|老人|老年人|人口|人员|居民|儿童|群众|"
    r"机组|锅炉|泊位|大户|品牌|单品|镇|村|基地|河流|学校|医院|贷款|设备|单位|农户|家庭|市场|小区|住宅|企事业)"
)


_DEEDS = "扎实|全力|办好|办成|用于|帮助|惠及|解决|带动|实施|支持"
"""What is done with a sum, which then is no size of what comes next: 近1000亿元办好30件实事."""


def is_threshold(sized: bool, before: bool, behind: bool, following: str) -> bool:
    """Whether an amount says how large each thing is that is counted or named next.

    超20亿元内资项目3个, 500万元以上工业企业; ``before`` and ``behind`` say where its bound is.
    """
    if not sized or not (before or behind):
        return False
    least = 0 if behind else 1
    name = rf"(?!{_DEEDS})[{HAN_PATTERN}“”]{{{least},12}}?"
    counted = re.match(rf"{name}\d+(?!\.?\d*[万亿]*元)", following)
    return counted is not None or (behind and _SIZED.match(following) is not None)


def is_average(words: str) -> bool:
    """Whether words say that a figure is an average: 人均, 每, 浓度."""
    return _AVERAGE.search(words) is not None


def ends_with_change(words: str) -> bool:
    """Whether words end with a verb that says by how much: 电价降低, 增加."""
    return _BY_SO_MUCH.search(words) is not None


def opens_falling(words: str) -> bool:
    """Whether a verb of decrease opens an item, with its object between: 压减产能30万吨."""
    return _OPENS_FALLING.match(words) is not None


def direction_of(text: str, start: int, after: int, basis: Basis, unit: str) -> Direction | None:
    """Whether the words before a figure say that something goes up to it, down to it, or by it."""
    own = text[item_start(text, start, after) : start]
    side = compared(text, start, after) if basis in ("growth", "increment") else None
    # 低于全省平均增速1.2个百分点 is below it, though 增速 alone would be a rise.
    rate = _RATE.search(own) or _rate_before(text, start, own)
    if basis == "growth" and rate and not (side and unit in POINTS):
        return "rise" if rate["up"] else "fall"
    # 改造提升80户 and 增速居第三 speak of no change of the figure itself.
    if basis in ("rank", "total") and not _TO_RESULT.search(own):
        return None
    # 慢于经济增长1.2个百分点 is no growth by so much.
    if side and unit in POINTS and own.endswith("增长"):
        return side
    if _FALLS_BY.search(own) or opens_falling(own) or _saves(own, unit):
        return "fall"
    if _RISES_BY.search(own):
        return "rise"
    return side or _direction_of_result(own)


def _rate_before(text: str, start: int, own: str) -> re.Match[str] | None:
    """The rate of change in the clause before, where ``own`` words only say that it is reached."""
    if not REACHES.fullmatch(own):
        return None
    here = clause_start(text, start)
    return _RATE_BEFORE.search(text, clause_start(text, here - 1), here)


def _saves(own: str, unit: str) -> bool:
    """Whether a figure says by how many per cent less of something is used."""
    return unit == "%" and _SAVED.match(own) is not None and not _RISES_BY.search(own)


def _direction_of_result(own: str) -> Direction | None:
    """Whether something goes up to a figure, or down to it."""
    if _FALLS_TO.search(own):
        return "fall"
    return "rise" if _RISES_TO.search(own) else None


def compared(text: str, start: int, after: int) -> Direction | None:
    """Whether a figure says by how much something is above or below something else.

    >>> compared("增速低于全国1.2个百分点", 6, 0), compared("投资比全省快2个百分点", 6, 0)
    ('fall', 'rise')
    >>> compared("增速居全国第一", 5, 0)
    """
    since = max(clause_start(text, start), after)
    found = _BESIDE.search(text[since:start]) or _RELATIVE.search(text[since:start])
    if found is None:
        return None
    return "rise" if found["up"] else "fall"


def basis_of(text: str, start: int, unit: str, after: int, before: Basis | None) -> Basis:
    """The basis of an amount at ``start``.

    The amount before it ends at ``after``; ``before`` is its basis where it may be of one list.
    """
    own = text[item_start(text, start, after) : start]
    if before is not None and _AND.fullmatch(text[after:start]):
        return before
    is_beside = _BESIDE.search(text[max(clause_start(text, start), after) : start]) is not None
    if unit in RATIOS:
        is_rate = unit not in POINTS and (is_beside or _rate_before(text, start, own))
        return "growth" if is_rate else _basis_of_rate(own, unit)
    if is_beside:
        return "increment"
    clause = text[clause_start(text, start) : start]
    # 降本减负10条新政 count what is done, and are no size of a change.
    is_deed = unit in _DEEDS_COUNTED and _NAMES_CHANGE.search(own)
    return _carried(clause) if is_deed else _basis_of_size(own, clause)


_DEEDS_COUNTED = frozenset(("条", "项", "个", "次", "场"))
_NAMES_CHANGE = re.compile("(?:减[负亏支产损]|增[收产]|提[标速]|节[约省支])$")


_BESIDE_LAST_YEAR = re.compile(
    rf"(?:[同环]比|[比较](?:上年|去年|前年|\d{{4}}年)(?:同期|同口径|同比)?)"
    rf"(?![^，]*(?:[占达为率重完至到由从]|实现|目标|任务))[{HAN_PATTERN}]{{0,4}}$"
)


def is_unnamed_change(before: str) -> bool:
    """Whether a percentage is compared with last year's by a verb that is not known.

    >>> is_unnamed_change("利润同比跳涨了"), is_unnamed_change("同比完成")
    (True, False)
    """
    return _BESIDE_LAST_YEAR.search(before) is not None


def _basis_of_rate(own: str, unit: str) -> Basis:
    """The basis of a figure in per cent, points or times, by the words of its item."""
    if unit not in POINTS:
        if "自然增长率" in own:
            return "share"
        changes = CHANGING.search(own) or opens_falling(own) or _saves(own, unit)
        return "growth" if changes else "share"
    return "growth" if _PACE.search(own) else "increment"


def _basis_of_size(own: str, clause: str) -> Basis:
    """The basis of a count, a sum or a measure, by the words of its item and of its clause."""
    if ends_with_change(own):
        return "increment"
    if _AVERAGE.search(own) and not _RUNNING.search(own):
        return "level"
    if opens_falling(own):
        return "increment"
    if _ADDED_WITHIN.search(own) and not _RUNNING.search(clause) and not _WHOLE.search(own):
        return "increment"
    if _WHOLE.search(own) and not _ADDED.match(own):
        return "total"
    return _carried(clause)
