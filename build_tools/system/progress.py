"""What a long run is doing, and how long each of its stages took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Progress:
    """Reports the stages of a long run through ``say``; silent by default."""

    say: Callable[[str], None] = lambda text: None
    times: dict[str, float] = field(default_factory=dict)
    """Seconds, by stage."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        self.say(f"{name} …")
        yield
        self.times[name] = time.perf_counter() - start
        self.say(f"{name}: {self.times[name]:.2f} s")
