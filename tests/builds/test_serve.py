"""``serve``: a change of the data shows on the page, without anyone's help."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from build_tools.cli import main
from tests.support.paths import ROOT
from tests.support.publications import tiny

PATIENCE = 120.0
"""Seconds to wait for a build on a busy machine."""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _until(url: str, wanted: str, unwanted: str = "\0") -> str:
    """The page at ``url`` once it has ``wanted`` and lacks ``unwanted``."""
    end = time.monotonic() + PATIENCE
    text = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if wanted in text and unwanted not in text:
            return text
        time.sleep(0.05)
    raise AssertionError(f"{url} never showed {wanted!r}")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small publication of these tests' own, without the traditional edition for time."""
    made = tiny.project(tmp_path_factory.mktemp("served"))
    with (made.data / "publication.yml").open("a", encoding="utf-8") as record:
        record.write("editions: [hans, en]\n")
    return made.root


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with _served(project) as found:
        yield found


@contextmanager
def _served(project: Path) -> Iterator[str]:
    """The address of a project that is served; it must end without a traceback.

    Its folder is given from where the command runs, as the README does.
    """
    port = _free_port()
    command = [sys.executable, "-m", "build_tools", "--root", os.path.relpath(project, ROOT)]
    run = subprocess.Popen(
        [*command, "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    yield f"http://127.0.0.1:{port}"
    os.killpg(run.pid, signal.SIGTERM)
    assert run.stderr
    assert run.stderr.read().decode().splitlines()[-1:] == ["stopped"]
    assert run.wait(10) == 128 + signal.SIGTERM


TERM = """
- id: zz-parking
  zh: 停车泊位
  en: parking spaces
  origin: project
  definition: Places where only this test parks.
"""


def test_a_term_added_by_hand_shows_and_the_page_reloads(project: Path, address: str) -> None:
    page = _until(f"{address}/index.html", "</html>")
    assert "livereload" in page
    assert "Content-Security-Policy" not in page  # it would refuse that script
    glossary = project / "data" / "glossary" / "economy.yml"
    glossary.write_text(glossary.read_text("utf-8") + TERM, "utf-8")
    _until(f"{address}/glossary/economy.html", "Places where only this test parks.")


def _epoch_after(address: str, epoch: int) -> int:
    """The version of the pages that follows another, as a page in a browser waits for it."""
    for _ in range(3):
        with urllib.request.urlopen(f"{address}/livereload/{epoch}/1", timeout=PATIENCE) as answer:
            if (found := int(answer.read())) > epoch:
                return found
    raise AssertionError("the page was not loaded again")


def test_what_only_the_whole_check_finds_follows_and_stays(project: Path, address: str) -> None:
    """The change shows at once, and the page is loaded once more for the problem. After another
    change the panel does not vanish until the whole check has run again."""
    url = f"{address}/glossary/economy.html"
    page = _until(url, "Places where only this test parks.")
    found = re.search(r"livereload\((\d+), ", page)
    assert found
    glossary = project / "data" / "glossary" / "economy.yml"
    good = glossary.read_text("utf-8")
    wrong = good + "  definition_zh: 此测试停放车辆的四个地点。\n"
    glossary.write_text(wrong, "utf-8")
    _epoch_after(address, _epoch_after(address, int(found[1])))
    _until(url, "TRN022")
    glossary.write_text(wrong.replace("only this test parks", "this test alone parks"), "utf-8")
    assert "TRN022" in _until(url, "Places where this test alone parks.")
    glossary.write_text(good, "utf-8")
    _until(url, "livereload", unwanted="TRN022")


def test_an_error_is_shown_over_the_last_good_page(project: Path, address: str) -> None:
    _until(f"{address}/en/index.html", "</html>")
    glossary = project / "data" / "glossary" / "economy.yml"
    good = glossary.read_text("utf-8")
    glossary.write_text(good + "- id: half\n  zh: <b>\n", "utf-8")
    line = len(good.splitlines()) + 1
    page = _until(f"{address}/en/index.html", "REC006")
    assert f"data/glossary/economy.yml:{line}" in page
    assert "<h1" in page
    assert "<b>" not in page.partition("<aside")[2]
    glossary.write_text(good, "utf-8")
    _until(f"{address}/en/index.html", "livereload", unwanted="REC006")


def test_a_folder_that_was_away_is_noticed_and_what_only_the_build_finds_is_shown(
    project: Path, address: str
) -> None:
    url = f"{address}/about.html"
    _until(url, "</html>")
    docs, away = project / "docs", project / "docs-away"
    docs.rename(away)
    time.sleep(1)
    away.rename(docs)
    time.sleep(1)
    about = docs / "en" / "about.md"
    good = about.read_text("utf-8")
    about.write_text(f"{good}\nSee [another page](nowhere.md).\n", "utf-8")
    page = _until(url, "SIT001")
    assert "docs/en/about.md" in page
    about.write_text(good, "utf-8")
    _until(url, "livereload", unwanted="SIT001")
    # The whole site is built then, with the term of the tests above.
    for name in ("data/glossary.json", "assets/js/search-index.js"):
        _until(f"{address}/{name}", "parking spaces")


@pytest.mark.parametrize("path", ["%00", "a" * 3000, "%2e%2e/%2e%2e/etc/passwd", "%ff.html"])
def test_an_address_of_no_file_is_not_found(path: str, address: str) -> None:
    _until(f"{address}/index.html", "</html>")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/{path}", timeout=PATIENCE)


@pytest.mark.parametrize("folder", ["en", "/en"])
def test_a_folder_without_its_slash_leads_to_the_one_with_it(folder: str, address: str) -> None:
    _until(f"{address}/en/index.html", "</html>")
    with urllib.request.urlopen(f"{address}/{folder}", timeout=PATIENCE) as answer:
        assert answer.url == f"{address}/{folder.strip('/')}/"
        assert b"<h1" in answer.read()


def test_a_second_one_says_which_process_serves(
    project: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _until(f"{address}/index.html", "</html>")
    monkeypatch.setattr("build_tools.cli.serve.SECONDS_TO_END", 0.1)
    assert main(["--root", str(project), "serve"]) == 1
    said = capsys.readouterr().err
    assert "another `serve` of this publication is still running (process" in said


def test_the_last_good_pages_are_served_where_it_starts_with_an_error(tmp_path: Path) -> None:
    project = tiny.project(tmp_path)
    page = project.site / "index.html"
    page.parent.mkdir()
    page.write_text("<html><body><h1>The last good one</h1></body></html>", "utf-8")
    glossary = project.data / "glossary" / "economy.yml"
    glossary.write_text(glossary.read_text("utf-8") + "- id: half\n", "utf-8")
    with _served(project.root) as address:
        shown = _until(f"{address}/index.html", "REC006")
    assert "The last good one" in shown
