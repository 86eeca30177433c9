"""Whether a title, or the name of an indicator, fits the words that it names.

A title may leave out what its sentence says. It names another thing where it has a negation, a
level of government, a numbered name or a place that the sentence does not have, or hardly a word of
the sentence.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from build_tools.amounts.chinese import amounts
from build_tools.amounts.english import english_amounts
from build_tools.amounts.english_numbers import ORDINALS, ordinal_in_digits
from build_tools.diagnostics import Code, Place, Problems
from build_tools.document.model import Document
from build_tools.records import Bilingual, KeyPath
from build_tools.resources.units import Units
from build_tools.text.han import is_han
from build_tools.text.numerals import ordinal_numeral
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.quotation_records import Quotation
from build_tools.tracker.records import Tracker
from build_tools.translation.bilingual import Lexicon
from build_tools.translation.chinese_figures import chinese_figures
from build_tools.translation.figure_comparison import compare_figures
from build_tools.translation.pinyin_names import names_in, small_words, unspelt
from build_tools.translation.plain_words import Language, Missing
from build_tools.translation.senses import Senses
from build_tools.translation.word_overlap import chinese_overlap, english_overlap

TRK035 = Code(
    "TRK035",
    "A title or a measure has a word for which its sentence has none: a fall, a place, a number.",
    "Say what the sentence says.",
    "advice",
    needs=("source", "outline", "translation/*.yml", "glossary/*.yml"),
    example="“减少” is not in 2022.2.0.1 (fall)",
)
TRK036 = Code(
    "TRK036",
    "Hardly a word of a title, or of an indicator's name, is in the words that it stands for.",
    "Correct it; perhaps it is that of another record.",
    "advice",
    needs=("source", "outline", "translation/*.yml"),
    breaks="record",
    example="“文明单位” has hardly a word of “新增停车泊位5000个”",
)
_LEAST = {"zh": 0.3, "en": 0.2}
"""So much of a title is in its words. The least of 578 true titles had 0.33 and 0.25; of titles
exchanged at random, nineteen of twenty have less."""
_LEAST_OF_SENTENCE = 0.5
_LISTED = re.compile("[、，；]|”“|”和“|[^、，；]和")
_OF_MEASURES = (
    "的在与和及等居各每全数量额值率比重占总合计共面积规模排名位次序人家个项件类牌增速幅年度累"
)
"""Characters that say how something is measured; the sentence need not have them."""
_HAN_NUMBER = re.compile("[一二两三四五六七八九十百千]")
_DENIED = re.compile(r"[非未不无](?P<denied>[\u4e00-\u9fff]{2})")
_LETTERS = re.compile("[A-Za-z]+")
_GRADE = re.compile(
    r"([一二三四五六七八九十]+)(?:级|期|届|等|连冠)"
    r"|(?<![\d.十百千万亿])[十百千万亿]+(?:美元|欧元|港元|日元|元)"
)
"""A grade, a phase or a turn, in words; or an amount of money without the digits before it."""
_NUMBERED = re.compile(
    r"\b(?:No\. \d+|Line \d+|[A-Z]\d+"
    r"|(?:Phase|Class|Grade|Level) (?:[IVX]+|[A-Z0-9]|one|two|three|four))\b"
)
"""An English name with a number: No. 2, Phase II."""
_REST = re.compile(r"(?P<named>[^;]+?),? and (?P<others>\w+) (?:other|more)\b")
"""A title that names some of several: Park A and two other sites."""
_REPLACED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,2}(?![\u4e00-\u9fff])")
_FREE = f"{_OF_MEASURES}一二三四五六七八九十级型未不"
"""Characters that other checks compare, or that a title adds."""
_LEAST_AROUND = 3
"""So many characters around those that are replaced are the quote's."""
_ZH: KeyPath = ("title", "zh")
_EN: KeyPath = ("title", "en")
_Other = tuple[KeyPath, Missing]
"""A field, and a word of it that the sentence lacks, with what kind of word that is."""
_NUMBER_WORD = re.compile(
    "two|three|four|five|six|seven|eight|nine|ten|dozen|double|triple|half", re.IGNORECASE
)


