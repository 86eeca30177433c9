"""What an editor most likely did wrong where a file is not valid YAML, in plain words.

A parser reports the place where it stopped, which is often lines after the mistake, and speaks of
its grammar. Here the lines around that place are compared with the usual typing mistakes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Mistake:
    """One mistake: its line and column, counted from 1, what it is, and what to do."""

    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True)
class _Rule:
    """A mistake that one line shows by itself. ``at`` in the pattern is its place."""

    pattern: re.Pattern[str]
    message: str
    hint: str

    def match(self, line: int, text: str) -> Mistake | None:
        """The mistake in ``text``, the line of this number; the words may name its groups."""
        match = self.pattern.search(text)
        if match is None:
            return None
        words = {"code": f"U+{ord(match['at'][0]):04X}", **match.groupdict()}
        column = match.start("at") + 1
        return Mistake(line, column, self.message.format(**words), self.hint.format(**words))


def _rule(pattern: str, message: str, hint: str) -> _Rule:
    return _Rule(re.compile(pattern), message, hint)


_BEGIN = r"^ *(?:- +)*"
_KEY = r"""(?P<key>"[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)"""
_VALUE = rf"{_BEGIN}(?:{_KEY}:|-) +"
_ODD = r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
"""What looks like a space, or like nothing, and is not a space in YAML."""
_QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""

MERGE = _rule(
    r"^(?P<at><{7}|\|{7}|={7}|>{7})(?: .*)?$",
    "“{at}” is a mark that a merge left between two versions",
    "keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
)
_LOOKS_INDENTED = _rule(
    rf"(?m)^ *(?P<at>{_ODD})(?:{_ODD}| )*{_KEY}[:：](?: |$)",
    "the line begins with a character that only looks like a space ({code})",
    "put ordinary spaces in its place",
)
_RULES = (
    MERGE,
    _rule(
        r"^ *(?P<at>\t)",
        "there is a tab before the first word of the line",
        "put spaces in its place, as many as on the lines around it",
    ),
    _rule(
        rf"^ *(?P<at>{_ODD})",
        "the line begins with a character that only looks like a space ({code})",
        "put ordinary spaces in its place",
    ),
    _rule(
        rf"^ *(?P<at>[\u2010-\u2015\u2212\uff0d\u2022\u00b7]) *{_KEY}[:：]",
        "“{at}” ({code}) is where the hyphen of a record should be",
        "begin the record with a hyphen and a space",
    ),
    _rule(
        rf"^ *(?P<at>-){_KEY}(?<![-]):(?: |$)",
        "there is no space after the hyphen",
        "begin the record with a hyphen and a space",
    ),
    _rule(
        rf"{_BEGIN}{_KEY} *(?P<at>：)",
        "the colon after {key} is a full-width one",
        "write an ordinary colon and a space",
    ),
    _rule(
        rf"{_BEGIN}{_KEY}:(?P<at>{_ODD})",
        "the character after “{key}:” only looks like a space ({code})",
        "put an ordinary space in its place",
    ),
    _rule(
        rf"{_BEGIN}(?P<key>[a-z_]+):(?P<at>[^\s/:])",
        "there is no space after “{key}:”",
        "put one between the colon and the value",
    ),
    _rule(
        rf"{_VALUE}(?P<at>[｛［])",
        "“{at}” is a full-width bracket",
        "write an ordinary one, {{ or [",
    ),
    _rule(
        rf"[{{,][^{{}}]*(?P<at>，)\s*{_KEY}:",
        "the comma before {key} is a full-width one",
        "write an ordinary comma and a space",
    ),
    _rule(
        rf"[{{,] *{_KEY}: +(?:{_QUOTED}|[^\s\"'{{}},:]*[^\x00-\x7f]) +"
        r"(?P<second>(?P<at>[a-z_])[a-z_]*): ",
        "there is no comma before “{second}:”",
        "write a comma and a space between two keys",
    ),
    _rule(
        rf"[{{,] *{_KEY}: +[^\s\"'{{}},:\[][^{{}},:]*(?P<at>:) [^{{}}]*}}",
        "there is a colon inside the value",
        'put the whole value in double quotes: "…"',
    ),
    _rule(
        rf"{_VALUE}{_QUOTED} *(?P<at>[^\s#:,}}\]])",
        "there are words after the closing quotation mark",
        "put the whole value in quotes, and write “ ” and ’ inside it",
    ),
    _rule(
        rf"{_VALUE}\[[^\[\]]*\] *(?P<at>[^\s#:,}}\]])",
        "there are words after the closing “]”",
        'where the value is not a list, put the whole of it in double quotes: "…"',
    ),
    _rule(
        rf"{_VALUE}(?P<at>[*&!|>])[^\s0-9+-]",
        "a value that begins with “{at}” means something else to YAML",
        'put the whole value in double quotes: "…"',
    ),
)
_DASH = _rule(
    rf"{_BEGIN}{_KEY}: +(?P<at>-) ",
    "a value that begins with “-” and a space means a list to YAML",
    'put the whole value in double quotes: "…"',
)
_COLON_INSIDE = _rule(
    rf"{_BEGIN}{_KEY}: +[^\s\"'\[{{|>#][^#]*?(?P<at>:)(?: |$)",
    "there is a colon inside or at the end of the value",
    'put the whole value in double quotes: "…"',
)
_TOP_KEY = re.compile(rf"{_KEY}: +\S")
_WITH_KEY = re.compile(rf"{_BEGIN}{_KEY}:(?: |$)")
_CLOSING = {"[": "]", "{": "}"}
LOOKED_AT = 2000
"""How many characters of a line are looked at: no person writes longer ones."""
_COMMENT = re.compile(r"[ \t]+(?P<lost>#.*)")
_NO_RECORD = re.compile(r" *(?:#.*)?$")
_COMMENTED_START = re.compile(rf" *(?P<at>#) *(?:- +\S.*|{_KEY}: *)$")
"""A comment that would begin a record: ``# "2024.1":`` or ``# - id: a``."""


def find_merge_mark(text: str) -> Mistake | None:
    """The first line that a merge of two versions left behind."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    mistakes = (MERGE.match(number, line) for number, line in enumerate(text.splitlines(), 1))
    return next(filter(None, mistakes), None)


def find_odd_indentation(text: str) -> Mistake | None:
    """The first line with a key behind what only looks like a space: YAML takes it as text."""
    if not _LOOKS_INDENTED.pattern.search(text):
        return None
    lines = enumerate(text.splitlines(), 1)
    return next(filter(None, (_LOOKS_INDENTED.match(*line) for line in lines)), None)


def find_mistake(text: str, error: yaml.MarkedYAMLError) -> Mistake:
    """What is wrong in ``text``, at which PyYAML's parser stopped with ``error``.

    Where none of the usual mistakes is found, it is the parser's own place and words.
    """
    lines = text.splitlines() or [""]
    return next(guess for guess in _guesses(text, lines, error) if guess is not None)


def _guesses(text: str, lines: list[str], error: yaml.MarkedYAMLError) -> Iterator[Mistake | None]:
    """What it may be, the likeliest first; the last of them is never None."""
    message, context = error.problem or error.context or "not YAML", error.context or ""
    if message == "but found another document":
        yield Mistake(*_inside(text, error), "a line “---” begins a second document", "delete it")
    near = _near(lines, error)
    if "document start" in message:
        yield _odd_first_line(lines)
    for number in near:
        yield from (rule.match(number, lines[number - 1][:LOOKED_AT]) for rule in (*_RULES, _DASH))
    yield _unclosed_quote(text, error)
    yield _unclosed_bracket(lines, error)
    yield _wrong_beginning(lines, error)
    if "mapping values" in message:
        for number in near:
            if not _out_of_line(lines, number):
                yield _COLON_INSIDE.match(number, lines[number - 1][:LOOKED_AT])
    if "simple key" in context:
        yield _bare_line(near[0], lines[near[0] - 1])
    if "block" in context or "mapping values" in message:
        yield _lost_hyphen(lines, near[0])
        column = _indentation(lines[near[0] - 1]) + 1
        spaces = {0: "no space", 1: "1 space"}.get(column - 1, f"{column - 1} spaces")
        message = f"the line begins with {spaces}, which fits none of the lines above it"
        yield Mistake(near[0], column, message, "let all keys of a record begin in the same column")
    yield Mistake(*_inside(text, error), message, "")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _near(lines: list[str], error: yaml.MarkedYAMLError) -> list[int]:
    """The numbers of the lines to look at, the likeliest first."""
    problem, context = error.problem_mark, error.context_mark
    last = len(lines)
    stopped = min(problem.line + 1, last) if problem else last
    above = stopped - 1
    while above > 1 and _NO_RECORD.match(lines[above - 1]):
        above -= 1
    begun = [min(context.line + 1, last)] if context else []
    if "simple key" in (error.context or ""):
        return [*begun, stopped]
    return [number for number in (stopped, above, *begun) if number > 0]


def _unclosed_quote(text: str, error: yaml.MarkedYAMLError) -> Mistake | None:
    """The quotation mark before the place that is closed only lines later, or never."""
    last = None
    if "quoted scalar" in (error.context or ""):
        last = error.context_mark
    elif (stopped := error.problem_mark) is not None:
        try:
            for token in yaml.scan(text, Loader=yaml.CSafeLoader):
                if token.start_mark.index >= stopped.index:
                    break
                if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                    runs_on = token.end_mark.line > token.start_mark.line
                    ends_there = token.end_mark.line == stopped.line
                    last = token.start_mark if runs_on and ends_there else None
        except yaml.YAMLError:
            pass  # the scanner stops where the parser did; what comes before is known
    if last is None:
        return None
    return Mistake(
        last.line + 1,
        last.column + 1,
        "the quotation mark that opens here is not closed on its line",
        "close it at the end of the value; inside it write “ ” and ’",
    )


def _unclosed_bracket(lines: list[str], error: yaml.MarkedYAMLError) -> Mistake | None:
    """The bracket in which the parser still was, where it was in one."""
    opened = error.context_mark
    if opened is None or opened.line >= len(lines):
        return None
    sign = lines[opened.line][opened.column :][:1]
    if sign not in _CLOSING:
        return None
    message = f"“{sign}” opens here, and no “{_CLOSING[sign]}” closes it"
    hint = f"add the “{_CLOSING[sign]}”, or the comma that is missing inside"
    return Mistake(opened.line + 1, opened.column + 1, message, hint)


def _wrong_beginning(lines: list[str], error: yaml.MarkedYAMLError) -> Mistake | None:
    """The sign with which no value may begin, wherever it is in the line."""
    stopped = error.problem_mark
    if stopped is None or "cannot start" not in (error.problem or ""):
        return None
    sign = lines[stopped.line][stopped.column :][:1] if stopped.line < len(lines) else ""
    message = f"no value may begin with “{sign}” unless it is in quotes"
    hint = 'put the whole value in double quotes: "…"'
    return Mistake(stopped.line + 1, stopped.column + 1, message, hint)


def _out_of_line(lines: list[str], number: int) -> bool:
    """Whether a line begins further right than the key above it."""
    for line in reversed(lines[: number - 1]):
        if not _NO_RECORD.match(line):
            return _indentation(lines[number - 1]) > len(line) - len(line.lstrip("- "))
    return False


def _lost_hyphen(lines: Sequence[str], number: int) -> Mistake | None:
    """The line that should begin a record, as others with its key do: this or the one above."""
    above = (row for row in range(number - 1, 0, -1) if not _NO_RECORD.match(lines[row - 1]))
    for row in (number, next(above, number)):
        if match := _TOP_KEY.match(lines[row - 1]):
            key = match["key"]
            begun = re.compile(rf"[# ]*- {re.escape(key)}:")
            if any(begun.match(line) for line in lines):
                message = f"there is no hyphen before “{key}:”"
                return Mistake(row, 1, message, "begin the record with a hyphen and a space")
    return None


def find_commented_start(lines: Sequence[str], number: int) -> Mistake | None:
    """The comment above the line ``number`` that should begin its record: ``# "2024.1":``.

    It is further left than the line; an editor took the # from the other lines of a record only.
    """
    if number < 2:
        return None
    match = _COMMENTED_START.match(lines[number - 2][:LOOKED_AT])
    if match is None or match.start("at") >= _indentation(lines[number - 1]):
        return None
    message = "the line that begins the record is still a comment"
    hint = "take the # away from this line too, with the space behind it"
    return Mistake(number - 1, match.start("at") + 1, message, hint)


def _odd_first_line(lines: list[str]) -> Mistake | None:
    """The first line that is not a comment, where it begins further right than the next ones."""
    records = (row for row, line in enumerate(lines, 1) if not _NO_RECORD.match(line))
    number = next(records, 0)
    spaces = _indentation(lines[number - 1]) if number else 0
    if not spaces:
        return None
    named = "1 space" if spaces == 1 else f"{spaces} spaces"
    message = f"the line begins with {named}, and further lines with fewer"
    hint = "let all records of a file begin in the same column"
    return find_commented_start(lines, number) or Mistake(number, spaces + 1, message, hint)


def _bare_line(number: int, line: str) -> Mistake | None:
    """A line that has no key and continues no value."""
    if _WITH_KEY.match(line):
        return None
    message = "the line has no key with a colon, and is not part of the value above it"
    hint = "a key ends in a colon; further lines of a text begin with more spaces than their key"
    return Mistake(number, _indentation(line) + 1, message, hint)


def _inside(text: str, error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Where the parser stopped; for the end of the text, its last character that is not a blank."""
    text = text.rstrip()
    for mark in (error.problem_mark, error.context_mark):
        if mark is not None and mark.index < len(text):
            return mark.line + 1, mark.column + 1
    return text.count("\n") + 1, max(1, len(text) - text.rfind("\n") - 1)


def find_comment(number: int, line: str, column: int) -> Mistake | None:
    """What YAML takes for a comment behind a value that ends at ``column`` of a line."""
    match = _COMMENT.match(line, column)
    if match is None:
        return None
    message = f"“{match['lost']}” is not read: a # after a space begins a comment"
    hint = 'put the whole value in double quotes: "…"'
    return Mistake(number, match.start("lost") + 1, message, hint)
