"""``serve``: a change of the data shows on the page, without anyone's help."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.publications import tiny

PATIENCE = 120.0
"""Seconds to wait for a build on a busy machine."""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _until(url: str, wanted: str) -> str:
    """The page at ``url`` once it has ``wanted``."""
    end = time.monotonic() + PATIENCE
    text = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if wanted in text:
            return text
        time.sleep(0.3)
    raise AssertionError(f"{url} never showed {wanted!r}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small publication of the test's own."""
    return tiny.project(tmp_path).root


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "build_tools", "--root", str(project)]
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
