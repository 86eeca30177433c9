"""What is still being made: what is missing there is told in a few lines of advice.

``unfinished`` in publication.yml names areas of the data that nobody has completed yet, as in a new
publication. A mistake in them stays an error; only that something is not there yet is none.
"""

from __future__ import annotations

from build_tools.diagnostics import Code, Diagnostic, Place, Problems
from build_tools.records.loading import Located
from build_tools.records.publication import Area, Publication

UNF001 = Code(
    "UNF001",
    "Something is missing in an area of the data that is declared unfinished.",
    "Fill it in; take the area out of 'unfinished' in publication.yml to be told every place.",
    "advice",
)
UNF002 = Code(
    "UNF002",
    "An area of the data is declared unfinished and lacks nothing.",
    "Take it out of 'unfinished' in publication.yml, so that nothing goes missing unseen.",
    "advice",
)
MISSING: dict[Area, str] = {
    "conversion": "CNV003",
    "glossary": "GLH009 GLH015",
    "translation": "TRN002 TRQ001",
    "tracker": "TRK008 TRK009 TRK010",
}
"""The codes that say that something is not there yet."""


def gathered(publication: Located[Publication], problems: Problems) -> list[Diagnostic]:
    """The problems, those of unfinished areas gathered to one line a code and file."""
    area_of = {
        code: area for area in publication.value.unfinished for code in MISSING[area].split()
    }
    told: list[Diagnostic] = []
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    for problem in problems:
        if problem.code.id in area_of:
            found.setdefault((problem.code.id, problem.place.file), []).append(problem)
        else:
            told.append(problem)
    lines = Problems(told)
    for (code, _), gone in found.items():
        first = gone[0]
        more = f", and {len(gone) - 1} more like it" if len(gone) > 1 else ""
        message = f"the {area_of[code]} is unfinished: {first.message}{more}"
        lines.add(UNF001, first.place, message, first.code.remedy)
    for index, area in enumerate(publication.value.unfinished):
        if not any(area_of[code] == area for code, _ in found):
            place: Place = publication.at("unfinished", index)
            lines.add(UNF002, place, f'nothing is missing in "{area}"')
    return lines.found
