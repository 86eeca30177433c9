"""Finds a Chromium and a Chinese font, and installs what is missing with ``--install``.

``python -m tools.browser [--install]`` prints the path of the browser. The site is built without
one; tests, benchmarks and screenshots need it. A headless shell, which is the same browser without
windows, comes first: it opens a page with a third of the work.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FONT_PACKAGE = "fonts-noto-cjk"
DRIVER_PACKAGE = "libatomic1"  # Playwright's driver, a Node, is linked with it
ANSWER_SECONDS = 30


class BrowserError(Exception):
    """There is no browser, or the one that CHROMIUM names does not run."""


def find(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The browser to use: ``CHROMIUM``, or one on the ``PATH`` or of Playwright, shells first.

    Raises :class:`BrowserError` if ``CHROMIUM`` names something that does not run: whoever names a
    browser does not want another.
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

    In some distributions ``chromium`` is a script that only says how to install it.
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
    """Run ``command`` without printing its output."""
    return subprocess.run(command, check=False, capture_output=True)  # noqa: S603


def playwright_browsers() -> tuple[Path | None, Path | None]:
    """The headless shell and the Chromium that ``playwright install`` put into its folder.

    Playwright runs in another process, because its driver may lack a system library. It says only
    where the Chromium is; the shell of the same revision is next to it.
    """
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    answer = quietly([sys.executable, "-c", ask])
    if answer.returncode:
        return None, None
    browser = Path(answer.stdout.decode().strip())
    return shell_next_to(browser), browser if browser.is_file() else None


def shell_next_to(browser: Path) -> Path | None:
    """The headless shell that Playwright keeps next to its Chromium, if it is there."""
    for folder in browser.parents:
        name, _, revision = folder.name.partition("-")
        if name == "chromium":
            shells = folder.with_name(f"chromium_headless_shell-{revision}")
            found = sorted([*shells.glob("*/*headless*shell"), *shells.glob("*/*shell.exe")])
            return next(filter(runs, found), None)
    return None


def driver_runs() -> bool:
    """Whether Playwright, which drives the browser, starts."""
    return quietly([sys.executable, "-m", "playwright", "--version"]).returncode == 0


def has_chinese_font() -> bool:
    """Whether the system has a Chinese font, by fontconfig or else by the usual folder."""
    listing = shutil.which("fc-list")
    if listing is None:
        return any(Path("/usr/share/fonts").rglob("*CJK*"))
    return bool(quietly([listing, ":lang=zh", "family"]).stdout.strip())


def os_release() -> dict[str, str]:
    """The fields of ``os-release(5)``; none if the system has no such file."""
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root, or None if that needs a password."""
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
    """The commands that install what is missing: all of the first list, and one of the second.

    The second list has the ways to install the browser; they are tried until one works.
    ``release`` is the system's ``os-release``, ``root`` the prefix for root (None if root is out
    of reach), and ``missing`` may have "browser", "font" and "driver". Ubuntu's ``chromium``
    package holds no program, so only Debian's is used. Its headless shell is smaller and comes
    first, but not every release has it.
    """
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    has_apt = root is not None and bool(family & {"debian", "ubuntu"})
    apt = [*(root or []), "apt-get", "-qq"]
    add = [*apt, "install", "-y", "--no-install-recommends"]
    names = [
        name
        for what, name in (("font", FONT_PACKAGE), ("driver", DRIVER_PACKAGE))
        if what in missing
    ]
    first, browsers = [], []
    if has_apt and missing:
        first.append([*apt, "update"])
    if has_apt and names:
        first.append([*add, *names])
    if "browser" in missing:
        if has_apt and "ubuntu" not in family:
            browsers += [[*add, "chromium-headless-shell"], [*add, "chromium"]]
        playwright = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
        browsers.append([*playwright, "--with-deps"] if has_apt else playwright)
    return first, browsers


def lacking() -> set[str]:
    """Which of "browser", "font" and "driver" this machine lacks."""
    has = {"browser": find() is not None, "font": has_chinese_font(), "driver": driver_runs()}
    return {what for what, is_there in has.items() if not is_there}


def attempt(command: Sequence[str]) -> None:
    """Print a command and run it; it may fail."""
    print("+", *command, file=sys.stderr, flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, env=environ, stdout=subprocess.DEVNULL)  # noqa: S603
    if done.returncode:
        print(f"failed with exit status {done.returncode}", file=sys.stderr)


def install() -> Path:
    """Install the browser, its driver's library and a Chinese font; the browser.

    Without the font, screenshots show boxes but tests pass, so its absence is only reported.
    Raises :class:`BrowserError` if there is still no browser or no driver that runs.
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
        print(f"no Chinese font; pages show boxes without {FONT_PACKAGE}", file=sys.stderr)
    if "driver" in missing:
        raise BrowserError(
            f"Playwright does not start: install your system's package of {DRIVER_PACKAGE}, then"
            " run `python -m playwright --version`"
        )
    browser = find()
    if browser is None:
        raise BrowserError(
            "there is no Chromium and none could be installed: install your system's package"
            " (chromium or google-chrome), or name one with CHROMIUM=/path/to/it"
        )
    return browser


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the browser's path. Exit status 1 and a message if there is none."""
    about = "Prints the path of a Chromium for the tests, benchmarks and screenshots."
    parser = argparse.ArgumentParser(prog="python -m tools.browser", description=about)
    parser.add_argument("--install", action="store_true", help="install what is missing")
    wanted = parser.parse_args(arguments)
    try:
        browser = install() if wanted.install else find()
        if browser is None:
            raise BrowserError("there is no Chromium: run again with --install")
    except BrowserError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
