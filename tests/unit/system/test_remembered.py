"""What one run has read is recalled by the next; nothing false or harmful gets in by the file."""

import pickle
import struct
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from build_tools.amounts.amount import Amount
from build_tools.amounts.chinese import amounts
from build_tools.resources.units import general_units
from build_tools.system.cache import fingerprint, generator_state
from build_tools.system.forks import Forks
from build_tools.system.remembered import recall, remembering


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "remembered"


def asked(file: Path | None, *names: str) -> list[str]:
    """Those of the results that a run with the ``file`` has to make."""
    made: list[str] = []

    def make(name: str) -> Callable[[], str]:
        def run() -> str:
            made.append(name)
            return name

        return run

    with remembering(file):
        for name in names:
            assert recall(("name", name), make(name)) == name
    return made


def test_what_one_run_makes_is_recalled_by_the_next(file: Path) -> None:
    assert asked(file, "a", "b", "a") == ["a", "b"]
    assert asked(file, "b", "c", "a") == ["c"]
    assert asked(file, "a", "b", "c") == []


def test_nothing_is_kept_without_a_file_or_outside(file: Path) -> None:
    assert asked(None, "a", "a") == ["a"]
    assert [recall(("name", "a"), lambda: "first"), recall(("name", "a"), lambda: "second")] == [
        "first",
        "second",
    ]
    assert asked(file, "a") == ["a"]


def test_a_run_that_fails_keeps_what_it_has_made(file: Path) -> None:
    with pytest.raises(ValueError, match="stop"), remembering(file):
        recall(("name", "a"), lambda: "a")
        raise ValueError("stop")
    assert asked(file, "a") == []


def test_what_is_no_longer_asked_for_goes(file: Path) -> None:
    asked(file, *"abcdefgh")
    asked(file, "a", "b")
    assert asked(file, "c") == []  # a run may need less, such as a check after a build
    asked(file, "a", "new")  # seven are left, more than three times these two
    assert asked(file, "new", "a", "h") == ["h"]


def test_what_a_fork_makes_or_recalls_is_kept(file: Path) -> None:
    def work() -> str:
        return recall(("name", "a"), lambda: "a")

    with remembering(file), Forks() as forks:
        assert forks.start(work)() == "a"
    assert asked(file, "a") == []
    names = [str(number) for number in range(8)]
    for _ in range(3):
        with remembering(file), Forks() as forks:
            forks.start(work)()
            for name in names:
                recall(("name", name), partial(str, name))
        names = names[1:]
    assert asked(file, "a") == []


def test_values_are_as_they_were(file: Path) -> None:
    text = "产值上百亿元，能耗下降5%"
    with remembering(file):
        made = amounts(text)
    key = ("amounts", general_units().state, text)
    with remembering(file):
        again = recall(key, tuple[Amount, ...])
    assert (again, type(again[0].value)) == (made, Decimal)


@pytest.mark.parametrize(
    "name",
    [
        ("posix", "system"),
        ("subprocess", "Popen"),
        ("build_tools.system.git", "subprocess.Popen"),
        ("build_tools.system.files", "os.unlink"),
    ],
    ids=" ".join,
)
def test_the_file_cannot_call_a_function(file: Path, name: tuple[str, str]) -> None:
    script = file.with_name("script")
    script.write_text(f'#!/bin/sh\nrm "{script}"\n', "utf-8")
    script.chmod(0o755)
    texts = [text.encode() for text in (*name, str(script))]
    module, function, argument = (b"X" + struct.pack("<I", len(text)) + text for text in texts)
    call = pickle.PROTO + b"\4" + module + function + pickle.STACK_GLOBAL + argument
    call += pickle.TUPLE1 + pickle.REDUCE + pickle.STOP
    file.write_bytes(fingerprint(generator_state(), call).encode() + b"\n" + call)
    assert asked(file, "a") == ["a"]
    time.sleep(0.1)
    assert script.exists()
    pickle.loads(call)
    while script.exists():
        time.sleep(0.01)
