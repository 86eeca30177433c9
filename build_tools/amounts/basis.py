"""What kind of figure an amount is, as far as the words around it say: its basis and direction.

``total`` is reached or carried out in the year, or a stock; ``increment`` is stated as added, or
as taken away; ``cumulative`` is a running or consecutive count; ``share`` a part of a whole, or a
multiple of something else (rates too); ``level`` an average, a concentration or a threshold of
size; ``growth`` a rate of change; ``rank`` a place in an order.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from build_tools.amounts.bounds import MARKS
from build_tools.amounts.change_verbs import CHANGED_BY, FALLING, RISING
from build_tools.resources.units import Units
from build_tools.text.han import HAN_PATTERN
from build_tools.text.segmentation import LONGEST_WORD, segment

Basis = Literal["total", "increment", "cumulative", "share", "level", "growth", "rank"]
Direction = Literal["rise", "fall"]
Modality = Literal["expected", "preliminary", "target", "aim", "ensured"]
"""How sure a figure is: 预计 expected, 初步核算 preliminary, 力争 an aim, 确保 to be ensured."""

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
_UP, _DOWN, _CHANGED_BY = "|".join(RISING), "|".join(FALLING), "|".join(CHANGED_BY)
_RATES_UP, _RATES_DOWN = "增速|增幅|涨幅|升幅", "降幅|减幅|跌幅"
_BEHIND_VERB = r"(?:了|率|均|约|分别为?|达|不|再|各|近|幅度)*$"
_RATE = re.compile(
    rf"(?:(?P<up>{_RATES_UP}|增长率|增长速度|上涨幅度|(?<!稳)增长(?=[由从]))|{_RATES_DOWN})"
    rf"(?:率|均|约|分别|达到?|为|是|由|从)*(?:[{HAN_PATTERN}]{{0,4}}[到至在])?$"
)
"""A rate of change that is, or comes to, what follows: 增速为, 增速回落至, 降幅由."""
_EITHER_WAY = "改善"
"""A change that is a rise of what is good and a fall of what is not: 优良率, 浓度."""
_CHANGING = re.compile(
    rf"(?:{_UP}|{_DOWN}|{_RATES_UP}|{_RATES_DOWN}|{_EITHER_WAY}){_BEHIND_VERB}|{_RATE.pattern}"
)
_BY_SO_MUCH = re.compile(rf"(?:{_CHANGED_BY})了?(?:近|约|超过?)?$")
_PACE = re.compile(r"增速|增幅")
_AND = re.compile(r"[和与及、或]$")
POINTS = frozenset(("个百分点", "百分点", "个点", "个千分点", "个基点"))
RATIOS = frozenset(("%", "‰", "倍", *POINTS))
_OF_THAT = r"[^，、；。\d]{1,10}的$"
"""What a result is a share or a multiple of: 压减至原来的1/3."""
_FALLS_BY = re.compile(f"(?:{_DOWN}){_BEHIND_VERB}")
_FALLS_TO = re.compile(
    rf"(?:{_RATES_DOWN})[^，]*$|(?:{_DOWN})(?:[^，、；。]{{0,2}}[到至为]$|了?[到至为]{_OF_THAT})"
)
_RISES_BY = re.compile(f"(?:{_UP}){_BEHIND_VERB}")
_RISES_TO = re.compile(
    rf"(?:{_RATES_UP})[^，]*$|(?:{_UP})(?:[^，、；。]{{0,2}}[到至为]$|了?[到至为]{_OF_THAT})"
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
_SURELY_DONE = "预计|力争|力促|确保|争取|累计|其中|实现|推进|推动|加快|新建成"
_DONE = (
    "全年|全市|今年|计划|完成|达到|新增|净增|新建|增设|获评|认定|评定|入选|入围|建成|投用|举办|策划|打造|"
    "发放|形成|争创|培育|布局|布点|掌握|斩获|办复|盘活|开设|撬动|连续"
)
"""Words that say what is done, or when, and not what is measured; the first begin no other word."""
_HOW = "还|已|又|再|重点|持续|深入|扎实|全面|高质量|科学|基本"
"""Words that say how something is done; they are left out only before what is done: 基本完成, but
not 基本医疗保险."""
_TRIM_START = re.compile(rf"[和与及，、“]+|(?:{_HOW})*(?:(?P<surely>{_SURELY_DONE})|{_DONE})")
_SUFFIXES = frozenset("率区域量额数度性化期者员品费价款物点面线地书证法制")
"""They end a name: in 完成率 and 全市域 nothing is left out."""
_TRIM_END = re.compile(
    r"(?:分别|各|(?<![年人户日月平亩地村])均|共)*(?:(?:提高|提升|增加|增长|扩大|上升|下降|减少|降低|缩短|压缩|压减|增|升|降|减)[到至]|调整为|达到|(?<!发)达|至|(?<![行作])为|是|位居|稳居|(?<![民人安定移迁旧侨邻新宜])居|实现|完成|(?<!公)共"
    r"|(?:控制|保持|稳定|维持|巩固)在|没有)?[“]?$"
)
_LINKS = ("由", "从", "是", "为")
_OF_PLAN = re.compile(
    r"(?:^|分别|为|占|(?<!下)达到?|完成|超过|相当于)+(?:年初|全?年度?|全市|省定|调整|国家|省|市|下达)*"
    r"(?:计划|任务|目标|预算)(?:任务|目标|数)?的$"
    r"|(?:^|是|为|达到?|相当于)(?:上年|去年|前年|\d{4}年|[前上][一二三四五]?年|五年前|“[^“”]*”(?:期?末|时期|期间)?)(?:同期)?的$"
)
"""What a share or a multiple is of, and no name: 税收完成年计划的105%, 是上年的2倍."""
_BEHIND = re.compile(
    rf"(?![和与及]|以及|[由从]|(?:{_UP}|{_DOWN}|升|调整)[^，、；。]{{0,2}}[到至为]|[到至])"
    rf"[{HAN_PATTERN}“”（）]+"
)
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
    if basis == "growth" and (rate := _RATE.search(own)) and not (side and unit in POINTS):
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
        is_rate = is_beside and unit not in POINTS
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
        changes = _CHANGING.search(own) or opens_falling(own) or _saves(own, unit)
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


_MODAL: dict[str, Modality] = {
    **dict.fromkeys(("预计", "初步预计", "预期"), "expected"),
    **dict.fromkeys(("初步核算", "初步统计", "初步测算"), "preliminary"),
    **dict.fromkeys(("预期目标",), "target"),
    **dict.fromkeys(("力争", "力促", "争创", "争取", "可望", "有望"), "aim"),
    **dict.fromkeys(("确保",), "ensured"),
}
_PREDICTS = "(?<![超于合到])预期(?=全[年市省区县州]|地区|生产总值|年均|增长|下降|实现|完成|达)"
"""预期 where it is a verb: not in 人均预期寿命, 好于预期, 超预期完成 or 预期性指标."""
_MODAL_WORDS = "|".join(_PREDICTS if word == "预期" else word for word in _MODAL)
_MODAL_WORD = re.compile(_MODAL_WORDS)


def modal_words(text: str) -> list[str]:
    """The words that say whether a figure is expected, a target, an aim or ensured.

    >>> modal_words("预计全年增长5%，争创省级品牌3个")
    ['预计', '争创']
    """
    return _MODAL_WORD.findall(text)


def without_modality(words: Sequence[str]) -> tuple[str, ...]:
    """The qualifiers that do not say how far a figure is sure.

    >>> without_modality(["预计", "人均"])
    ('人均',)
    """
    return tuple(word for word in words if word not in _MODAL)


def modality_of(words: Sequence[str]) -> tuple[str, Modality] | None:
    """The first of a figure's qualifiers that says how far it is sure, and what it says."""
    return next(((word, _MODAL[word]) for word in words if word in _MODAL), None)


