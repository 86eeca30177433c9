"""Whether a sentence and its English say the same, as far as single words show it.

A negation, a fall or a level of government that only one of them has, a Chinese name or a
number word of the English that the Chinese does not have. All of it is advice: words mislead.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from build_tools.amounts.english import EnglishAmount, english_amounts
from build_tools.diagnostics import Code
from build_tools.document.model import Segment
from build_tools.resources.senses import one_sided_words
from build_tools.translation.chinese_figures import chinese_figures
from build_tools.translation.compounds import half_said, half_said_message
from build_tools.translation.exchanged import exchanged
from build_tools.translation.figure_comparison import YEARS, ComparedFigures, order_message
from build_tools.translation.overstated import overstated, overstated_message
from build_tools.translation.pinyin_names import unspelt, without_joined
from build_tools.translation.plain_words import Missing
from build_tools.translation.records import Finding
from build_tools.translation.roles import exchanged_sides
from build_tools.translation.senses import Senses

TRN019 = Code(
    "TRN019",
    "Chinese or English has a word for which the other has none: a negation, a fall, a level.",
    "Read both; where they agree, list the exception with its reason.",
    "advice",
    needs=("translation-exceptions.yml", "text"),
    example="2021.1.1.1: nothing in the Chinese says “not” (negation)",
)
TRN020 = Code(
    "TRN020",
    "A Chinese name of the English is not in the Chinese of its sentence.",
    "Correct the English; where it is right, list the exception with its reason.",
    "advice",
    needs=("translation-exceptions.yml", "text", "glossary/*.yml"),
    example="2021.1.1.1: the name “Zhejiang” is not in the Chinese",
)
TRN021 = Code(
    "TRN021",
    "A number word of the English is not in the Chinese.",
    "Correct the English; where it is right, list the exception with its reason.",
    "advice",
    needs=("translation-exceptions.yml", "text"),
    example="2021.2.0.1: “seven” is not in the Chinese",
)

TRN024 = Code(
    "TRN024",
    "Two figures, terms or words stand in another order in the English than in the Chinese.",
    "Look whether each is said of the right thing; if so, list the exception with its reason.",
    "advice",
    needs=("translation-exceptions.yml", "text"),
    example="2021.2.0.1: “54%” is before “45%”, which is first in the Chinese",
)

_BY_OR_TO = re.compile(
    r"\b(?P<how>by|to) (?:about |around |over |above |nearly |almost |roughly |under |below "
    r"|at least |more than |less than |up to )?$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:reduc|cut|shorten|shrank|shr[iu]nk|fell|fall|drop|declin|decreas|lower|slash|rose|ris(?:e|ing)"
    r"|increas|grew|grow|rais|expand|went (?:up|down)|up|down)\w*\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
"""A word of change in English, in the clause of the figure."""
_CHANGED_UNITS = ("%", "percentage points")
"""The units of which "by" and "to" speak of a change without another word."""
_NUMBER_ENDS = "了?(?:约|近|超|超过|逾)?$"
_SAID = {
    "by": re.compile(
        r"(?:[增提上升涨扩递][长加高升涨大增]|[下降减压缩削回收][降低少减短滑跌落缩小窄])"
        + _NUMBER_ENDS
    ),
    "to": re.compile(
        r"^(?!.*(?:增速|[增涨降跌]幅|增长(?:率|达))).*(?:[至到]|达|为|[至到为][^，。；、：]{1,10}的)(?:约|近)?$"
    ),
}
"""What is before a figure in Chinese that surely says that something changed by it, or to it."""
_BEFORE = 14


def senses(segment: Segment, english: str, known: Senses) -> Iterator[Finding]:
    """Words of a sense that one language has and the other has not."""
    chinese, part = segment.hans, segment.part
    added, left_out = _plain_words(chinese, english, known)
    for found in (*added, *known.surely_missing(english, chinese, "en", "zh", part)):
        yield Finding(TRN019, "sense", segment.id, found.text, found.unsaid_in("zh"))
    for found in (*left_out, *known.surely_missing(chinese, english, "zh", "en", part)):
        yield Finding(TRN019, "sense", segment.id, found.text, found.unsaid_in("en"))
    for one in known.opposed(chinese, english):
        yield Finding(TRN019, "sense", segment.id, one.there, one.said_by("the Chinese"))
    for first, before in known.moved(chinese, english):
        yield _order(segment, first, before)
    for compound, said, unsaid in half_said(chinese, english):
        message = half_said_message(compound, said, unsaid)
        yield Finding(TRN019, "sense", segment.id, compound, message)
    for word, instead in overstated(chinese, english):
        yield Finding(TRN019, "sense", segment.id, word, overstated_message(word, instead))
    for message in exchanged_sides(chinese, english, known):
        yield Finding(TRN024, "order", segment.id, message, message)
    for first, before in _moved_grades(chinese, english):
        yield _order(segment, first, before)
    yield from _changes(segment, english)
    for begun, sense in _NOT_YET:
        yield from _as_facts(segment, english, begun, sense, known)


_GRADE = re.compile(r"(?<![A-Za-z\d])(?:A{2,5}|\dA)(?![A-Za-z\d])")
"""A grade in letters: AAAA, 5A."""


def _moved_grades(chinese: str, english: str) -> Iterator[tuple[str, str]]:
    """Grades in letters, each once in both texts, that the English has in another order.

    >>> list(_moved_grades("甲园创4A、乙园创3A", "3A for the first park and 4A for the second"))
    [('4A', '3A')]
    >>> list(_moved_grades("甲园创AAAA", "AAAA for the park"))
    []
    """
    here, there = _GRADE.findall(chinese), _GRADE.findall(english)
    both = [name for name in here if here.count(name) == there.count(name) == 1]
    for one, other in pairwise(both):
        if there.index(other) < there.index(one):
            yield one, other


_NOT_YET = (
    (re.compile("(?:力争|争取|力求|力促)[^，。；]*"), "aim"),
    (re.compile("(?:预计|预期)(?!目标|寿命|值|性)[^，。；]*"), "expected"),
)
"""A clause that begins with an aim or with what is expected, and the sense that says so."""
_STOP = re.compile(r"[.;](?= |$)")
_PUSHES = ("drive", "promote", "hard", "push for", "press for", "achieve")
"""English words that say an aim, but not that a figure is only aimed at."""


def _as_facts(
    segment: Segment, english: str, begun: re.Pattern[str], sense: str, known: Senses
) -> Iterator[Finding]:
    """Figures that the Chinese only aims at, or expects, in a sentence of the English that has no
    word of that ``sense``.

    Only figures that the English has once: 力争达到5% is "strive for 5%", and not "reach 5%".
    """
    if not (clauses := list(begun.finditer(segment.hans))):
        return
    amounts = english_amounts(english)
    for figure in chinese_figures(segment.hans):
        clause = next((c for c in clauses if c.start() < figure.start < c.end()), None)
        same = [one for one in amounts if (one.value, one.unit) == (figure.value, figure.unit)]
        if clause is None or len(same) != 1:
            continue
        ends = [match.end() for match in _STOP.finditer(english)]
        start = max((end for end in ends if end <= same[0].start), default=0)
        ended = min((end for end in ends if end >= same[0].end), default=len(english))
        there, word = english[start:ended], clause[0][:2]
        said = (one.text for one in known.said(there, "en") if one.sense == sense)
        if all(text in _PUSHES for text in said) and not known.plain.said(word, there):
            how = "aimed at" if sense == "aim" else "expected"
            message = f"“{same[0].text}” is only {how} in the Chinese (“{word}”)"
            yield Finding(TRN019, "sense", segment.id, word, message)
            return


def _plain_words(chinese: str, english: str, known: Senses) -> tuple[list[Missing], list[Missing]]:
    """The plain words that only the English has, and those that only the Chinese has.

    Where only one of the two has any, only words count that a free translator neither adds nor
    leaves out.

    >>> from build_tools.translation.senses import general_senses
    >>> _plain_words("扩大内需战略", "boosting domestic demand", general_senses())
    ([], [])
    >>> _plain_words("扩大内需战略", "the harbour and domestic demand", general_senses())[0]
    [Missing(sense='harbour', text='harbour')]
    """
    added = list(known.plain.missing(english, chinese, "en", "zh"))
    left_out = list(known.plain.missing(chinese, english, "zh", "en"))
    if not (added and left_out):
        alone, often_left_out = one_sided_words()
        added = [one for one in added if one.text in alone]
        left_out = [one for one in left_out if one.text not in often_left_out]
    return added, left_out


def _changes(segment: Segment, english: str) -> Iterator[Finding]:
    """Figures by which something changes in one language, and to which it does in the other.

    Other figures than shares only behind a word of change, and years never: "by 2025".

    >>> from types import SimpleNamespace
    >>> [f.text for f in _changes(SimpleNamespace(id="1", hans="压缩69%"), "It was cut to 69%.")]
    ['to 69%']
    """
    if not _SOME_CHANGE.search(english):
        return
    figures = chinese_figures(segment.hans)
    for amount in english_amounts(english):
        said = _BY_OR_TO.search(english, 0, amount.start)
        if said is None or not _is_change(amount, english[: said.start()]):
            continue
        before = [
            segment.hans[max(0, figure.start - _BEFORE) : figure.start]
            for figure in figures
            if figure.value == amount.value and figure.unit == amount.unit
        ]
        other = _SAID["by" if said["how"].lower() == "to" else "to"]
        if before and all(map(other.search, before)):
            figure = next(f for f in figures if (f.value, f.unit) == (amount.value, amount.unit))
            text = english[said.start() : amount.end]
            message = f"the Chinese says “{before[0]}{figure.text}”, and not “{text}”"
            yield Finding(TRN019, "sense", segment.id, text, message)


_SOME_CHANGE = re.compile(r"\b(?:by|to) ", re.IGNORECASE)


def _is_change(amount: EnglishAmount, before: str) -> bool:
    if amount.unit in _CHANGED_UNITS:
        return True
    return (bool(amount.unit) or amount.value not in YEARS) and bool(_CHANGE.search(before))


def chinese_names(
    segment: Segment,
    english: str,
    terms: Collection[str],
    words: Collection[str],
    known: Senses,
) -> Iterator[Finding]:
    """Chinese names that the Chinese lacks, and that are in no English of its ``terms``.

    Chinese has many in one character (闽 is Fujian), and shortens those that English joins.
    """
    for name in unspelt(without_joined(english), segment.hans, words):
        if not (any(name in term for term in terms) or known.agree(segment.hans, name)):
            message = f"the name “{name}” is not in the Chinese"
            yield Finding(TRN020, "name", segment.id, name, message)


def exchanged_terms(
    segment: Segment, english: str, terms: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Terms that stand in each other's place; ``terms`` are forms of Chinese and their English."""
    for first, before in exchanged(segment.hans, english, terms):
        yield _order(segment, first, before)


def _order(segment: Segment, first: str, before: str) -> Finding:
    return Finding(TRN024, "order", segment.id, before, order_message(first, before))


def number_words(segment: Segment, compared: ComparedFigures) -> Iterator[Finding]:
    """Number words of the English that the Chinese does not have, figures in another order, and
    other words beside a figure."""
    for figure, amount in compared.moved:
        yield _order(segment, figure.text, amount.text)
    for amount in compared.words:
        message = f"“{amount.text}” is not in the Chinese"
        yield Finding(TRN021, "number-word", segment.id, amount.text, message)
    for found in compared.beside:
        yield Finding(TRN019, "sense", segment.id, found.there, found.message)
