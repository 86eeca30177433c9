"""How a browser is found, and what would be run to bring one."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tools import browser

CHROME = "#!/bin/sh\necho Chromium 150.0\n"
POINTER = "#!/bin/sh\necho 'get it from the store' >&2; exit 1\n"


def program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text)
    file.chmod(0o755)
    return file


def test_the_named_browser_comes_first(tmp_path: Path) -> None:
    program(tmp_path / "bin", "chromium", CHROME)
    named = program(tmp_path, "mine", CHROME)
    assert browser.find({"CHROMIUM": str(named), "PATH": str(tmp_path / "bin")}) == named


@pytest.mark.parametrize("text", [POINTER, "#!/bin/sh\necho Firefox 150\n", None])
def test_a_named_browser_that_does_not_run_is_an_error(tmp_path: Path, text: str | None) -> None:
    named = program(tmp_path, "mine", text) if text else tmp_path / "none"
    with pytest.raises(browser.BrowserError, match="does not run"):
        browser.find({"CHROMIUM": str(named), "PATH": ""})


def test_a_pointer_to_a_browser_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "chromium-browser", POINTER)
    found = program(tmp_path, "google-chrome", CHROME)
    assert browser.find({"PATH": str(tmp_path)}) == found


def test_a_shell_comes_before_a_browser(tmp_path: Path) -> None:
    program(tmp_path, "chromium", CHROME)
    shell = program(tmp_path, "chromium-headless-shell", CHROME)
    assert browser.find({"PATH": str(tmp_path)}) == shell


def test_the_shell_next_to_a_browser(tmp_path: Path) -> None:
    (tmp_path / "chromium-12" / "chrome-linux64").mkdir(parents=True)
    own = program(tmp_path / "chromium-12" / "chrome-linux64", "chrome", CHROME)
    assert browser.shell_next_to(own) is None
    (tmp_path / "chromium_headless_shell-11" / "linux").mkdir(parents=True)
    program(tmp_path / "chromium_headless_shell-11" / "linux", "chrome-headless-shell", CHROME)
    assert browser.shell_next_to(own) is None
    (tmp_path / "chromium_headless_shell-12").mkdir()
    folder = tmp_path / "chromium_headless_shell-12" / "chrome-headless-shell-linux64"
    shell = program(folder, "chrome-headless-shell", CHROME)
    assert browser.shell_next_to(own) == shell


@pytest.mark.parametrize(
    ("release", "root", "missing", "expected"),
    [
        (
            {"ID": "debian"},
            [],
            "browser font",
            [
                "update",
                "install fonts-noto-cjk",
                "or install chromium-headless-shell",
                "or install chromium",
                "or own --with-deps",
            ],
        ),
        (
            {"ID": "ubuntu"},
            [],
            "browser driver",
            ["update", "install libatomic1", "or own --with-deps"],
        ),
        ({"ID": "debian"}, ["sudo", "-n"], "font", ["update", "install fonts-noto-cjk"]),
        ({"ID": "debian"}, None, "browser font", ["or own"]),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, [], "browser", ["update", "or own --with-deps"]),
        (
            {"ID": "mint", "ID_LIKE": "ubuntu debian"},
            [],
            "font",
            ["update", "install fonts-noto-cjk"],
        ),
        ({"ID": "fedora"}, [], "browser font", ["or own"]),
        ({"ID": "debian"}, [], "", []),
    ],
)
def test_plan(
    release: dict[str, str], root: Sequence[str] | None, missing: str, expected: list[str]
) -> None:
    first, browsers = browser.plan(release, root, missing.split())

    def reported(command: Sequence[str]) -> str:
        if "playwright" in command:
            return " ".join(["own", *command[command.index("chromium") + 1 :]])
        assert command[: len(root or [])] == list(root or [])
        return " ".join(word for word in command[len(root or []) + 2 :] if word[0] != "-")

    assert [*map(reported, first), *(f"or {reported(command)}" for command in browsers)] == expected


def test_this_machine_has_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert browser.main([]) == 0
    assert browser.runs(Path(capsys.readouterr().out.strip()))
