"""Lists of ten times as many records and terms: how long a reader waits for what a key does."""

import re
import shutil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lxml import etree, html

from benchmarks.chromium import chromium, served
from benchmarks.rows import Row, Table
from build_tools.publication.project import Project

if TYPE_CHECKING:
    from playwright.sync_api import Page

TITLE = "Lists of ten times as many"
ABOUT = (
    "The site’s lists of pairs and of terms, each entry ten times under ids of its own, are opened "
    "in a browser, and four keys are typed into their filters. A wait is the time from a key to "
    "the next picture, which shows the key (Event Timing, W3C); the list changes soon after. Each "
    "list is visited several times; seconds are medians over the visits."
)
TIMES = 10
MOST = 0.2
"""Seconds: up to here a page responds well (Interaction to Next Paint)."""
LISTS = {
    "pairs": ("tracker/index.html", "//article[@data-records]", ".filters input[type=search]"),
    "terms": ("glossary/index.html", "//li[@data-filter]", "#filter"),
}
"""Of each list the page, the XPath of its entries, and the CSS of the field of its filter."""
PAUSE = 700
"""Milliseconds between two keys."""
_WATCH = """() => {
  window.waits = [];
  window.changes = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) waits.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16 });
  let key = 0;
  addEventListener("keydown", (event) => { key = event.timeStamp; }, true);
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    changes.push(performance.now() - key);
  }))).observe(document.querySelector("output"), { childList: true });
}"""


def measure(project: Project, times: int = 5) -> Table:
    """Open each list and type into it, and see how long the page takes to show the change."""
    rows = []
    with TemporaryDirectory() as folder:
        site = Path(shutil.copytree(project.site, Path(folder, "site")))
        counts = {name: lengthen(site / path, kind) for name, (path, kind, _) in LISTS.items()}
        with served(site) as address, chromium() as browser:
            for name, (path, _, field) in LISTS.items():
                found = []
                for _ in range(times):
                    page = browser.new_page()
                    found.append(visit(page, address + path, field))
                    page.close()
                opened, wait, change = (median(each) for each in zip(*found, strict=True))
                rows += [
                    Row(f"Page of {counts[name]:,} {name} open", opened, "s"),
                    Row("… longest wait after a key", wait, "s", MOST),
                    Row("… longest until the list has changed", change, "s"),
                ]
    return Table(TITLE, ABOUT, rows)


def lengthen(path: Path, entries_path: str) -> int:
    """Repeat the entries of the page at ``path``; how many it has then."""
    page = html.document_fromstring(path.read_text("utf-8"))
    entries = page.xpath(entries_path)
    for entry in entries:
        text = etree.tostring(entry, encoding="unicode", method="html")
        for number in range(TIMES - 1, 0, -1):
            entry.addnext(html.fragment_fromstring(re.sub(r' id="', rf' id="{number}-', text)))
    path.write_bytes(html.tostring(page, encoding="utf-8", doctype="<!doctype html>"))
    return len(entries) * TIMES


def visit(page: "Page", address: str, field: str) -> tuple[float, float, float]:
    """Open a page and type. Seconds: until it is open, the longest wait, the longest change."""
    page.goto(address)
    opened = page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd')
    page.evaluate(_WATCH)
    page.locator(field).focus()
    for key in ("a", "i", "Backspace", "Backspace"):
        page.wait_for_timeout(PAUSE)
        page.keyboard.press(key)
    page.wait_for_timeout(PAUSE)
    wait, change = page.evaluate("[Math.max(0, ...waits), Math.max(...changes)]")
    return opened / 1000, wait / 1000, change / 1000
