"""Whether the English says what the Chinese says: complete, current, same figures, same terms.

A check is a generator of findings for one segment or for all; :func:`check_translation` takes away
what the exceptions file excuses, reports the rest and counts what was looked at.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import PurePosixPath

from build_tools.diagnostics import Code, Place, Problems, nearest, nearest_words
from build_tools.document.model import Document, Segment
from build_tools.records import Located
from build_tools.resources.units import Units
from build_tools.system.remembered import recall_all
from build_tools.text.heading_numbers import english_heading_number, without_number
from build_tools.translation.bilingual import Lexicon
from build_tools.translation.figure_comparison import BOUND_WORDS, ComparedFigures, compare_figures
from build_tools.translation.meaning import (
    chinese_names,
    exchanged_terms,
    number_words,
    senses,
)
from build_tools.translation.records import (
    FOLDER,
    Departures,
    Finding,
    FindingKey,
    ListedException,
    SegmentTranslation,
    Variant,
)
from build_tools.translation.source_changes import describe_change, proposed_english
from build_tools.translation.style import (
    ENGLISH_NUMBER,
    NO_END,
    capitalised_words,
    check_heading,
    han,
    marks,
)
from build_tools.translation.terms import occurrences

TRN004 = Code(
    "TRN004",
    "A segment has no English.",
    "Add it to the file of its page.",
    needs=("translation/*.yml", "outline"),
    absent="translation",
    example='2021.2.0.1 is not translated: "新增停车泊位3000个。"',
)
TRN005 = Code(
    "TRN005",
    "The Chinese has changed since its English was made.",
    "Read the English against the Chinese, correct it, then write the new Chinese under 'zh'.",
    needs=("outline",),
    breaks="record",
    example=(
        '2021.1.1.1 is now "完成技改项目45个。", was "完成技改项目44个。" (hint: “44” is now “45”)'
    ),
)
TRN006 = Code(
    "TRN006",
    "English is given for a segment that the text does not have.",
    "Correct its id.",
    needs=("outline",),
    breaks="record",
    example='no segment "2021.2.0.11" (hint: did you mean "2021.2.0.1"?)',
)
TRN007 = Code(
    "TRN007",
    "A segment's English is in the file of another page.",
    "Move the record to the file named.",
    "advice",
    needs=("outline", "translation/*.yml"),
    example="2021.2.0.1 belongs to another file (see data/translation/2021-2.yml)",
)
TRN008 = Code(
    "TRN008",
    "A figure of the Chinese is missing in the English, or has another value or unit there.",
    "Correct the English; where it is right, list the exception with its reason.",
    needs=("translation-exceptions.yml", "text"),
    breaks="record",
    example='2021.1.1.1: "45个" (45) is not there (hint: the English has "54" instead)',
)
TRN009 = Code(
    "TRN009",
    "A figure of the English is not in the Chinese.",
    "Correct the English; where it is right, list the exception with its reason.",
    needs=("translation-exceptions.yml", "text"),
    breaks="words",
    example='2021.1.1.1: "3" is not in the Chinese',
)
TRN010 = Code(
    "TRN010",
    "A figure is bounded in one language otherwise than in the other.",
    "Say over, nearly, about or at least as the Chinese does.",
    needs=("translation-exceptions.yml", "text"),
    breaks="words",
    example="2022.intro.1: “5%以上” has “at least”, and the English “5%” has no word of bound",
)
TRN011 = Code(
    "TRN011",
    "A term of the glossary is rendered otherwise than the glossary says.",
    "Use its preferred or an accepted English, or list the words used as a variant in "
    "data/translation-variants.yml.",
    needs=("glossary/*.yml", "translation-variants.yml", "translation-exceptions.yml", "text"),
    breaks="words",
    example='2021.1.2.1: "高标准农田" is not rendered as "high-standard farmland"',
)
TRN012 = Code(
    "TRN012",
    "A variant's words are not in the segment's English.",
    "Copy them exactly from the English.",
    needs=("translation/*.yml",),
    breaks="record",
    example='2021.1.1.1 does not say "technological upgrading"',
)
TRN013 = Code(
    "TRN013",
    "A variant or an exception excuses nothing.",
    "Delete it, or correct its segment and words.",
    needs=("glossary/*.yml", "translation/*.yml"),
    breaks="record",
    example='2021.1.1.1: "技改" is not there, or is rendered as the glossary says',
)
TRN018 = Code(
    "TRN018",
    "The English was aligned by machine, and nobody has read whether it is that of the segment.",
    "Read it against the Chinese, correct it, then delete 'uncertain'.",
    "advice",
    example="2021.1.1.1 is uncertain: a sentence was cut",
)


NEAR = 2
"""How many segments away English under a wrong id is looked for."""


@dataclass(frozen=True)
class TermUse:
    """A term in a segment: its Chinese form there, and every English that the glossary accepts."""

    segment: str
    zh: str
    accepted: tuple[str, ...]
    """The preferred English first."""
    is_general: bool = False
    """Whether the term is one of the general termbase, whose English only is a proposal."""


@dataclass(frozen=True)
class TranslationCoverage:
    """What the checks looked at, for printing."""

    segments: int
    translated: int
    current: int
    figures: int
    figures_matched: int
    terms: int
    terms_matched: int
    terms_by_variant: int
    exceptions: Mapping[str, int]
    """How many are listed, by check."""

    def __str__(self) -> str:
        return "\n".join(
            (
                f"translated: {_share(self.translated, self.segments)} segments, "
                f"{_share(self.current, self.segments)} current",
                f"figures: {_share(self.figures_matched, self.figures)} in the English",
                f"terms: {_share(self.terms_matched, self.terms)} by the glossary, "
                f"{self.terms_by_variant} by a listed variant",
                "exceptions listed: "
                + (", ".join(f"{n} {kind}" for kind, n in sorted(self.exceptions.items())) or "0"),
            )
        )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "0 of 0"


def check_translation(
    document: Document,
    translations: Mapping[str, Located[SegmentTranslation]],
    departures: Departures,
    uses: Iterable[TermUse],
    lexicon: Lexicon,
    problems: Problems,
    is_official: bool = False,
) -> TranslationCoverage:
    """Check all of the translation against the text and the terms in it.

    An official translation has ways of its own with figures, terms and style (``is_official``):
    what is found in it is advice.
    """
    _check_segments(document, translations, problems)
    uses = list(uses)
    both = [
        (segment, translations[segment.id].value.en)
        for segment in document.segments
        if segment.id in translations
    ]
    english = {segment.id: text for segment, text in both}
    in_translated = [use for use in uses if use.segment in english]
    compared = [
        (segment, compare_figures(*_bare(segment, text), lexicon.units)) for segment, text in both
    ]
    unmatched = [use for use in in_translated if not is_rendered(use, english)]
    variants = {(v.value.segment, v.value.zh) for v in departures.variants}
    findings = [
        *_style(both, uses),
        *_figures(compared, english, document, lexicon.units),
        *_meaning(both, uses, lexicon),
        *(unrendered(use) for use in unmatched if (use.segment, use.zh) not in variants),
    ]
    if is_official:
        findings = [replace(found, is_advice=True) for found in findings]
    _report(findings, translations, departures, problems)
    _check_variants(departures.variants, unmatched, english, document.by_id, problems)
    matched = sum(figures.matched for _, figures in compared)
    return TranslationCoverage(
        segments=len(document.segments),
        translated=len(both),
        current=sum(translations[s.id].value.zh == s.hans for s, _ in both),
        figures=matched + sum(len(figures.missing) for _, figures in compared),
        figures_matched=matched,
        terms=len(in_translated),
        terms_matched=len(in_translated) - len(unmatched),
        terms_by_variant=sum((use.segment, use.zh) in variants for use in unmatched),
        exceptions=Counter(listed.value.check for listed in departures.exceptions),
    )


def _style(both: Sequence[tuple[Segment, str]], uses: Iterable[TermUse]) -> Iterator[Finding]:
    names = capitalised_words(both, (form for use in uses for form in use.accepted))
    for segment, text in both:
        yield from han(segment, text)
        yield from check_heading(segment, text, names)
        yield from marks(segment, text)


def _figures(
    compared: Iterable[tuple[Segment, ComparedFigures]],
    english: Mapping[str, str],
    document: Document,
    units: Units,
) -> Iterator[Finding]:
    for segment, figures in compared:
        owner = _owner(segment, english[segment.id], document, units) if figures.added else ""
        yield from figure_findings(segment, figures, owner)
        yield from number_words(segment, figures)


def _meaning(
    both: Iterable[tuple[Segment, str]], uses: Iterable[TermUse], lexicon: Lexicon
) -> Iterator[Finding]:
    """Words, and names outside the terms of the sentence that only one language has."""
    terms: dict[str, dict[str, Sequence[str]]] = {}
    for use in uses:
        terms.setdefault(use.segment, {})[use.zh] = use.accepted
    for segment, text in both:
        there = terms.get(segment.id, {})
        by = (segment.part, *chain.from_iterable((zh, *names) for zh, names in there.items()))
        compare = partial(_meaning_of, segment, text, there, lexicon)
        key = ("sentence", lexicon.state, segment.id, segment.hans, text, *by)
        yield from recall_all(key, compare)


def _meaning_of(
    segment: Segment, text: str, terms: Mapping[str, Sequence[str]], lexicon: Lexicon
) -> Iterator[Finding]:
    """``terms`` maps each form of a term in the segment to its English."""
    yield from senses(segment, text, lexicon.senses)
    yield from exchanged_terms(segment, text, terms)
    named = (*chain.from_iterable(terms.values()), lexicon.home)
    yield from chinese_names(segment, text, named, lexicon.words, lexicon.senses)


def _bare(segment: Segment, english: str) -> tuple[str, str]:
    """Both texts of a segment, a heading without the number that it begins with."""
    if segment.kind != "heading" or not english_heading_number(segment.hans):
        return segment.hans, english
    begun = ENGLISH_NUMBER.match(english)  # whether it is the same is for the style of headings
    return without_number(segment.hans), english[begun.end() :] if begun else english


def _report(
    findings: Sequence[Finding],
    translations: Mapping[str, Located[SegmentTranslation]],
    departures: Departures,
    problems: Problems,
) -> None:
    excused: dict[FindingKey, Located[ListedException]] = {}
    for listed in departures.exceptions:
        excused.setdefault(listed.value.key, listed)
    cut = {one.segment for one in findings if one.message == NO_END and one.key not in excused}
    used, open_ = set[FindingKey](), list[Finding]()
    for finding in findings:
        if finding.key in excused:
            used.add(finding.key)
            continue
        open_.append(finding)
        if finding.segment in cut and finding.message != NO_END:
            continue
        place = translations[finding.segment].at("en")
        add = problems.advise if finding.is_advice else problems.add
        add(finding.code, place, f"{finding.segment}: {finding.message}", finding.hint)
    for key, listed in excused.items():
        if key not in used:
            message = f'{key[0]}: no finding "{key[1]}" at "{key[2]}"'
            others = [found.segment for found in open_ if found.key[1:] == key[1:]]
            hint = _segment_hint(key[0], others or translations)
            problems.add(TRN013, listed.place, message, hint)


def _check_segments(
    document: Document, translations: Mapping[str, Located[SegmentTranslation]], problems: Problems
) -> None:
    """Every segment translated, in its page's file; none stale, none unknown."""
    if not translations:
        return
    current = {segment.hans for segment in document.segments}
    last: dict[str, Place] = {}
    missing: dict[tuple[Place, str], list[Segment]] = {}
    elsewhere: dict[tuple[str, str], list[str]] = {}
    for segment in document.segments:
        id_, hans = segment.id, segment.hans
        file = f"{FOLDER}/{segment.unit}.yml"
        if (record := translations.get(id_)) is None:
            # It belongs behind the record of the segment before it.
            hint = proposed_english(hans, translations, current)
            missing.setdefault((last.get(file, Place(file)), hint), []).append(segment)
            continue
        last[record.place.file] = record.place
        if record.place.file != file:
            elsewhere.setdefault((record.place.file, file), []).append(id_)
        if record.value.uncertain:
            message = f"{id_} is uncertain: {record.value.uncertain}"
            problems.add(TRN018, record.at("uncertain"), message)
        if (before := record.value.zh) != hans:
            hint = describe_change(before, hans) or proposed_english(hans, translations, current)
            problems.add(TRN005, record.at("zh"), f'{id_} is now "{hans}", was "{before}"', hint)
    _report_elsewhere(elsewhere, translations, problems)
    for (place, hint), (first, *others) in missing.items():
        message = f'{first.id} is not translated: "{first.hans}"'
        if others:
            message = (
                f"{first.id} to {others[-1].id} are not translated: "
                f'{1 + len(others)} segments, from "{first.hans}"'
            )
        problems.add(TRN004, place, message, hint)
    for id_, record in translations.items():
        if id_ not in document.by_id:
            problems.add(TRN006, record.place, f'no segment "{id_}"', nearest(id_, document.by_id))


