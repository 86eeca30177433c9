"""``mkdocs.yml`` of an older publication, without what the generator has come to add itself."""

import yaml

from build_tools.scaffold.yaml_nodes import composed, loaded, pairs, spliced
from build_tools.website.mkdocs_yml import CONFIGURATION
from build_tools.website.page_files import OWN_FILES, file_of

HOOK = "mkdocs_hook.py"
_FILES = ("extra_css", "extra_javascript")


def migrate(text: str) -> tuple[str, list[str]]:
    """The settings as they should be, and a line for each change; other lines stay as they are.

    Raises Unreadable.

    >>> migrate("theme:\\n  name: material\\n  custom_dir: build_tools/theme\\n")[1][0]
    'mkdocs.yml:3: custom_dir is left out: the theme is the generator’s'
    """
    edits, changes = [], []
    top = pairs(composed(text, CONFIGURATION))
    for key, value in top:
        line = key.start_mark.line
        if key.value in _FILES and isinstance(value, yaml.SequenceNode):
            files = loaded(value)
            ours = [file_of(file) for file in files if file_of(file) in OWN_FILES]
            if ours:
                rest = [file for file in files if file_of(file) not in OWN_FILES]
                new = yaml.safe_dump({key.value: rest}, sort_keys=False) if rest else ""
                edits.append((_start(text, key), _end(text, value), new))
                changes.append(
                    f"{CONFIGURATION}:{line + 1}: {key.value} without the generator’s files: "
                    f"{', '.join(ours)}"
                )
        for inner, folder in pairs(value) if key.value == "theme" else ():
            if inner.value == "custom_dir" and folder.value.startswith("build_tools/"):
                edits.append((_start(text, inner), _end(text, folder), ""))
                changes.append(
                    f"{CONFIGURATION}:{inner.start_mark.line + 1}: custom_dir is left out: the "
                    "theme is the generator’s"
                )
        if key.value == "hooks" and isinstance(value, yaml.SequenceNode):
            for hook in value.value:
                if hook.value == f"build_tools/{HOOK}":
                    edits.append((hook.start_mark.index, hook.end_mark.index, HOOK))
                    changes.append(f"{CONFIGURATION}:{line + 1}: hooks: {HOOK}")
    if edits and "hooks" not in {key.value for key, _ in top}:
        at = _start(text, top[0][0])
        edits.append((at, at, f"hooks: [{HOOK}]\n"))
        changes.append(f"{CONFIGURATION}: hooks: {HOOK}, so that plain `mkdocs serve` works")
    return spliced(text, edits), changes


def _start(text: str, node: yaml.Node) -> int:
    """Where the line of a key begins."""
    return text.rfind("\n", 0, node.start_mark.index) + 1


def _end(text: str, node: yaml.Node) -> int:
    """Where the line after a value begins. A block's own end is that of the token after it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    at = text.find("\n", node.end_mark.index)
    return len(text) if at < 0 else at + 1
