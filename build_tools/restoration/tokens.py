"""The pieces of a damaged line: characters, notes, and places where bytes may be lost."""

import re
from dataclasses import dataclass
from typing import Literal, cast

from build_tools.restoration import gbk
from build_tools.restoration.pinyin_notes import READING

_TOKEN = re.compile(rf"\?(?P<lost>{READING})\)|\((?P<note>{READING})\)|(?P<char>\?{{5,}}|.)", re.S)
TokenKind = Literal["char", "note", "lost"]


@dataclass(frozen=True)
class Token:
    """A piece of a damaged line."""

    kind: TokenKind
    """``lost`` is a ``?`` that swallowed the parenthesis of a note."""
    text: str
    """The character, or the reading of the note. A long run of ``?`` is not this kind of damage."""
    start: int
    end: int

    @property
    def is_lost(self) -> bool:
        """Whether bytes may be lost here; it can also be a real question mark."""
        return self.kind == "lost" or (self.kind == "char" and self.text == gbk.LOST)


def tokens_of(line: str) -> list[Token]:
    """The tokens of a damaged line.

    >>> [(token.kind, token.text) for token in tokens_of("府?dāng)數(shù)")]
    [('char', '府'), ('lost', 'dāng'), ('char', '數'), ('note', 'shù')]
    """
    return [
        Token(cast(TokenKind, match.lastgroup), match[match.lastgroup or 0], *match.span())
        for match in _TOKEN.finditer(line)
    ]
