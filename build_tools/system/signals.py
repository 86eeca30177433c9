"""Signals that stop a run: Ctrl-C (SIGINT), ``kill`` (SIGTERM), a terminal that closes (SIGHUP).

The first one becomes an exception, so that everything that was started is ended and nothing is
left half done; later ones are ignored. The exit status is the one that shells use: 128 plus the
number of the signal.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class Stopped(KeyboardInterrupt):
    """A signal stopped this process."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def status(self) -> int:
        """The exit status for it."""
        return 128 + self.number


def install_handlers() -> None:
    """From now on, a signal that stops raises Stopped in this process."""
    sys.unraisablehook = _raise_again
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, _ignore)
    raise Stopped(number)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Not ``SIG_IGN``: Python complains of a signal that came just before that was set."""


def _raise_again(dropped: "sys.UnraisableHookArgs") -> None:
    """Python drops an exception that is raised while it frees a value; Stopped must not be lost."""
    if isinstance(dropped.exc_value, Stopped):
        install_handlers()
        threading.Timer(0.01, os.kill, (os.getpid(), dropped.exc_value.number)).start()
    else:
        sys.__unraisablehook__(dropped)


@contextmanager
def shield() -> Iterator[None]:
    """Ignore signals during what must not be left half done."""
    if threading.current_thread() is not threading.main_thread():  # where none is raised
        yield
        return
    before = {number: signal.signal(number, _ignore) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_program(main: Callable[[], int]) -> int:
    """Run ``main`` as a whole program; its exit status. A signal ends it with one line."""
    install_handlers()
    try:
        return main()
    except Stopped as stop:
        print("stopped", file=sys.stderr)
        return stop.status
