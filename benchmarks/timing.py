"""Clocks: medians of repeated runs, and the growth of a cost with its input."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager


@contextmanager
def working(times: dict[str, float], name: str) -> Iterator[None]:
    """Puts the seconds that this process works inside into ``times``, whatever else runs beside."""
    start = time.process_time()
    yield
    times[name] = time.process_time() - start


def seconds(run: Callable[[], object]) -> float:
    """How long ``run`` takes by the clock on the wall."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_turns(runs: Mapping[str, Callable[[], object]], times: int) -> dict[str, list[float]]:
    """The seconds of each of ``runs`` in each turn; all have a turn before the next one begins."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    return taken


def ratio(ours: Sequence[float], other: Sequence[float]) -> float:
    """How many times the ``other`` time ours is: the median of the turns.

    What slows the machine for a while slows both sides of a turn, and its ratio stays.
    """
    return statistics.median(own / its for own, its in zip(ours, other, strict=True))


def medians(runs: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """The median seconds of each of ``runs``, which take turns."""
    return {name: statistics.median(found) for name, found in in_turns(runs, times).items()}


def per_doubling(small: float, large: float, times: float) -> float:
    """By how much the cost of one piece grows each time that there are twice as many.

    ``large`` is the cost of ``times`` as many pieces as ``small`` is of; 1 is in proportion.
    """
    return float((large / small / times) ** (1 / math.log2(times)))
