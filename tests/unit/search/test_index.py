"""The search index: what it refuses, and that damage is noticed."""

from __future__ import annotations

import json

import pytest

from build_tools.diagnostics import Problems
from build_tools.search import index
from build_tools.search.entries import Gloss, SearchEntry
from build_tools.search.index import search_index
from tests.support.search_engine import (
    EN,
    HANS,
    RANKED,
    made_index,
    paths,
    results,
    run_engine,
    sentence,
)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (sentence("文", page="https://elsewhere.example/"), "SEA001"),
        (sentence("文", page="../a.html"), "SEA001"),
        (sentence("文", page="/a.html"), "SEA001"),
        (sentence(" "), "SEA002"),
        (sentence("一\n二"), "SEA002"),
        (sentence("文", english="a\u0000b"), "SEA002"),
        (sentence("小巨人", glosses=(Gloss(1, 4, ("giant",)),)), "SEA003"),
        (sentence("小巨人", glosses=(Gloss(0, 3, ()),)), "SEA003"),
        (sentence("小巨人", glosses=(Gloss(0, 3, ("a\tb",)),)), "SEA003"),
        (sentence("文", heading="一\n二"), "SEA002"),
    ],
)
def test_unusable_entries_are_told_and_left_out(entry: SearchEntry, code: str) -> None:
    problems = Problems()
    made = search_index([entry, sentence("好")], HANS, problems)
    assert [problem.code.id for problem in problems] == [code]
    assert len(run_engine(made, ["好"])["results"][0]["pages"]) == 1


def test_usable_entries_are_not_told() -> None:
    problems = Problems()
    search_index(
        [sentence("小巨人<b>", page="a/b c.html", glosses=(Gloss(0, 3, ("x",)),))], EN, problems
    )
    assert not problems.found


def test_english_of_a_glossary_entry_stands_once() -> None:
    term = sentence("小巨人", "little giant", page="glossary.html", kind="glossary")
    used = sentence("新增小巨人", "new ones", glosses=(Gloss(2, 5, ("little giant", "giants")),))
    made = made_index(term, used)
    assert made.count(b"little giant") == 1
    for query in ("little giant", "giants"):
        (result,) = results(made, [query])
        assert "a.html" in paths(result)


def test_a_damaged_index_is_refused() -> None:
    whole = made_index(*RANKED, sentence("一 / 二", joined=True))
    values = json.loads(whole.decode().removeprefix("self.searchIndex=").removesuffix(";\n"))
    broken = [b"", b"self.searchIndex=null;", b"self.searchIndex={};", whole[: len(whole) // 2]]
    broken += [whole[:-3], whole[:100]]
    for key, value in values.items():
        broken.append(index.script({name: values[name] for name in values if name != key}))
        if isinstance(value, str | list):
            broken.append(index.script(values | {key: value[:-1]}))
    broken.append(index.script(values | {"format": index.FORMAT + 1}))
    assert len(broken) > 25
    assert [made[:60] for made in broken if not run_engine(made, [])["damaged"]] == []
    assert not run_engine(whole, [])["damaged"]
