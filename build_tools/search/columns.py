"""The columns of the index: strings that compress well, each in a separate format.

A column has a line for each entry, in order. A list of small numbers is a string of one character
each (:func:`packed`). ``worker/columns.js`` reads what is written here.
"""

import re
from collections.abc import Iterable, Sequence

from build_tools.search.entries import SearchEntry
from build_tools.search.tables import folded_forms, sounds, utf16
from build_tools.text.plain import one_line

FIRST = 0x30
"""The code of the character for 0; 1 to 9 are themselves."""
MOST = 0x2000
"""The character for it means: this much, plus the number of the next character."""

_LAST_NUMBER = re.compile(r"(?a:\d+)\Z")
_NOT_IN_SLUG = re.compile("[^a-z0-9]+")
_WORD = re.compile("[A-Za-z0-9]+")
_STOP = re.compile("[。.：:]\\Z")


def packed(numbers: Iterable[int]) -> str:
    """Numbers from 0 up as characters.

    >>> packed([0, 7, 9])
    '079'
    """
    out = []
    for number in numbers:
        times, rest = divmod(number, MOST)
        out.append(chr(FIRST + MOST) * times + chr(FIRST + rest))
    return "".join(out)


def text(entries: Sequence[SearchEntry], texts: Iterable[str]) -> str:
    """The entries' texts, in lines; one in the paragraph of the one before follows a tab."""
    parts = []
    for number, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        continues = entry.joined and number and entry.page == entries[number - 1].page
        parts.append(("\t" if continues else "\n") + text)
    return "".join(parts)[1:]


def _next(anchor: str) -> str:
    """``anchor`` with its last number one higher."""
    return _LAST_NUMBER.sub(lambda last: str(int(last[0]) + 1), anchor)


def anchors(entries: Sequence[SearchEntry]) -> str:
    """The anchors. "" means the anchor before with its last number one higher.

    "-" means the English as a slug; "=" comes before the anchor itself.
    """
    lines, before = [], ""
    for entry in entries:
        slug = _NOT_IN_SLUG.sub("-", entry.english.lower()).strip("-")
        if entry.anchor and entry.anchor == _next(before) != before:
            lines.append("")
        else:
            lines.append("-" if entry.anchor and entry.anchor == slug else f"={entry.anchor}")
        before = entry.anchor
    return "\n".join(lines)


def name(words: str, entry: SearchEntry) -> str:
    """A title or heading of ``entry``: 0 for its text, 1 for its English.

    2 and 3 are these without their full stop; "=" comes before other words.
    """
    texts = (entry.text, entry.english)
    if words:
        for number, text in enumerate((*texts, *(_STOP.sub("", each) for each in texts))):
            if words == text:
                return str(number)
    return f"={words}"


def headings(entries: Sequence[SearchEntry]) -> str:
    """The headings as :func:`name` gives them; "" means the heading of the entry before."""
    lines, before = [], None
    for entry in entries:
        lines.append("" if entry.heading == before else name(entry.heading, entry))
        before = entry.heading
    return "\n".join(lines)


def notes(entries: Sequence[SearchEntry]) -> list[str]:
    """The different notes, and the number of each entry's from 1 up; 0 for none."""
    numbers = {"": 0}
    for entry in entries:
        numbers.setdefault(entry.note, len(numbers))
    return ["\n".join(filter(None, numbers)), packed(numbers[entry.note] for entry in entries)]


def quotes(entries: Sequence[SearchEntry]) -> list[str]:
    """What each record of the tracker quotes, in the order of the entries.

    The numbers from 1 up of the sentences' entries, 0 for none; then the starts and the lengths in
    their texts, and in their English.
    """
    numbers = {e.anchor: n for n, e in enumerate(entries) if e.kind in ("sentence", "heading")}
    columns: tuple[list[int], ...] = ([], [], [], [], [])
    for entry in entries:
        if entry.kind != "tracker":
            continue
        row: tuple[int, ...] = (0, 0, 0, 0, 0)
        if (quote := entry.quote) and quote.segment in numbers:
            number = numbers[quote.segment]
            spans = (
                (entries[number].text, (quote.start, quote.end)),
                (entries[number].english, quote.english),
            )
            row = (number + 1, *(n for text, span in spans for n in _utf16_span(text, *span)))
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return [packed(column) for column in columns]


