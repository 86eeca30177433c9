"""How sure a figure is (预计, 力争), and the other words that must stay with it (人均, 同比)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from build_tools.amounts.basis import clause_start, item_start
from build_tools.amounts.change_verbs import DOWN, UP
from build_tools.resources.units import Units

Modality = Literal["expected", "preliminary", "target", "aim", "ensured"]
"""How sure a figure is: 预计 expected, 初步核算 preliminary, 力争 an aim, 确保 to be ensured."""

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
    rf"其中|同比|环比|比(?!重|例)|[较按是占]|居(?!民|家)|位居|[高低快]于|高出|年均|分别|实际(?={UP}|{DOWN})|"
    rf"{UP}|{DOWN}|达|超|突破"
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
