"""The glossary's health: whether its terms fit the text and each other, and what it covers.

Errors are what would mislead a reader; advice is what an editor may well leave as it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from build_tools.diagnostics import Code, Problems, nearest, nearest_words
from build_tools.document.model import Document
from build_tools.glossary.coverage import Coverage, measure, quoted_phrases
from build_tools.glossary.matching import Matching, Occurrence, beats, by_segment, by_term
from build_tools.glossary.records import Form, Glossary, Term
from build_tools.glossary.term_candidates import unglossed
from build_tools.text.han import HAN_RUN
from build_tools.text.pinyin import fold_reading, pinyin_units, readings

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
    example="“高标准农田” stands twice in the term",
)
GLO009 = Code(
    "GLO009",
    "One Chinese form has two preferred Englishes.",
    "Choose one English, or tell the terms apart with a longer form.",
    example=(
        '“高标准农田” is "technical upgrading", and "high-standard farmland" in '
        '"high-standard-farmland"'
    ),
)
GLO010 = Code(
    "GLO010",
    "A term's pinyin has not one syllable for each Chinese character.",
    "Give 'pinyin': one syllable a character, Latin letters and figures as they are.",
    example='“技改”: 1 syllables for 2 characters (hint: the pinyin is "jìgǎi")',
)
GLO011 = Code(
    "GLO011",
    "A syllable of a term's pinyin is no reading of its character.",
    "Correct 'pinyin', tone mark included.",
    example="“gāi” for “改” of “技改” (hint: its readings are gǎi)",
)
GLO012 = Code(
    "GLO012",
    "A definition says hardly more than the English does.",
    "Say what the term means here.",
    example='"technical-upgrading": "Upgrading of a technical kind."',
)
GLO013 = Code(
    "GLO013",
    "A 'see' names no term, or the term itself.",
    "Name the id of another term.",
    needs=("glossary/*.yml",),
    example='no term "high-standard-farm-land" (hint: did you mean "high-standard-farmland"?)',
)
GLO014 = Code(
    "GLO014",
    "A phrase in quotation marks is neither a term, nor part of one, nor left out.",
    "Add a term, or the phrase to omitted-phrases.yml with the reason.",
    needs=("glossary/*.yml", "omitted-phrases.yml", "text"),
    absent="glossary",
    example="“智改数转”, in quotation marks in 2021.1.1.1, is no term",
)
GLO015 = Code(
    "GLO015",
    "A phrase in omitted-phrases.yml does not stand in the text.",
    "Delete it, or copy the phrase exactly.",
    needs=("text",),
    example="“停車泊位” does not stand there (hint: the text has “停车泊位”)",
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
    example="“成技改项项” does not stand in the text (hint: the text has “成技改项目”)",
)
GLO018 = Code(
    "GLO018",
    "An exception is not needed: a longer term has each of its places already.",
    "Delete it from 'not_in'.",
    "advice",
    needs=("glossary/*.yml",),
    example="longer terms have all places of “技改”",
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
    needs=("glossary/*.yml", "omitted-phrases.yml", "text"),
    absent="glossary",
    example="“燕舞” stands 6 times outside all terms",
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


def check(
    glossary: Glossary,
    matching: Matching,
    document: Document,
    problems: Problems,
    has_traditional: bool = True,
) -> Coverage:
    """Report everything that is wrong or worth a look; the counts of what is covered.

    Where the publication has no traditional text, no term is held against it.
    """
    text = "\n".join(segment.hans for segment in document.segments)
    _check_occurrences(glossary, matching, text, problems)
    _check_forms(glossary, problems)
    for term in glossary.terms:
        _check_pinyin(term, problems)
        _check_definition(term, problems)
        _check_see(term, glossary, problems)
    _check_exceptions(glossary, matching, text, problems)
    if has_traditional:
        _check_traditional(glossary, matching, document, problems)
    _check_quoted(glossary, matching, document, problems)
    _advise_words(glossary, matching, document, problems)
    return measure(glossary, matching, document)


def _check_occurrences(
    glossary: Glossary, matching: Matching, text: str, problems: Problems
) -> None:
    found = by_term(matching.occurrences)
    lost: dict[tuple[str, str], str] = {}
    for beaten in matching.beaten:
        key = (beaten.found.term, beaten.found.form.hans)
        lost.setdefault(key, f"it stands only inside or across “{beaten.by.form.hans}”")
    for excepted in matching.excepted:
        key = (excepted.found.term, excepted.found.form.hans)
        lost.setdefault(key, f"it stands only inside the exception “{excepted.word}”")
    shared = Counter(form for term in glossary.terms for form in {f.hans for f in term.forms})
    for term in glossary.terms:
        hints = [lost.get((term.id, form.hans), "") for form in term.forms]
        if term.id not in found and shared[term.hans] > 1 and term.hans in text:
            continue  # the other term has its places, which GLO008 or GLO009 tells
        if term.id not in found:
            message = f'"{term.id}" (“{term.hans}”) never occurs'
            hint = next(filter(None, hints), "") or nearest_words(term.hans, text)
            problems.add(GLO006, term.at("zh"), message, hint)
            continue
        forms = {occurrence.form for occurrence in found[term.id]}
        for index, (form, hint) in enumerate(zip(term.forms, hints, strict=True)):
            if form not in forms:
                place = term.at("also", index - 1) if index else term.at("zh")
                problems.add(
                    GLO007,
                    place,
                    f"“{form.hans}” never occurs",
                    hint or nearest_words(form.hans, text),
                )


def _check_forms(glossary: Glossary, problems: Problems) -> None:
    owners: dict[str, Term] = {}
    for term in glossary.terms:
        for index, form in enumerate(term.forms):
            first = owners.setdefault(form.hans, term)
            place = term.at("also", index - 1) if index else term.at("zh")
            if first is term:
                if form in term.forms[:index]:
                    problems.add(GLO008, place, f"“{form.hans}” stands twice in the term")
            elif first.en.casefold() == term.en.casefold():
                message = f'“{form.hans}” is a form of "{first.id}" as well'
                problems.add(GLO008, place, message, see=first.place)
            else:
                message = f'“{form.hans}” is "{term.en}", and "{first.en}" in "{first.id}"'
                problems.add(GLO009, place, message, see=first.place)


def _check_pinyin(term: Term, problems: Problems) -> None:
    units, syllables = pinyin_units(term.hans), term.pinyin.split()
    place = term.at("pinyin")
    if len(units) != len(syllables):
        message = f"“{term.hans}”: {len(syllables)} syllables for {len(units)} characters"
        problems.add(GLO010, place, message, f'the pinyin is "{term.pinyin}"')
        return
    for unit, syllable in zip(units, syllables, strict=True):
        if not HAN_RUN.fullmatch(unit):
            if unit.casefold() != syllable.casefold():
                problems.add(GLO011, place, f"“{unit}” of “{term.hans}” is spelt “{syllable}”")
            continue
        known = readings(unit)
        if fold_reading(syllable) not in known:
            message = f"“{syllable}” for “{unit}” of “{term.hans}”"
            problems.add(GLO011, place, message, f"its readings are {', '.join(sorted(known))}")


def _content(text: str) -> set[str]:
    """The words of English ``text`` that carry meaning, cut so that inflections fall together."""
    words = (word for word in re.findall(r"[^\W_]{4,}", text.lower()) if word not in _COMMON)
    return {word[:5] for word in words}


def _check_definition(term: Term, problems: Problems) -> None:
    new = _content(term.definition) - _content(" ".join((term.en, *term.en_also)))
    if len(new) < NEW_WORDS:
        problems.add(GLO012, term.at("definition"), f'"{term.id}": "{term.definition}"')


def _check_see(term: Term, glossary: Glossary, problems: Problems) -> None:
    for index, other in enumerate(term.see):
        if other == term.id:
            problems.add(GLO013, term.at("see", index), f'"{other}" is the term itself')
        elif other not in glossary.by_id:
            hint = nearest(other, glossary.by_id)
            problems.add(GLO013, term.at("see", index), f'no term "{other}"', hint)


def _check_exceptions(
    glossary: Glossary, matching: Matching, text: str, problems: Problems
) -> None:
    winners = by_segment(matching.occurrences)
    needed: dict[tuple[str, str], bool] = defaultdict(bool)
    for excepted in matching.excepted:
        span = excepted.found.span
        is_taken = any(beats(won.span, span) for won in winners.get(span.segment, ()))
        needed[excepted.found.term, excepted.word] |= not is_taken
    for term in glossary.terms:
        for index, word in enumerate(term.not_in):
            place = term.at("not_in", index)
            if (term.id, word) not in needed:
                holds = any(form.hans in word for form in term.forms)
                why = "does not stand in the text" if holds else "holds no form of the term"
                hint = nearest_words(word, text) if holds else ""
                problems.add(GLO017, place, f"“{word}” {why}", hint)
            elif not needed[term.id, word]:
                problems.add(GLO018, place, f"longer terms have all places of “{word}”")


def _check_traditional(
    glossary: Glossary, matching: Matching, document: Document, problems: Problems
) -> None:
    told: dict[tuple[str, Form, str], Occurrence] = {}
    for occurrence in matching.occurrences:
        span = occurrence.span
        actual = document.by_id[span.segment].hant[span.start : span.end]
        if actual != occurrence.form.hant:
            told.setdefault((occurrence.term, occurrence.form, actual), occurrence)
    for (owner, form, actual), occurrence in told.items():
        term = glossary.by_id[owner]
        message = f"“{form.hant}” is “{actual}” in {occurrence.span.segment}"
        place = term.at("hant") if ("hant",) in term.places else term.at("zh")
        problems.add(GLO019, place, message, f"hant: {actual}")


def _check_quoted(
    glossary: Glossary, matching: Matching, document: Document, problems: Problems
) -> None:
    fates: dict[str, set[str]] = defaultdict(set)
    for quoted in quoted_phrases(glossary, matching, document):
        fates[quoted.phrase].add(quoted.fate)
        if quoted.fate == "open":
            place = document.by_id[quoted.span.segment].place
            problems.add(
                GLO014,
                place,
                f"“{quoted.phrase}”, in quotation marks in {quoted.span.segment}, is no term",
            )
    text = "\n".join(segment.hans for segment in document.segments)
    for record in glossary.omitted:
        phrase = record.value.phrase
        if phrase not in text:
            told = f"“{phrase}” does not stand there"
            problems.add(GLO015, record.at("phrase"), told, nearest_words(phrase, text))
        elif fates.get(phrase) == {"term"}:
            problems.add(GLO016, record.at("phrase"), f"“{phrase}” is a term or part of one")


def _advise_words(
    glossary: Glossary, matching: Matching, document: Document, problems: Problems
) -> None:
    omitted = {record.value.phrase for record in glossary.omitted}
    for found in unglossed(document, matching.occurrences):
        if found.word not in omitted:
            place = document.by_id[found.segment].place
            message = f"“{found.word}” stands {found.count} times outside all terms"
            problems.add(GLO020, place, message)
