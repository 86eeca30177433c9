"""``mkdocs.yml``, the one configuration of all editions and renderers: read safely, and written."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import yaml

from build_tools.diagnostics import Code, Place, Problems, nearest
from build_tools.records.text_file import read_text
from build_tools.records.yaml_tree import parse
from build_tools.system.files import write
from build_tools.website.page_files import OWN_FILES, file_of
from build_tools.website.theme_files import has_icon, theme_assets

SIT013 = Code(
    "SIT013",
    "The renderer refused the staged pages, or a setting in mkdocs.yml cannot be used.",
    "Its own message says why; a setting that it does not know is the usual reason.",
    example="ERROR - Config value 'markdown_extensions': Failed to load extension 'tables'",
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
SETTINGS = frozenset(
    {
        "INHERIT",
        "config_file_path",
        "copyright",
        "dev_addr",
        "docs_dir",
        "draft_docs",
        "edit_uri",
        "edit_uri_template",
        "exclude_docs",
        "extra",
        "extra_css",
        "extra_javascript",
        "extra_templates",
        "hooks",
        "markdown_extensions",
        "mdx_configs",
        "nav",
        "not_in_nav",
        "plugins",
        "remote_branch",
        "remote_name",
        "repo_name",
        "repo_url",
        "site_author",
        "site_description",
        "site_dir",
        "site_name",
        "site_url",
        "strict",
        "theme",
        "use_directory_urls",
        "validation",
        "watch",
    }
)
"""The settings of MkDocs. It ignores others, and only warns."""
_MADE = {
    "nav": "the pages of docs/ are listed by themselves",
    "copyright": "write maintainer and licence under “site” in publication.yml",
    "site_description": "write description under “site” in publication.yml",
}
"""Settings that the generator makes for each edition, and where their words are."""
COLOURS = frozenset(
    {
        "amber",
        "black",
        "blue",
        "blue grey",
        "brown",
        "custom",
        "cyan",
        "deep orange",
        "deep purple",
        "green",
        "grey",
        "indigo",
        "light blue",
        "light green",
        "lime",
        "orange",
        "pink",
        "purple",
        "red",
        "teal",
        "white",
        "yellow",
    }
)
"""The colours that Material has a palette for."""
_EXTENSION = re.compile(
    r"(?:markdown\.extensions\.)?(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code"
    r"|footnotes|legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.(?!(?:b64|snippets)$)[a-z_]+(?:\.[a-z_]+)?"
)
"""The extensions of Python-Markdown and of PyMdown that read no files: with others a page could
publish any file of the machine that builds it, or run code of its own."""


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
    for key, message, hint in _without_effect(config) if not faults else ():
        problems.advise(SIT013, tree.nearest_place((key,)), message, hint)
    return None if faults else config


def _without_effect(config: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The settings that change nothing, each with a hint."""
    for key in map(str, config):
        if key in _MADE:
            yield key, f'"{key}" has no effect: the generator makes it', _MADE[key]
        elif key not in SETTINGS:
            yield key, f'"{key}" is no setting of MkDocs', nearest(key, SETTINGS)


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
    yield from _faults_of_files(config, docs)
    yield from _faults_of_extensions(config.get("markdown_extensions") or [])
    yield from _faults_of_plugins(config.get("plugins") or [])
    yield from _faults_of_pictures(config["theme"], docs)
    yield from _faults_of_palette(config["theme"].get("palette"))
    if "INHERIT" in config:
        message = '"INHERIT" is not supported: copy the settings of that file into this one'
        yield ("INHERIT",), message
    for key in ("edit_uri", "edit_uri_template"):
        if config.get(key):
            message = f'"{key}" is not supported: "repository" in publication.yml makes such links'
            yield (key,), message


def _faults_of_files(
    config: Mapping[str, Any], docs: Path
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The style sheets and scripts that are not there, or on another site."""
    for key in ("extra_css", "extra_javascript"):
        files = config.get(key) or []
        if not isinstance(files, list):
            yield (key,), f'"{key}" must be a list of files'
            continue
        for index, name in enumerate(map(file_of, files)):
            if re.match(r"(?:https?:)?//", name):
                message = f'"{key}" names {name}: pages load nothing from another site'
                yield (key, index), message
            elif name not in OWN_FILES and not (docs / name).is_file():
                yield (key, index), f'"{key}" names {name}, and there is no {docs.name}/{name}'


def _faults_of_extensions(extensions: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The extensions of Markdown that may not be used; a list of them, or keys with settings."""
    for index, item in enumerate(extensions if isinstance(extensions, list | dict) else ()):
        name = str(next(iter(item), "") if isinstance(item, dict) else item)
        if not _EXTENSION.fullmatch(name):
            where = index if isinstance(extensions, list) else name
            message = f"{name} is no extension of Python-Markdown or PyMdown that reads only pages"
            yield ("markdown_extensions", where), message


def _faults_of_plugins(plugins: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The plugins that are not installed; a list of them, or keys with settings."""
    if not plugins or not isinstance(plugins, list | dict):
        return
    installed = {one.name for one in entry_points(group="mkdocs.plugins")}
    for index, item in enumerate(plugins):
        name = str(next(iter(item), "") if isinstance(item, dict) else item)
        if not {name, f"material/{name}"} & installed:
            where = index if isinstance(plugins, list) else name
            yield ("plugins", where), f"no plugin {name} is installed"


def _faults_of_palette(palette: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The colours and the icons of a palette that the theme does not have."""
    for index, option in enumerate(palette if isinstance(palette, list) else [palette]):
        path = ("theme", "palette", index) if isinstance(palette, list) else ("theme", "palette")
        for key in ("primary", "accent"):
            colour = option.get(key) if isinstance(option, dict) else None
            if colour is not None and str(colour) not in COLOURS:
                known = ", ".join(sorted(COLOURS))
                message = f'"{key}" must be one of {known}; with custom, extra_css gives your own'
                yield (*path, key), message
        icon = _value(option, ("toggle", "icon"))
        if isinstance(icon, str) and not has_icon(icon):
            yield (*path, "toggle", "icon"), f"the theme has no icon {icon}"


def _faults_of_pictures(theme: Any, docs: Path) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The pictures of the theme that are not there."""
    for key in ("logo", "favicon"):
        name = theme.get(key)
        is_here = isinstance(name, str) and not re.match(r"https?:", name)
        if is_here and not (docs / name).is_file() and name not in theme_assets():
            yield ("theme", key), f'"{key}" names {name}, and there is no {docs.name}/{name}'
    icons = theme.get("icon")
    for key, icon in icons.items() if isinstance(icons, dict) else ():
        if isinstance(icon, str) and not has_icon(icon):
            yield ("theme", "icon", key), f"the theme has no icon {icon}"


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