def _utf16_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The start and the length of a span, in UTF-16 units."""
    return utf16(text[:start]), utf16(text[start:end])


def fold(alphabet: Iterable[str]) -> list[str]:
    """The number of other forms of each character of the text, and these forms."""
    found = folded_forms(alphabet)
    return [packed(utf16(others) for others in found), "".join(found)]


def pinyin(alphabet: Iterable[str]) -> str:
    """The readings of each character of the text, such as ``chang2``, with commas between them.

    A character without a reading has a full stop.
    """
    found = ([f"{syllable}{tone}" for syllable, tone in sorted(sounds(c))] for c in alphabet)
    return "".join(",".join(each) or "." for each in found)


def _words(form: str, english: str) -> tuple[int, int] | None:
    """Which words of ``english`` are ``form``, ignoring case: the first one, and how many.

    >>> _words("business environment", "A better Business Environment")
    (2, 2)
    """
    wanted = form.lower()
    if wanted not in english.lower():
        return None
    words = list(_WORD.finditer(english))
    for first, word in enumerate(words):
        for count, last in enumerate(words[first:], 1):
            length = last.end() - word.start()
            if length >= len(form):
                if english[word.start() : last.end()].lower() == wanted:
                    return first, count
                break
    return None


def terms(entries: Sequence[SearchEntry]) -> dict[str, list[str]]:
    """The English of the terms, and their occurrences.

    ``terms``: the English forms of each term, in the order of the terms' first occurrences. An
    empty form is found elsewhere in the index; the two other strings say where: the number of its
    first word in the English of the entry where the term first occurs, and how many words it has;
    or, with 0 words, the number of the glossary's entry whose English it is.

    ``stands``: the number of occurrences in each entry; for each the distance from the start of the
    one before (or of the text), its length, and 0 for the next new term or a known term's number
    from 1 up.
    """
    known: dict[tuple[str, ...], int] = {}
    first: list[SearchEntry] = []
    stands: tuple[list[int], ...] = ([], [], [], [])
    for entry in entries:
        stands[0].append(len(entry.glosses))
        before = 0
        for gloss in sorted(entry.glosses, key=lambda gloss: (gloss.start, gloss.end)):
            english = tuple(filter(None, map(one_line, gloss.english)))
            start = utf16(entry.text[: gloss.start])
            stands[1].append(start - before)
            stands[2].append(utf16(entry.text[gloss.start : gloss.end]))
            stands[3].append(known[english] + 1 if english in known else 0)
            before = start
            if english not in known:
                known[english] = len(known)
                first.append(entry)
    return {
        "terms": _forms(zip(known, first, strict=True), entries),
        "stands": [packed(numbers) for numbers in stands],
    }


def _forms(
    found: Iterable[tuple[tuple[str, ...], SearchEntry]], entries: Iterable[SearchEntry]
) -> list[str]:
    """``terms`` of :func:`terms`; each term is ``found`` with the entry where it first occurs."""
    in_glossary: dict[str, int] = {}
    for number, entry in enumerate(entry for entry in entries if entry.kind == "glossary"):
        in_glossary.setdefault(entry.english, number)
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    for english, entry in found:
        given = []
        for form in english:
            is_listed = form in in_glossary
            place = (in_glossary[form], 0) if is_listed else _words(form, entry.english)
            given.append("" if place else form)
            places += [place] if place else []
        lines.append("\t".join(given))
    return [
        "\n".join(lines),
        packed(first for first, _ in places),
        packed(count for _, count in places),
    ]
