"""Checks of the glossary: whether its terms fit the text and each other.

Errors are what would mislead a reader; advice is what an editor may well leave as it is. Terms of
the general termbase are not checked here: the publication's editor cannot change them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from build_tools.diagnostics import Code, Problems, meant_id, nearest_words
from build_tools.document.model import Document
from build_tools.glossary.coverage import GlossaryCoverage, Quoted, measure, quoted_phrases
from build_tools.glossary.matching import Matching, Occurrence, beats
from build_tools.glossary.records import Form, Glossary, Term
from build_tools.glossary.term_candidates import candidates
from build_tools.text.han import HAN_RUN
from build_tools.text.opencc import converter
from build_tools.text.pinyin import fold_reading, pinyin_units, readings, spelling

GLO006 = Code(
    "GLO006",
    "A term never occurs in the text.",
    "Correct its Chinese, or delete it; inside a longer term it does not count as occurring.",
    needs=("text",),
    example='"gdp" (“国内生产总值”) never occurs (hint: the text has “地区生产总值”)',
)
GLO007 = Code(
    "GLO007",
    "One of a term's forms never occurs in the text.",
    "Delete the form, or correct it.",
    "advice",
    needs=("text",),
    example="“高标准良田” never occurs (hint: the text has “高标准农田”)",
)
GLO008 = Code(
    "GLO008",
    "Two terms have one Chinese form, or one term has it twice.",
    "Join the terms into one, or delete the form from one of them.",
    breaks="record",
    example="“高标准农田” appears twice in the term",
)
GLO009 = Code(
    "GLO009",
    "One Chinese form has two preferred Englishes.",
    "Choose one English, or distinguish the terms with a longer form.",
    breaks="record",
    example=(
        '“高标准农田” is "technical upgrading", and "high-standard farmland" in '
        '"high-standard-farmland"'
    ),
)
GLO010 = Code(
    "GLO010",
    "A term's pinyin has not one syllable for each Chinese character.",
    "Give 'pinyin': one syllable a character, Latin letters and figures as they are.",
    example='“技改”: 1 syllable for 2 characters (hint: the pinyin is "jìgǎi")',
)
GLO011 = Code(
    "GLO011",
    "A syllable of a term's pinyin is not a reading of its character.",
    "Correct 'pinyin', tone mark included.",
    example="“gāi” for “改” of “技改” (hint: its readings are gǎi)",
)
GLO012 = Code(
    "GLO012",
    "A definition says hardly more than the English does.",
    "Say what the term means here.",
    "advice",
    example='"technical-upgrading": "Upgrading of a technical kind."',
)
GLO013 = Code(
    "GLO013",
    "A 'see' names no term, or the term itself.",
    "Name the id of another term.",
    needs=("glossary/*.yml",),
    breaks="record",
    example='no term "high-standard-farm-land" (see data/glossary/economy.yml:7:3)',
)
GLO014 = Code(
    "GLO014",
    "A phrase in quotation marks is neither a term, nor part of one, nor left out.",
    "Add a term, or the phrase to omitted-phrases.yml with the reason.",
    needs=("glossary/*.yml", "omitted-phrases.yml", "text", "PUB006", "GLO013"),
    absent="glossary",
    example="“智改数转”, in quotation marks in 2021.1.1.1, is not a term",
)
GLO015 = Code(
    "GLO015",
    "A phrase in omitted-phrases.yml is not in the text.",
    "Delete it, or copy the phrase exactly.",
    needs=("text",),
    breaks="record",
    example="“停車泊位” is not there (hint: the text has “停车泊位”)",
)
GLO016 = Code(
    "GLO016",
    "A phrase in omitted-phrases.yml is part of a term wherever it is in quotation marks.",
    "Delete it.",
    "advice",
    needs=("glossary/*.yml",),
    example="“技改” is a term or part of one",
)
GLO017 = Code(
    "GLO017",
    "An exception never applies.",
    "Delete it from 'not_in', or copy the longer word from the text exactly.",
    needs=("glossary/*.yml", "text"),
    example="“成技改项项” is not in the text (hint: the text has “成技改项目”)",
)
GLO018 = Code(
    "GLO018",
    "An exception is not needed: a longer term has each of its places already.",
    "Delete it from 'not_in'.",
    "advice",
    needs=("glossary/*.yml",),
    example="a longer term already takes each place of “技改”",
)
GLO019 = Code(
    "GLO019",
    "The traditional text writes a term otherwise than the glossary does.",
    "Give 'hant' as the traditional text has it.",
    needs=("text",),
    example="“高標準農畋” is “高標準農田” in 2021.1.2.1 (hint: hant: 高標準農田)",
)
GLO020 = Code(
    "GLO020",
    "A word that is rare elsewhere is frequent here, and no term.",
    "Add a term if a reader would stumble on it, or the word to omitted-phrases.yml.",
    "advice",
    needs=("glossary/*.yml", "omitted-phrases.yml", "text", "PUB006", "GLO013"),
    absent="glossary",
    example="“燕舞” appears 6 times outside all terms",
)
GLO026 = Code(
    "GLO026",
    "A term's 'pinyin' is the one that it has without it.",
    "Correct it, if the program reads the term wrong; else delete it.",
    "advice",
    example="“高标准农田” is read gāo biāo zhǔn nóng tián without 'pinyin', too",
)

NEW_WORDS = 3
"""A definition must have so many words of its own, beyond those of the English."""
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "also been from have into more other over some such than that their them they this those "
        "under were what when which will with",
    )
)


def check_glossary(
    glossary: Glossary,
    matching: Matching,
    document: Document,
    problems: Problems,
    has_traditional: bool = True,
) -> GlossaryCoverage:
    """Report everything that is wrong or worth a look, and return the counts of what is covered.

    ``has_traditional`` says whether the publication has a traditional text to compare with.
    """
    text = "\n".join(segment.hans for segment in document.segments)
    quoted = tuple(quoted_phrases(glossary, matching, document))
    own = [term for term in glossary.terms if not term.is_general]
    _check_occurrences(own, matching, text, problems)
    _check_forms(own, problems)
    for term in own:
        _check_pinyin(term, problems)
        _check_definition(term, problems)
        _check_see(term, glossary, problems)
    _check_exceptions(own, matching, text, problems)
    if has_traditional:
        _check_traditional(glossary, matching, document, problems)
    _check_quoted(glossary, quoted, text, document, problems)
    _advise_words(glossary, matching, document, problems)
    return measure(glossary, matching, document, quoted)


def _check_occurrences(
    terms: Sequence[Term], matching: Matching, text: str, problems: Problems
) -> None:
    found = matching.by_term
    lost: dict[tuple[str, str], str] = {}
    for beaten in matching.beaten:
        key = (beaten.found.term, beaten.found.form.hans)
        lost.setdefault(key, f"it is only inside or across “{beaten.by.form.hans}”")
    for excepted in matching.excepted:
        key = (excepted.found.term, excepted.found.form.hans)
        lost.setdefault(key, f"it is only inside the exception “{excepted.word}”")
    shared = Counter(form for term in terms for form in {f.hans for f in term.forms})
    for term in terms:
        hints = [lost.get((term.id, form.hans), "") for form in term.forms]
        if term.id not in found and shared[term.hans] > 1 and term.hans in text:
            continue  # the other term has its places, and GLO008 or GLO009 is reported
        if term.id not in found:
            message = f'"{term.id}" (“{term.hans}”) never occurs'
            hint = next(filter(None, hints), "") or _like(term.hans, text)
            problems.add(GLO006, term.at("zh"), message, hint)
            continue
        forms = {occurrence.form for occurrence in found[term.id]}
        for index, (form, hint) in enumerate(zip(term.forms, hints, strict=True)):
            if form not in forms:
                message, like = f"“{form.hans}” never occurs", hint or _like(form.hans, text)
                problems.add(GLO007, term.place_of_form(index), message, like)


def _like(words: str, text: str) -> str:
    """A hint to words of the text that are like ``words``, which may be in the other script."""
    return nearest_words(words, text) or nearest_words(converter("t2s").convert(words), text)


def _check_forms(terms: Iterable[Term], problems: Problems) -> None:
    owners: dict[str, Term] = {}
    for term in terms:
        for index, form in enumerate(term.forms):
            first = owners.setdefault(form.hans, term)
            place = term.place_of_form(index)
            if first is term:
                if form in term.forms[:index]:
                    problems.add(GLO008, place, f"“{form.hans}” appears twice in the term")
            elif first.en.casefold() == term.en.casefold():
                message = f'“{form.hans}” is a form of "{first.id}" as well'
                problems.add(GLO008, place, message, see=first.located.place)
            else:
                message = f'“{form.hans}” is "{term.en}", and "{first.en}" in "{first.id}"'
                problems.add(GLO009, place, message, see=first.located.place)


def _check_pinyin(term: Term, problems: Problems) -> None:
    """Report the pinyin of a record; what is derived follows readings that were checked."""
    if not term.record.pinyin:
        return
    units, syllables = pinyin_units(term.hans), term.pinyin.split()
    place = term.at("pinyin")
    if len(units) != len(syllables):
        count = f"{len(syllables)} syllable{'s' * (len(syllables) != 1)}"
        message = f"“{term.hans}”: {count} for {len(units)} characters"
        problems.add(GLO010, place, message, f'the pinyin is "{term.pinyin}"')
        return
    for unit, syllable in zip(units, syllables, strict=True):
        is_han = HAN_RUN.fullmatch(unit)
        known = readings(unit) if is_han else {unit.casefold()}
        if fold_reading(syllable.casefold()) not in known:
            message = f"“{syllable}” for “{unit}” of “{term.hans}”"
            read = f"its readings are {', '.join(sorted(known))}" if is_han else f"write {unit}"
            problems.add(GLO011, place, message, read)
            return  # the other syllables are likely to be wrong in the same way
    if term.pinyin == spelling(term.hans, term.readings):
        problems.add(GLO026, place, f"“{term.hans}” is read {term.pinyin} without 'pinyin', too")


def _content(text: str) -> set[str]:
    """The words of English ``text`` that carry meaning, cut so that inflections fall together."""
    words = (word for word in re.findall(r"[^\W_]{4,}", text.lower()) if word not in _COMMON)
    return {word[:5] for word in words}


def _check_definition(term: Term, problems: Problems) -> None:
    new = _content(term.definition) - _content(" ".join(term.english))
    if len(new) < NEW_WORDS:
        problems.add(GLO012, term.at("definition"), f'"{term.id}": "{term.definition}"')


def _check_see(term: Term, glossary: Glossary, problems: Problems) -> None:
    for index, other in enumerate(term.record.see):
        if other == term.id:
            problems.add(GLO013, term.at("see", index), f'"{other}" is the term itself')
        elif other not in glossary.by_id:
            near, hint = meant_id(other, glossary.by_id, glossary.former)
            meant = glossary.by_id[near] if near else None
            see = meant.at("id") if meant and not meant.is_general else None
            problems.add(GLO013, term.at("see", index), f'no term "{other}"', hint, see)


def _check_exceptions(
    terms: Iterable[Term], matching: Matching, text: str, problems: Problems
) -> None:
    ids = {term.id for term in terms}
    needed: dict[tuple[str, str], bool] = defaultdict(bool)
    for excepted in matching.excepted:
        span = excepted.found.span
        winners = matching.by_segment.get(span.segment, ())
        is_taken = any(beats(won.span, span) for won in winners if won.term in ids)
        needed[excepted.found.term, excepted.word] |= not is_taken
    for term in terms:
        for index, word in enumerate(term.record.not_in):
            place = term.at("not_in", index)
            if (term.id, word) not in needed:
                holds = any(form.hans in word for form in term.forms)
                why = "is not in the text" if holds else "holds no form of the term"
                hint = nearest_words(word, text) if holds else ""
                problems.add(GLO017, place, f"“{word}” {why}", hint)
            elif not needed[term.id, word]:
                problems.add(GLO018, place, f"a longer term already takes each place of “{word}”")


def _check_traditional(
    glossary: Glossary, matching: Matching, document: Document, problems: Problems
) -> None:
    first: dict[tuple[str, Form, str], Occurrence] = {}
    for occurrence in matching.occurrences:
        span = occurrence.span
        actual = document.by_id[span.segment].hant[span.start : span.end]
        if actual != occurrence.form.hant and not glossary.by_id[occurrence.term].is_general:
            first.setdefault((occurrence.term, occurrence.form, actual), occurrence)
    for (id_, form, actual), occurrence in first.items():
        term = glossary.by_id[id_]
        message = f"“{form.hant}” is “{actual}” in {occurrence.span.segment}"
        place = term.at("hant" if ("hant",) in term.located.places else "zh")
        problems.add(GLO019, place, message, f"hant: {actual}")


def _check_quoted(
    glossary: Glossary,
    quoted: Iterable[Quoted],
    text: str,
    document: Document,
    problems: Problems,
) -> None:
    fates: dict[str, set[str]] = defaultdict(set)
    for found in quoted:
        fates[found.phrase].add(found.fate)
        if found.fate == "open":
            id_ = found.span.segment
            message = f"“{found.phrase}”, in quotation marks in {id_}, is not a term"
            problems.add(GLO014, document.by_id[id_].place, message)
    for record in glossary.omitted:
        phrase = record.value.phrase
        if phrase not in text:
            message = f"“{phrase}” is not there"
            problems.add(GLO015, record.at("phrase"), message, nearest_words(phrase, text))
        elif fates.get(phrase) == {"term"}:
            problems.add(GLO016, record.at("phrase"), f"“{phrase}” is a term or part of one")


def _advise_words(
    glossary: Glossary, matching: Matching, document: Document, problems: Problems
) -> None:
    omitted = {record.value.phrase for record in glossary.omitted}
    for found in candidates(document, matching):
        if found.word not in omitted:
            place = document.by_id[found.segment].place
            message = f"“{found.word}” appears {found.count} times outside all terms"
            problems.add(GLO020, place, message)
