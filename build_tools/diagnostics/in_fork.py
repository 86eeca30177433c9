"""Work in a fork that reports problems: what it adds to its own copy of them would be lost."""

from collections.abc import Callable
from typing import TypeVar

from build_tools.diagnostics.problems import Diagnostic, Problems
from build_tools.system.forks import Forks

T = TypeVar("T")


def start_reporting(forks: Forks, work: Callable[[Problems], T]) -> Callable[[Problems], T]:
    """Start ``work``; what waits, once, for its result, and adds the problems that it reported.

    >>> with Forks() as forks:
    ...     count = start_reporting(forks, lambda problems: len(problems.found))
    ...     count(Problems())
    0
    """

    def run() -> tuple[T, list[Diagnostic]]:
        problems = Problems()
        return work(problems), problems.found

    def finish(problems: Problems) -> T:
        result, found = wait()
        problems.found += found
        return result

    wait = forks.start(run)
    return finish
