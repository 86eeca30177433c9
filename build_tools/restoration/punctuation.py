"""Full-width punctuation in Chinese context (GB/T 15834-2011).

The page turned every full-width mark into ASCII. In Chinese text marks become full-width again;
decimal points, percent signs, times, addresses and runs of Latin letters keep ASCII.
"""

import re

from build_tools.restoration.edits import Edit

FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_CHINESE = r"\u2e80-\u9fff\uf900-\ufaff，：；！？（）、。“”‘’《》〈〉【】「」『』…—·─"
_WIDE = re.compile(rf"[{_CHINESE}]")
_SPACE = " \t"


_ADDRESS = re.compile(
    r"(?<![a-z])[a-z]++://[!-~]*[\w/#=&-]|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+",
    re.A | re.I,
)
"""Web and e-mail addresses, which keep their marks."""


def _neighbours(text: str, at: int) -> tuple[str, str]:
    """The nearest characters before and after ``at`` that are not blanks; newlines at the ends."""
    before, after = at - 1, at + 1
    while before >= 0 and text[before] in _SPACE:
        before -= 1
    while after < len(text) and text[after] in _SPACE:
        after += 1
    left = text[before] if before >= 0 else "\n"
    right = text[after] if after < len(text) else "\n"
    return left, right


def _line_is_chinese(text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    return bool(_WIDE.search(line))


def _is_inside_number(text: str, at: int) -> bool:
    """Whether the mark is between two digits, as in 1,508 or 10:30."""
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


def _is_inside_latin(text: str, at: int) -> bool:
    """Whether the nearest characters on both sides are Latin letters or digits."""
    left, right = _neighbours(text, at)
    return (left.isascii() and left.isalnum()) and (right.isascii() and right.isalnum())


def _bracket_pairs(text: str) -> dict[int, int]:
    """Each bracket's partner on the same line."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for at, char in enumerate(text):
        if char == "\n":
            open_at.clear()
        elif char in "(（":
            open_at.append(at)
        elif char in ")）" and open_at:
            start = open_at.pop()
            pairs[start], pairs[at] = at, start
    return pairs


def _is_latin_bracket(text: str, start: int, end: int) -> bool:
    """Whether a pair of brackets belongs to a Latin run: ``f(x)``, or Latin on both sides."""
    if _WIDE.search(text, start + 1, end):
        return False
    if start and text[start - 1].isascii() and text[start - 1].isalpha():
        return True
    left, _ = _neighbours(text, start)
    _, right = _neighbours(text, end)
    return left.isascii() and left.isalnum() and not _WIDE.match(right)


def punctuation(text: str) -> list[Edit]:
    """Make ASCII marks of Chinese text full-width (GB/T 15834-2011).

    >>> punctuation("增长5.2%,其中")
    [Edit(start=6, end=7, new='，')]
    """
    pairs = _bracket_pairs(text)
    addresses = {at for match in _ADDRESS.finditer(text) for at in range(*match.span())}
    edits = []
    for at, char in enumerate(text):
        if char not in FULL or at in addresses or not _line_is_chinese(text, at):
            continue
        if char in "()":
            partner = pairs.get(at)
            if partner is not None and _is_latin_bracket(text, *sorted((at, partner))):
                continue
        elif _is_inside_number(text, at) or _is_inside_latin(text, at):
            continue
        edits.append(Edit(at, at + 1, FULL[char]))
    return edits
