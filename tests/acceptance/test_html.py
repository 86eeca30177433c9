"""The built site is valid HTML, by html-validate."""

import itertools
import json
import subprocess
from pathlib import Path

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
