"""Combinations of parameters of which the ordinary tests take a part, and the long ones all."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest


def in_turns(editions: Sequence[str], kinds: Iterable[str]) -> list[Any]:
    """Each pair of an edition and a kind of page; a kind is in one edition unless tests are long.

    The editions take turns, so that each is read with a third of the kinds.
    """
    return [
        pytest.param(edition, kind, marks=() if at % len(editions) == turn else pytest.mark.long)
        for at, kind in enumerate(kinds)
        for turn, edition in enumerate(editions)
    ]
