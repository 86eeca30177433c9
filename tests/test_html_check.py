"""The checker of HTML, by its case file, and the built site by the checker."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.html_check import problems
from tests.node_tools import node_tool

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "html"
ACCEPTED = yaml.safe_load((CASES / "accepted.yml").read_text("utf-8"))
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head>
<body><main><h1>t</h1>{}</main></body></html>"""


SITE = ROOT / "site"
KINDS = (
    *("index", "404", "notes", "data", "about", "indicators", "downloads", "codes"),
    *("report/index", "report/2023-1", "report/2023-close", "report/2024-6"),
    *("tracker/index", "tracker/new", "glossary/index", "glossary/pinyin", "glossary/safety"),
)


def one_of_each_kind(*folders: str) -> list[Path]:
    """Pages whose HTML has all that the templates make, in the editions of ``folders``."""
    found = [SITE / folder / f"{kind}.html" for folder in folders for kind in KINDS]
    assert all(page.is_file() for page in found), "no site is built: make site"
    return found


@cache
def site_problems() -> dict[str, list[str]]:
    """What is said of each page of the built site.

    The traditional edition has the elements of the simplified one, so of it one of each kind.
    """
    traditional = SITE / "zh-hant"
    pages = [page for page in sorted(SITE.rglob("*.html")) if traditional not in page.parents]
    pages += one_of_each_kind("zh-hant")
    return {str(page.relative_to(ROOT)): problems(page.read_text("utf-8")) for page in pages}


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "fragments.yml").read_text("utf-8")),
    ids=lambda case: case["html"][:40],
)
def test_fragment(case: dict[str, Any]) -> None:
    found, expected = problems(PAGE.format(case["html"])), case.get("says", [])
    assert len(found) == len(expected), found
    for said, part in zip(found, expected, strict=True):
        assert part in said


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (PAGE.format("").replace("<!doctype html>", ""), "DOCTYPE"),
        (PAGE.format("").replace(' lang="en"', ""), "<html>: no lang"),
        (PAGE.format("").replace("<title>t", "<title> "), "<title>: none, or empty"),
        (PAGE.format("").replace('<meta charset="utf-8">', ""), "no <meta charset>"),
        (PAGE.format("<h1>again</h1>"), "<h1>: 2 of them"),
        (PAGE.format("").replace("main>", "div>"), "<main>: 0 of them"),
        ("", "DOCTYPE"),
    ],
)
def test_whole_page(page: str, expected: str) -> None:
    assert any(expected in said for said in problems(page))


def is_accepted(said: str, accepted: dict[str, str]) -> bool:
    return accepted["problem"] in said and accepted["where"] in said


def test_site_is_valid() -> None:
    wrong = {}
    for page, told in site_problems().items():
        found = [said for said in told if not any(is_accepted(said, a) for a in ACCEPTED)]
        if found:
            wrong[page] = found[:5]
    assert not wrong


def test_pages_are_valid_by_html_validate(tmp_path: Path) -> None:
    """One of each kind, in the editions whose templates differ; the checker above reads more."""
    command = node_tool("html-validate/bin/html-validate.mjs")
    settings = ROOT / "tests" / "node" / "html-validate.json"
    # Into a file: node leaves off writing to a pipe when it ends.
    with (tmp_path / "report.json").open("w+", encoding="utf-8") as report:
        done = subprocess.run(
            [*command, "--config", settings, "--formatter", "json", *one_of_each_kind("", "en")],
            stdout=report,
            check=False,
        )
        report.seek(0)
        told = json.load(report)
    assert done.returncode in (0, 1)
    accepted = {(a.get("rule"), a.get("message")) for a in ACCEPTED}
    wrong = {
        (Path(page["filePath"]).name, message["line"], message["ruleId"], message["message"])
        for page in told
        for message in page["messages"]
        if (message["ruleId"], message["message"]) not in accepted
    }
    assert not wrong


@pytest.mark.parametrize("accepted", ACCEPTED, ids=lambda a: a["problem"])
def test_what_is_accepted_still_occurs(accepted: dict[str, str]) -> None:
    told = (said for page in site_problems().values() for said in page)
    assert any(is_accepted(said, accepted) for said in told), "take this exception out"
