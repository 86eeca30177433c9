"""Readings that the sentence decides where no word does: 为 as wéi (to be) or wèi (for)."""

import re

from build_tools.text.han import HAN_PATTERN

_HAN = f"[{HAN_PATTERN}]"
_END = r"(?=[，。；、：！？）”’》\s]|$)"
_FIGURE = rf"[约近超]?\d[\d.,:：∶／/—～~-]*[‰%％]?{_HAN}{{0,5}}"
_SERVED = "人民|群众|企业|基层|百姓|农民|职工|师生|[民企国党农公谁何此我你他她它官兵军]"
_BECOMES = "变(?![化革更动电压迁得成])"
_IS = re.compile(
    rf"为{_END}"  # 担当之为，
    rf"|(?<={_HAN})为(?={_FIGURE}{_END})"  # 增速为5%，
    rf"|(?<=[{HAN_PATTERN}”])为(?!{_SERVED}){_HAN}{_END}"  # 民生为重，
)
_TAKES_AS = re.compile(
    rf"以[^，。；：！？\s]{{1,20}}?为(?!{_SERVED})(?={_HAN}{{2}}{_END})"  # 以江河为两翼，
    rf"|(?<![改转应演蜕突巨]){_BECOMES}[^，。；：！？\s]{{1,12}}?为"  # 变输血为造血
)


def grammatical_readings(text: str) -> dict[int, str]:
    """The readings that the grammar of simplified ``text`` decides, by offset.

    A preposition has its object behind it and a verb behind that; 为 at the end of a clause, with
    nothing but a figure or one character behind it there, or after 以 or 变 is the verb.

    >>> grammatical_readings("以绿为脉，为民办事，增速为5%。")
    {2: 'wéi', 12: 'wéi'}
    """
    found = [match.start() for match in _IS.finditer(text)]
    found += [match.end() - 1 for match in _TAKES_AS.finditer(text)]
    return dict.fromkeys(found, "wéi")
