"""Follow-on problems: what only follows from a graver problem is hidden until that one is fixed.

A file that cannot be read, or a text that lost its parts, makes dozens of others look wrong.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from build_tools.diagnostics.problems import Code, Diagnostic, Problems

_LOST = {
    "source": {"source", "text", "outline"},
    "text": {"text", "outline"},
    "outline": {"outline"},
}
"""What is unusable where one stage of the text is broken."""


def _follows(code: Code, cause: Diagnostic) -> bool:
    """Whether a problem of this kind may be a result of ``cause``."""
    breaks = cause.code.breaks
    if breaks is None or code is cause.code:
        return False
    if breaks == "file":
        file = str(PurePosixPath(cause.place.file).with_suffix(".yml"))
        return any(fnmatchcase(file, need) for need in code.needs)
    return not _LOST[breaks].isdisjoint(code.needs)


def without_follow_on(problems: Problems) -> list[Diagnostic]:
    """The problems, without those that may only follow from others.

    The first problem from which some may follow says how many are hidden.
    """
    everything = list(problems)
    causes = [found for found in everything if found.code.breaks]
    hidden: Counter[Diagnostic] = Counter()
    kept = []
    for found in everything:
        cause = next((c for c in causes if _follows(found.code, c)), None)
        if cause is None:
            kept.append(found)
        else:
            hidden[cause] += 1
    return [_with_count(found, hidden[found]) for found in kept]


def _with_count(found: Diagnostic, count: int) -> Diagnostic:
    if not count:
        return found
    more = f"{count} follow-on problem{'s' * (count > 1)} hidden; fix this first"
    return replace(found, hint="; ".join(filter(None, (found.hint, more))))
