"""How many examples a property is tried on: the same few each time, or many new ones.

``HYPOTHESIS_PROFILE=long`` tries forty times as many.
"""

import os

from hypothesis import HealthCheck, settings

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
FEW = 25
TIMES = 40


def load_profile() -> None:
    """Make the properties repeatable: no chance, no clock, nothing kept between runs."""
    both = settings(
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    settings.register_profile("steady", both, max_examples=FEW, derandomize=True, database=None)
    settings.register_profile("long", both, max_examples=FEW * TIMES)
    settings.load_profile("long" if IS_LONG else "steady")


def examples(count: int) -> settings:
    """Settings for a property that is tried on ``count`` examples, or on many times as many."""
    return settings(max_examples=count * TIMES if IS_LONG else count)
