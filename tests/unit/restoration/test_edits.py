"""Edits, and where each character came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.restoration.edits import Edit, Traced, apply, changed


def test_edits_in_any_order() -> None:
    assert (
        changed("0123456789", [Edit(5, 7, "x"), Edit(1, 2, ""), Edit(9, 9, "yz")]) == "0234x78yz9"
    )


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlapping edits at 1"):
        apply(Traced.of("0123"), [Edit(0, 2, ""), Edit(1, 3, "")])


def test_a_replacement_spreads_over_what_it_replaces() -> None:
    traced = apply(Traced.of("0123456789"), [Edit(2, 5, "abcde"), Edit(7, 9, "z")])
    assert traced.text == "01abcde56z9"
    assert traced.origin == (0, 1, 2, 3, 4, 4, 4, 5, 6, 7, 9)


def test_the_end_is_after_the_last_character() -> None:
    assert Traced.of("ab").source_offset(2) == 2
    assert Traced.of("").source_offset(0) == 0
    assert apply(Traced.of("ab"), [Edit(0, 2, "")]).source_offset(0) == 0


@given(
    st.text(max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4), st.text(max_size=5)), max_size=5),
)
def test_origins_are_in_order_and_in_range(text: str, raw: list[tuple[int, int, str]]) -> None:
    edits, at = [], 0
    for wanted, size, new in sorted(raw):
        start = min(max(wanted, at), len(text))
        at = min(start + size, len(text))
        edits.append(Edit(start, at, new))
    traced = apply(Traced.of(text), edits)
    assert len(traced.origin) == len(traced.text)
    assert list(traced.origin) == sorted(traced.origin)
    assert all(0 <= origin <= len(text) for origin in traced.origin)
    again = apply(traced, [])
    assert again == traced
