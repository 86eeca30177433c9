"""YAML files that people edit, read to frozen, validated records that know their places."""

from build_tools.records.loading import (
    REC009,
    load_list,
    load_mapping,
    load_one,
    report_unread,
    yaml_files,
)
from build_tools.records.types import (
    Bilingual,
    Distinct,
    Fillable,
    Identifier,
    IdOf,
    KeyPath,
    Located,
    Record,
    SegmentId,
    Text,
    WrittenAs,
)
from build_tools.records.yaml_tree import read_text

__all__ = [
    "REC009",
    "Bilingual",
    "Distinct",
    "Fillable",
    "IdOf",
    "Identifier",
    "KeyPath",
    "Located",
    "Record",
    "SegmentId",
    "Text",
    "WrittenAs",
    "load_list",
    "load_mapping",
    "load_one",
    "read_text",
    "report_unread",
    "yaml_files",
]
