"""Follow-on problems: those that may only follow from another are hidden until that one is fixed.

Where ``links.yml`` says ``achievement: parkings``, two checks fail: there is no such achievement,
and the achievement "parking" has no follow-up. Only the first is listed, for it is the *cause* of
the second. A cause is, in this order,

1. a problem that ``breaks`` a file, the source, the text or the outline, which the check ``needs``;
2. a problem of a record, where the other is about the same record, or mentions it by its id, its
   segment, its quote or, as here, by what was meant;
3. a problem of a code that the check ``needs``;
4. the first of several with one message: what is gone is one problem, however many name it;
5. the cause of another problem of the same room at the same place.

A cause may have a cause: the root of a chain is listed, with the number of those that it hides. No
two problems hide each other, and advice hides no error. What is missing in an unfinished area was
missing before: it hides nothing, follows only from 1 and 2, and is not counted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import PurePosixPath

from build_tools.diagnostics.problems import Area, Diagnostic, Place, Problems

_LOST = {
    "source": {"source", "text", "outline"},
    "text": {"text", "outline"},
    "outline": {"outline"},
}
"""What is unusable where one stage of the text is broken."""
_MAKE_TEXT = ("errata.yml", "conversion.yml", "outline.yml")
"""The files of data without which the text is another."""
_RECORD = ("id", "record", "words")
"""What a problem breaks that is only of one record."""
_GONE = re.compile(r'(?:no|the) [a-z]+ "([^"]+)"')
"""How a message begins that names what is not there."""
_MEANT = re.compile(r'(?:did you mean|is it|the text has) ["“]([^"”]+)["”]')
_MENTIONED = re.compile(r'[“"](.+?)[”"]|([\w.-]*[\w-])')
"""The quotes and the words of a message."""
Names = Callable[[Place], Set[str]]
"""The ids, segments and quotes of the record at a place, as they are written there."""
Finder = Callable[[Diagnostic], Iterable[Diagnostic]]
"""The causes from which a problem may follow, the likeliest first."""


def without_follow_on(
    problems: Problems, names: Names, unfinished: Collection[Area] = ()
) -> list[Diagnostic]:
    """The problems without those that follow; the hint of one that hides others says how many.

    ``unfinished`` are the areas of the data that are declared so.
    """
    everything = list(problems)
    usable = [one for one in everything if one.code.absent not in unfinished]
    because: dict[Diagnostic, Diagnostic] = {}
    for find, candidates in (
        (_inputs(usable), everything),
        (_records(usable, names), everything),
        (_codes(usable), usable),
        (_same_message(usable), usable),
    ):
        for found in candidates:
            if found not in because:
                _explain(found, find(found), because)
    placed = {_spot(f): c for f, c in because.items() if c.code.breaks in _RECORD}
    for found in usable:
        cause = placed.get(_spot(found))
        if cause and found.place.column and found not in because and found not in placed.values():
            _explain(found, [cause], because)
    hidden = Counter(_root(found, because) for found in usable if found in because)
    return [_with_count(found, hidden[found]) for found in everything if found not in because]


def _spot(found: Diagnostic) -> tuple[Place, str]:
    """The place of a problem, and the room that reports it."""
    return found.place, found.code.id[:3]


def root_problems(problems: Problems, unfinished: Collection[Area]) -> list[Diagnostic]:
    """The problems that do not follow from a broken file, source, text or outline."""
    find = _inputs([one for one in problems if one.code.absent not in unfinished])
    return [found for found in problems if next(iter(find(found)), None) is None]


def _inputs(problems: Iterable[Diagnostic]) -> Finder:
    """Finds what broke a file or the text; problems of one code and file are asked for once."""
    groups: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for cause in problems:
        if cause.code.breaks:
            groups[cause.code.id, cause.place.file].append(cause)
    known: dict[tuple[str, str], list[Diagnostic]] = {}

    def find(found: Diagnostic) -> list[Diagnostic]:
        key = found.code.id, "" if found.place.line else found.place.file
        if key not in known:
            breaking = (g for g in groups.values() if any(_breaks_input(c, found) for c in g))
            known[key] = [*chain.from_iterable(breaking)]
        return known[key]

    return find


def _breaks_input(cause: Diagnostic, found: Diagnostic) -> bool:
    """Whether the check that found a problem needs what ``cause`` makes unusable."""
    code, breaks = found.code, cause.code.breaks
    if code.id == cause.code.id:
        return False
    file = str(PurePosixPath(cause.place.file).with_suffix(".yml"))
    if breaks in _LOST:
        return not _LOST[breaks].isdisjoint(code.needs)
    if file in _MAKE_TEXT and not {file, *_LOST["text"]}.isdisjoint(code.needs):
        return True
    if breaks == "file" and not found.place.line and f'"{found.place.file}"' in cause.hint:
        return True  # a file is missing, and another was meant to be it
    is_missing = code.absent or not found.place.line  # what is missing may be a wrong record
    is_lost = is_missing and cause.code.id.startswith("REC")
    return bool(breaks == "file" or is_lost) and any(fnmatchcase(file, n) for n in code.needs)


def _records(problems: Iterable[Diagnostic], names: Names) -> Finder:
    """Finds what is wrong with the record that a problem is about, or that it mentions."""
    wrong: dict[object, list[Diagnostic]] = defaultdict(list)
    for cause in problems:
        if cause.code.breaks in _RECORD:
            called = {*names(cause.place)}
            if not cause.code.id.startswith("REC"):
                called.update(_GONE.findall(cause.message)[:1], _MEANT.findall(cause.hint))
                called.update(names(cause.see) if cause.see else ())
            for key in (*called, *_record(cause, names)):
                wrong[key].append(cause)

    def find(found: Diagnostic) -> list[Diagnostic]:
        mentioned = {word for pair in _MENTIONED.findall(found.details) for word in pair}
        keys = (*sorted(mentioned), *_record(found, names))
        near = dict.fromkeys(cause for key in keys for cause in wrong.get(key, ()))
        return sorted((c for c in near if _may_hide(c, found, names)), key=_rank)

    return find


def _record(found: Diagnostic, names: Names) -> list[object]:
    """The record around a problem, where it has names."""
    known = names(found.place)
    return [(found.place.file, known)] if known else []


def _rank(cause: Diagnostic) -> tuple[bool, bool, bool, str, Place]:
    """The sort key of causes: what to fix first, such as a record wrong by itself, comes first."""
    code = cause.code
    unknown = not _MEANT.search(cause.hint)
    return not code.id.startswith("REC"), code.breaks != "id", unknown, code.id, cause.place


def _may_hide(cause: Diagnostic, found: Diagnostic, names: Names) -> bool:
    """A wrong record hides what is in it, problems of the same family, and what needs its file."""
    is_beside = cause.place.file == found.place.file
    is_inside = is_beside and names(cause.place) == names(found.place)
    if found is cause or (found.code.breaks in _RECORD and _rank(cause) >= _rank(found)):
        return False
    if is_inside and cause.code.id == found.code.id:
        return bool(_GONE.match(found.message))
    if is_beside and cause.code.breaks == "words" and not (is_inside and found.code.absent):
        return False
    if cause.severity == "advice":
        return is_inside and found.severity == "advice"
    return (
        cause.code.id.startswith("REC")
        or cause.code.id[:3] == found.code.id[:3]
        or is_inside
        or any(fnmatchcase(cause.place.file, need) for need in found.code.needs)
    )


def _codes(problems: Iterable[Diagnostic]) -> Finder:
    """Finds problems of the codes that a check needs."""
    by_code: dict[str, list[Diagnostic]] = defaultdict(list)
    for cause in problems:
        by_code[cause.code.id].append(cause)

    def find(found: Diagnostic) -> Iterator[Diagnostic]:
        for need in found.code.needs:
            for code, causes in by_code.items():
                if fnmatchcase(code, need):
                    yield from causes

    return find


def _same_message(problems: Iterable[Diagnostic]) -> Finder:
    """Finds the first problem that says the same thing is gone."""
    first: dict[tuple[str, str, str], Diagnostic] = {}
    for found in problems:
        if found.code.breaks in _RECORD and _GONE.match(found.message):
            first.setdefault((found.code.id, found.message, found.severity), found)

    def find(found: Diagnostic) -> Iterator[Diagnostic]:
        cause = first.get((found.code.id, found.message, found.severity), found)
        return iter(() if cause is found else (cause,))

    return find


def _explain(
    found: Diagnostic, causes: Iterable[Diagnostic], because: dict[Diagnostic, Diagnostic]
) -> None:
    """Record the first cause that does not itself follow from ``found``."""
    is_error = found.severity == "error"
    for cause in causes:
        if (cause.severity == "error" or not is_error) and _root(cause, because) != found:
            because[found] = cause
            return


def _root(cause: Diagnostic, because: Mapping[Diagnostic, Diagnostic]) -> Diagnostic:
    """The problem that is listed."""
    while cause in because:
        cause = because[cause]
    return cause


def _with_count(found: Diagnostic, count: int) -> Diagnostic:
    if not count:
        return found
    more = f"{count} follow-on problem{'s' * (count > 1)} hidden; fix this first"
    return replace(found, hint="; ".join(filter(None, (found.hint, more))))
