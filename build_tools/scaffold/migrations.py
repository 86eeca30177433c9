"""Data files of older forms, brought to the form that this generator reads.

A migration changes the files of a data folder and yields a line for each change. Only the values
that it is about are written anew: comments, order and style stay. A new form is a row of
:data:`MIGRATIONS` and a number in :mod:`build_tools.records.forms`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_tools.diagnostics import Problems
from build_tools.publication.check import check
from build_tools.records import yaml_files
from build_tools.records.forms import FILE, FORM, form_of
from build_tools.system.progress import Progress
from build_tools.text.yaml_scalars import folded
from build_tools.translation.records import FOLDER


class Unreadable(Exception):  # noqa: N818
    """The data cannot be migrated; the message says why."""


@dataclass(frozen=True)
class Migration:
    """A step to a form."""

    form: int
    """The form that the data has after it and the others of that form."""
    name: str
    run: Callable[[Path], Iterator[str]]


def migrate(data: Path) -> list[str]:
    """Bring the data folder to the form of this generator; a line for each change.

    Raises Unreadable, and OSError.
    """
    file = data / FILE
    found = form_of(_text(file))
    if found is None:
        raise Unreadable(f"{data.name}/{FILE} cannot be read: run `check`")
    form, _ = found
    if form > FORM:
        raise Unreadable(f"the data has form {form}, and this generator knows forms up to {FORM}")
    if form == FORM:
        return []
    # The form comes first: a migration may read the data with what it has of the new form.
    _write(file, _with_form(data))
    changes = [f"{data.name}/{FILE}: form: {form} → {FORM}"]
    for migration in MIGRATIONS:
        if migration.form > form:
            changes += migration.run(data)
    return changes


def _years_of_parts(data: Path) -> Iterator[str]:
    """A part whose id was its year says its years."""
    file = data / FILE
    text = _text(file)
    edits = []
    for part in _get(_composed(data, FILE), "parts").value:
        id_, role = _get(part, "id").value, _get(part, "role")
        known = {key.value for key, _ in _pairs(part)}
        if "years" in known or role.value == "other" or not re.fullmatch(r"\d{4}", id_):
            continue
        if part.flow_style:
            edits.append((role.end_mark.index, f", years: [{id_}]"))
        else:
            at = text.find("\n", role.end_mark.index)
            indent = " " * _key(part, "role").start_mark.column
            edits.append((at if at >= 0 else len(text), f"\n{indent}years: [{id_}]"))
        yield f"{data.name}/{FILE}:{role.start_mark.line + 1}: part {id_}: years: [{id_}]"
    _write(file, _edited(text, [(at, at, new) for at, new in edits]))


_HASH = r"[0-9a-f]{12}"
_COMMENTED = re.compile(rf"^#   zh: \"?({_HASH})\"?[ ]*$", re.MULTILINE)
_SHOWN = re.compile(rf"^#     zh: {_HASH} .*$", re.MULTILINE)
_EXAMPLE = "#     zh: 全市安定。            # the Chinese (simplified) that was translated, whole"


def _chinese_of_translations(data: Path) -> Iterator[str]:
    """Records of the translation hold the Chinese that was translated instead of its hash."""
    problems = Problems()
    resolved = check(data, problems, Progress())
    if resolved is None:
        listed = "\n".join(map(str, problems.errors))
        raise Unreadable(f"the text of the report cannot be read; correct this first:\n{listed}")
    by_hash = {_hash(segment.hans): segment.hans for segment in resolved.document.segments}

    def sentence(found: re.Match[str]) -> str:
        if found[1] not in by_hash:
            return found[0]
        return f"#   zh: {folded(by_hash[found[1]], 4, 8)}".replace("\n", "\n# ")

    for file in yaml_files(data / FOLDER):
        text, name = _text(file), f"{data.name}/{FOLDER}/{file.name}"
        edits, unknown = [], []
        for _, record in _pairs(_composed(data, f"{FOLDER}/{file.name}")):
            zh = _get(record, "zh")
            if not re.fullmatch(_HASH, zh.value):
                continue
            if (hans := by_hash.get(zh.value)) is None:
                unknown.append(f"{name}:{zh.start_mark.line + 1}")
            else:
                column = _key(record, "zh").start_mark.column
                new = folded(hans, column + 2, column + 4)
                edits.append((zh.start_mark.index, zh.end_mark.index, new))
        new_text = _COMMENTED.sub(sentence, _edited(text, edits))
        _write(file, _SHOWN.sub(_EXAMPLE, new_text))
        if edits:
            yield f"{name}: the sentences in place of their hashes: {len(edits)}"
        for place in unknown:
            yield f"{place}: its Chinese has changed and is not known any more: read its English"


MIGRATIONS = (
    Migration(2, "years of parts", _years_of_parts),
    Migration(2, "Chinese of translations", _chinese_of_translations),
)
"""In the order in which they run."""


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _with_form(data: Path) -> str:
    """``publication.yml`` with the present form, as its first key where it has none."""
    text, node = _text(data / FILE), _composed(data, FILE)
    for key, value in _pairs(node):
        if key.value == "form":
            return _edited(text, [(value.start_mark.index, value.end_mark.index, str(FORM))])
    at = _pairs(node)[0][0].start_mark.index
    comment = "# The form of these files; `upgrade` moves it.\n"
    return _edited(text, [(at, at, f"{comment}form: {FORM}\n\n")])


def _composed(data: Path, name: str) -> yaml.Node:
    """The document of a file below ``data``, whose marks name the file."""
    loader = yaml.SafeLoader(_text(data / name))
    loader.name = f"{data.name}/{name}"
    try:
        return loader.get_single_node() or yaml.ScalarNode("", "")
    except yaml.YAMLError as error:
        raise Unreadable(f"{loader.name} is not valid YAML: run `check`: {error}") from error


def _pairs(record: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(record.value) if isinstance(record, yaml.MappingNode) else []


def _key(record: yaml.Node, name: str) -> yaml.Node:
    return next((key for key, _ in _pairs(record) if key.value == name), record)


def _get(record: yaml.Node, name: str) -> yaml.Node:
    for key, value in _pairs(record):
        if key.value == name:
            return value
    mark = record.start_mark
    raise Unreadable(f'{mark.name}:{mark.line + 1}: the record has no key "{name}": run `check`')


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """``text`` with each span, from an offset to another, replaced."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _text(file: Path) -> str:
    """Its lines end as YAML's library counts them, whatever git made of them."""
    return file.read_bytes().decode("utf-8").replace("\r\n", "\n")


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8"))
