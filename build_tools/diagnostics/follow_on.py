"""Follow-on problems: what only follows from a graver problem is hidden until that one is fixed.

A file that cannot be read, or a text that lost its parts, makes dozens of others look wrong.
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


RECORDS = ("id", "record", "words")
"""What is broken where a problem is only of one record."""
Names = Callable[[Place], Set[str]]
"""The ids, segments and quotes of the record at a place, as they are written there."""


def _follows(found: Diagnostic, cause: Diagnostic) -> bool:
    """Whether a problem may be a result of what ``cause`` makes unusable."""
    code, breaks = found.code, cause.code.breaks
    if breaks is None or code is cause.code:
        return False
    file = str(PurePosixPath(cause.place.file).with_suffix(".yml"))
    if breaks in _LOST:
        return not _LOST[breaks].isdisjoint(code.needs)
    if file in _MAKE_TEXT and not {file, *_LOST["text"]}.isdisjoint(code.needs):
        return True
    if breaks == "file" and not found.place.line and f'"{found.place.file}"' in cause.hint:
        return True  # a file is missing, and another was meant to be it
    is_lost = code.absent and cause.code.id.startswith("REC")  # what is missing may be that record
    return bool(breaks == "file" or is_lost) and any(fnmatchcase(file, n) for n in code.needs)


_TOKEN = re.compile(r"[\w.-]*[\w-]")
_QUOTED = re.compile(r'[“"](.+?)[”"]')
_GONE = re.compile(r'(?:no|the) [a-z]+ "([^"]+)"')
"""How a message begins that names what is not there."""
_MEANT = re.compile(r'(?:did you mean|is it|the text has) ["“]([^"”]+)["”]')


def _mentioned(found: Diagnostic) -> set[str]:
    """The words and the quotes of a message."""
    return {*_TOKEN.findall(found.details), *_QUOTED.findall(found.details)}


def _record(found: Diagnostic, names: Names) -> list[object]:
    """The record around a problem, where it has names."""
    known = names(found.place)
    return [(found.place.file, known)] if known else []


def _keys(cause: Diagnostic, names: Names) -> list[object]:
    """What a wrong record is called, what it calls something else, and then the record itself."""
    called = set(names(cause.place))
    if not cause.code.id.startswith("REC"):
        called.update(_GONE.findall(cause.message)[:1], _MEANT.findall(cause.hint))
        called.update(names(cause.see) if cause.see else ())
    return [*sorted(called), *_record(cause, names)]


def _rank(cause: Diagnostic) -> tuple[bool, bool, bool, str, Place]:
    """The sort key of causes: what to fix first, such as a record wrong by itself, comes first."""
    code = cause.code
    unknown = not _MEANT.search(cause.hint)
    return not code.id.startswith("REC"), code.breaks != "id", unknown, code.id, cause.place


def _may_hide(cause: Diagnostic, found: Diagnostic, names: Names) -> bool:
    """A wrong record hides what is in it, problems of the same family, and what needs its file."""
    is_beside = cause.place.file == found.place.file
    is_inside = is_beside and names(cause.place) == names(found.place)
    if found is cause or (found.code.breaks in RECORDS and _rank(cause) >= _rank(found)):
        return False
    if is_inside and cause.code is found.code:
        return bool(_GONE.match(found.message))
    if is_beside and cause.code.breaks == "words":
        return False
    if cause.severity == "advice":
        return is_inside and found.severity == "advice"
    return (
        cause.code.id.startswith("REC")
        or cause.code.id[:3] == found.code.id[:3]
        or is_inside
        or any(fnmatchcase(cause.place.file, need) for need in found.code.needs)
    )


def _repeated(everything: list[Diagnostic]) -> dict[Diagnostic, Diagnostic]:
    """What is gone is one problem, however many records name it."""
    first: dict[tuple[str, str, str], Diagnostic] = {}
    because = {}
    for found in everything:
        if found.code.breaks in RECORDS and _GONE.match(found.message):
            cause = first.setdefault((found.code.id, found.message, found.severity), found)
            if cause is not found:
                because[found] = cause
    return because


def _causes(problems: Problems, unfinished: Collection[Area]) -> list[Diagnostic]:
    return [one for one in problems if one.code.breaks and one.code.absent not in unfinished]


def _finder(causes: Iterable[Diagnostic]) -> Callable[[Diagnostic], Iterator[Diagnostic]]:
    """Looks up the causes from which a problem follows; those of one code and file are alike."""
    groups: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for cause in causes:
        groups[cause.code.id, cause.place.file].append(cause)
    known: dict[tuple[str, str], list[list[Diagnostic]]] = {}

    def find(found: Diagnostic) -> Iterator[Diagnostic]:
        key = found.code.id, "" if found.place.line else found.place.file
        if key not in known:
            known[key] = [
                group for group in groups.values() if any(_follows(found, one) for one in group)
            ]
        return chain.from_iterable(known[key])

    return find


def unexplained(problems: Problems, unfinished: Collection[Area]) -> list[Diagnostic]:
    """The problems that do not follow from a broken file, source, text or outline."""
    find = _finder(_causes(problems, unfinished))
    return [found for found in problems if next(find(found), None) is None]


def without_follow_on(
    problems: Problems,
    names: Names = lambda place: frozenset(),
    unfinished: Collection[Area] = (),
) -> list[Diagnostic]:
    """The problems, without those that may only follow from others.

    The first problem from which some may follow says how many are hidden. An error in a record
    hides what else is about the record or names it. Advice hides only other advice, and what is
    missing in an ``unfinished`` area hides nothing.
    """
    everything = list(problems)
    causes = _causes(problems, unfinished)
    wrong: dict[object, list[Diagnostic]] = defaultdict(list)
    for found in causes:
        if found.code.breaks in RECORDS:
            for key in _keys(found, names):
                wrong[key].append(found)
    find = _finder(causes)
    because: dict[Diagnostic, Diagnostic] = _repeated(everything)
    for found in everything:
        keys = (*sorted(_mentioned(found)), *_record(found, names))
        near = [
            cause for key in keys for cause in wrong.get(key, ()) if _may_hide(cause, found, names)
        ]
        _explain(found, chain(find(found), sorted(near, key=_rank)), because)
    of_code: dict[str, list[Diagnostic]] = defaultdict(list)
    for found in everything:
        if found.code.absent not in unfinished:
            of_code[found.code.id].append(found)
    for found in everything:
        needed = (
            one
            for need in found.code.needs
            for code, several in of_code.items()
            if fnmatchcase(code, need)
            for one in several
        )
        if found not in because:
            _explain(found, needed, because)
    records = {
        f.place: c for f, c in because.items() if c.code.breaks in RECORDS and f.place.column
    }
    for found in everything:
        if found.place in records and found not in records.values():
            _explain(found, () if found in because else [records[found.place]], because)
    hidden = Counter(_root(cause, because) for cause in because.values())
    return [_with_count(found, hidden[found]) for found in everything if found not in because]


def _explain(
    found: Diagnostic, causes: Iterable[Diagnostic], because: dict[Diagnostic, Diagnostic]
) -> None:
    """Record the first cause that does not itself follow from ``found``, so that no two problems
    hide each other. Advice explains no error."""
    before = because.pop(found, None)
    is_error = found.severity == "error"
    usable = (one for one in causes if not is_error or one.severity == "error")
    cause = next((one for one in usable if _root(one, because) != found), before)
    if cause is not None:
        because[found] = cause


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
