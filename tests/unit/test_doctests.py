"""The examples in the docstrings of the generator."""

import doctest
import importlib
import pkgutil

import build_tools


def test_examples() -> None:
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner()
    for module in pkgutil.walk_packages(build_tools.__path__, "build_tools."):
        if not module.name.endswith(("__main__", "mkdocs_hook")):  # they run something
            for test in finder.find(importlib.import_module(module.name)):
                if test.examples:
                    runner.run(test)
    failed, tried = runner.summarize(verbose=False)
    assert not failed, "the failures are in the output"
    assert tried > 100
