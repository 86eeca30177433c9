"""What the site publishes for machines, as plain values, with a JSON Schema for each.

The names of files and fields are a contract; ``data/schemas/`` of the site describes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from build_tools.exports import bitext, termbase
from build_tools.exports.schemas import SCHEMAS
from build_tools.exports.tracker import tracker_json
from build_tools.presentation.templating import to_traditional
from build_tools.publication.resolved import Resolved
from build_tools.restoration.restore import MECHANICAL
from build_tools.text.offsets import place_of
from build_tools.tracker import indicators

Json = Mapping[str, Any]
VERSION = "1"
"""Of the exports' shape; counted up when a field changes its meaning."""


def dumps(value: object) -> str:
    """``value`` as JSON text: readable, stable, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def report(resolved: Resolved) -> Json:
    """``report.json``: joined, the segments are the whole text."""
    publication = resolved.publication
    return {
        "publication": {
            "title": publication.title.both(),
            "issuer": publication.issuer.both(),
            "place": publication.place.both(),
            "speaker": publication.speaker.both(),
            "meeting": publication.meeting.both(),
            "date": publication.date.isoformat() if publication.date else None,
            "source": {
                "file": publication.source.file,
                "sha256": publication.source.sha256,
                "script": publication.source.script,
                "ends_early": ends.both() if (ends := publication.source.ends_early) else None,
            },
        },
        "segments": [
            {
                "id": segment.id,
                "part": segment.part,
                "kind": segment.kind,
                "level": segment.level,
                "paragraph": segment.paragraph,
                "hant": segment.hant if publication.has_traditional else None,
                "hans": segment.hans,
                "en": resolved.translation.get(segment.id),
                "restored": segment.restored,
                "source": {"line": segment.place.line, "column": segment.place.column},
            }
            for segment in resolved.document.segments
        ],
    }


def restoration(resolved: Resolved) -> Json:
    """``restoration.json``: a row for each kind of mechanical repair, one for each erratum."""
    source = resolved.restoration.source
    file = resolved.publication.source.file
    rows: list[Json] = []
    for rule in MECHANICAL:
        made = [repair for repair in resolved.restoration.repairs if repair.rule == rule]
        if made:
            place = place_of(source, made[0].start, file)
            rows.append(
                {
                    "rule": rule,
                    "count": len(made),
                    "line": place.line,
                    "column": place.column,
                    "before": made[0].before,
                    "after": made[0].after,
                    "proven": None,
                    "why": {
                        "zh": f"共{len(made)}处，此为首处",
                        "en": f"{len(made)} places; the first",
                    },
                }
            )
    for repair in resolved.restoration.repairs:
        if repair.erratum is None:
            continue
        place = place_of(source, repair.start, file)
        rows.append(
            {
                "rule": repair.rule,
                "count": 1,
                "line": place.line,
                "column": place.column,
                "before": repair.before,
                "after": repair.after,
                "proven": repair.proven,
                "why": {"zh": repair.erratum.why_zh, "en": repair.erratum.why_en},
            }
        )
    return {"repairs": rows}


def _tmx_header(resolved: Resolved) -> bitext.Header:
    publication = resolved.publication
    return bitext.Header(
        tool="build_tools",
        tool_version=VERSION,
        note=f"{publication.title.en}. Unofficial translation by this project.",
        properties=(("title", publication.title.en), ("address", str(publication.site.url))),
    )


def files(resolved: Resolved) -> dict[str, str]:
    """The data files of the site and their schemas: path below ``data/`` to text."""
    terms, occurrences = resolved.glossary.terms, resolved.matching.occurrences
    traditional = resolved.publication.has_traditional
    return {
        "report.json": dumps(report(resolved)),
        "restoration.json": dumps(restoration(resolved)),
        "glossary.json": dumps(termbase.to_json(terms, occurrences, traditional)),
        "glossary.csv": termbase.to_csv(terms, occurrences, traditional),
        "glossary.tbx": termbase.to_tbx(
            terms,
            occurrences,
            resolved.document,
            resolved.publication.site.name.en,
            resolved.publication.title.en,
            {key: name.en for key, name in resolved.publication.subjects.items()},
            traditional,
        ),
        "tracker.json": dumps(
            tracker_json(resolved.tracker, to_traditional if traditional else None)
        ),
        "indicators.csv": indicators.csv_text(resolved.tracker),
        "translation.tmx": bitext.tmx(
            resolved.document, resolved.translation, _tmx_header(resolved), traditional
        ).decode(),
        "translation.tsv": bitext.tsv(resolved.document, resolved.translation),
        **{f"schemas/{name}.schema.json": dumps(schema) for name, schema in SCHEMAS.items()},
    }
