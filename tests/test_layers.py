"""The import arrows of the generator: each module imports from its own layer or those before it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "build_tools"
LAYERS = Path(__file__).parent / "cases" / "layers.txt"


def layers() -> list[list[str]]:
    """The name patterns of each layer, from the first to the last."""
    lines = LAYERS.read_text("utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def module_name(file: Path) -> str:
    """``restoration.solve`` for ``restoration/solve.py``; a package has its folder's name."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def layer_of(module: str) -> int | None:
    """The one layer whose patterns fit the module or the package that it is in."""
    top = module.partition(".")[0]
    found = {
        number
        for number, patterns in enumerate(layers())
        for pattern in patterns
        if fnmatchcase(top, pattern)
    }
    assert len(found) < 2, f"{top} is in several layers of {LAYERS.name}"
    return found.pop() if found else None


def targets(tree: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    """The dotted names that the code imports, also inside functions; relative ones made whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = ["build_tools", *(module.split(".") if module else [])]
            up = node.level - is_package
            start = here[: len(here) - up] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imports(module: str) -> set[str]:
    """The modules of the package that a module imports."""
    file = MODULES[module]
    found = set()
    tree = ast.parse(file.read_text("utf-8"), str(file))
    for target in targets(tree, module, file.stem == "__init__"):
        if re.match(r"build_tools(\.|$)", target):
            inner = target.removeprefix("build_tools").removeprefix(".")
            # The last word may be a value of the module before it.
            while inner not in MODULES:
                inner = inner.rpartition(".")[0]
            found.add(inner)
    return found - {module, ""}


@pytest.mark.parametrize("module", sorted(set(MODULES) - {""}))
def test_arrows_point_to_the_left(module: str) -> None:
    own = layer_of(module)
    assert own is not None, f"put {module} into a layer of {LAYERS.name}"
    wrong = {other for other in imports(module) if (layer_of(other) or 0) > own}
    assert not wrong, f"{module} imports from a later layer: {', '.join(sorted(wrong))}"


def test_no_cycles() -> None:
    try:
        tuple(TopologicalSorter({module: imports(module) for module in MODULES}).static_order())
    except CycleError as error:
        pytest.fail("import cycle: " + " → ".join(error.args[1]))


@pytest.mark.parametrize(
    ("code", "module", "is_package", "expected"),
    [
        ("import build_tools.document.model", "outline", False, ["build_tools.document.model"]),
        (
            "from build_tools import model, records",
            "x",
            False,
            ["build_tools.document.model", "build_tools.records.loading"],
        ),
        ("from . import gbk", "restoration.solve", False, ["build_tools.restoration.gbk"]),
        (
            "from ..model import Segment",
            "pages.home",
            False,
            ["build_tools.document.model.Segment"],
        ),
        ("from .page import Page", "pages", True, ["build_tools.presentation.pages.page.Page"]),
        ("def f():\n    import build_tools.serve", "x", False, ["build_tools.serve"]),
        (
            "if TYPE_CHECKING:\n    from .model import Part",
            "x",
            False,
            ["build_tools.document.model.Part"],
        ),
        ("import json", "x", False, ["json"]),
    ],
)
def test_imports_are_seen(code: str, module: str, is_package: bool, expected: list[str]) -> None:
    assert list(targets(ast.parse(code), module, is_package)) == expected