@dataclass(frozen=True)
class _Quoted:
    """A record with a title, and the sentence that it quotes."""

    entry: Quotation
    sentence: str
    english_sentence: str | None
    """Its English; None where it is not translated."""

    @property
    def title(self) -> Bilingual:
        return self.entry.title

    @property
    def words(self) -> str:
        """The quote with the words that complete it."""
        return "，".join((self.entry.quote, *self.entry.elided))

    @property
    def english(self) -> str:
        """The same of the English."""
        return "; ".join((self.entry.english, *self.entry.english_elided))


def check_titles(
    tracker: Tracker,
    document: Document,
    translation: Mapping[str, str],
    places: Collection[str],
    lexicon: Lexicon,
    problems: Problems,
) -> None:
    """Report titles that say something else than their sentences (TRK035, TRK036).

    ``translation`` is the English of each segment by its id; ``places`` are the Chinese names of
    places that the glossary knows.
    """
    small, senses = small_words(translation.values()), lexicon.senses
    for record in tracker.quotations:
        entry: Quotation = record.value
        segment = document.by_id.get(entry.segment)
        if segment is None or entry.quote not in segment.hans:
            continue
        quoted = _Quoted(entry, segment.hans, translation.get(entry.segment))
        for mine, theirs in _replaced(entry.title.zh, quoted.words):
            problems.add(TRK035, record.at(*_ZH), f"“{mine}” is “{theirs}” in the quote")
        for path, message in _excluded(entry.title, quoted.words, senses):
            problems.add(TRK035, record.at(*path), message)
        others = list(_other_words(quoted, places, tracker.units, senses))
        if chinese_overlap(entry.title.zh, quoted.words) < _LEAST["zh"]:
            _report_unlike(entry.title.zh, entry.quote, record.at(*_ZH), problems)
        elif quoted.english_sentence is not None and entry.english and entry.title.en:
            others += _other_english(quoted, small, lexicon)
            if english_overlap(entry.title.en, quoted.english) < _LEAST["en"] and (
                english_overlap(entry.title.en, quoted.english_sentence) < _LEAST_OF_SENTENCE
            ):
                _report_unlike(entry.title.en, entry.english, record.at(*_EN), problems)
        for path, found in others:
            _report_missing(found, segment.id, record.at(*path), problems)


def _other_words(
    quoted: _Quoted, places: Collection[str], units: Units, senses: Senses
) -> Iterator[_Other]:
    """What a title or a measure says, and the Chinese sentence does not."""
    title, words, sentence = quoted.title, quoted.words, quoted.sentence
    yield from _other_numbers(title, words, sentence, units)
    yield from ((_ZH, Missing("negation", word)) for word in _affirmed(title.zh, words))
    yield from _other_grades(title, sentence, quoted.english_sentence)
    yield from _other_measures(quoted.entry, words, sentence)
    yield from _exchanged_measures(quoted.entry, units)
    yield from ((_ZH, found) for found in senses.missing(title.zh, words, "zh", "zh"))
    yield from _other_places(title.zh, words, sentence, places)
    yield from _other_rest(title, words, units)


def _affirmed(title: str, words: str) -> Iterator[str]:
    """What the words deny and the title says without the denial: 亡人事故 for 非亡人事故.

    >>> list(_affirmed("亡人事故压降", "非亡人事故起数压降36%"))
    ['亡人']
    >>> list(_affirmed("非亡人事故压降", "非亡人事故起数压降36%"))
    []
    """
    for match in _DENIED.finditer(words):
        denied = match["denied"]
        is_denied = re.search(f"[非未不无没]有?{denied}", title)
        if denied in title and not is_denied and denied not in words.replace(match[0], ""):
            yield denied


