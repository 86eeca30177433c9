"""Finds each erratum in the source, and proves it with the damage model."""

from collections.abc import Mapping, Sequence

from build_tools.diagnostics import Code, Problems
from build_tools.records import Located
from build_tools.restoration.damage import is_proven
from build_tools.restoration.errata import Erratum
from build_tools.restoration.pinyin_notes import end_of_note, steadily_annotated
from build_tools.restoration.repairs import Repair
from build_tools.text.offsets import Locate

RST001 = Code(
    "RST001",
    "An erratum does not match the source text.",
    "Copy the damaged words from the source exactly, notes and ASCII marks included.",
    needs=("source",),
    breaks="record",
    example='"1.工業(yè)提值" is nowhere in the source',
)
RST002 = Code(
    "RST002",
    "An erratum matches the source text more than once.",
    "Take in more of the surrounding words, so that the passage is unique.",
    needs=("source",),
    breaks="record",
    example='"新增" appears 4 times in the source (see data/source/yunchuan-2022.txt:9:20)',
)
RST008 = Code(
    "RST008",
    "Errata overlap in the source text.",
    "Join them into one erratum.",
    example="it begins inside another erratum (see data/errata.yml:1:3)",
)
RST009 = Code(
    "RST009",
    "Damaging an erratum's restored text by the model does not yield the source.",
    "Correct the erratum, or say under 'unproven' why the proof does not close; a misprint of the "
    "report itself has none.",
    needs=("source",),
    breaks="record",
    example='no proof that "建成標準" stood there',
)
RST010 = Code(
    "RST010",
    "An erratum says that it is unproven, but its proof closes.",
    "Delete its 'unproven'.",
    example="the model of the damage gives the source, so this is proven",
)


def match_errata(
    source: str,
    place: Locate,
    errata: Sequence[Located[Erratum]],
    problems: Problems,
) -> list[Repair]:
    """The repairs that ``errata`` make to ``source``, in source order, without overlaps.

    ``place`` maps offsets in the source to places. An erratum that does not match exactly once, or
    overlaps one before it, is reported and left out.
    """
    notes = steadily_annotated(source) if errata else {}
    matched = [
        repair for erratum in errata if (repair := _match(source, place, erratum, notes, problems))
    ]
    kept: list[Repair] = []
    for repair in sorted(matched, key=lambda repair: repair.edit):
        previous = kept[-1] if kept else None
        if previous is None or repair.start >= previous.end:
            kept.append(repair)
        elif repair.erratum and previous.erratum:
            message = "it begins inside another erratum"
            problems.add(RST008, repair.erratum.place, message, see=previous.erratum.place)
    return kept


def _match(
    source: str,
    place: Locate,
    erratum: Located[Erratum],
    notes: Mapping[str, str],
    problems: Problems,
) -> Repair | None:
    """The repair that an erratum makes; None, and a problem, where it does not match once.

    A proof that does not close, or closes though the erratum says otherwise, is reported as well.
    """
    damaged, restored = erratum.value.damaged, erratum.value.restored
    start = source.find(damaged)
    end = start + len(damaged)
    if start < 0:
        hint, at = _most_alike(source, damaged)
        see = place(at) if hint else None
        problems.add(RST001, erratum.place, f'"{damaged}" is nowhere in the source', hint, see)
        return None
    if (count := source.count(damaged)) > 1:
        second = place(source.index(damaged, start + 1))
        message = f'"{damaged}" appears {count} times in the source'
        problems.add(RST002, erratum.place, message, see=second)
        return None
    proven = is_proven(restored, source[start : end_of_note(source, end)], notes)
    if not proven and not erratum.value.unproven:
        problems.add(RST009, erratum.place, f'no proof that "{restored}" stood there')
    if proven and erratum.value.unproven:
        problems.add(
            RST010, erratum.place, "the model of the damage gives the source, so this is proven"
        )
    return Repair("erratum", start, end, damaged, restored, proven, erratum)


def _most_alike(source: str, damaged: str) -> tuple[str, int]:
    """A hint that quotes the words of ``source`` that begin most like ``damaged``; their offset."""
    for size in range(len(damaged) - 1, 1, -1):
        if (at := source.find(damaged[:size])) >= 0:
            return f"the source has “{source[at : at + len(damaged)]}”", at
    return "", 0
