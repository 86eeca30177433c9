"""Results of earlier builds."""

from pathlib import Path

from build_tools.system.cache import Cache


def test_a_result_is_kept_for_its_inputs_only(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    assert first("step", ["a"], lambda: b"one") == b"one"
    again = Cache(tmp_path)
    assert again("step", ["a"], lambda: b"two") == b"one"
    assert again("step", [b"a", "b"], lambda: b"two") == b"two"
    assert again("other", ["a"], lambda: b"") == b""
    assert Cache(tmp_path)("other", ["a"], lambda: b"new") == b""


def test_a_result_that_is_not_whole_is_made_anew(tmp_path: Path) -> None:
    Cache(tmp_path)("step", ["a"], lambda: b"one")
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert Cache(tmp_path)("step", ["a"], lambda: b"two") == b"two"


def test_what_was_not_asked_for_is_removed(tmp_path: Path) -> None:
    for inputs in ("a", "b"):
        Cache(tmp_path)("step", [inputs], lambda: b"one")
    last = Cache(tmp_path)
    last("step", ["b"], lambda: b"two")
    last.remove_unused()
    assert len(list(tmp_path.iterdir())) == 1


def test_what_another_process_asked_for_is_kept(tmp_path: Path) -> None:
    here, there = Cache(tmp_path), Cache(tmp_path)
    there("step", ["a"], lambda: b"one")
    here.used |= there.used
    here.remove_unused()
    assert len(list(tmp_path.iterdir())) == 1