def _report_elsewhere(
    elsewhere: Mapping[tuple[str, str], Sequence[str]],
    translations: Mapping[str, Located[SegmentTranslation]],
    problems: Problems,
) -> None:
    """Report the segments of each file that belong to another, as one problem."""
    files = Counter(record.place.file for record in translations.values())
    for (file, own), ids in elsewhere.items():
        message = f"{ids[0]} belongs to another file"
        if len(ids) > 1:
            message = f"{ids[0]} to {ids[-1]} belong to another file: {len(ids)} segments"
        is_renamed = files[file] == len(ids) and not files[own]
        hint = f"rename the file to {PurePosixPath(own).name}" if is_renamed else ""
        problems.add(TRN007, translations[ids[0]].place, message, hint, see=Place(own))


def _segment_hint(segment: str, known: Iterable[str]) -> str:
    """The nearest segment, where there is none of this name."""
    known = list(known)
    return "" if segment in known else nearest(segment, known)


def _owner(segment: Segment, english: str, document: Document, units: Units) -> str:
    """A hint that names the neighbour of a segment whose figures its English has, or ""."""
    at = document.segments.index(segment)
    for other in document.segments[max(0, at - NEAR) : at + NEAR + 1]:
        compared = compare_figures(*_bare(other, english), units)
        if other is not segment and compared.matched and not compared.missing:
            return f'is it "{other.id}" that this renders?'
    return ""


