"""The search index of one edition: a script of plain values, for ``assets/js/search-worker.js``.

Each text stands in it once, as the edition shows it. What makes a query in any script or in pinyin
find it are two tables, both only of the characters in the text: one folds the forms of a character
(OpenCC's single characters) into one, the other gives the readings (pypinyin's, every one of them).
Offsets count UTF-16 units, as browsers do; folding never moves one. The same input gives the same
bytes.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, Literal

from build_tools.conversion.opencc_tables import converter, one_to_many
from build_tools.diagnostics import Code, Place, Problems
from build_tools.model import Edition
from build_tools.restoration.readings import readings

IDX001 = Code(
    "IDX001",
    "A search entry's page is not a path inside the edition.",
    "Give the path of the page's file from the edition's folder, such as report/a.html.",
)
IDX002 = Code(
    "IDX002",
    "A search entry has no text, or text with line breaks or control characters.",
    "Give one sentence or heading, with its spaces made plain.",
)
IDX003 = Code(
    "IDX003",
    "A term marked in a search entry lies outside its text, or has no English.",
    "Give offsets into the entry's own text, and at least one English form.",
)

INDEX_PATH = "assets/js/search-index.js"
"""Where the script goes in the edition's folder: beside ``search.js``, which looks there."""

FORMAT = 1
"""Of the index's layout; ``search-worker.js`` refuses any other."""

Kind = Literal["title", "heading", "glossary", "tracker", "sentence"]
"""What an entry is. Among equally good matches, the kinds rank in this order."""
KINDS: tuple[Kind, ...] = ("title", "heading", "glossary", "tracker", "sentence")

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_DIAERESIS = "\u0308"
_HAN_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


@dataclass(frozen=True)
class Gloss:
    """A term where it stands: ``text[start:end]`` of its entry, in characters, and its English."""

    start: int
    end: int
    english: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One thing that a search can find and open: a sentence, a heading, a term, a record.

    The entries of a page are given in reading order; several may have one anchor.
    """

    page: str
    """The path of the page's file from the edition's folder, such as ``report/2023-1.html``."""
    title: str
    """The page's title, in the edition's language."""
    heading: str
    """What the entry stands under, in the edition's language; "" for the page's title."""
    anchor: str
    """The id of its element; "" for the top of the page."""
    kind: Kind
    text: str
    """Chinese, in the edition's script; "" where there is only English."""
    english: str = ""
    glosses: tuple[Gloss, ...] = ()
    joined: bool = False
    """Whether it goes on in the paragraph of the entry before it, so that a query may span both."""


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _light(char: str) -> str:
    """``char`` in lower case and ordinary width, where that is one character."""
    for folded in (unicodedata.normalize("NFKC", char).lower(), char.lower()):
        if _utf16(folded) == _utf16(char):
            return folded
    return char


@cache
def _families() -> Mapping[str, tuple[str, ...]]:
    """Each Han character with other forms, to all forms of it, the one that stands for them first.

    Forms are one family where OpenCC turns one into the other, or may, by context.
    """
    chars = [chr(code) for block in _HAN_BLOCKS for code in block]
    simplified = str(converter("t2s").convert("\n".join(chars))).split("\n")
    pairs = list(zip(chars, simplified, strict=True))
    pairs += [(char, form) for char, forms in one_to_many().items() for form in forms]
    family = {char: {char} for char in chain.from_iterable(pairs)}
    for char, form in pairs:
        if family[char] is not family[form] and _utf16(char) == _utf16(form):
            family[char] |= family[form]
            for member in family[form]:
                family[member] = family[char]
    own = {char for char, form in pairs if char == form}
    return {
        char: tuple(sorted(members, key=lambda member: (member not in own, member)))
        for char, members in family.items()
        if len(members) > 1
    }


def fold_table(characters: Iterable[str]) -> dict[str, str]:
    """Every form of each of ``characters`` that folds to another, and what it folds to."""
    families = _families()
    return {
        form: families[char][0]
        for char in sorted(set(characters))
        for form in families.get(char, ())[1:]
    }


def pinyin_table(characters: Iterable[str], fold: Mapping[str, str]) -> dict[str, str]:
    """Readings, such as ``chang2``, to the folded characters read so. 0 is the neutral tone."""
    table: dict[str, set[str]] = defaultdict(set)
    for char in sorted(set(characters)):
        for reading in readings(char):
            parts = unicodedata.normalize("NFD", reading)
            tone = next((_TONES[part] for part in parts if part in _TONES), 0)
            plain = "".join(part for part in parts if part not in _TONES)
            syllable = plain.replace(f"u{_DIAERESIS}", "v")
            if syllable.isascii() and syllable.isalpha() and set(syllable) & set("aeiouv"):
                table[f"{syllable}{tone}"].add(fold.get(char, char))
    return {reading: "".join(sorted(chars)) for reading, chars in sorted(table.items())}


