"""``mkdocs.yml`` of an older publication, without what the generator has come to add itself."""

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from build_tools.restoration.edits import Edit, changed
from build_tools.scaffold.yaml_nodes import composed, loaded, pairs, replacing
from build_tools.website.mkdocs_yml import CONFIGURATION
from build_tools.website.page_files import OWN_FILES, file_of

HOOK = "mkdocs_hook.py"
_FILES = ("extra_css", "extra_javascript")


def migrate(text: str) -> tuple[str, list[str]]:
    """The settings as they should be, and a line for each change; other lines stay as they are.

    Raises Unreadable.

    >>> migrate("theme:\\n  name: material\\n  custom_dir: build_tools/theme\\n")[1][0]
    'mkdocs.yml:3: custom_dir is left out: the theme is the generator’s'
    >>> migrate("hooks: [build_tools/mkdocs_hook.py]\\n")
    ('hooks: [mkdocs_hook.py]\\n', ['mkdocs.yml:1: hooks: mkdocs_hook.py'])
    """
    top = pairs(composed(text, CONFIGURATION))
    found = [change for key, value in top for change in _changes(text, key, value)]
    if found and "hooks" not in {key.value for key, _ in top}:
        at = _start(text, top[0][0])
        line = f"{CONFIGURATION}: hooks: {HOOK}, so that plain `mkdocs serve` works"
        found.append(_Change(Edit(at, at, f"hooks: [{HOOK}]\n"), line))
    return changed(text, [one.edit for one in found]), [one.line for one in found]


class _Change(NamedTuple):
    """A change of the file, and the line that says so."""

    edit: Edit
    line: str


def _changes(text: str, key: yaml.Node, value: yaml.Node) -> Iterator[_Change]:
    """What changes in the value of a key at the top."""
    line = key.start_mark.line + 1
    if key.value in _FILES and isinstance(value, yaml.SequenceNode):
        files = loaded(value)
        if ours := [file_of(file) for file in files if file_of(file) in OWN_FILES]:
            rest = [file for file in files if file_of(file) not in OWN_FILES]
            new = yaml.safe_dump({key.value: rest}, sort_keys=False) if rest else ""
            what = f"{key.value} without the generator’s files: {', '.join(ours)}"
            edit = Edit(_start(text, key), _end(text, value), new)
            yield _Change(edit, f"{CONFIGURATION}:{line}: {what}")
    elif key.value == "theme" and isinstance(value, yaml.MappingNode):
        for number, (inner, folder) in enumerate(value.value):
            if inner.value == "custom_dir" and folder.value.startswith("build_tools/"):
                place = f"{CONFIGURATION}:{inner.start_mark.line + 1}"
                what = "custom_dir is left out: the theme is the generator’s"
                yield _Change(_without(text, value, number), f"{place}: {what}")
    elif key.value == "hooks" and isinstance(value, yaml.SequenceNode):
        for hook in value.value:
            if hook.value == f"build_tools/{HOOK}":
                yield _Change(replacing(hook, HOOK), f"{CONFIGURATION}:{line}: hooks: {HOOK}")


def _without(text: str, mapping: yaml.MappingNode, number: int) -> Edit:
    """The edit that removes a key with its value, and between braces the comma with them."""
    key, value = mapping.value[number]
    if not mapping.flow_style:
        return Edit(_start(text, key), _end(text, value), "")
    if number + 1 < len(mapping.value):
        return Edit(key.start_mark.index, mapping.value[number + 1][0].start_mark.index, "")
    start = mapping.value[number - 1][1].end_mark if number else key.start_mark
    return Edit(start.index, value.end_mark.index, "")


def _start(text: str, node: yaml.Node) -> int:
    """Where the line of a key begins."""
    return text.rfind("\n", 0, node.start_mark.index) + 1


def _end(text: str, node: yaml.Node) -> int:
    """Where the line after a value begins. A block's own end is that of the token after it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    at = text.find("\n", node.end_mark.index)
    return len(text) if at < 0 else at + 1
