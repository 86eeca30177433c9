"""OpenCC's converters, each made once, and what is known of single characters."""

from __future__ import annotations

from functools import cache
from importlib import resources

from opencc import OpenCC


@cache
def converter(profile: str) -> OpenCC:
    return OpenCC(profile)


@cache
def simplify_char(char: str) -> str:
    """``char`` by OpenCC's table of single characters, without context."""
    return str(converter("t2s").convert(char))


@cache
def traditionalize_char(char: str) -> str:
    """``char`` by OpenCC's table from simplified to traditional, without context."""
    return str(converter("s2t").convert(char))


@cache
def one_to_many() -> dict[str, str]:
    """Traditional characters with several simplified ones in ordinary use, and those."""
    table = resources.files("build_tools.conversion").joinpath("one_to_many.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return dict(rows)
