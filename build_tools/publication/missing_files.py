"""Data files that others need, and that are missing, empty or misnamed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.diagnostics import Code, Diagnostic, Place, Problems, nearest_word
from build_tools.diagnostics.follow_on import root_problems
from build_tools.document.model import Document
from build_tools.glossary import termbase
from build_tools.glossary.loading import FOLDER
from build_tools.publication.data_files import DATA_FILES, data_file
from build_tools.publication.published_ids import FILE as PUBLISHED
from build_tools.publication.published_ids import PUB006
from build_tools.records import Located, yaml_files
from build_tools.records.loading import REC014
from build_tools.records.publication import Publication
from build_tools.records.text_file import bring_back, read_text
from build_tools.translation.records import FOLDER as TRANSLATION

PUB014 = Code(
    "PUB014",
    "A data file is missing or has no record, but others need its records; "
    "or an optional one is blank.",
    "Bring its records back; where it never had one, write the first, or delete an optional file, "
    "and a file of terms with its name under 'subjects' in publication.yml.",
    breaks="file",
    example="it has no record (see data/tracker/achievements.yml:1:3)",
)
PUB016 = Code(
    "PUB016",
    "A file of the glossary has no name in the publication.",
    "Name it under 'subjects' in publication.yml, in both languages: until then the pages show the "
    "name of the file.",
    "advice",
    example="“machines” is not among the subjects",
)
MANY = 5
"""How many problems show that records are gone: fewer may each have a cause of their own."""
_RECORD = re.compile(r"^ *(?!#|---|null|~|\[ *\]|\{ *\}|\s|$)", re.MULTILINE)


def report_emptied(data: Path, record: Located[Publication], problems: Problems) -> None:
    """Report the files of ``data`` without a record from which ``problems`` follow.

    What is missing in an area that ``record`` calls unfinished does not count. Each subject that
    ``record`` lists needs its file of the glossary.
    """
    unfinished = record.value.unfinished
    errors = [one for one in root_problems(problems, unfinished) if one.severity == "error"]
    errors = [error for error in errors if error.code.absent not in unfinished]
    causes = _causes(data, record, errors)
    broken = {problem.place.file for problem in problems.found if problem.code.breaks == "file"}
    emptied = [name for name in causes if not (data / name).exists() or not _has_record(data, name)]
    for name in emptied:
        if name not in broken:
            message, hint = _way_back(data, name, record.value)
            problems.add(PUB014, Place(name), message, hint, causes[name])
    gone = [error.place for error in errors if error.code is PUB006]
    lost = Counter(place.file for place in gone if not place.line)
    for name, count in lost.items():
        if count >= MANY and name not in broken and name not in emptied:
            message = f"{count} records that were published are gone"
            problems.add(PUB014, Place(name), message, bring_back(name))


def _causes(
    data: Path, record: Located[Publication], errors: Sequence[Diagnostic]
) -> dict[str, Place | None]:
    """The files whose records are needed, if they have any, with a place that needs them."""
    causes: dict[str, Place | None] = {}
    for subject in record.value.subjects:
        name = f"{FOLDER}/{subject}.yml"
        if "glossary" not in record.value.unfinished or not (data / name).exists():
            causes[name] = record.at("subjects", subject)
    for error in errors:
        if not error.place.line and data_file(error.place.file):  # no record of it to point at
            causes.setdefault(error.place.file, None)
    for file in DATA_FILES:
        needing = [error for error in errors if file.pattern in error.code.needs]
        places = {error.place for error in needing}
        is_list = "*" not in file.pattern and file.form == "list" and not file.excuses
        if is_list and len(places) >= MANY:
            causes[file.pattern] = needing[0].place
    causes.update({name: None for name in _blank(data) if name not in causes})
    return causes


def _way_back(data: Path, name: str, publication: Publication) -> tuple[str, str]:
    """What is wrong with a file without records, and how to bring them back."""
    hint, first = bring_back(name), "write the first"
    if name.startswith(f"{FOLDER}/"):
        subject = f"“{Path(name).stem}” under “subjects” in publication.yml"
        if others := _not_listed(data, publication):
            hint += (
                f"; if it is {data.name}/{others[0]} now, write “{Path(others[0]).stem}” for "
                f"{subject}: the ids of its terms stay, and published addresses lead to the new "
                "page"
            )
        elif (data / name).exists():
            first += f", or delete the file and {subject}"
        else:
            hint += f"; or delete {subject}"
    if (data / name).exists():
        return "it has no record", f"{first}; if it had one, {hint}"
    return "no such file", hint


def report_unnamed_subjects(data: Path, record: Located[Publication], problems: Problems) -> None:
    """Report the files of terms whose subject nobody names, but one that was only renamed."""
    misnamed = {problem.place.file for problem in problems.found if problem.code is REC014}
    if all((data / FOLDER / f"{subject}.yml").exists() for subject in record.value.subjects):
        for name in _not_listed(data, record.value):
            subject = Path(name).stem
            if subject not in termbase.subjects() and name not in misnamed:
                message = f"“{subject}” is not among the subjects"
                problems.add(PUB016, Place(name), message, see=record.at("subjects"))


def _not_listed(data: Path, publication: Publication) -> list[str]:
    """The files of the glossary that are not among the subjects of the publication."""
    paths = yaml_files(data / FOLDER)
    return [f"{FOLDER}/{path.name}" for path in paths if path.stem not in publication.subjects]


def report_misnamed(
    data: Path, record: Located[Publication], document: Document, problems: Problems
) -> None:
    """Report files of English without a page, and files of terms whose name is nearly another's."""
    pages = {segment.unit for segment in document.segments}
    for folder, known in ((FOLDER, set(record.value.subjects)), (TRANSLATION, pages)):
        for path in yaml_files(data / folder):
            near = None if path.stem in known else nearest_word(path.stem, known)
            name, meant = f"{folder}/{path.name}", f"{folder}/{near}.yml"
            is_copy = near is not None and path.stem.startswith(near)
            if is_copy or (near and not (data / meant).exists()):
                hint = f'did you mean "{meant}"?'
                see = None if is_copy else record.places.get(("subjects", near or ""))
                problems.add(REC014, Place(name), "no data file has this name", hint, see)


def report_missing_pages(
    data: Path, record: Located[Publication], document: Document, problems: Problems
) -> None:
    """Report the few files of English that are gone where the translation is unfinished.

    `new` writes one for each page, so that where most are there, one that is not was deleted; what
    it held would else be counted with what nobody has translated yet.
    """
    if "translation" not in record.value.unfinished:
        return
    names = [f"{TRANSLATION}/{unit}.yml" for unit in document.units]
    gone = [name for name in names if not (data / name).exists()]
    if len(gone) * 2 < len(names):
        for name in gone:
            problems.advise(PUB014, Place(name), "no such file", bring_back(name))


def _blank(data: Path) -> Iterator[str]:
    """The files without even a comment."""
    for pattern in (PUBLISHED, *(file.pattern for file in DATA_FILES)):
        for path in data.glob(pattern):
            text = read_text(path, path.name, Problems())
            if text is not None and not text.strip():
                yield path.relative_to(data).as_posix()


def _has_record(data: Path, name: str) -> bool:
    """Whether a file that can be read has more than comments and the signs for nothing.

    A list at the top of ``data`` names exceptions: with only its comments, it never had any.
    """
    text = read_text(data / name, name, Problems())
    if text is None:
        return True
    return bool(text.strip() if "/" not in name else _RECORD.search(text))