_CLAUSE = re.compile("(^|[，；：])([^，；：]*)")
_HEAD = re.compile(
    "(?:(?:根?据|按照?|经)(?:[\u3400-\u9fff]{0,8}[局部委门处])?"
    "|其中|[今去全本]年|年内|[0-9]{4}年|[年月]?[末底]|到|全[市省区县州])*"
)
"""What may be before 预计 where it speaks of all that follows, and not of one subject."""
_SAME_BELOW = re.compile("[^（）]*下同[^（）]*）")
_GOES_ON = re.compile(
    rf"其中|同比|环比|比(?!重|例)|[较按是占]|居(?!民|家)|位居|[高低快]于|高出|年均|分别|实际(?={_UP}|{_DOWN})|"
    rf"{_UP}|{_DOWN}|达|超|突破"
)
"""What opens a clause about the subject of the clause before it."""
_KNOWN = re.compile("(?:目前|现|均)?已|截至")
"""What opens a clause about what is known, which holds as long as clauses go on about that."""


def expecting_word(before: str) -> str:
    """What makes a figure expected or preliminary, by the words ``before`` it; "" for nothing.

    It holds up to the end of the sentence, or to a clause that opens with another such word, but
    not in a clause that says what is known (已开工30个): rather is a figure that may be sure called
    expected than the reverse. Behind its subject (产值预计达5亿元) it holds only as long as clauses
    go on about that.

    >>> expecting_word("预计生产总值2260亿元，增长11.5%；财政收入")
    '预计'
    >>> expecting_word("工业增加值预计完成1950亿元，增长"), expecting_word("出口预计8亿元，进口")
    ('预计', '')
    >>> expecting_word("预计生产总值增长8%，力争出口增长5%，进口增长")
    ''
    >>> known = "预计投资增长8%，已开工30个，"
    >>> expecting_word(f"{known}增长"), expecting_word(f"{known}税收")
    ('', '预计')
    >>> expecting_word("据省统计局初步核算，全省生产总值100亿元，增长")
    '初步核算'
    """
    sentence = re.split("[。！？\n]", before)[-1]
    if not _MODAL_WORD.search(sentence):
        return ""
    of_all = of_subject = ""
    is_known = False
    for clause in _CLAUSE.finditer(sentence):
        if clause[1] == "；" or not _GOES_ON.match(clause[2]):
            of_subject, is_known = "", bool(_KNOWN.match(clause[2]))
        for found in _MODAL_WORD.finditer(clause[2]):
            word = found[0] if _MODAL[found[0]] in ("expected", "preliminary") else ""
            of_subject = word
            is_head = _HEAD.fullmatch(clause[2][: found.start()])
            if is_head or _SAME_BELOW.match(sentence, clause.start(2) + found.end()):
                of_all = word
    return of_subject or ("" if is_known else of_all)


