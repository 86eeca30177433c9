"""Clocks: medians of repeated runs, and the growth of a cost with its input."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
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


def medians(runs: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """The median seconds of each of ``runs``, which take turns.

    What slows the machine for a while then slows all of them, and their ratios stay.
    """
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    return {name: statistics.median(found) for name, found in taken.items()}


def per_doubling(small: float, large: float, times: float) -> float:
    """By how much the cost of one piece grows each time that there are twice as many.

    ``large`` is the cost of ``times`` as many pieces as ``small`` is of; 1 is in proportion.
    """
    return float((large / small / times) ** (1 / math.log2(times)))
