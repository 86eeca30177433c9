"""Orders to stop: Ctrl-C (SIGINT), what ``kill`` sends (SIGTERM), a terminal that closes (SIGHUP).

The first one becomes an exception, so that whatever was begun is ended and nothing is left half
done; later ones are not obeyed. The exit status is the one that shells give: 128 and the signal's
number.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class Stopped(KeyboardInterrupt):
    """This process was told to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def status(self) -> int:
        """The exit status that tells it."""
        return 128 + self.number


def heed() -> None:
    """From now on, an order to stop raises Stopped in this process."""
    sys.unraisablehook = _give_again
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, _too_late)
    raise Stopped(number)


def _too_late(_number: int, _frame: FrameType | None) -> None:
    """Not ``SIG_IGN``: Python complains of a signal that came just before that was set."""


def _give_again(dropped: sys.UnraisableHookArgs) -> None:
    """Python drops what is raised in the middle of freeing something; an order must not be lost."""
    if isinstance(dropped.exc_value, Stopped):
        heed()
        threading.Timer(0.01, os.kill, (os.getpid(), dropped.exc_value.number)).start()
    else:
        sys.__unraisablehook__(dropped)


@contextmanager
def shield() -> Iterator[None]:
    """For what must not be left half done: an order that comes meanwhile comes too late."""
    if threading.current_thread() is not threading.main_thread():  # where none is raised
        yield
        return
    before = {number: signal.signal(number, _too_late) for number in SIGNALS}
    try:
        yield
    finally:
        for number, heard in before.items():
            signal.signal(number, heard)


@contextmanager
def ended_with_us(command: Sequence[str], **settings: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs while the ``with`` statement does, with ``settings`` of ``Popen``.

    Where the statement fails or is stopped, the program is told to stop, and may end in its own
    order; it hears of Ctrl-C only so.
    """
    process = subprocess.Popen(command, start_new_session=True, **settings)  # noqa: S603
    try:
        yield process
    except BaseException:
        process.terminate()
        process.communicate()
        raise


def program(main: Callable[[], int]) -> int:
    """Run ``main`` as a whole program; its exit status. An order to stop is told in one line."""
    heed()
    try:
        return main()
    except Stopped as stop:
        print("stopped", file=sys.stderr)
        return stop.status
