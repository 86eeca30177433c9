"""What the benchmark of the search says of answers and figures."""

from benchmarks import search
from benchmarks.search import MATERIAL, OURS, Measured, SearchedPages
from build_tools.records.editions import EDITIONS
from build_tools.search.entries import SearchEntry


def entry(page: str, text: str, english: str, joined: bool = False) -> SearchEntry:
    return SearchEntry(page, "T", "H", "a", "sentence", text, english, joined=joined)


def test_words_may_run_over_sentences_but_not_paragraphs() -> None:
    texts = search.texts_of(
        [
            entry("a.html", "前句。", "One."),
            entry("a.html", "后句。", "Two.", joined=True),
            entry("b.html", "前句。", "One."),
            entry("b.html", "后句。", "Two."),
        ]
    )
    assert search.pages_with(texts, ["句。后"]) == {"a.html"}
    assert search.pages_with(texts, ["one. TWO"]) == {"a.html"}
    assert search.pages_with(texts, ["后句", "One"]) == {"a.html", "b.html"}


def test_recall_is_of_the_first_five_by_class() -> None:
    wanted = [{"a"}, {"a", "b"}, set("abcdefg"), set[str]()]
    found = [["x", "a"], ["b"], list("xabcdefg"), ["z"]]
    shares = search.recall(["one", "one", "many", "none"], wanted, found)
    assert shares == {"one": 0.75, "many": 0.8}


def test_ratios_keep_or_miss_their_budgets() -> None:
    made = SearchedPages("pages", "", EDITIONS[0], {}, [])
    stock = Measured(300, 400, 1, 3, 1000, {})
    for setup, p95, index, missed in (
        (100, 1, 1200, []),
        (101, 1, 1200, ["Setup"]),
        (100, 1.1, 1201, ["A query, 95th percentile", "Index, gzipped"]),
    ):
        found = {OURS: Measured(setup, 200, 0.1, p95, index, {}), MATERIAL: stock}
        table = search.compared(made, found)
        assert [row.what for row in table.rows if not row.keeps] == missed
        assert [shown.value for shown in table.rows[0].columns] == [setup, 300]


def test_bare_pages_hold_the_texts_and_no_markup_of_theirs() -> None:
    pages = search.bare([entry("r/a.html", "文<b>", "A & b")])
    assert pages == {"r/a.md": "<p>文&lt;b&gt;</p>\n<p>A &amp; b</p>\n"}
