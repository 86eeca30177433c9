"""Single mistakes in the bytes and lines of a data file, and in the text of the source."""

import re
from collections.abc import Callable
from random import Random

from tests.support.data_files import Data
from tests.support.mutations import Mutation


def _bytes_change(name: str, content: bytes, at: int, random: Random) -> bytes:
    if name == "invalid byte":
        return content[:at] + bytes((random.choice((0x80, 0xC0, 0xF5, 0xFE, 0xFF)),)) + content[at:]
    if name == "control character":
        return content[:at] + bytes((random.choice((0, 7, 8, 0x1B, 0x7F)),)) + content[at:]
    raise ValueError(name)


def byte_mutation(name: str, file: str, random: Random, data: Data) -> Mutation:
    """A byte put in between two characters of ``file``."""
    content = data.files[file]
    text = content.decode()
    at = len(text[: random.randrange(len(text))].encode())
    line = content.count(b"\n", 0, at) + 1
    return Mutation(file, _bytes_change(name, content, at, random), frozenset((line,)))


LINES: dict[str, Callable[[list[str], int, Random], object]] = {
    "comment": lambda lines, at, random: lines.insert(at, "# A remark: with a colon"),
    "blank line": lambda lines, at, random: lines.insert(at, ""),
    "carriage returns": lambda lines, at, random: lines.__setitem__(
        slice(None), [f"{line}\r" for line in lines[:-1]] + lines[-1:]
    ),
    "no last line end": lambda lines, at, random: lines.pop(),
    "byte-order mark": lambda lines, at, random: lines.__setitem__(0, "\ufeff" + lines[0]),
}


def line_mutation(name: str, file: str, random: Random, data: Data) -> Mutation:
    """Something done to the lines of ``file``, before one of its records."""
    lines = data.files[file].decode().split("\n")
    starts = [at for at, line in enumerate(lines) if re.match(r"- |[\"\d\w][^ ]*:", line)]
    at = random.choice(starts)
    LINES[name](lines, at, random)
    return Mutation(file, "\n".join(lines).encode(), frozenset((at + 1,)))


# Of the source text


def _char_places(text: str, pattern: str) -> list[int]:
    return [match.start() for match in re.finditer(pattern, text)]


_BARE = r"(?<![\u3400-\u9fff]\()[\u3400-\u9fff](?!\()(?!.{0,3}\?)(?<!\?.)"
"""A character without a note, away from broken places."""


def source_change(name: str, text: str, random: Random) -> tuple[str, int]:
    """The source changed as ``name`` says, and the offset of the change."""
    lines = text.split("\n")
    full = [at for at, line in enumerate(lines) if len(line) > 30]
    if name in ("line dropped", "line twice", "lines swapped"):
        at = random.choice(full[:-1])
        if name == "line dropped":
            del lines[at]
        elif name == "line twice":
            lines.insert(at, lines[at])
        else:
            other = full[full.index(at) + 1]
            lines[at], lines[other] = lines[other], lines[at]
        return "\n".join(lines), len("\n".join(lines[:at])) + 1
    if name == "note dropped":
        at = random.choice(_char_places(text, r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǘǚǜ]+\)(?!.{0,5}\?)"))
        return text[:at] + text[text.index(")", at) + 1 :], at
    patterns = {"figure changed": r"(?<=\d)\d", "figure dropped": r"\d(?=\d)"}
    at = random.choice(_char_places(text, patterns.get(name, _BARE)))
    new = {
        "character dropped": "",
        "figure dropped": "",
        "character changed": random.choice("龜鼎鬯"),
        "figure changed": random.choice([d for d in "123456789" if d != text[at]]),
        "character inserted": text[at] + random.choice("的了人大"),
        "question mark": text[at] + "?",
        "replacement character": "\ufffd",
        "private-use character": text[at] + "\ue5e5",
        "Greek letter": text[at] + "Ω",
        "rare character": text[at] + "㐀",
        "lone letter": text[at] + "Q",
        "markup": text[at] + "<script>alert(1)</script>",
    }[name]
    return text[:at] + new + text[at + 1 :], at


def source_mutation(name: str, random: Random, data: Data, sum_is_new: bool) -> Mutation:
    """The source text changed; with ``sum_is_new`` its new SHA-256 goes into publication.yml."""
    before = data.files[data.source].decode()
    text, at = source_change(name, before, random)
    line = text.count("\n", 0, at) + 1
    changed = {line, line + 1}
    if name == "lines swapped":
        both = zip(before.split("\n"), text.split("\n"), strict=True)
        changed |= {number for number, (old, new) in enumerate(both, 1) if old != new}
    return Mutation(data.source, text.encode(), frozenset(changed), sum_is_new=sum_is_new)