def _other_english(quoted: _Quoted, small: Collection[str], lexicon: Lexicon) -> Iterator[_Other]:
    """What a title says, and the English sentence does not."""
    yield from _other_senses(quoted.title, quoted.words, quoted.english, lexicon.senses)
    yield from _other_numbered_names(quoted.title.en, quoted.english)
    yield from _other_names(quoted, small, lexicon.home)


def _report_missing(found: Missing, segment: str, place: Place, problems: Problems) -> None:
    problems.add(TRK035, place, f"“{found.text}” is not in {segment}{found.bracketed}")


def _other_places(
    title: str, words: str, sentence: str, places: Collection[str]
) -> Iterator[_Other]:
    """The places that a title names and its sentence does not.

    Where the title leaves out a place of its quote, those that are not in the quote either.
    """
    has_other = any(name in words and name not in title for name in places)
    for name in sorted(places):
        if name in title and name not in (words if has_other else sentence):
            yield _ZH, Missing("place", name)


def _other_numbers(title: Bilingual, words: str, sentence: str, units: Units) -> Iterator[_Other]:
    """The letters, and the numbers in words, of a title that are not those of its quote.

    Of a number that the quote does not have, the sentence may, unless the quote has another one
    that the title leaves out. A number that counts what the quote lists is right: 两项改革 for
    医保和社保改革.
    """
    listed = len(_LISTED.findall(words)) + 1
    mine, theirs = set(_LETTERS.findall(title.zh)), set(_LETTERS.findall(words))
    if mine - theirs and theirs - mine:  # AAAA for AAA
        yield _ZH, Missing("letters", min(mine - theirs))
    if _HAN_NUMBER.search(title.zh):
        left = {one.unit for one in chinese_figures(words, units) if one.text not in title.zh}
        for figure in chinese_figures(title.zh, units):
            known = words if figure.unit in left else sentence
            if figure.text not in known and figure.value not in (listed, listed - 1):
                yield _ZH, Missing("number", figure.text)
    if _NUMBER_WORD.search(title.en):
        for amount in compare_figures(f"{words}，{title.zh}", title.en, units).words:
            if amount.value not in (listed, listed - 1):
                yield _EN, Missing("number", amount.text)


def _other_grades(title: Bilingual, chinese: str, english: str | None) -> Iterator[_Other]:
    """The grades, turns and ordinals of a title that are not in its sentence, in words or digits.

    >>> title = Bilingual(zh="三级以上医院", en="The sixth title")
    >>> found = _other_grades(title, "二级以上医院“五连冠”", "the fifth title of hospitals")
    >>> [other.text for _, other in found]
    ['三级', 'sixth']
    >>> list(_other_grades(title, "二、三级医院", "the 6th title of hospitals"))
    []
    """
    for match in _GRADE.finditer(title.zh):
        number = match[1]
        in_digits = f"{ordinal_numeral(number)}{match[0][-1]}" if number else match[0]
        is_listed = number and re.search(f"{number}[、和及与至到]", chinese)
        if match[0] not in chinese and in_digits not in chinese and not is_listed:
            yield _ZH, Missing("number", match[0])
    said = {word.lower() for word in re.findall(r"\w+", title.en or "")}
    for value, word in enumerate(ORDINALS[3:], 3):  # these say nothing but a place in an order
        known = rf"\b(?:{word}|{ordinal_in_digits(value)})"
        if english is not None and word in said and not re.search(known, english, re.IGNORECASE):
            yield _EN, Missing("number", word)


