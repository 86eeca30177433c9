"""Pages written by hand, in Chinese and in English: whether both say the same.

Pages of one name are compared by the smallest parts that both have alike: block by block, such as
a paragraph or an item of a list, where a section has the same blocks in both languages; else
section by section, or the two pages as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.records import read_text
from build_tools.text.han import HAN_PATTERN
from build_tools.text.plain import one_line
from build_tools.translation.bilingual import Lexicon, differences

PUB017 = Code(
    "PUB017",
    "One language of a hand-written page says what the other does not.",
    "Say the same in both; words that mean the same go into data/senses.yml.",
    "advice",
    example="“2023” is “2022” in the Chinese",
)
PUB018 = Code(
    "PUB018",
    "A hand-written page is there in one language only.",
    "Write it in the other language too, under the same name: every page has the same path in each "
    "edition.",
    example="it has no page of this name in Chinese",
)
_LANGUAGES = {"zh": "Chinese", "en": "English"}
"""The folders of hand-written pages."""
_MARKED = re.compile(
    r"\s*(?P<fence>`{3,}|~{3,})|(?P<heading>#{1,6}) |\s*(?P<item>[-*+]|\d+[.)]) |(?P<row>\|)"
)
"""How a line begins that begins a block, apart from a paragraph."""
_RULE = re.compile(r"[\s|:*_=-]*")
"""A line without words: an empty one, a rule, the line below the head of a table."""
_MARKUP = re.compile(
    r"\{[ :.#][^}]*\}|`[^`]*`|<[^>]*>|!?\[(?P<text>[^\]]*)\]\([^)]*\)|(?<!\w)[*_]+|[*_]+(?!\w)"
)
"""Attributes, code, tags and links, of which only the text is said, and signs of emphasis."""


_CHINESE = re.compile(rf"(?![\d“”、（）])[{HAN_PATTERN}\d“”、（）]{{2,}}")


class _Block(NamedTuple):
    kind: str
    line: int
    text: str


def check_pages(docs: Path, lexicon: Lexicon, problems: Problems) -> None:
    """Report what one language of a page below ``docs`` says and the other does not."""
    names = {language: _names(docs / language) for language in _LANGUAGES}
    for own, other in (("zh", "en"), ("en", "zh")):
        for name in sorted(names[own] - names[other]):
            message = f"it has no page of this name in {_LANGUAGES[other]}"
            hint = nearest(name, names[other] - names[own]) or f"write {docs.name}/{other}/{name}"
            problems.add(PUB018, Place(f"{docs.name}/{own}/{name}"), message, hint)
    for name in sorted(names["zh"] & names["en"]):
        chinese, english = _page(docs / "zh" / name), _page(docs / "en" / name)
        for zh, en in _parts(chinese, english) if chinese and english else ():
            for found in differences(*_without_shared(_words(zh), _words(en)), lexicon):
                line = (zh if found.language == "zh" else en)[0].line
                place = Place(f"{docs.name}/{found.language}/{name}", line)
                problems.add(PUB017, place, found.message)


def _names(folder: Path) -> set[str]:
    """The names of the pages in a folder; a dot begins those that are never published."""
    return {path.name for path in folder.glob("*.md") if not path.name.startswith(".")}


def _without_shared(chinese: str, english: str) -> tuple[str, str]:
    """Both texts without the Chinese words that the English text has too, such as a title that is
    not translated yet.

    >>> _without_shared("本站刊载云川县2020年统计公报。", "It publishes 云川县2020年统计公报.")
    ('本站刊载。', 'It publishes .')
    """
    for run in _CHINESE.findall(english):
        if run in chinese:
            chinese, english = chinese.replace(run, ""), english.replace(run, "")
    return chinese, english


def _page(path: Path) -> list[_Block]:
    """The blocks of a page; none where it is not there, or cannot be read, as the build reports."""
    return _blocks(read_text(path, path.name, Problems()) or "") if path.is_file() else []


def _blocks(text: str) -> list[_Block]:
    """The blocks of a page in Markdown, each cell of a table for itself; code is left out.

    >>> [block[:2] for block in _blocks("# A\\n\\nB\\nC\\n\\n- D\\n- E\\n\\n| F | G |\\n|--|--|")]
    [('heading', 1), ('text', 3), ('item', 6), ('item', 7), ('row', 9), ('row', 9)]
    """
    found: list[_Block] = []
    fence, goes_on = "", False
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        mark = _MARKED.match(line)
        if mark and mark["fence"]:
            closes = fence and mark["fence"].startswith(fence)
            fence = "" if closes else fence or mark["fence"]
        if fence or (mark and mark["fence"]) or _RULE.fullmatch(line):
            goes_on = False
        elif mark and mark["row"]:
            found += (_Block("row", number, cell) for cell in line.strip().strip("|").split("|"))
        elif goes_on and not mark:
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {line}")
        else:
            found.append(_Block((mark and mark.lastgroup) or "text", number, line))
            goes_on = not (mark and mark["heading"])
    return found


def _parts(
    chinese: Sequence[_Block], english: Sequence[_Block]
) -> Iterator[tuple[Sequence[_Block], Sequence[_Block]]]:
    """The smallest parts that both pages have alike, in order."""
    sections = [list(_sections(blocks)) for blocks in (chinese, english)]
    if len(sections[0]) != len(sections[1]):
        yield chinese, english
        return
    for zh, en in zip(*sections, strict=True):
        if [block.kind for block in zh] == [block.kind for block in en]:
            yield from (([one], [other]) for one, other in zip(zh, en, strict=True))
        else:
            yield zh, en


def _sections(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """The blocks from each heading to the next."""
    section: list[_Block] = []
    for block in blocks:
        if block.kind == "heading" and section:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _words(blocks: Iterable[_Block]) -> str:
    """The words of blocks, without markup, each on a line: no figure goes on in the next."""
    texts = (block.text.lstrip("#").strip() for block in blocks)
    return "\n".join(
        one_line(_MARKUP.sub(lambda found: found["text"] or " ", text)) for text in texts
    )
