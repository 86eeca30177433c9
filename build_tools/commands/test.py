"""``test``: the tests, where the development environment is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

MORE = ""


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument("rest", nargs="*", help="arguments for pytest")


def run(arguments: Namespace) -> int:
    import pytest  # noqa: PLC0415 - only the development environment has it

    return int(pytest.main([str(arguments.root / "tests"), *arguments.rest]))