def _other_rest(title: Bilingual, words: str, units: Units) -> Iterator[_Other]:
    """The number of others in an English title that with those it names is not what is counted.

    >>> from build_tools.resources.units import general_units
    >>> title = Bilingual(zh="甲园等三个项目封顶", en="Park A and three other sites topped out")
    >>> [found.text for _, found in _other_rest(title, "甲园、乙园、丙园封顶", general_units())]
    ['three']
    >>> title = Bilingual(zh="甲园等三个项目封顶", en="Park A and two other sites topped out")
    >>> list(_other_rest(title, "甲园、乙园、丙园封顶", general_units()))
    []
    """
    if (found := _REST.match(title.en or "")) is None:
        return
    others = english_amounts(found["others"])
    known = {one.value for one in chinese_figures(f"{words}，{title.zh}", units)}
    total = len(re.split(", | and ", found["named"])) + sum(one.value for one in others)
    if others and total not in {len(_LISTED.findall(words)) + 1, *known}:
        yield _EN, Missing("number", found["others"])


def _replaced(title: str, words: str) -> Iterator[tuple[str, str]]:
    """Where a title has one or two characters for those of its quote, and else the same words.

    None of 568 true titles has; what it says in other words, it says at more length.

    >>> list(_replaced("首条惠企公交", "开通首条惠农公交"))
    [('惠企公交', '惠农公交')]
    >>> list(_replaced("三家优质企业壮大", "推动优质企业做大做强"))
    []
    """
    free = f"{_FREE}{words}"
    for found in _REPLACED.finditer("".join(c if c not in free else "\0" for c in title)):
        start, end = found.span()
        before, after = title[:start][-1:], title[end : end + (2 if start else 3)]
        if len(after) == len(found[0]) - 1:
            before = title[:start][-3 + len(after) :]
        other = rf"{re.escape(before)}([\u4e00-\u9fff]{{{end - start}}}){re.escape(after)}"
        if len(before + after) < _LEAST_AROUND or (there := re.search(other, words)) is None:
            continue
        if not set(there[1]) <= set(title):
            yield f"{before}{found[0]}{after}", there[0]


def _other_numbered_names(title: str, words: str) -> Iterator[_Other]:
    """The numbered names of an English title where its quote has another one.

    >>> list(_other_numbered_names("A title for No. 2 Hospital", "No. 1 Hospital won a title"))
    [(('title', 'en'), Missing(sense='number', text='No. 2'))]
    """
    mine, theirs = set(_NUMBERED.findall(title)), set(_NUMBERED.findall(words))
    if theirs - mine:
        yield from ((_EN, Missing("number", name)) for name in sorted(mine - theirs))


def _excluded(title: Bilingual, words: str, senses: Senses) -> Iterator[tuple[KeyPath, str]]:
    """Where a title has a word that excludes what its quote says (an opening, for a start), and
    what is wrong there.

    Names of places are compared by themselves.

    >>> from build_tools.translation.senses import general_senses
    >>> title = Bilingual(zh="医院开业", en="Opening of a hospital")
    >>> list(_excluded(title, "医院开工", general_senses()))[0]
    (('title', 'zh'), 'the quote says “开工”, and not “开业” (opening)')
    """
    languages: tuple[tuple[Language, str], ...] = ("zh", title.zh), ("en", title.en)
    for language, text in languages:
        for found in senses.opposed(words, text, "zh", language):
            if found.scale != "place":
                yield ("title", language), found.said_by("the quote")


def _other_senses(title: Bilingual, words: str, english: str, senses: Senses) -> Iterator[_Other]:
    """What a title says in one language, and neither the title nor the words in the other."""
    if unsaid := list(senses.missing(title.en, title.zh, "en", "zh")):
        also = set(senses.missing(title.en, words, "en", "zh"))
        yield from ((_EN, found) for found in unsaid if found in also)
    if unsaid := list(senses.missing(title.zh, title.en, "zh", "en")):
        also = set(senses.missing(title.zh, english, "zh", "en"))
        yield from ((_ZH, found) for found in unsaid if found in also)


