"""How many examples a property is tried on: always the same ones, and many more when asked for.

``HYPOTHESIS_PROFILE=long`` tries forty times as many, and other ones each time.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
TIMES = 40


def load_profile() -> None:
    """Make every property of the tests steady: no chance, no clock, nothing kept between runs."""
    settings.register_profile("steady", derandomize=True, deadline=None, database=None)
    settings.register_profile("long", deadline=None, max_examples=100 * TIMES)
    settings.load_profile("long" if IS_LONG else "steady")


def examples(count: int) -> settings:
    """Settings for a property that is tried on ``count`` examples, or on many times as many."""
    return settings(
        max_examples=count * TIMES if IS_LONG else count,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
