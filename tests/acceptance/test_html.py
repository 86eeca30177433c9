"""The checker of HTML, by its case file, and the built site by the checker."""

from __future__ import annotations

import itertools
import json
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.support.cases import read_cases
from tests.support.html_check import problems
from tests.support.node_tools import node_tool
from tests.support.paths import ROOT, SITE, TESTS

ACCEPTED = read_cases("html/accepted.yml")


KINDS = (
    *("index", "404", "notes", "data", "about", "indicators", "downloads", "codes"),
    *("report/index", "report/2023-1", "report/2023-close", "report/2024-6"),
    *("tracker/index", "tracker/new", "glossary/index", "glossary/pinyin", "glossary/safety"),
)


def one_of_each_kind() -> list[Path]:
    """Pages whose HTML has all that the templates make, in the editions in turn."""
    folders = itertools.cycle(("", "en", "zh-hant"))
    found = [SITE / next(folders) / f"{kind}.html" for kind in KINDS]
    assert all(page.is_file() for page in found), "no site is built: make site"
    return found


@cache
def site_problems() -> dict[str, list[str]]:
    """What is said of each kind of page of the built site."""
    pages = one_of_each_kind()
    return {str(page.relative_to(ROOT)): problems(page.read_text("utf-8")) for page in pages}


def is_accepted(said: str, accepted: dict[str, str]) -> bool:
    return accepted["problem"] in said and accepted["where"] in said


def test_site_is_valid() -> None:
    wrong = {}
    for page, reported in site_problems().items():
        found = [said for said in reported if not any(is_accepted(said, a) for a in ACCEPTED)]
        if found:
            wrong[page] = found[:5]
    assert not wrong


def test_pages_are_valid_by_html_validate(tmp_path: Path) -> None:
    """By another tool."""
    command = node_tool("html-validate/bin/html-validate.mjs")
    settings = TESTS / "node" / "html-validate.json"
    # Into a file: node leaves off writing to a pipe when it ends.
    with (tmp_path / "report.json").open("w+", encoding="utf-8") as report:
        done = subprocess.run(
            [*command, "--config", settings, "--formatter", "json", *one_of_each_kind()],
            stdout=report,
            check=False,
        )
        report.seek(0)
        reported = json.load(report)
    assert done.returncode in (0, 1)
    accepted = {(a.get("rule"), a.get("message")) for a in ACCEPTED}
    wrong = {
        (Path(page["filePath"]).name, message["line"], message["ruleId"], message["message"])
        for page in reported
        for message in page["messages"]
        if (message["ruleId"], message["message"]) not in accepted
    }
    assert not wrong


@pytest.mark.parametrize("accepted", ACCEPTED, ids=lambda a: a["problem"])
def test_what_is_accepted_still_occurs(accepted: dict[str, str]) -> None:
    reported = (said for page in site_problems().values() for said in page)
    assert any(is_accepted(said, accepted) for said in reported), "take this exception out"