def _other_measures(entry: Quotation, words: str, sentence: str) -> Iterator[_Other]:
    """The characters of a measure that neither its quote has nor words for measuring have.

    ``words`` are the quote with what completes it. Of 84 true measures none has another character.

    >>> from types import SimpleNamespace as Entry
    >>> entry = Entry(title=Entry(zh="养老机构"), measures={"39%": "托育机构入住率"})
    >>> sentence = "发展托育，养老机构入住率39%"
    >>> list(_other_measures(entry, "养老机构入住率39%", sentence))
    [(('measures', '39%'), Missing(sense='measure, in the quote', text='托育'))]
    """
    known = f"{words}{entry.title.zh}{_OF_MEASURES}"
    for figure, measured in getattr(entry, "measures", {}).items():
        if other := "".join(c for c in measured if is_han(c) and c not in known):
            is_in_sentence = all(c in sentence for c in other)
            kind = "measure, in the quote" if is_in_sentence else "measure"
            yield ("measures", figure), Missing(kind, other)


def _exchanged_measures(entry: Quotation, units: Units) -> Iterator[_Other]:
    """The measures that name what another figure of the quote, of the same unit, measures.

    >>> from types import SimpleNamespace as Entry
    >>> from build_tools.resources.units import general_units
    >>> entry = Entry(quote="进口、出口分别增长5%和8%", measures={"8%": "进口增幅"})
    >>> list(_exchanged_measures(entry, general_units()))
    [(('measures', '8%'), Missing(sense='measure', text='进'))]
    """
    found = {amount.text: amount for amount in amounts(entry.quote, units)}
    for figure, measured in getattr(entry, "measures", {}).items():
        if (mine := found.get(figure)) is None:
            continue
        own = set(mine.measures)
        for other in found.values():
            theirs = set(other.measures)
            others = "".join(c for c in measured if c in theirs - own)
            is_whole = 2 * len(others) >= len(theirs - own) > 0
            if other.unit == mine.unit and is_whole and not (own - theirs) & set(measured):
                yield ("measures", figure), Missing("measure", others)
                break


def _other_names(quoted: _Quoted, small: Collection[str], home: str) -> Iterator[_Other]:
    """Chinese names in the English title that are not in its sentence.

    Where the title leaves out a name of its quote, those that are not in the quote either, unless
    they are part of the name of ``home``. ``small`` are English words that look like pinyin.
    """
    title, english = quoted.title.en, quoted.english
    left = [name for name in names_in(english, small) if name not in title]
    for name in unspelt(title, quoted.words, small):
        known = english if left and name not in home else quoted.english_sentence or ""
        if name not in known:
            yield _EN, Missing("place", name)


def _report_unlike(title: str, words: str, place: Place, problems: Problems) -> None:
    problems.add(TRK036, place, f"“{title}” has hardly a word of “{words}”")


def check_indicator_names(
    tracker: Tracker,
    resolved: ResolvedTracker,
    translation: Mapping[str, str],
    senses: Senses,
    problems: Problems,
) -> None:
    """Report indicators whose names are not in the sentences that they compare."""
    for follow_up in resolved.follow_ups:
        if follow_up.comparison is None or follow_up.link.draft:
            continue
        indicator = follow_up.comparison.indicator
        record = tracker.indicator[indicator.id]
        for item in resolved.ends(follow_up):
            sentence, english = item.segment.hans, translation.get(item.segment.id)
            if chinese_overlap(indicator.zh, sentence) < _LEAST_OF_SENTENCE:
                _report_unlike(indicator.zh, item.hans, record.at("zh"), problems)
            for found in senses.missing(indicator.zh, sentence, "zh", "zh"):
                _report_missing(found, item.segment.id, record.at("zh"), problems)
            if english is None or not indicator.en:
                continue
            if english_overlap(indicator.en, english) < _LEAST_OF_SENTENCE:
                words = item.record.english or english
                _report_unlike(indicator.en, words, record.at("en"), problems)
            also = set(senses.missing(indicator.en, indicator.zh, "en", "zh"))
            for found in senses.missing(indicator.en, english, "en", "en"):
                if found in also:
                    _report_missing(found, item.segment.id, record.at("en"), problems)
