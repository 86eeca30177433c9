"""Text as a scalar of YAML that reads back to exactly the same text, and as a comment."""

import json
import re
import textwrap
from unicodedata import east_asian_width

WIDTH = 96
"""Columns of a line; a wide character takes two."""
BLOCK_WIDTH = 92
"""Characters of a line of a block."""
_PLAIN = re.compile(r"[\u4e00-\u9fff0-9（《“][^\"'`#:{}\[\],&*!|>%@\\\x00-\x1f\x7f-\xa0]*(?<! )")
_FOLDABLE = re.compile(r"[^\s\x00-\x1f\x7f-\xa0](?:[^\x00-\x1f\x7f-\xa0]*\S)?")
_UNIT = re.compile(r"(?:\\(?:u[0-9a-f]{4}|U[0-9a-f]{8}|.)|.) *")


def quoted(text: str) -> str:
    """``text`` as a double-quoted scalar on one line.

    >>> print(quoted('a "b"'))
    "a \\"b\\""
    """
    return "".join(
        char if char.isprintable() or char == "\u3000" else f"\\U{ord(char):08x}"
        for char in json.dumps(text, ensure_ascii=False)
    )


def folded(text: str, indent: int, used: int) -> str:
    """``text`` as a scalar of lines of at most ``WIDTH`` columns, without a space put into it.

    Short Chinese is left plain; what is long is double-quoted, with an escaped line end in each
    fold. ``indent`` is that of the further lines, ``used`` the columns taken on the first.

    >>> folded("完成技改项目45个。", 4, 6)
    '完成技改项目45个。'
    >>> print(folded("完成技改项目45个，都在前列。" * 4, 4, 6))
    "完成技改项目45个，都在前列。完成技改项目45个，都在前列。完成技改项目45个，都在前列。完成\\
        技改项目45个，都在前列。"
    """
    if _PLAIN.fullmatch(text) and used + _columns(text) <= WIDTH:
        return text
    lines, line, at = [], "", used
    # A line must not begin with a space, so spaces stay with what is before them.
    for unit in _UNIT.findall(quoted(text)):
        if at + _columns(line) + _columns(unit) > WIDTH - 1 and unit != '"':
            lines.append(line)
            line, at = "", indent
        line += unit
    return f"\\\n{' ' * indent}".join([*lines, line])


def block(text: str, indent: int) -> str:
    """``text`` as a folded block of lines; "" where a block would not read back the same.

    >>> print(block("Forty-five upgrading projects were completed.", 2))
    >-
      Forty-five upgrading projects were completed.
    """
    if not _FOLDABLE.fullmatch(text) or "  " in text:
        return ""
    lines = textwrap.wrap(text, BLOCK_WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join([">-", *(" " * indent + line for line in lines)])


def commented(text: str) -> str:
    """``text`` for a comment of YAML, on one line, whatever is in it."""
    return "".join(char if char.isprintable() or char == "\u3000" else "�" for char in text)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
