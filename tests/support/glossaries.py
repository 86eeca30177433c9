"""Terms and glossary files made by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from build_tools.diagnostics import Place
from build_tools.glossary.records import Form, Term, TermRecord
from build_tools.records import Located
from build_tools.text.word_conversion import to_traditional

RECORD: dict[str, Any] = {
    "en": "word",
    "origin": "project",
    "definition": "Something that has to be explained for the purposes of these tests.",
}
"""What a record needs besides its id and its Chinese."""


def term(
    id: str,
    forms: Sequence[str],
    not_in: Sequence[str] = (),
    hant: Sequence[str] | None = None,
    is_general: bool = False,
    **more: Any,
) -> Term:
    """A term with the forms given, in simplified characters; ``hant`` where not OpenCC's."""
    value = {
        **RECORD,
        "id": id,
        "zh": forms[0],
        "also": tuple(forms[1:]),
        "pinyin": "pīn yīn",
        "en": id,
        "not_in": tuple(not_in),
        **more,
    }
    record = Located(TermRecord(**value), Place("glossary"), {})
    pairs = zip(forms, hant or map(to_traditional, forms), strict=True)
    return Term(record, "tests", tuple(Form(*pair) for pair in pairs), is_general)


def write(
    data: Path, files: Mapping[str, Sequence[Mapping[str, Any]]], omitted: Sequence[str] = ()
) -> Path:
    """A data folder with glossary files by their stems; records lack only what RECORD has."""
    folder = data / "glossary"
    folder.mkdir(parents=True)
    for stem, records in files.items():
        whole = [
            {**record, **{k: RECORD[k] for k in RECORD if k not in record}} for record in records
        ]
        text = yaml.dump(whole, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (folder / f"{stem}.yml").write_text(text, "utf-8")
    left_out = [{"phrase": phrase, "why": {"zh": "测试", "en": "A test."}} for phrase in omitted]
    text = yaml.safe_dump(left_out, allow_unicode=True, sort_keys=False)
    (data / "omitted-phrases.yml").write_text(text, "utf-8")
    return data
