"""Pieces of work side by side, each in a process of its own that begins as a copy of this one.

Such a process (fork) has all that was imported and made before; only what it gives is handed back.
Where the system makes no such copies, or threads here may hold what a copy would wait for, the
pieces are done one after the other.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

from build_tools.system.signals import Stopped, heed

T = TypeVar("T")
Collect = Callable[[], list[T]]
"""Waits until all pieces are done; what they gave, in their order."""


def can_copy() -> bool:
    """Whether the system can copy a process safely: on a Mac its own libraries may not be there."""
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def beside(works: Sequence[Callable[[], T]]) -> Iterator[Collect[T]]:
    """Begin ``works``, which may take as long as what stands in the ``with`` statement.

    The function given raises what the first piece, in their order, raised that failed, and
    ChildProcessError where one was ended from outside. No process outlives the statement: where
    it fails, or is stopped, they are told to stop.
    """
    if not can_copy():
        with in_turn(works) as collect:
            yield collect
        return
    context = multiprocessing.get_context("fork")
    running = []
    try:
        for work in works:
            reading, writing = context.Pipe(duplex=False)
            process = context.Process(target=_tell, args=(work, writing))
            process.start()
            # Only the copy may hold this end, so that its death is the end of what it tells.
            writing.close()
            running.append((process, reading))

        def collect() -> list[T]:
            return [_told(process, reading) for process, reading in running]

        yield collect
    except BaseException:
        for process, _ in running:
            process.terminate()
        raise
    finally:
        for process, reading in running:
            reading.close()
            process.join()


@contextmanager
def in_turn(works: Sequence[Callable[[], T]]) -> Iterator[Collect[T]]:
    """The same, but each piece is done here, when all are asked for."""
    yield lambda: [work() for work in works]


def _tell(work: Callable[[], object], writing: Connection) -> None:
    heed()  # so that what the work started ends too
    try:
        writing.send(_done(work))
    except Stopped as stop:
        os._exit(stop.status)
    except BrokenPipeError:  # nobody wants it any more: the other side failed meanwhile
        os._exit(1)


def _done(work: Callable[[], object]) -> tuple[object, BaseException | None]:
    """What the work gave, or what it raised."""
    try:
        return work(), None
    except Stopped:
        raise
    except BaseException as error:
        error.add_note(traceback.format_exc())  # a traceback cannot be handed over
        return None, error


def _told(process: multiprocessing.process.BaseProcess, reading: Connection) -> T:  # type: ignore[type-var]
    try:
        given, error = reading.recv()
    except EOFError:
        process.join()
        why = f"a part of the build was ended from outside (status {process.exitcode})"
        raise ChildProcessError(errno.ECHILD, why) from None
    if error is not None:
        raise error
    result: T = given
    return result
