"""The units of an exchange file against the segments of the text: what they would change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from build_tools.diagnostics import Place, Problems, nearest, nearest_word
from build_tools.document.model import Document, Segment
from build_tools.exchange.plan import Plan, ValueChange
from build_tools.exchange.translation_units import EXC002, EXC003, EXC004, EXC006, SentenceUnit
from build_tools.exchange.yaml_edit import NotEditableError, edited
from build_tools.records import Located
from build_tools.text.plain import one_line
from build_tools.translation.aligned_files import fill
from build_tools.translation.alignment import Laid
from build_tools.translation.records import FOLDER, SegmentTranslation
from build_tools.translation.source_changes import describe_change

Records = Mapping[str, Located[SegmentTranslation]]
_ALIKE = 0.8
"""How much of a sentence, as a share, is the same where it may only have changed."""
ORDER = tuple(SegmentTranslation.model_fields)
REVIEW = "marked for review in"


def plan_translation(
    data: Path,
    document: Document,
    records: Records,
    units: Iterable[SentenceUnit],
    problems: Problems,
) -> Plan:
    """What the units would change; those that do not fit are reported and left out."""
    made = Plan()
    wanted = _wanted(document, records, units, made, problems)
    by_page: dict[str, list[ValueChange]] = defaultdict(list)
    for segment in document.segments:
        if segment.id in wanted:
            changes = _changes(segment, wanted[segment.id], records.get(segment.id))
            made.unchanged += not changes
            made.changes += changes
            by_page[segment.unit] += changes
    for page, listed in by_page.items():
        if listed:
            path = data / FOLDER / f"{page}.yml"
            text = _file(path, document.by_unit[page], listed, records, problems)
            made.files |= {path: text} if text else {}
    return made


def _wanted(
    document: Document,
    records: Records,
    units: Iterable[SentenceUnit],
    made: Plan,
    problems: Problems,
) -> dict[str, SentenceUnit]:
    """The unit that renders each segment, by its id; none where two say different things.

    Units without English are counted in ``made``.
    """
    wanted: dict[str, SentenceUnit] = {}
    refused: set[str] = set()
    for unit in units:
        if not unit.english or unit.english in unit.chinese:  # some tools begin with a copy
            made.empty += 1
            if not unit.id and any(unit.chinese):  # a row of a table that lost its tab
                _segments(unit, document, records, problems)
            continue
        for segment in _segments(unit, document, records, problems):
            first = wanted.setdefault(segment.id, unit)
            if first.english != unit.english:
                both = f'"{first.english}" and "{unit.english}"'
                message = f"{segment.id} has two translations: {both}"
                problems.add(EXC004, unit.place, message, see=first.place)
                refused.add(segment.id)
    return {name: unit for name, unit in wanted.items() if name not in refused}


def _segments(
    unit: SentenceUnit, document: Document, records: Records, problems: Problems
) -> Sequence[Segment]:
    """The segments that a unit renders; none, and a problem, where it does not fit the text."""
    known = document.by_id.get(unit.id)
    if known is not None:
        if _is_same(known, unit):
            return [known]
        now, was = one_line(known.hans), (*unit.chinese, "")[0]
        message = f'{known.id} is now "{now}", the file has "{was}"'
        problems.add(EXC003, unit.place, message, describe_change(was, now))
        return []
    same = [segment for segment in document.segments if _is_same(segment, unit)]
    if unit.id and not same:
        hint = nearest(unit.id, document.by_id)
        problems.add(EXC002, unit.place, f'no segment "{unit.id}"', hint)
    elif not same:
        message = f'no segment has this Chinese: "{(*unit.chinese, "")[0]}"'
        problems.add(EXC002, unit.place, message, _nearest(unit, document))
    english = {one_line(records[s.id].value.en) for s in same if s.id in records}
    if len(english) > 1:
        if unit.english not in english:
            names = ", ".join(segment.id for segment in same)
            message = f"{names} have this Chinese, each its own English"
            problems.add(EXC004, unit.place, message, "import a file that has their ids")
        return []
    return same


def _nearest(unit: SentenceUnit, document: Document) -> str:
    """A hint that names the segment whose Chinese is most like that of ``unit``, or ""."""
    chinese = (*unit.chinese, "")[0]
    texts = {one_line(segment.hans): segment.id for segment in document.segments}
    near = nearest_word(chinese, texts, _ALIKE)
    return f'{texts[near]} is now "{near}"' if near is not None else ""


def _is_same(segment: Segment, unit: SentenceUnit) -> bool:
    return bool({one_line(segment.hans), one_line(segment.hant)} & {*unit.chinese})


def _changes(
    segment: Segment, unit: SentenceUnit, record: Located[SegmentTranslation] | None
) -> list[ValueChange]:
    """What a unit would change in the record of its segment; all of it where there is none yet."""
    if record is None:
        place = Place(f"{FOLDER}/{segment.unit}.yml")
        return [ValueChange(place, segment.id, "en", "", unit.english)]
    value, place = record.value, record.place
    found = []
    if one_line(value.zh) != one_line(segment.hans):
        found.append(ValueChange(place, segment.id, "zh", value.zh, segment.hans))
    if one_line(value.en) != unit.english:
        found.append(ValueChange(place, segment.id, "en", one_line(value.en), unit.english))
    doubt = value.uncertain or ""
    if unit.is_fuzzy is False and doubt:
        found.append(ValueChange(place, segment.id, "uncertain", doubt, ""))
    elif unit.is_fuzzy and not doubt:
        new = f"{REVIEW} {unit.place.file.rpartition('/')[2]}"
        found.append(ValueChange(place, segment.id, "uncertain", "", new))
    return found


def _file(
    path: Path,
    segments: Sequence[Segment],
    changes: Sequence[ValueChange],
    records: Records,
    problems: Problems,
) -> str:
    """The new text of a page's file; "", and a problem, where it cannot be written."""
    before = path.read_bytes().decode("utf-8") if path.exists() else ""
    known = [change for change in changes if change.id in records]
    new = {
        change.id: Laid(change.id, str(change.after), 0)
        for change in changes
        if change.id not in records
    }
    try:
        text = edited(before, known, ORDER) if before else ""
        return fill(text, segments, new).text if new else text
    except (NotEditableError, yaml.YAMLError) as error:
        problems.add(EXC006, Place(f"data/{FOLDER}/{path.name}"), str(error))
        return ""
