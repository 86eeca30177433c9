"""Clocks: medians of repeated runs, and how a cost grows with its input."""

import math
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager


@contextmanager
def working(times: dict[str, float], name: str) -> Iterator[None]:
    """Store the CPU seconds of this process in ``times[name]``; other processes do not count."""
    start = time.process_time()
    yield
    times[name] = time.process_time() - start


def seconds(run: Callable[[], object]) -> float:
    """How long ``run`` takes in wall time."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_turns(runs: Mapping[str, Callable[[], object]], times: int) -> dict[str, list[float]]:
    """The seconds of each run in each round. In a round, every run has one turn."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    return taken


def ratio(ours: Sequence[float], other: Sequence[float]) -> float:
    """The median over the rounds of our time divided by the ``other`` time.

    What slows the machine for a while slows both times of a round, and their ratio stays.
    """
    return statistics.median(own / its for own, its in zip(ours, other, strict=True))


def medians(runs: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """The median seconds of each run, measured in rounds."""
    return {name: statistics.median(found) for name, found in in_turns(runs, times).items()}


def per_doubling(small: float, large: float, times: float) -> float:
    """The factor by which the cost of one piece grows when the number of pieces doubles.

    ``large`` is the cost of ``times`` as many pieces as ``small``. 1 means that the cost is in
    proportion.

    >>> per_doubling(2, 8, 4)
    1.0
    """
    return float((large / small / times) ** (1 / math.log2(times)))
