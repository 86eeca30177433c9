"""Writes the reference of the data files and of the problem codes into the guide, from the models.

``python -m tools.reference`` writes ``docs/guide/data-files.md`` and ``docs/guide/problems.md``; a
test holds the files to what this makes.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_tools.diagnostics.all_codes import codes_by_room
from build_tools.publication.data_files import DATA_FILES, DataFile
from build_tools.records.editions import ENGLISH
from build_tools.resources.interface import Words
from build_tools.resources.vocabulary import general_vocabulary

GUIDE = Path(__file__).parents[1] / "docs" / "guide"
BILINGUAL = ("Bilingual", "Fillable", "Title")
"""The models of one text in both languages, shown as one field."""
FORMS = {
    "one": "One record.",
    "list": "A list of records.",
    "mapping": "Identifiers, each with a record.",
}


def data_files() -> str:
    """The reference of every data file and field."""
    lines = [
        "# The data files",
        "",
        "Every file that an editor writes, with every field. Made from the models of the records",
        "(`python -m tools.reference`); the files are YAML, and every value is read as text.",
    ]
    for file in DATA_FILES:
        lines += ["", f"## `data/{file.pattern}`", "", *_file(file)]
    lines += ["", "## The words of the closed lists", ""]
    lines += [
        "A publication adds words, or changes them, in `data/vocabulary.yml`.",
        "",
        "| list | word | name | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for name, listed in general_vocabulary().items():
        for word, choice in listed.choices.items():
            lines.append(f"| {name} | `{word}` | {choice.name.en} | {choice.meaning.en} |")
    return "\n".join(lines) + "\n"


def _file(file: DataFile) -> Iterator[str]:
    schema = file.model.model_json_schema(mode="validation")
    yield f"{_one_line(schema.get('description', ''))} {FORMS[file.form]}"
    yield ""
    yield "| field | what it holds | |"
    yield "| --- | --- | --- |"
    yield from _fields(schema, schema.get("$defs", {}), "")


def _fields(schema: dict[str, Any], definitions: dict[str, Any], prefix: str) -> Iterator[str]:
    required = set(schema.get("required", ()))
    for name, field in schema.get("properties", {}).items():
        need = "required" if name in required else ""
        inner = _inner(field, definitions)
        about = _one_line(field.get("description", "") or (inner or {}).get("description", ""))
        kind = _kind(field, definitions)
        yield f"| `{prefix}{name}` | {' '.join(filter(None, (about, kind)))} | {need} |"
        if inner is not None and inner.get("title") not in BILINGUAL:
            each = ".ID" if "patternProperties" in field else ""
            yield from _fields(inner, definitions, f"{prefix}{name}{each}.")


def _inner(field: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any] | None:
    for part in (field, *field.get("anyOf", ()), *field.get("allOf", ())):
        inside = (part, part.get("items", {}), *part.get("patternProperties", {}).values())
        for reference in (one.get("$ref") for one in inside):
            if reference:
                found: dict[str, Any] = definitions[reference.rpartition("/")[2]]
                return found
    return None


def _kind(field: dict[str, Any], definitions: dict[str, Any]) -> str:
    inner = _inner(field, definitions)
    is_bilingual = inner is not None and inner.get("title") in BILINGUAL
    if inner is not None and "patternProperties" in field:
        return f"Identifiers, each with {'`{zh: …, en: …}`' if is_bilingual else 'a record'}."
    if is_bilingual:
        return "`{zh: …, en: …}`"
    if words := field.get("enum") or field.get("items", {}).get("enum"):
        return " | ".join(f"`{word}`" for word in words).replace("|", "\\|")
    if listed := field.get("x-list"):
        return f"A word of the list *{listed}*."
    if field.get("type") == "array":
        return "A list of ids." if "x-ids" in field.get("items", {}) else "A list."
    return ""


def _one_line(text: str) -> str:
    return re.sub(r"``([^`]*)``", r"`\1`", " ".join(text.split())).replace("|", "\\|")


def problems() -> str:
    """The reference of every problem code."""
    lines = [
        "# The problem codes",
        "",
        "What `check` and `site` report, and what to do. An *error* keeps the site from being",
        "published; *advice* does not. Made from the code (`python -m tools.reference`).",
    ]
    for room, codes in codes_by_room().items():
        lines += ["", f"## {Words(ENGLISH)(f'problems_{room}')}"]
        for code in codes:
            lines += ["", f"### {code.id}", "", f"*{code.severity}.* {code.meaning} {code.remedy}"]
            if code.example:
                lines += ["", "```text", " ".join(code.example.split()), "```"]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """The pages of the guide that are made, by their names."""
    return {"data-files.md": data_files(), "problems.md": problems()}


def main() -> None:
    """Write the pages."""
    GUIDE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (GUIDE / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
