"""The search index of one edition: a script of plain values, for ``worker/prepare.js``.

Each text is in it once, as the edition shows it. Two tables of the characters in the text make a
query in any script or in pinyin find it. Offsets count UTF-16 units, as browsers do; folding does
not change them. The same input gives the same bytes.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from build_tools.records.editions import Edition
from build_tools.search import columns
from build_tools.search.entries import KINDS, SearchEntry, by_page, without_breaks
from build_tools.search.tables import alphabet, utf16

INDEX_PATH = "assets/js/search-index.js"
"""The script's path in the edition's folder: that of ``search.js``, which loads it."""

FORMAT = 4
"""The version of the index's layout; ``worker/prepare.js`` accepts no other."""


def _length(value: object) -> int:
    """The length of all strings in a value of the index together."""
    if isinstance(value, str):
        return utf16(value)
    return sum(map(_length, value)) if isinstance(value, list) else 0


def index(entries: Iterable[SearchEntry], edition: Edition) -> dict[str, Any]:
    """The index of ``edition`` as plain values.

    ``pages`` gives for each page its path, its title as a name of its first entry and how many
    entries it has; ``size`` is the length of all strings together, to detect a damaged file.
    """
    kept = by_page(map(without_breaks, entries))
    pages = []
    for path, group in groupby(kept, lambda entry: entry.page):
        on_page = list(group)
        title = columns.name(on_page[0].title, on_page[0])
        pages.append([path, title, len(on_page)])
    text = columns.text(kept, (entry.text for entry in kept))
    used = alphabet(text)
    values = {
        "format": FORMAT,
        "count": len(kept),
        "lang": [edition.chinese_lang, "en"],
        "shown": 0 if edition.is_chinese else 1,
        "pages": pages,
        "kinds": "".join(str(KINDS.index(entry.kind)) for entry in kept),
        "anchors": columns.anchors(kept),
        "headings": columns.headings(kept),
        "notes": columns.notes(kept),
        "quotes": columns.quotes(kept),
        "text": text,
        "fold": columns.fold(used),
        "pinyin": columns.pinyin(used),
        "english": columns.text(kept, (entry.english for entry in kept)),
        **columns.terms(kept),
    }
    return {**values, "size": _length(list(values.values()))}


def script(values: Mapping[str, Any]) -> bytes:
    """The index as a script, for a worker's ``importScripts`` and a page's script tag alike."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f"self.searchIndex={text};\n".encode()


def search_index(entries: Iterable[SearchEntry], edition: Edition) -> bytes:
    """The content of ``INDEX_PATH`` for ``edition``."""
    return script(index(entries, edition))
