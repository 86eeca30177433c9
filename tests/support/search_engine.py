"""The search engine, run by the Node.js that Playwright brings."""

import atexit
import json
import subprocess
from collections.abc import Sequence
from functools import cache
from typing import Any

from playwright._impl._driver import compute_driver_executable

from build_tools.records.editions import EDITIONS, Edition
from build_tools.search.engine import engine
from build_tools.search.entries import Gloss, SearchEntry
from build_tools.search.index import search_index

HANS, HANT, EN = EDITIONS


ENGINE = """
const vm = require("vm");
globalThis.self = globalThis;
const lines = require("readline").createInterface({ input: process.stdin });

function answered({ index, queries, page, check, group }) {
  delete self.searchIndex;
  let prepared = null;
  try {
    vm.runInThisContext(index);
    prepared = publicationSearch.prepare(self.searchIndex);
  } catch (error) {
    return { damaged: true };
  }
  const { search, marks, trials } = publicationSearch;
  const timed = (query) => {
    const start = performance.now();
    const result = search(prepared, query);
    return [result, performance.now() - start];
  };
  // Other work on the machine delays a run, but takes none of its processor's time.
  const worked = (query) => {
    const start = process.cpuUsage();
    search(prepared, query);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const damaged = false;
  if (page) return { damaged, marks: queries.map((query) => marks(prepared, query, page)) };
  if (!check) return { damaged, results: queries.map((query) => search(prepared, query, group)) };
  trials(prepared).forEach(timed);
  return { damaged, ...eval(check)(queries, timed, worked) };
}

lines.once("line", (engine) => {
  vm.runInThisContext(JSON.parse(engine));
  lines.on("line", (line) => console.log(JSON.stringify(answered(JSON.parse(line)))));
});
"""


@cache
def node() -> subprocess.Popen[str]:
    """One Node.js with the engine, for all tests of a worker: a line asks, a line answers."""
    program, _ = compute_driver_executable()
    process = subprocess.Popen(
        [program, "-e", ENGINE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        bufsize=1,
    )
    atexit.register(process.kill)
    assert process.stdin
    process.stdin.write(json.dumps(engine().decode()) + "\n")
    return process


def run_engine(index: bytes, queries: Sequence[str], **more: Any) -> dict[str, Any]:
    """What the engine answers to the queries, with an index as it is published."""
    process = node()
    assert process.stdin and process.stdout
    given = {"index": index.decode(errors="replace"), "queries": list(queries), **more}
    process.stdin.write(json.dumps(given) + "\n")
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


def results(index: bytes, queries: Sequence[str], group: str = "") -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = run_engine(index, queries, group=group)["results"]
    return answer


def made_index(*entries: SearchEntry, edition: Edition = HANS) -> bytes:
    return search_index(entries, edition)


def sentence(text: str, english: str = "", page: str = "a.html", **more: Any) -> SearchEntry:
    given = {"title": "Title", "heading": "Heading", "anchor": "s1", "kind": "sentence"} | more
    return SearchEntry(page=page, text=text, english=english, **given)


RANKED = (
    sentence("提到小巨人的一句", page="sentence.html"),
    sentence("小巨人的记录", page="tracker.html", kind="tracker"),
    sentence("小巨人企业", "little giant", page="glossary.html", kind="glossary"),
    sentence("一、小巨人壮大", page="heading.html", kind="heading"),
    sentence("论小巨人之路", page="title.html", kind="title"),
    sentence("小巨人", page="same.html"),
    sentence("小巨人，小巨人", page="twice.html"),
    sentence("专精特新", page="term.html", glosses=(Gloss(0, 4, ("small giants",)),)),
    sentence("消句人", page="sound.html"),
)
"""Entries that answer one query, each in another way."""


def paths(result: dict[str, Any]) -> list[str]:
    """The pages found, in their order."""
    return [page["address"].partition("?")[0] for page in result["pages"]]


def text_of(shown: dict[str, Any]) -> str:
    """A title or a text of a result."""
    return "".join(shown["runs"])


def marked(shown: dict[str, Any]) -> list[str]:
    """What is marked in it."""
    return list(shown["runs"][1::2])


def everything(result: dict[str, Any]) -> list[dict[str, Any]]:
    """All titles and texts that a result shows."""
    found = []
    for page in result["pages"]:
        found.append(page["title"])
        for each in page["results"]:
            found += [each["title"], *each["texts"]]
    return found
