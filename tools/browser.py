"""Finds a Chromium and a Chinese font, and with ``--install`` brings them where they are not.

``python -m tools.browser [--install]`` prints the path of the browser. The site is
built without one; the tests and the pictures of pages need it. A headless shell, which is the
same browser without windows, comes first: it opens a page with a third of the work.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FONT_PACKAGE = "fonts-noto-cjk"
DRIVER_PACKAGE = "libatomic1"  # which the driver's own Node is linked with
ANSWER_SECONDS = 30


class BrowserError(Exception):
    """No browser is here, or the one named by CHROMIUM does not run."""


def find(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The browser to use: ``CHROMIUM``, else one on the ``PATH`` or Playwright's own, shells first.

    Raises :class:`BrowserError` when ``CHROMIUM`` is set to something that does not run:
    whoever names a browser does not want another.
    """
    if named := environ.get("CHROMIUM"):
        if not runs(Path(named)):
            raise BrowserError(f"CHROMIUM is {named!r}, which does not run as a browser")
        return Path(named)
    path = environ.get("PATH", os.defpath)
    if found := on_path(SHELLS, path):
        return found
    shell, browser = playwright_browsers()
    return shell or on_path(BROWSERS, path) or browser


def on_path(names: Iterable[str], path: str) -> Path | None:
    """The first of the programs that is on the path and runs."""
    found = (shutil.which(name, path=path) for name in names)
    return next((Path(name) for name in found if name and runs(Path(name))), None)


def runs(browser: Path) -> bool:
    """Whether the program answers as a browser does.

    Some distributions leave a script of that name behind that only says how to get one.
    """
    try:
        answer = subprocess.run(  # noqa: S603
            [browser, "--version"],
            check=False,
            capture_output=True,
            text=True,
            timeout=ANSWER_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "chrom" in answer.stdout.lower()


def quietly(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Run ``command`` and keep its output to itself."""
    return subprocess.run(command, check=False, capture_output=True)  # noqa: S603


def playwright_browsers() -> tuple[Path | None, Path | None]:
    """The headless shell and the Chromium that ``playwright install`` put into its own folder.

    Asked in a process of its own, because Playwright's driver may lack a system library. It tells
    the Chromium's path only; the shell of the same revision stands beside it.
    """
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    answer = quietly([sys.executable, "-c", ask])
    if answer.returncode:
        return None, None
    browser = Path(answer.stdout.decode().strip())
    return shell_beside(browser), browser if browser.is_file() else None


def shell_beside(browser: Path) -> Path | None:
    """The headless shell that Playwright keeps beside its Chromium, if it is there."""
    for folder in browser.parents:
        name, _, revision = folder.name.partition("-")
        if name == "chromium":
            beside = folder.with_name(f"chromium_headless_shell-{revision}")
            found = sorted([*beside.glob("*/*headless*shell"), *beside.glob("*/*shell.exe")])
            return next(filter(runs, found), None)
    return None


def driver_runs() -> bool:
    """Whether Playwright, which drives the browser, can start."""
    return quietly([sys.executable, "-m", "playwright", "--version"]).returncode == 0


def has_chinese_font() -> bool:
    """Whether the system has a font for Chinese: fontconfig knows, else the usual folder."""
    listing = shutil.which("fc-list")
    if listing is None:
        return any(Path("/usr/share/fonts").rglob("*CJK*"))
    return bool(quietly([listing, ":lang=zh", "family"]).stdout.strip())


def os_release(file: Path = Path("/etc/os-release")) -> dict[str, str]:
    """The fields of ``os-release(5)``; empty where the system has no such file."""
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root, or None where that would ask a password."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and quietly([sudo, "-n", "true"]).returncode == 0:
        return [sudo, "-n"]
    return None


def plan(
    release: Mapping[str, str], root: Sequence[str] | None, missing: Collection[str]
) -> tuple[list[list[str]], list[list[str]]]:
    """The commands that bring what is missing: all of the first, then of the second until one did.

    In: the system's ``os-release``, the prefix for root (None: not to be had), and which of
    "browser", "font" and "driver" is missing. The second list brings the browser. Ubuntu's
    ``chromium`` is no program but a pointer to another kind of package, so only Debian's is asked
    for, and first its headless shell, which is smaller and not in every release.
    """
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    may_add = root is not None and bool(family & {"debian", "ubuntu"})
    apt = [*(root or []), "apt-get", "-qq"]
    add = [*apt, "install", "-y", "--no-install-recommends"]
    names = [
        name
        for what, name in (("font", FONT_PACKAGE), ("driver", DRIVER_PACKAGE))
        if what in missing
    ]
    first, browsers = [], []
    if may_add and missing:
        first.append([*apt, "update"])
    if may_add and names:
        first.append([*add, *names])
    if "browser" in missing:
        if may_add and "ubuntu" not in family:
            browsers += [[*add, "chromium-headless-shell"], [*add, "chromium"]]
        own = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
        browsers.append([*own, "--with-deps"] if may_add else own)
    return first, browsers


def lacking() -> set[str]:
    """Which of "browser", "font" and "driver" this machine lacks."""
    here = {"browser": find() is not None, "font": has_chinese_font(), "driver": driver_runs()}
    return {what for what, is_here in here.items() if not is_here}


def attempt(command: Sequence[str]) -> None:
    """Runs a command and says so; it may fail."""
    print("+", *command, file=sys.stderr, flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, env=environ, stdout=subprocess.DEVNULL)  # noqa: S603
    if done.returncode:
        print("that did not work", file=sys.stderr)


def install() -> Path:
    """Brings the browser, its driver's library and a Chinese font; returns the browser.

    A font that cannot be had is told and no error: without it pictures of pages show boxes, but
    tests pass.
    Raises :class:`BrowserError` when no way led to a browser and a driver that run.
    """
    missing = lacking()
    first, browsers = plan(os_release(), root_prefix(), missing)
    for command in first:
        attempt(command)
    for command in browsers:
        attempt(command)
        if find():
            break
    missing = lacking() if missing else missing
    if "font" in missing:
        print(f"no Chinese font is here: install {FONT_PACKAGE} to see pages", file=sys.stderr)
    if "driver" in missing:
        raise BrowserError(
            f"Playwright cannot start: install your system's package of {DRIVER_PACKAGE}, and see"
            " what `python -m playwright --version` says"
        )
    browser = find()
    if browser is None:
        raise BrowserError(
            "no Chromium is here and none could be installed: install your system's package"
            " (chromium or google-chrome), or name one with CHROMIUM=/path/to/it"
        )
    return browser


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the browser's path; exit status 1 and a message where there is none."""
    parser = argparse.ArgumentParser(prog="python -m tools.browser", description=__doc__)
    parser.add_argument("--install", action="store_true", help="bring one where none is")
    wanted = parser.parse_args(arguments)
    try:
        browser = install() if wanted.install else find()
        if browser is None:
            raise BrowserError("no Chromium is here: run again with --install")
    except BrowserError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
