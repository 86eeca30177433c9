"""The terms of an exchange file against the glossary: what they would change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_tools.diagnostics import Place, Problems, nearest
from build_tools.exchange.plan import Plan, ValueChange
from build_tools.exchange.translation_units import (
    EXC002,
    EXC003,
    EXC004,
    EXC005,
    EXC006,
    TermUnit,
    Value,
)
from build_tools.exchange.yaml_edit import NotEditableError, edited
from build_tools.glossary.records import Glossary, Term, TermRecord
from build_tools.text.plain import one_line

ORDER = tuple(TermRecord.model_fields)
REQUIRED = ("en", "origin", "definition")


def plan_terms(
    data: Path, glossary: Glossary, units: Iterable[TermUnit], problems: Problems
) -> Plan:
    """What the units would change; those that do not fit are reported and left out."""
    made = Plan()
    wanted: dict[tuple[str, str], tuple[Value, TermUnit]] = {}
    refused: set[tuple[str, str]] = set()
    for unit in units:
        if not unit.values.get("en"):
            made.empty += 1
            continue
        term = _term(unit, glossary, problems)
        if term is None:
            continue
        changed = {key: value for key, value in unit.values.items() if value != _current(term, key)}
        made.unchanged += not changed
        for key, value in changed.items():
            if not value and key in REQUIRED:
                continue
            first = wanted.setdefault((term.id, key), (value, unit))
            if first[0] != value:
                message = f'{term.id} has two values of {key}: "{first[0]}" and "{value}"'
                problems.add(EXC004, unit.place, message, see=first[1].place)
                refused.add((term.id, key))
    by_file: dict[str, list[ValueChange]] = defaultdict(list)
    for (id_, key), (value, unit) in wanted.items():
        term = glossary.by_id[id_]
        if (id_, key) in refused:
            continue
        if term.is_general:
            problems.add(EXC005, unit.place, f'"{id_}" is a general term')
            continue
        change = ValueChange(term.at(key), id_, key, _current(term, key), value)
        made.changes.append(change)
        by_file[term.located.place.file].append(change)
    made.files = _files(data, by_file, problems)
    return made


def _current(term: Term, key: str) -> Value:
    value = getattr(term.record, key)
    if value is None:
        return ""
    return one_line(value) if isinstance(value, str) else value


def _term(unit: TermUnit, glossary: Glossary, problems: Problems) -> Term | None:
    """The term that a unit is; None, and a problem, where the glossary has none."""
    term = glossary.by_id.get(unit.id)
    chinese = (*unit.chinese, "")[0]
    if term is not None:
        if not {*unit.chinese} & _names(term):
            message = f'{term.id} is now "{term.hans}", the file has "{chinese}"'
            problems.add(EXC003, unit.place, message)
            return None
        return term
    found = [term for term in glossary.terms if {*unit.chinese} & _names(term)]
    if len(found) == 1 and (not unit.id or unit.id not in glossary.by_id):
        return found[0]
    if found:
        names = ", ".join(term.id for term in found)
        problems.add(EXC004, unit.place, f"{names} have this Chinese: {chinese}")
    elif unit.id:
        hint = nearest(unit.id, glossary.by_id)
        problems.add(EXC002, unit.place, f'no term "{unit.id}"', hint)
    else:
        problems.add(EXC002, unit.place, f'no term has this Chinese: "{chinese}"')
    return None


def _names(term: Term) -> set[str]:
    return {name for form in term.forms for name in (one_line(form.hans), one_line(form.hant))}


def _files(
    data: Path, by_file: Mapping[str, list[ValueChange]], problems: Problems
) -> dict[Path, str]:
    found = {}
    for name, listed in by_file.items():
        path = data / name
        try:
            found[path] = edited(path.read_bytes().decode("utf-8"), listed, ORDER)
        except NotEditableError as error:
            problems.add(EXC006, Place(f"data/{name}"), str(error))
    return found