def figure_findings(segment: Segment, compared: ComparedFigures, owner: str) -> Iterator[Finding]:
    """The figures that are in one language only, or bounded otherwise.

    ``owner`` is a hint to another segment that has them.
    """
    added = ", ".join(f'"{amount.text}"' for amount in compared.added)
    for figure in compared.missing:
        message = f'"{figure.text}" ({figure.value:f} {figure.unit}'.rstrip() + ") is not there"
        hint = f"the English has {added} instead" if added else ""
        hint = "; ".join(filter(None, (hint, owner)))
        yield Finding(TRN008, "figure", segment.id, figure.text, message, hint)
    for amount in compared.added:
        message = f'"{amount.text}" is not in the Chinese'
        yield Finding(TRN009, "added-figure", segment.id, amount.text, message, owner)
    for figure, amount in compared.bounds:
        here, there = (BOUND_WORDS[one.bound or "exact"] for one in (figure, amount))
        message = f"“{figure.text}” has {here}, and the English “{amount.text}” has {there}"
        yield Finding(TRN010, "bound", segment.id, figure.text, message)


def is_rendered(use: TermUse, english: Mapping[str, str]) -> bool:
    """Whether the segment's English has the term by the glossary, inflected or not."""
    return any(occurrences(english[use.segment], form) for form in use.accepted)


