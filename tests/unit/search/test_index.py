"""The search index: what is in it once, and that damage is noticed."""

import json

from build_tools.presentation.pages.all_pages import glosses_of
from build_tools.records.editions import ENGLISH
from build_tools.search import index
from build_tools.search.collect import collect_entries
from build_tools.search.entries import Gloss
from tests.support.publications import full
from tests.support.search_engine import (
    RANKED,
    made_index,
    paths,
    results,
    run_engine,
    sentence,
)


def test_texts_are_on_one_line() -> None:
    """So none ends in the middle, and the next does not take its place."""
    odd = sentence("一\n二", "a\tb", heading="H\n", glosses=())
    term = sentence("小巨人", glosses=(Gloss(0, 3, ("little\ngiant",)),))
    made = made_index(odd, term)
    for query in ("一 二", "a b", "little giant"):
        (result,) = results(made, [query])
        assert paths(result), query


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


def test_a_record_says_of_which_year_it_is() -> None:
    """An achievement and the commitment that takes it up may have one title."""
    entries = collect_entries(
        full.resolved(), full.resolved().words(ENGLISH), glosses_of(full.resolved())
    )
    notes = {entry.note for entry in entries if entry.kind == "tracker" and entry.note}
    assert {note.partition(":")[0].partition(";")[0] for note in notes} == {"2021", "2022 plan"}
    assert {"2021; 2022 plan: lowers", "2022 plan: lowers"} <= notes
    assert any(note.startswith("2021; no follow-up: ") for note in notes)
    assert not [note for note in notes if note.startswith("2021: ")]
