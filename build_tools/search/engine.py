"""The engine that finds a query in an index, as one script: all of ``worker/*.js`` in order.

It finds a query in the whole text of an edition, in any script, in pinyin or in English. It runs
in a worker, on the page itself where browsers refuse workers (from a disk), or in a test. Its
parts are pure functions. ``prepare(index)`` makes the values that ``search(prepared, query)``
scans, and ``marks(prepared, query, page)`` gives what to mark on a page.
"""

import json
import re
from pathlib import Path

from build_tools.text.han import HAN_PATTERN

ENGINE_PATH = "assets/js/search-worker.js"
"""The script's path in the edition's folder: that of ``search.js``, which loads it."""

PARTS = (
    "fold",
    "words",
    "columns",
    "prepare",
    "hits",
    "ids",
    "literal",
    "stem",
    "inflected",
    "sound",
    "initials",
    "near",
    "short",
    "find",
    "results",
    "worker",
)
"""Each uses only what those before it define."""

_FOLDER = Path(__file__).parent / "worker"


def engine() -> bytes:
    """The content of ``ENGINE_PATH``: one file, because more files would delay the first answer.

    ``HAN`` in it is :data:`build_tools.text.han.HAN_PATTERN` as JavaScript writes it.
    """
    han = re.sub(r"\\U0*([0-9a-f]+)", r"\\u{\1}", HAN_PATTERN)
    parts = ((_FOLDER / f"{part}.js").read_bytes() for part in PARTS)
    return f"self.publicationSearch = {{ HAN: {json.dumps(han)} }};\n".encode() + b"".join(parts)
