"""Files for YAML editors: JSON Schemas of the data files, and which schema is for which file.

A publication keeps them beside its data: ``schemas/NAME.schema.json``, ``.vscode/settings.json``,
and in each data file a first line that names its schema, which other editors read too.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.publication.data_files import DATA_FILES, data_file
from build_tools.publication.data_schemas import Json, schemas
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.resources.vocabulary import Vocabulary
from build_tools.system.files import json_text, read, write_if_changed
from build_tools.tracker.records import Tracker, load_tracker

FOLDER = "schemas"
SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
YAML_SCHEMAS = "yaml.schemas"
_MODELINE = re.compile(r"^# yaml-language-server: \$schema=[^\r\n]*", re.MULTILINE)


def write_editor_files(project: Project, resolved: Resolved) -> tuple[list[str], list[str]]:
    """Write the files that are not up to date; their paths, and those of files that are left."""
    tracker = load_tracker(project.data, Problems())
    ids = known_ids(resolved, tracker)
    files, left = schema_files(tracker.vocabulary, ids), []
    for path, make in (
        (SETTINGS, settings),
        (EXTENSIONS, extensions),
    ):
        text = make(project.root / path)
        if text is None:
            left.append(path)
        else:
            files[path] = text
    for file in DATA_FILES:
        for found in sorted(project.data.glob(file.pattern)):
            try:
                before = read(found).decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue  # `check` names it
            name = found.relative_to(project.data).as_posix()
            if (text := with_modeline(before, name)) != before:
                files[f"{project.data.name}/{name}"] = text
    written = [
        path
        for path, text in files.items()
        if write_if_changed(project.root / path, text.encode("utf-8"))
    ]
    return written, left


def known_ids(resolved: Resolved, tracker: Tracker) -> dict[str, list[str]]:
    """The ids that fields may name, by their kind (``IdOf``); ``tracker`` also has the drafts."""
    return {
        "segment": [segment.id for segment in resolved.document.segments],
        "term": [term.id for term in resolved.glossary.terms],
        "achievement": list(tracker.achievement),
        "commitment": list(tracker.commitment),
        "entry": list(dict.fromkeys((*tracker.achievement, *tracker.commitment))),
        "indicator": sorted(tracker.indicator),
    }


def schema_path(name: str) -> str:
    """Where the schema of that name is, from the publication's folder."""
    return f"{FOLDER}/{name}.schema.json"


def schema_files(vocabulary: Vocabulary, ids: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The schema of every data file: path to text."""
    return {
        schema_path(name): json_text(schema) for name, schema in schemas(vocabulary, ids).items()
    }


def modeline(name: str) -> str:
    """The first line of a file below ``data/`` that names its schema; "" for any other file.

    >>> modeline("tracker/links.yml")
    '# yaml-language-server: $schema=../../schemas/tracker-links.schema.json'
    """
    file = data_file(name)
    if file is None:
        return ""
    up = "../" * (name.count("/") + 1)
    return f"# yaml-language-server: $schema={up}{schema_path(file.name)}"


def with_modeline(text: str, name: str) -> str:
    """The text of a data file with its line that names the schema; its other lines stay."""
    line = modeline(name)
    if not line:
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rest = text.removeprefix(mark)
    if _MODELINE.search(rest):
        return mark + _MODELINE.sub(lambda _: line, rest, count=1)
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{mark}{line}{end}{rest}"


def settings(existing: Path) -> str | None:
    """``.vscode/settings.json`` with the schemas in it, and whatever else is there.

    None where the file holds no plain JSON, such as JSON with comments: it is an editor's own.
    """
    known = _read(existing)
    if known is None:
        return None
    kept = known.get(YAML_SCHEMAS)
    others = {
        schema: files
        for schema, files in (kept if isinstance(kept, dict) else {}).items()
        if not schema.startswith(f"./{FOLDER}/")
    }
    own = {f"./{schema_path(file.name)}": f"data/{file.pattern}" for file in DATA_FILES}
    return json_text({**known, YAML_SCHEMAS: {**others, **own}})


def extensions(existing: Path) -> str | None:
    """``.vscode/extensions.json``, which recommends the extension that reads the schemas."""
    known = _read(existing)
    if known is None:
        return None
    kept = known.get("recommendations")
    recommended = dict.fromkeys([*(kept if isinstance(kept, list) else ()), "redhat.vscode-yaml"])
    return json_text({**known, "recommendations": list(recommended)})


def _read(path: Path) -> Json | None:
    if not path.exists():
        return {}
    try:
        found = json.loads(read(path))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
