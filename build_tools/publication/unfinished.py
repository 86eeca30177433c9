"""Unfinished areas: what is missing there is reported in a few lines of advice.

``unfinished`` in publication.yml names areas of the data that nobody has completed yet, as in a new
publication. A mistake in them stays an error; something that is not there yet is not.
"""

from collections.abc import Collection, Sequence
from pathlib import PurePosixPath

from build_tools.diagnostics import Area, Code, Diagnostic, Problems
from build_tools.records import Located
from build_tools.records.publication import Publication

PUB003 = Code(
    "PUB003",
    "Something is missing in an area of the data that is declared unfinished.",
    "Fill it in; take the area out of 'unfinished' in publication.yml to see every place.",
    "advice",
    example='the tracker is unfinished: "farmland" has neither a follow-up nor a reason',
)
PUB004 = Code(
    "PUB004",
    "An area of the data is declared unfinished and lacks nothing.",
    "Take it out of 'unfinished' in publication.yml, so that nothing goes missing unseen.",
    "advice",
    example='nothing is missing in "tracker"',
)


def finished(problems: Problems) -> set[str]:
    """The areas that are declared unfinished and lack nothing."""
    return {problem.message.split('"')[1] for problem in problems if problem.code == PUB004}


def gather_unfinished(
    publication: Located[Publication], problems: Problems, begun: Collection[Area]
) -> list[Diagnostic]:
    """The problems, with those of unfinished areas merged to one line for each code and file.

    Files that lack everything are one line together, which names them. The areas that are only
    ``begun``, such as those with drafts, are unfinished even where nothing else is missing.
    """
    unfinished = publication.value.unfinished
    kept: list[Diagnostic] = []
    groups: dict[tuple[str, str | int], list[Diagnostic]] = {}
    for problem in problems:
        if problem.code.absent in unfinished:
            place = problem.place
            groups.setdefault((problem.code.id, place.line and place.file), []).append(problem)
        else:
            kept.append(problem)
    merged = Problems(kept)
    for first, *others in groups.values():
        more = f"; {_count(others)}" if others else ""
        message = f"the {first.code.absent} is unfinished: {first.message}{more}"
        hint = f"{first.code.remedy[0].lower()}{first.code.remedy[1:-1]}"
        merged.add(PUB003, first.place, message, hint)
    if any(problem.severity == "error" for problem in kept):
        return merged.found  # What cannot be read may be what is missing.
    found = {group[0].code.absent for group in groups.values()}
    for index, area in enumerate(unfinished):
        if area not in found and area not in begun:
            place = publication.at("unfinished", index)
            merged.add(PUB004, place, f'nothing is missing in "{area}"')
    return merged.found


def _count(others: Sequence[Diagnostic]) -> str:
    """How many more places of a file lack the same, or which more files lack everything."""
    number, s = len(others), "s" * (len(others) > 1)
    if others[0].place.line:
        return f"{number} more place{s} in this file"
    names = ", ".join(PurePosixPath(other.place.file).name for other in others)
    return f"{number} more file{s}: {names}"
