"""``mkdocs.yml``, the one configuration of all editions and renderers: read safely, and written."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records.yaml_tree import parse, read_text
from build_tools.system.files import write
from build_tools.website.page_files import OWN_FILES, file_of

SIT013 = Code(
    "SIT013",
    "The renderer refused the staged pages, or a setting in mkdocs.yml cannot be used.",
    "Its own message says why; a setting that it does not know is the usual reason.",
    example="ERROR - Config value 'markdown_extensions': Failed to load extension 'tabels'",
)
CONFIGURATION = "mkdocs.yml"
_KINDS: Mapping[tuple[str, ...], tuple[Any, str]] = {
    ("extra",): (dict, "keys with values"),
    ("extra", "social"): (list, "a list"),
    ("theme", "features"): (list, "a list"),
    ("theme", "icon"): (dict, "keys with values"),
    ("theme", "palette"): (dict | list, "keys with values or a list"),
}
"""What templates of the theme rely on."""


def load_configuration(path: Path, problems: Problems) -> dict[str, Any] | None:
    """``mkdocs.yml`` as a mapping; None, and located problems, where it cannot be used.

    Tags such as ``!!python/name`` and inherited files are refused: MkDocs would run their code.
    """
    found = Problems()
    text = read_text(path, path.name, found)
    tree = parse(text, path.name, found) if text is not None else None
    problems.found += found.found
    if text is None or tree is None or found.errors:
        return None
    try:
        config = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:  # such as the date 2024-13-32
        problems.add(SIT013, Place(path.name), " ".join(str(error).split()))
        return None
    faults = list(_faults(config, path.parent / "docs"))
    for keys, message in faults:
        place = tree.nearest_place(keys) if keys else Place(path.name)
        problems.add(SIT013, place, message)
    return None if faults else config


def _faults(config: Any, docs: Path) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the settings from which those of the editions are derived."""
    if not isinstance(config, dict) or not isinstance(config.get("theme"), dict):
        yield (), 'it needs "theme:" with "name: material" below it'
        return
    if config["theme"].get("name", "material") != "material":
        yield ("theme", "name"), "the name of the theme must be material"
    if config["theme"].get("font"):
        yield ("theme", "font"), '"font" must be false: pages load nothing from another site'
    for keys, (kind, words) in _KINDS.items():
        value = _value(config, keys)
        if value is not None and not isinstance(value, kind):
            yield keys, f'"{keys[-1]}" must hold {words}'
    for key in ("extra_css", "extra_javascript"):
        files = config.get(key) or []
        if not isinstance(files, list):
            yield (key,), f'"{key}" must be a list of files'
            continue
        for index, name in enumerate(map(file_of, files)):
            if name not in OWN_FILES and not (docs / name).is_file():
                yield (key, index), f'"{key}" names {name}, and there is no {docs.name}/{name}'
    if "INHERIT" in config:
        message = '"INHERIT" is not supported: copy the settings of that file into this one'
        yield ("INHERIT",), message
    for key in ("edit_uri", "edit_uri_template"):
        if config.get(key):
            message = f'"{key}" is not supported: "repository" in publication.yml makes such links'
            yield (key,), message


def _value(config: Any, keys: Iterable[str]) -> Any:
    """The setting with these keys, one inside the other; None where there is none."""
    for key in keys:
        config = config.get(key) if isinstance(config, dict) else None
    return config


def write_configuration(path: Path, config: Mapping[str, Any]) -> str:
    """Write ``config`` with its folders relative to the file, as Zensical needs them; the text."""

    def relative(folder: str) -> str:
        try:
            return Path(os.path.relpath(folder, path.parent)).as_posix()
        except ValueError:  # it is on another drive of Windows
            return Path(folder).as_posix()

    theme = {**config["theme"], "custom_dir": relative(config["theme"]["custom_dir"])}
    folders = {key: relative(config[key]) for key in ("docs_dir", "site_dir")}
    text = yaml.safe_dump(
        {**config, **folders, "theme": theme}, allow_unicode=True, sort_keys=False
    )
    write(path, text.encode())
    return text
