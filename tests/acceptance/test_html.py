"""The built site is valid HTML, by html-validate, and its references lead to elements."""

import itertools
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from tests.support.cases import read_cases
from tests.support.node_tools import node_tool
from tests.support.paths import SITE, TESTS

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


def test_pages_are_valid(tmp_path: Path) -> None:
    """But for what is accepted, which still occurs."""
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
    found = {
        (message["ruleId"], message["message"]): f"{Path(page['filePath']).name}:{message['line']}"
        for page in reported
        for message in page["messages"]
    }
    accepted = {(one["rule"], one["message"]) for one in ACCEPTED}
    assert {fault: place for fault, place in found.items() if fault not in accepted} == {}
    assert accepted <= found.keys(), "take this exception out"


# html-validate compares each of these with every element: on the tracker's page in five seconds.
REFERENCES = (
    *("label/@for", "input/@list", "*/@aria-activedescendant", "*/@aria-controls"),
    *("*/@aria-describedby", "*/@aria-details", "*/@aria-errormessage", "*/@aria-flowto"),
    *("*/@aria-labelledby", "*/@aria-owns"),
)
"""The attributes that name elements of their page by id: HTML, and WAI-ARIA 1.2, 6.6."""


def missing_references(page: Path) -> Iterator[str]:
    """The ids that elements of a page name and that no element of it has."""
    root = html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot()
    ids = {*root.xpath("//@id")}
    for names in root.xpath(" | ".join(f"//{reference}" for reference in REFERENCES)):
        yield from (name for name in names.split() if name not in ids)


def test_references_lead_to_an_element_of_the_page() -> None:
    """On every page, but for what is accepted, which still occurs."""
    pages = sorted(SITE.rglob("*.html"))
    assert len(pages) > 60
    found = {name: page.name for page in pages for name in missing_references(page)}
    # The theme writes the label of a page's contents for a switch that only pages with a list of
    # contents have. The switch is for phones, where no other page shows the label.
    assert found.keys() == {"__toc"}, found


def test_a_reference_to_nothing_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p id=a aria-labelledby='a b'><label for=c></label><input list=d>", "utf-8")
    assert [*missing_references(page)] == ["b", "c", "d"]
