"""A text as long as many reports, made from a real one by shuffling its sections and items.

The same seed and number give the same text. Headings are renumbered and the parts of each copy
renamed, so that the outline finds every part, section and item. The errata are applied beforehand,
because each of them may match only once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from build_tools.records import Located
from build_tools.records.publication import Part, Publication
from build_tools.restoration.errata import Erratum
from build_tools.text.opencc import converter

SEED = 2024
NUMERALS = "一二三四五六七八九十"
_SECTION = re.compile(rf"[{NUMERALS}]{{1,3}}、")
_ITEM = re.compile(r"[0-9]{1,2}[.．](?![0-9])")


@dataclass(frozen=True)
class Corpus:
    """A long source text, and the publication record that fits it."""

    text: str
    publication: Located[Publication]


def make(
    source: str, publication: Located[Publication], errata: Iterable[Located[Erratum]], reports: int
) -> Corpus:
    """``reports`` shuffled copies of ``source``, one after the other."""
    for erratum in errata:
        source = source.replace(erratum.value.damaged, erratum.value.restored)
    lines = source.split("\n")
    starts = [
        next(at for at, line in enumerate(lines) if simplified(line) == part.heading)
        for part in publication.value.parts
    ]
    bodies = [lines[a + 1 : b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    random = Random(SEED)  # noqa: S311 - not for security
    text, parts = lines[: starts[0]], []
    for copy in range(reports):
        for part, start, body in zip(publication.value.parts, starts, bodies, strict=True):
            parts.append(_renamed(part, copy))
            text.append(f"{lines[start].strip()}（{copy}）")
            text += recombined(body, random)
    record = publication.value.model_copy(update={"parts": tuple(parts)})
    return Corpus("\n".join(text), replace(publication, value=record))


def simplified(line: str) -> str:
    return str(converter("tw2s").convert(line.strip()))


def _renamed(part: Part, copy: int) -> Part:
    return part.model_copy(
        update={"id": f"{part.id}x{copy}", "heading": f"{part.heading}（{copy}）", "closing": ""}
    )


def recombined(body: Sequence[str], random: Random) -> Iterator[str]:
    """A part's paragraphs with its sections, and the items in each, shuffled and renumbered."""
    before, sections = _blocks(body, _SECTION)
    yield from before
    random.shuffle(sections)
    for number, section in enumerate(sections):
        yield _SECTION.sub(f"{NUMERALS[number]}、", section[0], count=1)
        heading, items = _blocks(section[1:], _ITEM)
        yield from heading
        random.shuffle(items)
        for count, item in enumerate(items, 1):
            yield _ITEM.sub(f"{count}.", item[0], count=1)
            yield from item[1:]


def _blocks(lines: Sequence[str], start: re.Pattern[str]) -> tuple[list[str], list[list[str]]]:
    """The lines before the first match of ``start``, and a block of lines from each match on."""
    before: list[str] = []
    blocks: list[list[str]] = []
    for line in lines:
        if start.match(line):
            blocks.append([line])
        else:
            (blocks[-1] if blocks else before).append(line)
    return before, blocks