@lru_cache(maxsize=8)
def _qualifiers(units: Units) -> re.Pattern[str]:
    return re.compile(
        rf"{_MODAL_WORDS}|"
        r"同口径|可比口径|可比价|不变价|扣除[^，。；]{1,8}因素|年均|累计|月人均|年人均|人均|户均|村均|亩均|地均|"
        rf"(?:每[百千万亿]*(?:{units.divisors})口?)+|"
        r"同比|环比|[比较](?:上年|去年|\d{4}年)"
    )


def reckoned_by(words: str, units: Units) -> list[str]:
    """The words of a name that must stay with its figure: 人均, 年均, 每亩."""
    return _qualifiers(units).findall(words)


def qualifiers_of(text: str, start: int, end: int, after: int, units: Units) -> tuple[str, ...]:
    """The words that must stay with a figure: that it is expected, and what it is reckoned by.

    Those of its clause (力争) and of its item (人均, 同比), in the bracket behind it, before the
    colon of its list (主要预期目标是：), and in its sentence (预计: :func:`expecting_word`).

    >>> from build_tools.resources.units import general_units
    >>> qualifiers_of("力争亩均税收增长8%（同口径）", 8, 10, 0, general_units())
    ('力争', '亩均', '同口径')
    """
    clause = text[clause_start(text, start) : start]
    own = text[item_start(text, start, after) : start]
    pattern = _qualifiers(units)
    bracket = re.match("（([^（）]{1,20})）", text[end:])
    before = re.split("[。；]", text[:start])[-1]
    words = [
        *modal_words(before[: before.rfind("：") + 1]),
        *(word for word in pattern.findall(clause) if word in _MODAL or word in own),
        *(pattern.findall(bracket[1]) if bracket else ()),
    ]
    if not modality_of(words) and (word := expecting_word(text[:start])):
        words.insert(0, word)
    return tuple(dict.fromkeys(words))


_MARK = re.compile(MARKS)


def measured_words(text: str, start: int, end: int, after: int, before: str) -> str:
    """The words that an amount measures: those before it in its item, else those behind it."""
    own, change = subject_and_change(trimmed(text[item_start(text, start, after) : start]))
    if change:
        return (own or _CHANGING.sub("", before)) + change
    own = re.sub("(?:分别)?[由从]$", "", own)
    while own and segment(own[:LONGEST_WORD])[0] in _LINKS:
        own = own[1:]
    if own:
        return balanced(own)
    behind = None if _MARK.match(text, end) else _BEHIND.match(text, end)
    return balanced(behind[0].rstrip("”") if behind else "") or before


def subject_and_change(words: str) -> tuple[str, str]:
    """Words before a figure: what it measures, and the verb of change that ends them, if any.

    >>> subject_and_change("财政收入增长"), subject_and_change("财政收入达到")
    (('财政收入', '增长'), ('财政收入', ''))
    """
    words = _TRIM_END.sub("", _OF_PLAN.sub("", words))
    change = _CHANGING.search(words)
    if change is None:
        return words, ""
    subject = re.sub("(?:分别|各|(?<![年人户日月平])均)$", "", words[: change.start()])
    return subject, change[0].replace("分别", "")


def trimmed(words: str) -> str:
    """Words without those at their start that say what is done: 实现, 累计, 基本完成.

    Nothing is cut off inside a word, nor so that a suffix is left.

    >>> trimmed("累计建成桥梁"), trimmed("再生能源占比"), trimmed("完成率"), trimmed("基本医疗保险")
    ('桥梁', '再生能源占比', '完成率', '基本医疗保险')
    """
    while match := _TRIM_START.match(words):
        end = match.end()
        following = segment(words[end : end + LONGEST_WORD])
        ends_word = match["surely"] or end in accumulate(
            map(len, segment(words[: end + LONGEST_WORD]))
        )
        if not ends_word or (following and following[0] in _SUFFIXES):
            return words
        words = words[end:]
    return words


def balanced(words: str) -> str:
    """Words that were cut inside quotation marks, with both marks.

    >>> balanced("精品”“名牌”产品"), balanced("双优计划”"), balanced("跻身“十强")
    ('“精品”“名牌”产品', '“双优计划”', '跻身“十强”')
    """
    marks = re.sub("[^“”]", "", words).replace("“”", "")
    return "“" * marks.count("”") + words + "”" * marks.count("“")
