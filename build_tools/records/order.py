"""Items out of order: the fewest that have to be moved."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any


def misplaced(keys: Sequence[Any]) -> Iterator[tuple[int, int | None]]:
    """The numbers of the fewest items to move, and of the item behind which each belongs.

    None stands for the beginning. All others are a longest run of ``keys`` that never falls.

    >>> list(misplaced("dabce")), list(misplaced("bcda")), list(misplaced("abc"))
    ([(0, 3)], [(3, None)], [])
    """
    ends: list[int] = []  # of the best run of each length, its last item
    before: list[int] = []
    for number, key in enumerate(keys):
        at = bisect_right(ends, key, key=lambda end: keys[end])
        before.append(ends[at - 1] if at else -1)
        ends[at : at + 1] = [number]
    kept: list[int] = []
    last = ends[-1] if ends else -1
    while last >= 0:
        kept.append(last)
        last = before[last]
    kept.reverse()
    stays = set(kept)
    for number, key in enumerate(keys):
        if number not in stays:
            at = bisect_right(kept, key, key=lambda one: keys[one])
            yield number, kept[at - 1] if at else None
