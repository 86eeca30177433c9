"""How often Python's collector looks for values that only hold each other, and frees them.

Hardly any value of a build does, and there are many: looking after every 700 new ones, as Python
does by itself, takes a twentieth of a build's work, and more the more there are.
"""

from __future__ import annotations

import gc

AFTER = 100_000
"""So many new values are made before it looks."""


def look_seldom() -> None:
    """Let this process, and those that begin as copies of it, look seldom."""
    gc.set_threshold(AFTER)