def _is_inside(page: str) -> bool:
    parts = page.split("/")
    return bool(page) and ":" not in page and "\\" not in page and not {"", ".", ".."} & set(parts)


def _is_plain(text: str) -> bool:
    return not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text)


def _usable(entries: Iterable[Entry], problems: Problems) -> Iterator[Entry]:
    """The entries that can be searched; the others are problems."""
    for entry in entries:
        place = Place(f"{entry.page}#{entry.anchor}" if entry.anchor else entry.page)
        if not _is_inside(entry.page):
            problems.add(IDX001, Place("search"), f'the page is "{entry.page}"')
            continue
        if not ((entry.text + entry.english).strip() and _is_plain(entry.text + entry.english)):
            problems.add(IDX002, place, f"the text is {entry.text!r}, {entry.english!r}")
            continue
        for gloss in entry.glosses:
            if not (0 <= gloss.start < gloss.end <= len(entry.text) and any(gloss.english)):
                problems.add(IDX003, place, f"{gloss.start} to {gloss.end} of {len(entry.text)}")
                break
        else:
            yield entry


def _by_page(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with those of a page together, pages in the order of their first entries."""
    pages: dict[str, list[Entry]] = {}
    for entry in entries:
        pages.setdefault(entry.page, []).append(entry)
    return list(chain.from_iterable(pages.values()))


def _terms(entries: Sequence[Entry]) -> tuple[list[list[str | int]], list[int]]:
    """The English of each term, and where they stand: entry, term, start, length, repeated.

    English that is a glossary entry's own is given by that entry's number.
    """
    own: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if entry.kind == "glossary":
            own.setdefault(entry.english, number)
    terms: dict[tuple[str, ...], int] = {}
    stands: list[int] = []
    for number, entry in enumerate(entries):
        for gloss in entry.glosses:
            term = terms.setdefault(tuple(filter(None, gloss.english)), len(terms))
            start = _utf16(entry.text[: gloss.start])
            stands += (number, term, start, _utf16(entry.text[gloss.start : gloss.end]))
    return [[own.get(form, form) for form in english] for english in terms], stands


def index(entries: Iterable[Entry], edition: Edition, problems: Problems) -> dict[str, Any]:
    """The index of ``edition`` as plain values.

    A title or heading that is itself an entry of its page is given by the entry's number.
    """
    kept = _by_page(_usable(entries, problems))
    characters = {_light(char) for char in chain.from_iterable(entry.text for entry in kept)}
    fold = fold_table(characters)
    terms, stands = _terms(kept)
    shown = [
        entry.text or entry.english if edition.is_chinese else entry.english or entry.text
        for entry in kept
    ]
    number: dict[tuple[str, str], int] = {}
    for at, entry in enumerate(kept):
        number.setdefault((entry.page, shown[at]), at)
    pages: dict[str, list[Any]] = {}
    for entry in kept:
        title = number.get((entry.page, entry.title), entry.title)
        pages.setdefault(entry.page, [entry.page, title, 0])[2] += 1
    return {
        "format": FORMAT,
        "count": len(kept),
        "lang": ["zh-Hant" if edition.script == "hant" else "zh-Hans", "en"],
        "shown": 0 if edition.is_chinese else 1,
        "fold": ["".join(fold), "".join(fold.values())],
        "pinyin": " ".join(
            f"{key}{chars}" for key, chars in pinyin_table(characters, fold).items()
        ),
        "pages": list(pages.values()),
        "kinds": "".join(str(KINDS.index(entry.kind)) for entry in kept),
        "joined": [
            at for at, entry in enumerate(kept) if entry.joined and entry.page == kept[at - 1].page
        ],
        "anchors": [entry.anchor for entry in kept],
        "headings": [number.get((entry.page, entry.heading), entry.heading) for entry in kept],
        "text": [entry.text for entry in kept],
        "english": [entry.english for entry in kept],
        "terms": terms,
        "stands": stands,
    }


def script(values: Mapping[str, Any]) -> bytes:
    """The index as a script, for a worker's ``importScripts`` and a page's script tag alike."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f"self.searchIndex={text};\n".encode()


def search_index(entries: Iterable[Entry], edition: Edition, problems: Problems) -> bytes:
    """The content of ``INDEX_PATH`` for ``edition``."""
    return script(index(entries, edition, problems))
