"""What the system says of other processes (Linux, proc(5))."""

import time
from pathlib import Path


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
