"""Other processes: what the system says of them (Linux, proc(5)), and how to do without forks."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread


def is_running(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def are_gone(processes: list[int]) -> bool:
    """Whether processes end within a few seconds, on a busy machine too."""
    end = time.monotonic() + 5
    while any(map(is_running, processes)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(is_running, processes))


@contextmanager
def in_one_process() -> Iterator[None]:
    """``Forks`` does the work in this process, as where there are threads: to fork a worker of the
    tests, which holds much, takes longer than all that a fork would do for a small publication."""
    end = Event()
    thread = Thread(target=end.wait, daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
