"""Make the queries of ``tests/acceptance/cases/search-queries.yml`` that the real text gives.

Run from the repository's root:

    python -m tests.acceptance.search_queries

It keeps the rows that were written by hand and draws the others anew, with a fixed seed. The page
entries that the search tests use are made here as well.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import groupby

from pypinyin import Style, lazy_pinyin

from benchmarks.queries import Query, QueryClass, load_queries
from build_tools.diagnostics import Problems
from build_tools.document.model import Document, Segment
from build_tools.glossary import records as glossary
from build_tools.glossary.loading import load_glossary
from build_tools.records.editions import Edition
from build_tools.search.entries import EntryKind, Gloss, SearchEntry
from build_tools.text.opencc import traditionalize_char
from tests.acceptance.conftest import real_publication
from tests.support.paths import ACCEPTANCE, DATA

QUERIES = ACCEPTANCE / "cases" / "search-queries.yml"
SEED = 20240108
EACH = 22
"""How many queries of each class are drawn."""
HAN = "\u4e00-\u9fff"


def real_document() -> Document:
    """The outlined document of the real publication."""
    return real_publication().document


def real_english() -> Mapping[str, str]:
    """The English of each segment."""
    return real_publication().resolved.translation


@cache
def real_terms() -> tuple[glossary.Term, ...]:
    return load_glossary(DATA, Problems()).terms


def page_path(segment: Segment) -> str:
    return f"report/{segment.unit}.html"


def kind_of(segment: Segment, is_first: bool) -> EntryKind:
    if segment.kind == "sentence":
        return "sentence"
    return "title" if is_first else "heading"


def _glosses(segment: Segment) -> Iterator[Gloss]:
    for term in real_terms():
        for form in term.forms:
            at = segment.hans.find(form.hans)
            while at >= 0:
                yield Gloss(at, at + len(form.hans), term.english)
                at = segment.hans.find(form.hans, at + 1)


@cache
def real_entries(edition: Edition) -> tuple[SearchEntry, ...]:
    """The entries of an edition of the real report: each segment, by page."""
    entries: list[SearchEntry] = []
    english = real_english()

    def shown(segment: Segment) -> str:
        return segment.text(edition.script) if edition.is_chinese else english[segment.id]

    before: Segment | None = None
    title = heading = ""
    for segment in real_document().segments:
        is_first = before is None or before.unit != segment.unit
        if is_first:
            title = heading = shown(segment)
        elif segment.kind == "heading":
            heading = shown(segment)
        joined = (
            before is not None
            and before.paragraph == segment.paragraph
            and before.kind == segment.kind == "sentence"
            and not is_first
        )
        entries.append(
            SearchEntry(
                page_path(segment),
                title,
                heading,
                segment.id,
                kind_of(segment, is_first),
                segment.text(edition.script),
                english[segment.id],
                tuple(_glosses(segment)),
                joined,
            )
        )
        before = segment
    return tuple(entries)


def plain(text: str) -> str:
    """``text`` as a search in a page compares it: ordinary width, lower case."""
    folded = (unicodedata.normalize("NFKC", char).lower() for char in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, folded, strict=True))


@cache
def raw_texts() -> tuple[tuple[str, str], ...]:
    """Every stretch of text that stands in one piece on a page: its page and it, both languages."""
    english = real_english()
    found = []
    for (page, _, _), stretch in groupby(
        real_document().segments,
        key=lambda s: (page_path(s), s.paragraph, s.kind == "heading" and s.id),
    ):
        segments = list(stretch)
        found.append((page, "".join(segment.hans for segment in segments)))
        found.append((page, " ".join(english[segment.id] for segment in segments)))
    return tuple(found)


@cache
def running_texts() -> tuple[tuple[str, str], ...]:
    """The same as a search in a page compares it."""
    return tuple((page, plain(text)) for page, text in raw_texts())


def pages_with(finds: tuple[str, ...]) -> set[str]:
    """The pages on which all of ``finds`` stand."""
    wanted = (plain(words) for words in finds)
    return set.intersection(
        *({page for page, text in running_texts() if words in text} for words in wanted)
    )


def query_cases() -> dict[str, QueryClass]:
    """The queries of the case file, by class."""
    return load_queries(QUERIES)


# How each class is drawn

Draw = Callable[[random.Random], tuple[str, tuple[str, ...]]]
"""Draws a query and the words that it has to find."""


def _word(draw: random.Random) -> str:
    words = [form.hans for term in real_terms() for form in term.forms]
    return draw.choice([w for w in words if 2 <= len(w) <= 8 and pages_with((w,))])


def _han_word(draw: random.Random, least: int = 2) -> str:
    while True:
        word = _word(draw)
        if re.fullmatch(f"[{HAN}]{{{least},6}}", word):
            return word


def _substring(draw: random.Random) -> str:
    texts = [text for _, text in raw_texts() if re.search(f"[{HAN}]", text)]
    text = draw.choice([text for text in texts if len(text) > 30])
    length = draw.randint(2, 9)
    start = draw.randrange(len(text) - length)
    return text[start : start + length]


def _traditional(word: str) -> str:
    return "".join(map(traditionalize_char, word))


def _mixed(word: str, draw: random.Random) -> str:
    """Some of the characters that differ as traditional, some as simplified."""
    differ = [at for at, char in enumerate(word) if traditionalize_char(char) != char]
    turned = set(draw.sample(differ, (len(differ) + 1) // 2))
    return "".join(traditionalize_char(c) if at in turned else c for at, c in enumerate(word))


def _figure(draw: random.Random) -> tuple[str, str]:
    """A figure with its unit as it stands in the text, and as somebody types it."""
    texts = "\n".join(text for _, text in running_texts())
    figures = re.findall(rf"(?<![\d.,])(\d+(?:\.\d+)?(?:%|[{HAN}]{{1,2}}))", texts)
    stands = draw.choice(sorted({figure for figure in figures if len(figure) >= 4}))
    number = re.match(r"\d+(?:\.\d+)?", stands)
    assert number
    whole, _, rest = number[0].partition(".")
    grouped = f"{int(whole):,}{'.' + rest if rest else ''}"
    unit = stands[number.end() :]
    return stands, draw.choice((stands, grouped + unit, f"{number[0]} {_traditional(unit)}"))


def _english(draw: random.Random) -> str:
    words = draw.choice(sorted(real_english().values())).split()
    length = draw.randint(1, 4)
    start = draw.randrange(max(1, len(words) - length))
    return " ".join(words[start : start + length]).strip(" ,.;:“”‘’()")


def _several(draw: random.Random) -> tuple[str, ...]:
    sentence = draw.choice([s for s in real_document().sentences() if len(s.hans) > 30]).hans
    terms = sorted(
        {
            f.hans
            for term in real_terms()
            for f in term.forms
            if f.hans in sentence and len(f.hans) > 1
        }
    )
    wanted = draw.choice((2, 2, 3))
    return tuple(draw.sample(terms, wanted)) if len(terms) >= wanted else ()


def _wrong(word: str, draw: random.Random) -> str:
    at = draw.randrange(len(word))
    other = draw.choice("的一是在不了有和人这中大为上个国我以要他时来用们")
    return word[:at] + (other if other != word[at] else "龘") + word[at + 1 :]


def _unfinished(word: str) -> str:
    syllables = lazy_pinyin(word, v_to_u=False)
    return "".join(syllables[:-1]) + syllables[-1][: max(1, len(syllables[-1]) - 1)]


def _pinyin(word: str, style: Style = Style.NORMAL, glue: str = "") -> str:
    return glue.join(lazy_pinyin(word, style=style))


def _draws() -> dict[str, Draw]:
    def of_word(make: Callable[[str, random.Random], str], least: int = 2) -> Draw:
        def drawn(draw: random.Random) -> tuple[str, tuple[str, ...]]:
            word = _han_word(draw, least)
            return make(word, draw), (word,)

        return drawn

    def same(drawn: Callable[[random.Random], str]) -> Draw:
        def twice(draw: random.Random) -> tuple[str, tuple[str, ...]]:
            words = drawn(draw)
            return words, (words,)

        return twice

    def figure(draw: random.Random) -> tuple[str, tuple[str, ...]]:
        stands, typed = _figure(draw)
        return typed, (stands,)

    def several(draw: random.Random) -> tuple[str, tuple[str, ...]]:
        words = _several(draw)
        return " ".join(words), words

    return {
        "word": same(_word),
        "substring": same(_substring),
        "traditional": of_word(lambda word, _: _traditional(word)),
        "mixed": of_word(_mixed, 3),
        "english": same(_english),
        "pinyin-joined": of_word(lambda word, _: _pinyin(word)),
        "pinyin-spaced": of_word(lambda word, _: _pinyin(word, glue=" ")),
        "pinyin-toned": of_word(lambda word, _: _pinyin(word, Style.TONE)),
        "pinyin-unfinished": of_word(lambda word, _: _unfinished(word)),
        "figure": figure,
        "several-words": several,
        "wrong-character": of_word(_wrong, 3),
    }


def draw_queries() -> dict[str, list[Query]]:
    """The drawn queries of each class; the same each time."""
    drawn: dict[str, list[Query]] = {}
    for name, make in _draws().items():
        draw = random.Random(f"{SEED} {name}")
        found: dict[str, Query] = {}
        while len(found) < EACH:
            query, finds = make(draw)
            if len(query.strip()) > 1 and finds and all(finds) and pages_with(finds):
                found.setdefault(query.strip(), Query(query=query.strip(), finds=finds))
        drawn[name] = list(found.values())
    return drawn


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _row(query: Query) -> str:
    finds = ", ".join(map(_quoted, query.finds))
    return f"    - {{query: {_quoted(query.query)}, finds: [{finds}]}}"


def render(hand: dict[str, QueryClass], drawn: dict[str, list[Query]]) -> str:
    """The case file."""
    lines = QUERIES.read_text("utf-8").split("\n\n")[0].splitlines() if QUERIES.exists() else []
    for name, rows in drawn.items():
        lines += ["", f"{name}:", "  hand:"]
        lines += map(_row, hand[name].hand if name in hand else ())
        lines += ["  drawn:", *map(_row, rows)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    QUERIES.write_text(render(query_cases(), draw_queries()), "utf-8")