def unrendered(use: TermUse) -> Finding:
    """A term that the English renders otherwise."""
    return Finding(
        TRN011,
        "term",
        use.segment,
        use.zh,
        f'"{use.zh}" is not rendered as "{use.accepted[0]}"',
        f"also accepted: {'; '.join(use.accepted[1:])}" if use.accepted[1:] else "",
        is_advice=use.is_general,
    )


def _check_variants(
    variants: Iterable[Located[Variant]],
    unmatched: Iterable[TermUse],
    english: Mapping[str, str],
    known: Container[str],
    problems: Problems,
) -> None:
    variants = list(variants)
    needed = {(use.segment, use.zh) for use in unmatched}
    listed = {(variant.value.segment, variant.value.zh) for variant in variants}
    for variant in variants:
        value = variant.value
        if value.segment in known and value.segment not in english:
            continue  # it is reported as not translated
        if value.en not in english.get(value.segment, ""):
            message = f'{value.segment} does not say "{value.en}"'
            hint = _segment_hint(value.segment, english) or nearest_words(
                value.en, english.get(value.segment, "")
            )
            problems.add(TRN012, variant.at("en"), message, hint)
        elif (value.segment, value.zh) not in needed:
            message = (
                f'{value.segment}: "{value.zh}" is not there, or is rendered as the glossary says'
            )
            left = sorted(zh for segment, zh in needed - listed if segment == value.segment)
            hint = f'did you mean "{left[0]}"?' if len(left) == 1 else nearest(value.zh, left)
            problems.add(TRN013, variant.place, message, hint)
