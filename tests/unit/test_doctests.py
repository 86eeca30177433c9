"""The examples in the docstrings of the generator."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import build_tools

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(build_tools.__path__, "build_tools.")
    if not module.name.endswith(("__main__", "mkdocs_hook"))  # they run something
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert not failed


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    found = [
        example
        for name in MODULES
        for test in finder.find(importlib.import_module(name))
        for example in test.examples
    ]
    assert len(found) > 100
