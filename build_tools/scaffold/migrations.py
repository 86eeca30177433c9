"""Data files of older forms, brought to the form that this generator reads.

A migration changes the files of a data folder and yields a line for each change. Only the values
that it is about are written anew: comments, order and style stay. A new form is a row of
:data:`MIGRATIONS` and a number in :mod:`build_tools.records.data_form`.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.records import yaml_files
from build_tools.records.data_form import FILE, FORM, form_of
from build_tools.restoration.edits import Edit, changed
from build_tools.scaffold.yaml_nodes import (
    Unreadable,
    composed,
    key_of,
    pairs,
    replacing,
    value_of,
)
from build_tools.text.yaml_scalars import folded
from build_tools.translation.records import FOLDER


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
    _write(file, _with_form(_text(file), f"{data.name}/{FILE}"))
    changes = [f"{data.name}/{FILE}: form: {form} → {FORM}"]
    for migration in MIGRATIONS:
        if migration.form > form:
            changes += migration.run(data)
    return changes


def _parts(data: Path) -> Iterator[str]:
    """A part says its years as numbers, also where its id was its year; no role is “back”."""
    file = data / FILE
    text, edits = _text(file), []
    for part in value_of(composed(text, f"{data.name}/{FILE}"), "parts").value:
        id_, role = value_of(part, "id").value, value_of(part, "role")
        place = f"{data.name}/{FILE}:{role.start_mark.line + 1}: part {id_}"
        if role.value == "back":
            edits.append(replacing(role, "other"))
            yield f"{place}: role: back → other"
        years = next((value for key, value in pairs(part) if key.value == "years"), None)
        if isinstance(years, yaml.ScalarNode):
            numbers = list(dict.fromkeys(re.findall(r"\d{4}", years.value)))
            listed = ", ".join(dict.fromkeys([*numbers[:1], *numbers[-1:]]))
            edits.append(replacing(years, f"[{listed}]"))
            yield f"{place}: years: {years.value} → [{listed}]"
        elif years is None and role.value in ("review", "plan") and re.fullmatch(r"\d{4}", id_):
            at, new = role.end_mark.index, f", years: [{id_}]"
            if not part.flow_style:
                at = text.find("\n", at) if "\n" in text[at:] else len(text)
                new = f"\n{' ' * key_of(part, 'role').start_mark.column}years: [{id_}]"
            edits.append(Edit(at, at, new))
            yield f"{place}: years: [{id_}]"
    _write(file, changed(text, edits))


_HASH = r"[0-9a-f]{12}"
_COMMENTED = re.compile(rf"^#   zh: \"?({_HASH})\"?[ ]*$", re.MULTILINE)
_SHOWN = re.compile(rf"^#     zh: {_HASH} .*$", re.MULTILINE)
_EXAMPLE = "#     zh: 全市安定。            # the Chinese (simplified) that was translated, whole"


def _chinese_of_translations(data: Path) -> Iterator[str]:
    """Records of the translation hold the Chinese that was translated instead of its hash."""
    problems = Problems()
    resolved = check_publication(data, problems)
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
        for _, record in pairs(composed(text, name)):
            zh = value_of(record, "zh")
            if not re.fullmatch(_HASH, zh.value):
                continue
            if (hans := by_hash.get(zh.value)) is None:
                unknown.append(f"{name}:{zh.start_mark.line + 1}")
            else:
                column = key_of(record, "zh").start_mark.column
                new = folded(hans, column + 2, column + 4)
                edits.append(replacing(zh, new))
        new_text = _COMMENTED.sub(sentence, changed(text, edits))
        _write(file, _SHOWN.sub(_EXAMPLE, new_text))
        if edits:
            yield f"{name}: the sentences in place of their hashes: {len(edits)}"
        for place in unknown:
            yield f"{place}: its Chinese has changed and is not known any more: read its English"


MIGRATIONS = (
    Migration(2, "parts", _parts),
    Migration(2, "Chinese of translations", _chinese_of_translations),
)
"""In the order in which they run."""


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _with_form(text: str, name: str) -> str:
    """``publication.yml`` with the present form, as its first key where it has none."""
    node = composed(text, name)
    for key, value in pairs(node):
        if key.value == "form":
            return changed(text, [replacing(value, str(FORM))])
    at = pairs(node)[0][0].start_mark.index
    comment = "# The form of these files; `upgrade` moves it.\n"
    return changed(text, [Edit(at, at, f"{comment}form: {FORM}\n\n")])


def _text(file: Path) -> str:
    """Its lines end as YAML's library counts them, whatever git made of them."""
    return file.read_bytes().decode("utf-8").replace("\r\n", "\n")


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8"))
