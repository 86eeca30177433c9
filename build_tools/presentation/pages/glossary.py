"""The glossary: by English A to Z, by pinyin, and by subject with every occurrence in context."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_tools.glossary.records import Term
from build_tools.presentation.pages.glosses import Glosses, entry_address, entry_path
from build_tools.presentation.pages.page import Page, address, segment_address
from build_tools.presentation.templating import relative, render
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.resources.interface import Words
from build_tools.text.plain import unmarked

CONTEXT, ENGLISH_CONTEXT = 14, 45
"""How many characters are on either side of a keyword in context, in Chinese and in English."""


@dataclass(frozen=True)
class Keyword:
    """A keyword in context: the text before it, itself, the text after it, and where it is."""

    before: str
    words: str
    after: str
    url: str
    segment: str
    lang: str


def in_contexts(
    resolved: Resolved, glosses: Glosses, term: Term, edition: Edition, page: str
) -> list[Keyword]:
    """Every occurrence of a term: in its English where the edition is English and has the words."""
    found = []
    taken: dict[str, int] = {}
    for occurrence in glosses.by_term.get(term.id, ()):
        segment = resolved.document.by_id[occurrence.span.segment]
        number = taken[segment.id] = taken.get(segment.id, 0) + 1
        spans = [(s, e) for name, s, e in glosses.english.get(segment.id, ()) if name == term.id]
        text, lang = segment.text(edition.script), edition.chinese_lang
        start, end = occurrence.span.start, occurrence.span.end
        if not edition.is_chinese and number <= len(spans):
            text, lang = resolved.translation[segment.id], "en"
            start, end = _whole_words(text, *spans[number - 1])
        before, after = _around(text, start, end, lang)
        url = relative(segment_address(segment), page)
        found.append(Keyword(before, text[start:end], after, url, segment.id, lang))
    return found


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A place in English from the start of its first word to the end of its last one.

    >>> _whole_words("an AAAA-level site", 6, 13)
    (3, 13)
    """
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _around(text: str, start: int, end: int, lang: str) -> tuple[str, str]:
    """What is before and after ``text[start:end]``; English is cut between words."""
    width = ENGLISH_CONTEXT if lang == "en" else CONTEXT
    first, last = max(0, start - width), min(len(text), end + width)
    if lang == "en":
        first = text.find(" ", first, start) + 1 or first if first else 0
        last = text.rfind(" ", end, last) if last < len(text) and " " in text[end:last] else last
    before = ("…" if first else "") + text[first:start]
    return before, text[end:last] + ("…" if last < len(text) else "")


def initial(text: str) -> str:
    """The letter under which ``text`` is listed; ``#`` for figures and signs."""
    first = next((c for c in unmarked(text) if c.isalnum()), "#")
    return first.upper() if "a" <= first <= "z" else "#"


def sort_key(text: str) -> tuple[str, str, str]:
    """Alphabetical order: figures and signs first, marks and capitals aside."""
    plain = "".join(c for c in unmarked(text) if c.isalnum() or c == " ").strip()
    letter = initial(text)
    return ("" if letter == "#" else letter, plain, text)


ORDERS: Mapping[str, tuple[str, Callable[[Term], str]]] = {
    "english": ("glossary/index.md", lambda term: term.en),
    "pinyin": ("glossary/pinyin.md", lambda term: term.pinyin),
}
"""The two lists of all terms: the page of each, and what it is sorted by."""


def _index(resolved: Resolved, words: Words, glosses: Glosses, by: str) -> Page:
    edition, (path, key) = words.edition, ORDERS[by]
    terms = sorted(glosses.terms.values(), key=lambda term: sort_key(key(term)))
    groups = [
        (letter, list(group)) for letter, group in groupby(terms, key=lambda t: initial(key(t)))
    ]
    body = render(
        "glossary.md.j2",
        words,
        groups=groups,
        by=by,
        is_own_order=by == own_order(edition),
        csv=f"../{edition.up}data/glossary.csv",
        total=len(terms),
        subjects=subjects(resolved, words, glosses, path),
        url=lambda term: relative(entry_address(term), path),
    )
    title = words("glossary") if by == own_order(edition) else words(f"glossary_by_{by}")
    return Page(
        path,
        title,
        words("glossary_about", n=len(terms)),
        body,
        "glossary",
        hide=("toc",),
        nav=words(f"by_{by}"),
    )


def subjects(
    resolved: Resolved, words: Words, glosses: Glosses, page: str
) -> list[tuple[str, str, int]]:
    """Each subject's name, address from ``page`` and number of terms."""
    counts = Counter(term.category for term in glosses.terms.values())
    return [
        (
            subject_name(resolved, category, words),
            relative(f"glossary/{category}.html", page),
            counts[category],
        )
        for category in sorted(counts)
    ]


def subject_name(resolved: Resolved, category: str, words: Words) -> str:
    """What the publication calls a subject; its identifier where it says nothing."""
    name = resolved.subjects.get(category)
    return words.of(name) if name else category


def subject_title(resolved: Resolved, category: str, words: Words) -> str:
    """The title of a subject's page: “术语表：地名”."""
    name = subject_name(resolved, category, words)
    return words("name_and_value", name=words("glossary"), value=name)


def _names(term: Term, edition: Edition) -> Iterator[tuple[str, str]]:
    """How a term is read, its other Chinese and its other English, each with its language."""
    if term.reading:
        yield term.reading, "zh-Latn"
    for form in term.forms[1:]:
        yield form.text(edition.script), edition.chinese_lang
    for other in term.record.en_also:
        yield other, "en"


def _subject(
    resolved: Resolved, words: Words, glosses: Glosses, category: str, terms: Sequence[Term]
) -> Page:
    path = entry_path(terms[0])
    name = subject_name(resolved, category, words)
    entries = [
        {
            "term": term,
            "names": list(_names(term, words.edition)),
            "keywords": in_contexts(resolved, glosses, term, words.edition, path),
            "see": [
                (other, relative(entry_address(other), path))
                for other in (glosses.terms[i] for i in term.record.see if i in glosses.terms)
            ],
        }
        for term in terms
    ]
    edition = words.edition
    key = ORDERS[own_order(edition)][1]
    letters: dict[str, str] = {}
    for term in terms:
        letters.setdefault(initial(key(term)), term.id)
    body = render("subject.md.j2", words, name=name, entries=entries, letters=[*letters.items()])
    names = (term.text(edition.script) if edition.is_chinese else term.en for term in terms[:6])
    description = words("list_comma").join(names)
    is_own = any(not term.is_general for term in terms)
    return Page(
        path,
        subject_title(resolved, category, words),
        description,
        body,
        "subject",
        nav=name,
        source=f"data/glossary/{category}.yml" if is_own else "",
        cites="term",
    )


def own_order(edition: Edition) -> str:
    """The order in which an edition lists its terms first."""
    return "pinyin" if edition.is_chinese else "english"


def first_address(edition: Edition) -> str:
    """Where the glossary begins in an edition."""
    return address(ORDERS[own_order(edition)][0])


def pages(resolved: Resolved, words: Words, glosses: Glosses) -> Iterator[Page]:
    """The glossary's pages: the two indexes, the edition's own order first; then the subjects."""
    for by in sorted(ORDERS, key=lambda order: order != own_order(words.edition)):
        yield _index(resolved, words, glosses, by)
    _, key = ORDERS[own_order(words.edition)]
    terms = sorted(glosses.terms.values(), key=lambda term: (term.category, sort_key(key(term))))
    for category, group in groupby(terms, key=lambda term: term.category):
        yield _subject(resolved, words, glosses, category, list(group))
