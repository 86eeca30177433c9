"""JSON Schemas (2020-12) of what the site publishes for machines. Their names are a contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

TEXT: Json = {"type": "string"}
TRADITIONAL: Json = {"type": ["string", "null"]}
"""Null where the publication has no traditional text."""


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(title: str, description: str, properties: Json) -> Json:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        **_object(properties),
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


BILINGUAL: Json = _object({"zh": TEXT, "en": TEXT})
OPTIONAL_BILINGUAL: Json = {"anyOf": [BILINGUAL, {"type": "null"}]}
PLACE: Json = _object(
    {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}
)
REPORT_SCHEMA = _schema(
    "report.json",
    "The text by segments, in reading order. Joined, their `hans`, `hant` or `restored` are the "
    "whole text; `restored` is the source's own spelling, `hant` the traditional edition's.",
    {
        "publication": _object(
            {
                "title": BILINGUAL,
                "issuer": BILINGUAL,
                "place": BILINGUAL,
                "speaker": BILINGUAL,
                "meeting": BILINGUAL,
                "date": {"type": ["string", "null"], "format": "date"},
                "source": _object(
                    {
                        "file": TEXT,
                        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                        "script": {"enum": ["hant", "hans"]},
                        "ends_early": OPTIONAL_BILINGUAL,
                    }
                ),
            }
        ),
        "segments": _list(
            _object(
                {
                    "id": TEXT,
                    "part": {"enum": ["front", "review", "plan", "back"]},
                    "kind": {"enum": ["heading", "sentence"]},
                    "level": TEXT,
                    "paragraph": {"type": "integer", "minimum": 1},
                    "hant": TRADITIONAL,
                    "hans": TEXT,
                    "en": {"type": ["string", "null"]},
                    "restored": TEXT,
                    "source": PLACE,
                }
            )
        ),
    },
)
RESTORATION_SCHEMA = _schema(
    "restoration.json",
    "What was repaired: one row a kind of mechanical repair with its count, one row an erratum.",
    {
        "repairs": _list(
            _object(
                {
                    "rule": TEXT,
                    "count": {"type": "integer", "minimum": 1},
                    "line": {"type": "integer", "minimum": 1},
                    "column": {"type": "integer", "minimum": 1},
                    "before": TEXT,
                    "after": TEXT,
                    "proven": {"type": ["boolean", "null"]},
                    "why": BILINGUAL,
                }
            )
        )
    },
)
MANIFEST_SCHEMA = _schema(
    "manifest.json",
    "The SHA-256 of every file of the site but this one, by its path.",
    {
        "files": {
            "type": "object",
            "additionalProperties": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        }
    },
)
TERM_SCHEMA = _schema(
    "glossary.json",
    "The terms of the glossary and every segment in which each stands.",
    {
        "terms": _list(
            _object(
                {
                    "id": TEXT,
                    "hans": TEXT,
                    "hant": TRADITIONAL,
                    "pinyin": TEXT,
                    "en": TEXT,
                    "aliases": _list(TEXT),
                    "category": TEXT,
                    "definition_en": TEXT,
                    "definition_zh": {"type": ["string", "null"]},
                    "occurrences": _list(TEXT),
                }
            )
        )
    },
)
SCRIPTS: Json = _object({"hant": TRADITIONAL, "hans": TEXT, "en": TEXT})
NUMBER: Json = {"type": ["number", "null"]}
RECORD: Json = {
    "id": TEXT,
    "segment": TEXT,
    "start": {"type": "integer", "minimum": 0},
    "end": {"type": "integer", "minimum": 1},
    "quote": SCRIPTS,
    "title": SCRIPTS,
    "subjects": _list(TEXT),
    "quantities": _list(
        _object(
            {
                "indicator": {"type": ["string", "null"]},
                "measures": TEXT,
                "value": {"type": "number"},
                "upper": NUMBER,
                "unit": TEXT,
                "bound": TEXT,
                "basis": TEXT,
                "text": TEXT,
            }
        )
    ),
}
FOLLOW_UP: Json = _object(
    {
        "commitment": TEXT,
        "relation": TEXT,
        "note": OPTIONAL_BILINGUAL,
        "change": OPTIONAL_BILINGUAL,
    }
)
NO_FOLLOW_UP: Json = {
    "anyOf": [_object({"reason": TEXT, "note": OPTIONAL_BILINGUAL}), {"type": "null"}]
}
CHOICE: Json = _object({"id": TEXT, "name": BILINGUAL, "meaning": BILINGUAL})
TRACKER_SCHEMA = _schema(
    "tracker.json",
    "What was achieved, what is promised, and what joins them; `choices` defines the words used.",
    {
        "achievements": _list(
            _object({**RECORD, "follow_ups": _list(FOLLOW_UP), "no_follow_up": NO_FOLLOW_UP})
        ),
        "commitments": _list(_object({**RECORD, "strength": TEXT, "achievements": _list(TEXT)})),
        "choices": {"type": "object", "additionalProperties": _list(CHOICE)},
    },
)
SCHEMAS: Mapping[str, Json] = {
    "glossary": TERM_SCHEMA,
    "manifest": MANIFEST_SCHEMA,
    "report": REPORT_SCHEMA,
    "restoration": RESTORATION_SCHEMA,
    "tracker": TRACKER_SCHEMA,
}
"""The schema of each JSON file, by the file's name without its ending."""
