"""Results of reading and comparing texts, kept from one run of the program for the next.

After an edit nearly all texts are as they were. To read their amounts, cut them into words, spell
them and compare their languages again takes half of a check, and a fifth of a build.

What is kept must depend on nothing but its key and the generator, of which the file has a check
sum: with another generator, or other packages, nothing of it is used. The file may be deleted at
any time.
"""

import io
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from build_tools.system.cache import fingerprint, generator_state
from build_tools.system.files import MEBIBYTE, read, write_if_changed

T = TypeVar("T")
Key = tuple[str, ...]
"""The name of a kind of result, and all that the result depends on."""
Results = dict[Key, Any]

_LARGEST = 64 * MEBIBYTE
_UNUSED = 3
"""Results that a run did not ask for are dropped where they are so many times those it did."""
_PACKAGE = __name__.partition(".")[0]


class _Memory:
    def __init__(self, known: Results) -> None:
        self.known = known
        self.used: Results = {}
        """Those of ``known`` that this run asked for."""

    def add(self, used: Results) -> None:
        self.known |= used
        self.used |= used


_memories: list[_Memory] = []
"""The memory of this run, if it has one."""


def recall(key: Key, make: Callable[[], T]) -> T:
    """What ``make`` returns, or what it returned for ``key`` before: plain values, which must not
    be changed.

    Outside of :func:`remembering` nothing is kept.

    >>> with remembering(None):
    ...     recall(("sum", "1 2"), lambda: 3), recall(("sum", "1 2"), lambda: "not made")
    (3, 3)
    """
    if not _memories:
        return make()
    memory = _memories[-1]
    if key not in memory.known:
        memory.known[key] = make()
    found: T = memory.known[key]
    memory.used[key] = found
    return found


def recall_all(key: Key, make: Callable[[], Iterable[T]]) -> tuple[T, ...]:
    """As :func:`recall`, with all that an iterator yields."""
    return recall(key, lambda: tuple(make()))


@contextmanager
def remembering(file: Path | None) -> Iterator[None]:
    """Results are recalled from ``file``, and kept there for the next run, if there is a file."""
    memory = _Memory(_load(file) if file else {})
    before = memory.known.keys() - ()
    _memories.append(memory)
    try:
        yield
    finally:
        _memories.remove(memory)
        if file and not memory.used.keys() <= before:
            with suppress(OSError):  # the next run only has more to do
                _save(file, memory)


def used_here(work: Callable[[], T]) -> tuple[T, Results]:
    """What ``work`` returns, and the results that it asked for. In a fork: what it recalls is lost
    unless the process that waits for it calls :func:`add_used`."""
    for memory in _memories:
        memory.used = {}
    return work(), _memories[-1].used if _memories else {}


def add_used(results: Results) -> None:
    """Add the results that a fork asked for."""
    for memory in _memories:
        memory.add(results)


def _save(file: Path, memory: _Memory) -> None:
    unused = len(memory.known) - len(memory.used)
    kept = memory.used if unused > _UNUSED * len(memory.used) else memory.known
    content = pickle.dumps(dict(kept), pickle.HIGHEST_PROTOCOL)  # a thread may go on
    write_if_changed(file, _check_sum(content) + b"\n" + content)


def _load(file: Path) -> Results:
    """What :func:`_save` wrote; nothing where that cannot be read or is another generator's."""
    with suppress(Exception):  # the file may be damaged in any way
        check, _, content = read(file, _LARGEST).partition(b"\n")
        if check == _check_sum(content):
            results: Results = _Values(io.BytesIO(content)).load()
            return results
    return {}


def _check_sum(content: bytes) -> bytes:
    return fingerprint(generator_state(), content).encode()


class _Values(pickle.Unpickler):
    """Makes values of this package's classes: nothing in the file can call a function."""

    def find_class(self, module: str, name: str) -> Any:
        if module.partition(".")[0] == _PACKAGE or (module, name) == ("decimal", "Decimal"):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
