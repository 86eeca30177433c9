"""Work in parallel, in forks of this process: they have all that it has loaded (Linux, fork(2)).

Where a fork is not possible or not safe, this process does the work itself, when its result is
asked for: on Windows, which has no fork, on macOS, while this process has threads (a fork would
have none of them), and where the system allows no more processes. Threads that a library keeps for
itself, as Typst does, are not seen: what a fork does must not call that library.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.connection import Connection
from traceback import format_exc
from typing import Any, Self, TypeVar

from build_tools.system.child import die_with
from build_tools.system.remembered import add_used, used_here
from build_tools.system.signals import SIGNALS

T = TypeVar("T")
ENDED = "a process that does a part of the work was ended from outside; run this again"


class Forks:
    """The forks of one ``with`` statement, which end with it. Not even SIGKILL of this process
    leaves one.

    >>> with Forks() as forks:
    ...     total = forks.start(lambda: sum(range(10)))
    ...     total()
    45
    """

    def __init__(self) -> None:
        self._running = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._running.close()

    def start(self, work: Callable[[], T]) -> Callable[[], T]:
        """Start ``work``, and return a function that waits for its result; call it once.

        The result must be one that can be pickled. What ``work`` changes in memory stays in the
        fork. Waiting raises what ``work`` raises, and ChildProcessError where the fork was killed.
        """
        if not sys.platform.startswith("linux") or threading.active_count() > 1:
            return work
        ours, theirs = multiprocessing.Pipe(duplex=False)
        fork = multiprocessing.get_context("fork").Process(
            target=_work, args=(work, theirs, os.getpid())
        )
        # A signal waits until the fork has handlers of its own, and this process knows of the fork.
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            fork.start()
            self._running.callback(fork.join)
            self._running.callback(fork.kill)
            self._running.callback(ours.close)
        except OSError:
            ours.close()
            return work
        finally:
            theirs.close()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        return lambda: _received(ours)


def _work(work: Callable[[], object], results: Connection, parent: int) -> None:
    """What a fork does: send the result, or what was raised and where."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    if sys.platform != "win32":  # where no process forks
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    die_with(parent)
    try:
        results.send((*used_here(work), None))
    except MemoryError:  # as bare as can be: there is no room for more
        results.send((None, {}, MemoryError()))
    except Exception as error:
        error.add_note(format_exc())
        results.send((None, {}, error))


def _received(results: "Connection[Any, Any]") -> Any:
    try:
        result, used, error = results.recv()
    except (EOFError, OSError) as end:
        raise ChildProcessError(ENDED) from end
    if error:
        raise error
    add_used(used)
    return result
