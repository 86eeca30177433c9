"""Follow-on problems: what only follows from a graver problem is hidden until that one is fixed.

A file that cannot be read, or a text that lost its parts, makes dozens of others look wrong.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import PurePosixPath

from build_tools.diagnostics.problems import Diagnostic, Place, Problems

_LOST = {
    "source": {"source", "text", "outline"},
    "text": {"text", "outline"},
    "outline": {"outline"},
}
"""What is unusable where one stage of the text is broken."""
_MAKE_TEXT = ("errata.yml", "conversion.yml", "outline.yml")
"""The files of data without which the text is another."""


Names = Callable[[Place], Set[str]]
"""The ids, segments and quotes of the record at a place, as they are written there."""


def _follows(found: Diagnostic, cause: Diagnostic) -> bool:
    """Whether a problem may be a result of what ``cause`` makes unusable."""
    code, breaks = found.code, cause.code.breaks
    if breaks in (None, "record") or code is cause.code:
        return False
    if breaks == "file":
        if not found.place.line and f'"{found.place.file}"' in cause.hint:
            return True  # a file is missing, and another was meant to be it
        file = str(PurePosixPath(cause.place.file).with_suffix(".yml"))
        if file in _MAKE_TEXT and not _LOST["text"].isdisjoint(code.needs):
            return True
        return any(fnmatchcase(file, need) for need in code.needs)
    return not _LOST[breaks].isdisjoint(code.needs)


_TOKEN = re.compile(r"[\w.-]*[\w-]")
_QUOTED = re.compile(r'[“"](.+?)[”"]')


def _mentioned(found: Diagnostic) -> set[str]:
    """The words and the quotes of a message."""
    return {*_TOKEN.findall(found.details), *_QUOTED.findall(found.details)}


def _keys(found: Diagnostic, names: Names) -> list[object]:
    """The names of the record around a problem, and then the record itself."""
    known = names(found.place)
    return [*sorted(known), (found.place.file, known)] if known else []


def _may_hide(cause: Diagnostic, found: Diagnostic) -> bool:
    """A record is wrong by itself before it is wrong for others, and then only in its room."""
    if found is cause or (found.code.breaks == "record" and cause.code.id >= found.code.id):
        return False
    return cause.code.id.startswith("REC") or cause.code.id[:3] == found.code.id[:3]


def without_follow_on(
    problems: Problems, names: Names = lambda place: frozenset()
) -> list[Diagnostic]:
    """The problems, without those that may only follow from others.

    The first problem from which some may follow says how many are hidden. An error in a record
    hides what else is about the record or names it, but advice hides no error.
    """
    everything = list(problems)
    causes = [found for found in everything if found.code.breaks not in (None, "record")]
    wrong: dict[object, list[Diagnostic]] = defaultdict(list)
    for found in everything:
        if found.code.breaks == "record" and found.severity == "error":
            for key in _keys(found, names):
                wrong[key].append(found)
    because: dict[Diagnostic, Diagnostic] = {}
    for found in everything:
        keys = (*sorted(_mentioned(found)), *_keys(found, names)[-1:])
        near = (cause for key in keys for cause in wrong.get(key, ()) if _may_hide(cause, found))
        follows = (cause for cause in causes if _follows(found, cause))
        cause = next(chain(follows, near), None)
        if cause:
            because[found] = cause
    records = {
        f.place: c for f, c in because.items() if c.code.breaks == "record" and f.place.column
    }
    for found in everything:
        if found.place in records and found not in records.values():
            because.setdefault(found, records[found.place])
    hidden = Counter(_root(cause, because) for cause in because.values())
    return [_with_count(found, hidden[found]) for found in everything if found not in because]


def _root(cause: Diagnostic, because: Mapping[Diagnostic, Diagnostic]) -> Diagnostic:
    """The problem that is listed."""
    seen = {cause}
    while cause in because and (cause := because[cause]) not in seen:
        seen.add(cause)
    return cause


def _with_count(found: Diagnostic, count: int) -> Diagnostic:
    if not count:
        return found
    more = f"{count} follow-on problem{'s' * (count > 1)} hidden; fix this first"
    return replace(found, hint="; ".join(filter(None, (found.hint, more))))
