"""``align``: aligns a published English translation with the text, and writes its files."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from build_tools.cli import data_writing
from build_tools.cli.output import Report, add_format, unread
from build_tools.diagnostics import Place, Problems
from build_tools.exchange.published_english import aligned, fill_files
from build_tools.publication.check import check_publication
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.records import read_text
from build_tools.text.han import is_han
from build_tools.translation.aligned_files import Filled
from build_tools.translation.alignment import LEAST_AGREEMENT, Alignment, Laid
from build_tools.translation.english_sentences import sentences
from build_tools.translation.records import FOLDER

DETAILS = (
    "ENGLISH is plain text in UTF-8, wrapped at any width. Writes the English of the segments that "
    "have none into data/translation/, marks what is doubtful, and reports what is left over on "
    "either side. Where data/translation/ has changes that are not committed, it only reports."
)
_SHOWN = 60


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("english", metavar="ENGLISH", type=Path, help="the translation as a text")
    command.add_argument(
        "--replace", action="store_true", help="also replace English that is there"
    )
    data_writing.add_choice(command)
    add_format(command)


def run(arguments: Namespace) -> Report:
    """Align and write; 1 where the English is refused."""
    project, name = Project.at(arguments.root), str(arguments.english)
    problems = Problems()
    resolved = check_publication(project.data, before := Problems())
    if resolved is None:
        return unread(before)
    text = read_text(arguments.english, name, problems)
    if text is None:
        return Report(problems, status=1)
    if not sentences(text) or sum(map(is_han, text)) * 2 > len(text):
        said = f"{name}: there is no English text in it"
        return Report(message=said, status=1)
    found = aligned(project.data, resolved, text)
    if found.agreement < LEAST_AGREEMENT:
        return Report(message=refusal(name, found), status=1)
    try:
        filled = fill_files(project.data, resolved, found, arguments.replace)
    except (OSError, yaml.YAMLError) as error:
        said = f"{error}: run `check` and correct the file first"
        return Report(message=said, status=1)
    folder = f"{project.data.name}/{FOLDER}"
    texts = {path: file.text for path, file in filled.items()}
    written, said, status = data_writing.write(arguments, project, folder, texts)
    lines = list(report(name, resolved, found, filled))
    facts = {**_facts(resolved, found, filled), "written": written}
    return Report(message=said, lines=lines, facts=facts, status=status)


def refusal(name: str, found: Alignment) -> str:
    """Why an English is not taken, at the first passage that has no Chinese."""
    first = found.left_over[0] if found.left_over else None
    place = Place(name, first.line if first else 1)
    said = f', such as "{_short(first.text)}"' if first else ""
    return (
        f"{place}: this is not the English of this report: {found.agreement:.0%} of its figures, "
        f"names and terms agree, and {LEAST_AGREEMENT:.0%} at least must; "
        f"sentences without Chinese: {len(found.left_over)}{said}"
    )


def report(
    name: str, resolved: Resolved, found: Alignment, filled: dict[Path, Filled]
) -> Iterator[str]:
    """What was aligned, what is doubtful, and what is left over."""
    count, doubtful = _count(filled), _doubtful(found, filled)
    by_id = resolved.document.by_id
    yield f"{len(found.laid)} of {len(by_id)} segments have an English in {name}"
    files = f"{len(filled)} file{'s' * (len(filled) != 1)}"
    yield f"to write: {count} in {files}, of which doubtful: {len(doubtful)}"
    if kept := len(found.laid) - count:
        yield f"left as they are: {kept} that have their English (--replace replaces it)"
    yield f"figures, names and terms that agree: {found.agreement:.0%}"
    for one in doubtful:
        place = Place(name, one.line)
        why = "; ".join(one.doubts)
        yield f'{place}: {one.segment} is doubtful: {why}: "{_short(one.english)}"'
    for run in _runs(found.untranslated, list(by_id)):
        first, *more = run
        have = f"to {run[-1]} have no English, {len(run)} segments" if more else "has no English"
        yield f'{by_id[first].place.within("data")}: {first} {have}: "{_short(by_id[first].hans)}"'
    for sentence in found.left_over:
        yield f'{Place(name, sentence.line)}: no Chinese for "{_short(sentence.text)}"'
    if resolved.publication.translation.status == "project":
        yield (
            "publication.yml says that this project translated the text: where that is not so, "
            "write `translation: {status: official}` there, with its translator and source"
        )


def _facts(resolved: Resolved, found: Alignment, filled: dict[Path, Filled]) -> dict[str, object]:
    """What :func:`report` says, for programs."""
    return {
        "segments": len(resolved.document.segments),
        "aligned": len(found.laid),
        "to_write": _count(filled),
        "agreement": round(found.agreement, 4),
        "doubtful": [
            {"id": one.segment, "line": one.line, "en": one.english, "doubts": list(one.doubts)}
            for one in _doubtful(found, filled)
        ],
        "untranslated": list(found.untranslated),
        "left_over": [{"line": one.line, "text": one.text} for one in found.left_over],
    }


def _count(filled: dict[Path, Filled]) -> int:
    return sum(len(file.written) for file in filled.values())


def _doubtful(found: Alignment, filled: dict[Path, Filled]) -> list[Laid]:
    written = {segment for file in filled.values() for segment in file.written}
    return [one for one in found.laid.values() if one.doubts and one.segment in written]


def _runs(names: Sequence[str], order: Sequence[str]) -> list[list[str]]:
    """Names that follow each other in an order, together."""
    runs: list[list[str]] = []
    at = {name: place for place, name in enumerate(order)}
    for name in names:
        if runs and at[name] == at[runs[-1][-1]] + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
