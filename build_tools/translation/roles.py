"""Two things in each other's place: “stability through progress” has every word of 以稳促进.

What stands on each side of a word that joins two things (what was before and what comes after, what
leads and what is led, one that follows another), beside each of two years, or
with each of two ranks, is compared with
the same side in the other language. The sides are exchanged where a word of one of them is only in
the other one there, and no word is where it belongs. Of 4,069 true pairs of texts, some 170 have
such sides with known words in both languages; none of them is reported.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from build_tools.translation.senses import Senses

_ZH = "[^，。；：！？（）()“”]"
_ZH_QUOTED = "(?:[^，。；：”“]|“[^”]{1,4}”)"
"""Also short words in quotation marks: 以“进”促“稳”."""
_EN = r"[^.;:()!?“”]"
_EN_QUOTED = rf"(?:{_EN}|“\w+(?: \w+)?”)"
_BEGINS = "(?:^|[，。；：（])"
_OPENS = "(?:^|(?<=[.;:()!?“”]))"
_MOVES = "(?:推进|推动|促进|引导|加快|加速|实现|促使|助力)"
_LEADING = "促进?|带动?|助推?|兴|强|推动|推进|引领|驱动|支撑|赋能|拉动|激发|激活|催生"
_LEADS = (
    "promot|driv|lead|boost|support|strengthen|empower|fuel|underpin|stimulat|spur|invigorat|guid"
)
_LEADING_ON = rf"(?:(?<=, )|(?<=(?:is|re|as|nd|by) ))(?:{_LEADS})ing"
"""A participle that has an object, and is no adjective: “four leading companies”."""
_REPLACED = "取代|代替|替代|置换"
_NOT = "而不是|而非|不同于|区别于|不等于"
_NOT_IN_ENGLISH = "rather than|instead of|in place of|as opposed to|as distinct from|unlike"
_BECOMES = "转[为向入化]|转[化变]为|变[为成]|改[为成]|升级为|扩[大展]到"
_Patterns = tuple[re.Pattern[str], ...]


def _patterns(*found: str) -> _Patterns:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in found)


_JOINED: tuple[tuple[_Patterns, _Patterns], ...] = (
    (  # a: what was before, or is denied; b: what comes after or instead
        _patterns(
            rf"[从由自](?P<a>{_ZH}+?)(?:到|至|{_BECOMES})(?P<b>{_ZH}+)",
            rf"[从由自](?P<a>{_ZH}+?)向(?P<b>{_ZH}+?)(?:[转迁延扩拓流]|升级)",
            rf"{_MOVES}(?P<a>(?![从由自]){_ZH}+?)向(?P<b>{_ZH}+?)(?:[转迁延扩拓流]|升级)",
            rf"[将把变](?P<a>{_ZH}+?)(?:{_BECOMES}|为)(?P<b>{_ZH}+)",
            rf"{_BEGINS}(?P<a>[^以从由自将把变，。；：“”]+?)(?:{_BECOMES})(?P<b>{_ZH}+)",
            rf"以(?P<b>{_ZH}+?)(?:{_REPLACED})(?P<a>(?!的){_ZH}+)",
            rf"{_BEGINS}(?P<b>[^以由将把被，。；：“”]+?)(?:{_REPLACED})(?P<a>(?!的){_ZH}+)",
            rf"{_BEGINS}(?P<a>{_ZH}+?)由(?P<b>{_ZH}+?)(?:{_REPLACED})(?=[，。；]|$)",
            rf"{_BEGINS}(?P<b>{_ZH}+)，?(?:{_NOT})(?P<a>{_ZH}+)",
            rf"不是(?P<a>{_ZH}+)，?而是(?P<b>{_ZH}+)",
        ),
        _patterns(
            rf"\bfrom (?P<a>{_EN}+?) (?:in)?to (?P<b>[^.;:,()]+)",
            rf"\b(?:turn|convert|transform|chang|mak|mad)\w* (?P<a>{_EN}+?) into (?P<b>[^.;:,()]+)",
            rf"\breplac\w+ (?:of )?(?P<a>{_EN}+?) (?:by|with) (?P<b>{_EN}+)",
            rf"{_OPENS}(?P<a>{_EN}+?) (?:is|are|was|were|be|being|been) replaced by (?P<b>{_EN}+)",
            rf"{_OPENS}(?P<a>{_EN}+?) (?:given?|gave|gives|giving) way to (?P<b>{_EN}+)",
            rf"{_OPENS}(?P<b>{_EN}+?),? (?:{_NOT_IN_ENGLISH}) (?P<a>{_EN}+)",
            rf"{_OPENS}(?P<b>{_EN}+?) (?<!to )(?:replac(?:es?|ing)(?!{_EN}* (?:by|with) )"
            rf"|t(?:akes?|aking|ook|aken) the place of) (?P<a>{_EN}+)",
            rf"\bnot (?P<a>{_EN}+?),? but (?P<b>{_EN}+)",
        ),
    ),
    (  # a: what leads; b: what is led
        _patterns(
            rf"[以用](?P<a>{_ZH_QUOTED}+?)(?:{_LEADING})(?P<b>{_ZH_QUOTED}+)",
            rf"{_BEGINS}(?P<a>[^以用，。；：]+?)(?:带动|拉动|推动|引领|驱动)(?P<b>{_ZH}+)",
        ),
        _patterns(
            rf"{_OPENS}(?P<b>{_EN}+?) (?:through|by means of) (?P<a>{_EN}+)",
            rf"\bus(?:e|es|ed|ing) (?P<a>{_EN_QUOTED}+?) to \w+ (?P<b>{_EN_QUOTED}+)",
            rf"{_OPENS}(?P<a>{_EN_QUOTED}+?) (?:(?:{_LEADS})(?!en by|ing)\w*|{_LEADING_ON}) "
            rf"(?!by )(?P<b>{_EN_QUOTED}+)",
            rf"{_OPENS}(?P<b>{_EN}+?) (?:driven|led|powered|guided|supported) by (?P<a>{_EN}+)",
        ),
    ),
    (  # a: what follows; b: what it follows
        _patterns(
            r"(?:^|[，。；：、])(?P<a>[^，。；：、]+?)(?:跟着|围着|围绕|跟随|服从|服务于)(?P<b>[^，。；：、]+)"
        ),
        _patterns(
            r"(?:^|(?<=[.;:()!?“”,])|(?<= and))(?P<a>[^.;:()!?“”,]+?) "
            r"(?:follow(?:s|ed|ing)?|revolv\w+ around|serv(?:es?|ed|ing)) "
            r"(?P<b>(?:(?! and )[^.;:()!?“”,])+)"
        ),
    ),
)
"""The words that join two things, in Chinese and in English, by what they say of the two."""
_SOME_JOINED = re.compile(
    f"[从由自]|{_BECOMES}|{_REPLACED}|{_NOT}|而是|[以用将把变]|带动|拉动|推动|引领|驱动"
    f"|向|跟着|围着|围绕|跟随|服从|服务于"
)
_YEAR = re.compile(r"(?<![\d.,–-])(?:19|20)\d\d(?![\d–-])年?")
_NEXT = re.compile(
    r"[，；](?=\D{0,3}$)"
    r"|(?:[,;]|,? (?:and|while|but))(?= (?:in |that of |the (?:[\w ]{1,12}\bof )?)?$)"
    r"|^,? (?:and|while|but)(?= )"
)
"""Where the words of a second year begin: close before it, or where those of the first one end with
it: a peak before 2030 and neutrality before 2060."""
_RANK = re.compile("(?P<scope>[^，。；：、]{2,12}?)(?:第一|唯一|首[位家个])")
_RANK_IN_ENGLISH = re.compile(
    r"\b(?:ranking first|ranked first|first|the only (?:one|\w+)|most|largest(?: number)?|highest) "
    r"(?:in|among|of) (?P<scope>[^,.;]+)"
)
"""A first place, or the only one, with the places or things among which it is one."""
_ASIDE = re.compile(", (?:which|who|where|while|so|but|made|used|and then|[a-z]+ed) ")
_BEGUN = re.compile("[。；：]|[.;:](?= |$)")
_END = re.compile("[，。；]|[,.;](?= |$)")


class _Sides(NamedTuple):
    """The words on the two sides of what joins them."""

    first: str
    second: str


class _Shared(NamedTuple):
    """Words of an English text that are only on the same side of the Chinese, or the other one."""

    is_straight: bool
    of_first: str
    """A word of the first side of the Chinese that is on the second one of the English."""
    of_second: str

    @property
    def message(self) -> str:
        """What is wrong; "" where the sides are not exchanged."""
        words = [word for word in (self.of_second, self.of_first) if word]
        if self.is_straight or not words:
            return ""
        if len(words) == 2:
            return f"“{words[0]}” and “{words[1]}” have changed places"
        return f"“{words[0]}” is said of the other of two things in the Chinese"


def exchanged_sides(chinese: str, english: str, senses: Senses) -> Iterator[str]:
    """What is wrong where two things that a word joins, or two years, are exchanged.

    >>> from build_tools.translation.senses import general_senses
    >>> list(exchanged_sides("由沿海转向内地", "from inland to the coast", general_senses()))
    ['“inland” and “coast” have changed places']
    >>> list(exchanged_sides("由沿海转向内地", "from the coast inland", general_senses()))
    []
    """
    if _SOME_JOINED.search(chinese):
        for here, there in _JOINED:
            mine = list(_sides(chinese, here))
            theirs = list(_sides(english, there)) if mine else []
            yield from _exchanged(mine, theirs, senses)
    mine, theirs = _of_years(chinese), _of_years(english) if "20" in chinese else []
    if mine and theirs:
        yield from _exchanged(mine, theirs, senses)
    mine = _of_ranks(chinese, _RANK)
    if mine and len(theirs := _of_ranks(english, _RANK_IN_ENGLISH)) == len(mine):
        for one, other in zip(mine, theirs, strict=True):
            yield from _exchanged([one], [other], senses)


def _exchanged(mine: Sequence[_Sides], theirs: Sequence[_Sides], senses: Senses) -> Iterator[str]:
    found = {
        (one, other): _shared(mine[one], theirs[other], senses)
        for one, other in product(range(len(mine)), range(len(theirs)))
    }
    straight = [key for key, shared in found.items() if shared.is_straight]
    for (one, other), shared in found.items():
        is_right = any(one == a or other == b for a, b in straight)
        if shared.message and not is_right:
            yield shared.message
            return


def _sides(text: str, patterns: _Patterns) -> Iterator[_Sides]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield _Sides(*(_ASIDE.split(match[name], maxsplit=1)[0] for name in "ab"))


def _of_years(text: str) -> list[_Sides]:
    """What a text says of each of two years, the earlier one first; nothing of more years."""
    years = list(_YEAR.finditer(text))
    if len(years) != 2 or years[0][0] == years[1][0]:
        return []
    between = text[years[0].end() : years[1].start()]
    if (found := _NEXT.search(between)) is None:
        return []
    cut = years[0].end() + found.start()
    begun = max((match.end() for match in _BEGUN.finditer(text, 0, years[0].start())), default=0)
    ended = _END.search(text, years[1].end())
    sides = text[begun:cut], text[cut : ended.start() if ended else len(text)]
    is_in_order = years[0][0][:4] < years[1][0][:4]
    return [_Sides(*(sides if is_in_order else sides[::-1]))]


def _of_ranks(text: str, pattern: re.Pattern[str]) -> list[_Sides]:
    """Each two neighbouring ranks of a text, by the words that say among what they are.

    >>> _of_ranks("获评3家、云川第一，获评9家、全省县级城市第一", _RANK)
    [_Sides(first='云川', second='全省县级城市')]
    """
    scopes = [match["scope"] for match in pattern.finditer(text)]
    return [_Sides(*pair) for pair in pairwise(scopes)]


def _word(shared: frozenset[tuple[str, str]]) -> str:
    """The first of some words, by their letters; an English one, where there is any."""
    words = {word for _, word in shared}
    return min(words, key=lambda word: (not word.isascii(), word), default="")


def _shared(zh: _Sides, en: _Sides, senses: Senses) -> _Shared:
    same = senses.shared(zh.first, en.first) | senses.shared(zh.second, en.second)
    of_first = senses.shared(zh.first, en.second)
    of_second = senses.shared(zh.second, en.first)
    return _Shared(
        bool(same - of_first - of_second),
        _word(of_first - same),
        _word(of_second - same),
    )
