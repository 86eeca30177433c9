"""OpenCC's converters, each made once, and conversions of single characters."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import opencc

from build_tools.text.csv import shipped_rows


@cache
def converter(profile: str) -> opencc.OpenCC:
    """OpenCC's converter for a profile such as ``tw2s``."""
    return opencc.OpenCC(profile)


@cache
def simplify_char(char: str) -> str:
    """The simplified form of ``char`` without context.

    >>> simplify_char("國"), simplify_char("国")
    ('国', '国')
    """
    return str(converter("t2s").convert(char))


@cache
def traditionalize_char(char: str) -> str:
    """The usual traditional form of ``char`` without context."""
    return str(converter("s2t").convert(char))


@cache
def one_to_many() -> dict[str, str]:
    """Each traditional character with several simplified forms in common use, and these."""
    return dict(shipped_rows("one_to_many.tsv"))


@cache
def one_to_many_traditional() -> dict[str, str]:
    """Each simplified character with several traditional forms in common use, and these."""
    return dict(shipped_rows("one_to_many_traditional.tsv"))


def outside_phrases(text: str) -> Iterator[int]:
    """The offsets of characters of :func:`one_to_many_traditional` in none of OpenCC's phrases.

    There OpenCC converts the character without context.
    """
    marked = str(_marker().convert(text))
    return (at for at, char in enumerate(marked) if char in _marks().values() and char != text[at])


@cache
def _marks() -> dict[str, str]:
    """A private character for each doubtful one."""
    return {char: chr(0xF0000 + n) for n, char in enumerate(one_to_many_traditional())}


@cache
def _marker() -> opencc.OpenCC:
    """Converts as OpenCC does, but with the marks instead of its table of characters."""
    share = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
    profile = json.loads((share / "s2t.json").read_text("utf-8"))
    phrases = profile["conversion_chain"][0]["dict"]["dicts"][0]
    for one in phrases.get("dicts", [phrases]):
        one["file"] = str(share / one["file"])
    with TemporaryDirectory() as folder:
        table, settings = Path(folder, "marks.txt"), Path(folder, "marks.json")
        table.write_text("".join(f"{char}\t{mark}\n" for char, mark in _marks().items()), "utf-8")
        marks = {"type": "text", "file": str(table)}
        chain = {"type": "group", "match_policy": "short_circuit", "dicts": [phrases, marks]}
        config = {"name": "marks", "conversion_chain": [{"dict": chain}]}
        settings.write_text(json.dumps(config), "utf-8")
        return opencc.OpenCC(str(settings))
