"""What a text denies: “rates, not levels” has the words of “levels, not rates”.

Of two texts with such a contrast, what one of them denies must not be what the other affirms.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.translation.plain_words import Language, Missing
from build_tools.translation.senses import Senses, WordSense
from build_tools.translation.terms import stems

_DENIED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:(?<=[，；])而?不是|并非|而非|区别于|而不(?:只)?是|但(?:没有|不能|不)"
        r"|(?P<unsaid>(?<=[，；])没有(?:再?提[到及出]?|写明?|给出|列出?|点名)|(?<=[，；])不提)"
        r"|不是(?=[^，。；]{1,12}，?而是))"
        r"“?(?P<denied>(?:在[^，。；：、（）的]{1,3})?[^，。；：、（）的]{1,5}"
        r"(?(unsaid)(?:、[^，。；：、（）的]{1,6})*)(?:的(?P<both>[^，。；：、（）]*?))?)"
        r"(?=而是|[，。；：、（）]|$)"
    ),
    "en": re.compile(
        r"(?:(?<=[,;] )(?:and |but )?not|\b(?:and|but) not|\bbut (?:no|none (?:for|of|on))"
        r"|(?:\b(?:and|but)|; (?:it|the plan|the report)) (?:does|do|did) not"
        r" (?:mention|name|speak of|list|give|set|take up)|\brather than|\binstead of"
        r"|\bas opposed to|\bas distinct from|\bnot(?= [^,.;:()]+,? but )) “?"
        r"(?P<denied>[^,.;:()]+?)(?P<both>)(?=,? but\b|[,.;:()]|$)",
        re.IGNORECASE,
    ),
}
_SIGNS_IN_CHINESE = ("是", "非", "于", "没", "提", "但")
"""A text without any of these characters denies nothing in this way."""
_VERB_AGAIN = re.compile(r"([^，。；：、（）不]{2})([^，。；：、（）]{1,9})，不\1")
"""A verb that is repeated for what is denied: 扣除退休，不扣除失业 is 扣除退休，不是失业."""
_SIGNS = ("negation", "only")
"""The senses of the words of a contrast itself."""
_NOT_ONLY: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("不(?:只|仅仅?|单(?![独纯位]))"),
    "en": re.compile(r"\bnot (?:only|just|merely|simply)\b", re.IGNORECASE),
}
_CLAUSES = re.compile("[，。；：、,.;:]| and | but ")


_OTHER_SENSE = re.compile(
    r"\b(?:can|may|could|might|also|otherwise) (?:also )?(?:mean|stand for|be)s? ([^,.;]+),? "
    r"but not (?:here|in this)\b",
    re.IGNORECASE,
)
"""A sense that a word has elsewhere: “can also mean a degree, but not here”."""
_FOLLOWS = re.compile(
    r"(?:^|[.;] )([^.;]+?) (?:follows?|comes? (?:later|after(?:wards)?))(?=[,.;]|$)"
)
"""What comes after that which is defined: “Final acceptance follows”."""
_LITTLE = frozenset(stems("of and or to in on at by for from with as its it their not only"))
_PIECES = re.compile(r",? or |,? and |[,;]")


class _Contrast(NamedTuple):
    denied: str
    rest: str


def denied_otherwise(zh: str, en: str, senses: Senses) -> Iterator[tuple[Language, Missing]]:
    """The first word of what one language denies that the other only affirms, and the language.

    >>> from build_tools.translation.senses import general_senses
    >>> list(denied_otherwise("比的是增速，不是总量", "totals, not rates", general_senses()))
    [('zh', Missing(sense='total', text='总量'))]
    """
    yield from _only_affirmed_alone(zh, en, ("zh", "en"), senses)
    yield from _only_affirmed_alone(en, zh, ("en", "zh"), senses)
    zh = _VERB_AGAIN.sub(r"\1\2，不是", zh)
    here = _contrast(zh, "zh") if any(sign in zh for sign in _SIGNS_IN_CHINESE) else None
    if here and (there := _contrast(en, "en")):
        found = [
            *_only_affirmed(here, there, ("zh", "en"), senses),
            *_only_affirmed(there, here, ("en", "zh"), senses),
        ]
        yield from found[:1]


def _only_affirmed_alone(
    mine: str, theirs: str, languages: tuple[Language, Language], senses: Senses
) -> Iterator[tuple[Language, Missing]]:
    """The “not only” of one text where the other says “only” and denies nothing in that clause.

    >>> from build_tools.translation.senses import general_senses
    >>> list(denied_otherwise("不只涉及用工服务", "only about hiring", general_senses()))
    [('zh', Missing(sense='only', text='不只'))]
    >>> list(denied_otherwise("目标不只是产量", "Yield is not the only aim", general_senses()))
    []
    """
    language, other = languages
    denied = _NOT_ONLY[language].search(mine)
    if not denied or _says_only(senses.said(mine, language)):
        return
    clauses = (senses.said(clause, other) for clause in _CLAUSES.split(theirs))
    if any(_says_only(words) and all(w.sense != "negation" for w in words) for words in clauses):
        yield language, Missing("only", denied[0])


def _says_only(words: Iterable[WordSense]) -> bool:
    return any(word.sense == "only" and word.is_sure for word in words)


def _contrast(text: str, language: Language) -> _Contrast | None:
    """What a text denies, and the rest of it; None where it denies nothing.

    What follows 的 belongs to both: 经注册而非核准的发行.
    """
    denied = [match["denied"] for match in _DENIED[language].finditer(text)]
    rest = _DENIED[language].sub(lambda match: f", {match['both'] or ''}", text)
    return _Contrast(", ".join(denied), rest) if denied else None


def _only_affirmed(
    mine: _Contrast, theirs: _Contrast, languages: tuple[Language, Language], senses: Senses
) -> Iterator[tuple[Language, Missing]]:
    """The words that one text only denies, and the other says and does not deny."""
    language, other = languages
    own = {word.sense for word in senses.said(mine.rest, language) if word.is_sure}
    denied = {word.sense for word in senses.said(theirs.denied, other)}
    affirmed = {word.sense for word in senses.said(theirs.rest, other)}
    for word in senses.said(mine.denied, language):
        if word.is_sure and word.sense not in _SIGNS and word.sense in affirmed - denied - own:
            yield language, Missing(word.sense, word.text)
    affirmed_words = set(senses.plain.missing(mine.denied, theirs.rest, language, other))
    own_words = set(senses.plain.missing(mine.denied, mine.rest, language, language))
    for found in senses.plain.missing(mine.denied, theirs.denied, language, other):
        if found in own_words - affirmed_words:
            yield language, found


def denied_name(name: str, definition: str) -> str:
    """What an English definition says that its term is not, where this is the name; else "".

    It is, where half of the words of the name are only in what is denied, in another sense of the
    word, or in what follows, and these are all of a denied thing, or two words at least. None of
    171 true definitions that deny something denies one of its term's names.

    >>> denied_name("deepening of the channel", "Removal of silt, as opposed to deepening it.")
    'deepening it'
    >>> denied_name("characteristic towns", "An area of one industry, not an administrative town.")
    ''
    """
    rest, denied = " ".join(definition.split()), list[str]()
    for pattern in (_OTHER_SENSE, _FOLLOWS):
        denied += pattern.findall(rest)
        rest = pattern.sub("", rest)
    if found := _contrast(rest, "en"):
        denied.append(found.denied)
        rest = found.rest
    if not denied:
        return ""
    own = set(stems(name)) - _LITTLE
    affirmed = set(stems(rest))
    for piece in _PIECES.split("; ".join(denied)):
        words = set(stems(piece)) - _LITTLE - affirmed
        shared = own & words
        if 2 * len(shared) >= len(own) > 0 and (shared == words or len(shared) > 1):
            return piece.strip()
    return ""
