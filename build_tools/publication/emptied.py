"""Files of data that are missing or have no record, where others need their records."""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.diagnostics import Code, Place, Problems
from build_tools.diagnostics.follow_on import without_follow_on
from build_tools.glossary.records import FOLDER
from build_tools.publication.data_files import DATA_FILES, data_file
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.records.yaml_tree import read_text

PUB014 = Code(
    "PUB014",
    "A data file is missing or has no record, but others need its records.",
    "Bring its records back, such as with `git restore`; where it never had one, write the first.",
    breaks="file",
    example="it has no record (see data/tracker/achievements.yml:1:3)",
)
MANY = 5
"""So many problems show that records are gone: fewer may each have a cause of their own."""
_RECORD = re.compile(r"^ *(?!#|---|null|~|\[ *\]|\{ *\}|\s|$)", re.MULTILINE)


def report_emptied(data: Path, record: Located[Publication], problems: Problems) -> None:
    """Report the files of ``data`` without a record from which ``problems`` follow.

    What is missing in an area that ``record`` calls unfinished does not count. Each subject that
    ``record`` lists needs its file of the glossary.
    """
    unfinished = record.value.unfinished
    listed = Problems(without_follow_on(problems)).errors
    errors = [error for error in listed if error.code.absent not in unfinished]
    causes: dict[str, Place | None] = {}
    for subject in record.value.subjects:
        name = f"{FOLDER}/{subject}.yml"
        if "glossary" not in unfinished or not (data / name).exists():
            causes[name] = record.at("subjects", subject)
    for error in errors:
        if not error.place.line and data_file(error.place.file):  # no record of it to point at
            causes.setdefault(error.place.file, None)
    for file in DATA_FILES:
        needing = [error for error in errors if file.pattern in error.code.needs]
        if "*" not in file.pattern and file.form == "list" and len(needing) >= MANY:
            causes[file.pattern] = needing[0].place
    broken = {problem.place.file for problem in problems.found if problem.code.breaks == "file"}
    for name, see in causes.items():
        if name in broken:
            continue
        if not (data / name).exists():
            problems.add(PUB014, Place(name), "no such file", see=see)
        elif not _has_record(data, name):
            problems.add(PUB014, Place(name), "it has no record", see=see)


def _has_record(data: Path, name: str) -> bool:
    """Whether a file that can be read has more than comments and the signs for nothing.

    A list at the top of ``data`` names exceptions: with only its comments, it never had any.
    """
    text = read_text(data / name, name, Problems())
    if text is None:
        return True
    return bool(text.strip() if "/" not in name else _RECORD.search(text))
