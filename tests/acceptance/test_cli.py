"""The command line, run on this publication."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.__main__ import main
from tests.acceptance.conftest import Real
from tests.support.paths import DATA, ROOT

SOURCE = next((DATA / "source").glob("*.txt"))


def _run(
    *arguments: str, cwd: Path = ROOT, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "build_tools", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, check=False, env=environment
    )


def test_restore_needs_no_data_of_a_publication(tmp_path: Path, real: Real) -> None:
    done = _run("restore", str(SOURCE), cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    found, wanted = done.stdout.decode(), real.restoration.text
    pairs = list(zip(found.split("\n"), wanted.split("\n"), strict=True))
    wrong = [ours for ours, right in pairs if ours != right]
    assert len(wrong) <= 2, wrong  # two passages that only a reader can decide
    told = done.stderr.decode().splitlines()
    assert sum("reconstruction" in line for line in told) == 11
    assert sum("pinyin-note" in line for line in told) > 1500


def test_check_prints_the_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "check"]) == 0
    told = capsys.readouterr().out
    for figure in ("11 of 11", "274 of 274", "0 open", "85 of 85 sentences"):
        assert figure in told


def test_propose_suggests_with_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "propose", "gdp", "--limit", "2"]) == 0
    told = capsys.readouterr()
    assert "gdp-growth-target" in told.out
    assert "recall at 5" in told.err
    assert main(["--root", str(ROOT), "propose", "gpd"]) == 1
    assert 'did you mean "gdp"?' in capsys.readouterr().err


def test_plain_mkdocs_builds_the_default_edition(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "out")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    page = (tmp_path / "out" / "report" / "2023-1.html").read_text("utf-8")
    assert '<html lang="zh-Hans"' in page
    assert 'id="2023.1.1.1"' in page
