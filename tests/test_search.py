"""The search index, and the engine that scans it, run by the Node.js that Playwright brings."""

from __future__ import annotations

import atexit
import json
import random
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from statistics import mean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable

from build_tools.diagnostics import Problems
from build_tools.document.model import EDITIONS, Edition
from build_tools.search import columns, index
from build_tools.search.engine import engine
from build_tools.search.entries import KINDS, Entry, Gloss
from build_tools.search.index import search_index
from build_tools.search.tables import alphabet, forms, sounds, utf16
from build_tools.text.opencc import one_to_many
from tests.fuzzing import examples
from tests.make_search_queries import (
    load_queries,
    pages_with,
    real_document,
    real_entries,
    running_texts,
)

HANS, HANT, EN = EDITIONS
LEAST_RECALL = 0.98
SLOWEST = 50
"""Milliseconds."""
MANY = 20_000

ENGINE = """
const vm = require("vm");
globalThis.self = globalThis;
const lines = require("readline").createInterface({ input: process.stdin });

function answered({ index, queries, page, check }) {
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
  if (!check) return { damaged, results: queries.map((query) => search(prepared, query)) };
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


@cache
def real_index(edition: Edition) -> bytes:
    problems = Problems()
    made = search_index(real_entries(edition), edition, problems)
    assert not problems.found, [str(problem) for problem in problems]
    return made


def results(index: bytes, queries: Sequence[str]) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = run_engine(index, queries)["results"]
    return answer


def made_index(*entries: Entry, edition: Edition = HANS) -> bytes:
    problems = Problems()
    made = search_index(entries, edition, problems)
    assert not problems.found
    return made


def sentence(text: str, english: str = "", page: str = "a.html", **more: Any) -> Entry:
    given = {"title": "Title", "heading": "Heading", "anchor": "s1", "kind": "sentence"} | more
    return Entry(page=page, text=text, english=english, **given)


def paths(result: dict[str, Any]) -> list[str]:
    return [item[0]["location"].partition("?")[0] for item in result["items"]]


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


# The tables


def folded(text: str) -> dict[str, str]:
    """What each other form of the characters of a text is folded to."""
    characters = alphabet(text)
    return {
        other: char
        for char, others in zip(characters, forms(characters), strict=True)
        for other in others
    }


def test_alphabet_is_of_han_characters_in_order() -> None:
    assert alphabet("常熟ab，\n\U00020bb7市\uf900⼀常") == sorted("市一常熟豈\U00020bb7")


def test_fold_joins_all_forms_of_a_character() -> None:
    fold = folded("台后发着")
    for group in ("台臺颱檯", "后後", "发發髮", "着著"):
        assert len({fold.get(char, char) for char in group}) == 1
    assert "裏" not in fold, "only forms of the characters in the text"


def test_fold_joins_what_opencc_says_may_be_one() -> None:
    for char, others in one_to_many().items():
        fold = folded("".join(others))
        assert {fold.get(form, form) for form in others} == {fold.get(char, char)}


@pytest.mark.parametrize(
    ("char", "readings"),
    [
        ("常", {"chang2"}),
        ("绿", {"lv4", "lu4"}),
        ("行", {"hang2", "xing2"}),
        ("的", {"de0", "di4"}),
    ],
)
def test_pinyin_has_every_reading(char: str, readings: set[str]) -> None:
    assert readings <= set(columns.pinyin([char]).split(","))


def test_pinyin_tells_characters_apart() -> None:
    assert columns.pinyin(["虞", "\ue000", "的", "市"]) == "yu2.de0,di1,di2,di4fu2,shi4"


TABLES = """
(queries) => ({
  fold: Array.from(prepared.fold.table),
  readings: Array.from(prepared.readings),
  folded: queries.map((query) => publicationSearch.full(query, prepared.fold)),
})
"""
HAN = "台臺颱檯后後发發髮着著干乾幹历歷曆里裡裏只隻祇苏蘇州产業产业绿行的市一\U00020bb7\uf900㈱⽔"
MARKS = {"“": '「«"', "，": ",", "。": "｡", "-": "–－", "·": "•"}
TEXTS = st.text(alphabet=HAN + "aZ5%" + "".join(MARKS), min_size=1, max_size=12)


@given(TEXTS)
@examples(60)
def test_the_engine_reads_the_tables_as_they_are_made(text: str) -> None:
    characters, fold = alphabet(text), folded(text)
    readings: dict[str, set[tuple[str, int]]] = {}
    for char in characters:
        if own := set(sounds(char)):
            readings.setdefault(fold.get(char, char), set()).update(own)
    every = "".join({*characters, *fold})
    answer = run_engine(made_index(sentence(text)), [every], check=TABLES)
    assert dict(answer["fold"]) == fold
    assert {char: {(s, t) for s, t in own} for char, own in answer["readings"]} == readings
    assert answer["folded"] == ["".join(fold.get(char, char) for char in every)]


def alike(char: str) -> list[str]:
    """What a reader may type for a character of the text."""
    others = [member for member, one in folded(char).items() if member != one]
    if "!" <= char <= "~":
        others += [chr(ord(char) + 0xFEE0), char.swapcase()]
    return [char, *others, *MARKS.get(char, "")]


@given(TEXTS, st.data())
@examples(60)
def test_any_form_of_the_characters_finds_them_where_they_stand(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    query = "".join(data.draw(st.sampled_from(alike(char))) for char in text[start:end])
    (found,) = run_engine(made_index(sentence(text)), [query], page="a.html")["marks"]
    first, last = utf16(text[:start]), utf16(text[:end])
    assert any(a <= first and last <= b for a, b in found[0]["spans"][0]), query


# The columns


@pytest.mark.parametrize("number", [0, 9, 75, 8191, 8192, 20_000])
def test_numbers_of_any_size_are_packed(number: int) -> None:
    assert "0" in columns.packed([number, 0])
    assert not any("\ud800" <= char <= "\udfff" for char in columns.packed([number]))


def entry_named(anchor: str, english: str = "", heading: str = "", text: str = "文") -> Entry:
    return Entry("a.html", "T", heading, anchor, "sentence", text, english)


def test_anchors_follow_rules_where_they_can() -> None:
    entries = [
        entry_named("2023.1.9"),
        entry_named("2023.1.10"),
        entry_named("little-giant", "“Little giant”"),
        entry_named(""),
        entry_named(""),
        entry_named("x"),
        entry_named("x"),
    ]
    assert columns.anchors(entries).split("\n") == ["=2023.1.9", "", "-", "=", "=", "=x", "=x"]


def test_headings_are_names_of_texts_where_they_can() -> None:
    entries = [
        entry_named("", text="一、稳。", heading="一、稳"),
        entry_named("", text="一、稳。", heading="一、稳"),
        entry_named("", text="文", heading="文"),
        entry_named("", english="Text.", heading="Text"),
        entry_named("", english="Text.", heading="Text."),
        entry_named("", heading="Other"),
    ]
    assert columns.headings(entries).split("\n") == ["2", "", "0", "3", "1", "=Other"]


# The index


def test_same_entries_give_same_bytes() -> None:
    again = search_index(iter(real_entries(HANS)), HANS, Problems())
    assert real_index(HANS) == again


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_text_stands_once(edition: Edition) -> None:
    made = real_index(edition).decode()
    long = [s.text(edition.script) for s in real_document().segments if len(s.hans) > 12]
    assert len(long) > 150
    assert [
        text for text in long if made.count(json.dumps(text, ensure_ascii=False)[1:-1]) != 1
    ] == []


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (sentence("文", page="https://elsewhere.example/"), "IDX001"),
        (sentence("文", page="../a.html"), "IDX001"),
        (sentence("文", page="/a.html"), "IDX001"),
        (sentence(" "), "IDX002"),
        (sentence("一\n二"), "IDX002"),
        (sentence("文", english="a\u0000b"), "IDX002"),
        (sentence("小巨人", glosses=(Gloss(1, 4, ("giant",)),)), "IDX003"),
        (sentence("小巨人", glosses=(Gloss(0, 3, ()),)), "IDX003"),
        (sentence("小巨人", glosses=(Gloss(0, 3, ("a\tb",)),)), "IDX003"),
        (sentence("文", heading="一\n二"), "IDX002"),
    ],
)
def test_unusable_entries_are_told_and_left_out(entry: Entry, code: str) -> None:
    problems = Problems()
    made = search_index([entry, sentence("好")], HANS, problems)
    assert [problem.code.id for problem in problems] == [code]
    assert len(run_engine(made, ["好"])["results"][0]["items"]) == 1


def test_usable_entries_are_not_told() -> None:
    problems = Problems()
    search_index(
        [sentence("小巨人<b>", page="a/b c.html", glosses=(Gloss(0, 3, ("x",)),))], EN, problems
    )
    assert not problems.found


# What is found


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_recall_at_5_in_every_class(edition: Edition) -> None:
    classes = load_queries()
    queries = [(name, q) for name, c in classes.items() for q in c.all]
    assert len(queries) >= 250
    found = results(real_index(edition), [query.query for _, query in queries])
    recall: dict[str, list[float]] = {name: [] for name in classes}
    missed = []
    for (name, query), result in zip(queries, found, strict=True):
        wanted = pages_with(query.finds)
        assert wanted, f"{query.finds} is no longer in the text: draw the queries again"
        share = len(wanted & set(paths(result)[:5])) / min(5, len(wanted))
        recall[name].append(share)
        if share < 1:
            missed.append((name, query.query, result["way"], sorted(wanted), paths(result)[:5]))
    low = {name: round(mean(shares), 3) for name, shares in recall.items()}
    assert {name: share for name, share in low.items() if share < LEAST_RECALL} == {}, missed


def substrings(count: int, draw: random.Random) -> Iterator[str]:
    texts = [text for _, text in running_texts()]
    while count:
        text = draw.choice(texts)
        length = draw.randint(1, 12)
        start = draw.randrange(max(1, len(text) - length))
        query = " ".join(text[start : start + length].split())
        # Two words in a row are sought apart as well, and a number in its other notation.
        if query and " " not in query and not re.search(r"\d{4}|\d,\d{3}", query):
            count -= 1
            yield query


def test_counts_are_those_of_a_search_in_the_page() -> None:
    queries = list(substrings(400, random.Random(1)))
    wrong = []
    for query, result in zip(queries, results(real_index(HANS), queries), strict=True):
        stands = sum(text.count(query) for _, text in running_texts())
        if result["counts"]["literal"] != stands:
            wrong.append((query, stands, result["counts"]))
    assert wrong == []


def test_marks_are_exact_on_the_text_of_the_edition() -> None:
    wanted = {"hans": "苏州", "hant": "蘇州", "en": "苏州"}
    for edition in EDITIONS:
        for query in ("苏州", "蘇州", "sūzhōu", "su zhou"):
            (result,) = results(real_index(edition), [query])
            html = " ".join(doc["title"] + doc["text"] for item in result["items"] for doc in item)
            marked = set(re.findall(r"<mark>(.*?)</mark>", html))
            assert wanted[edition.id] in marked
            assert {mark for mark in marked if not mark.isascii()} == {wanted[edition.id]}


def test_results_are_sentences_with_their_anchors_grouped_by_page() -> None:
    (result,) = results(real_index(HANS), ["工业用电"])
    (item,) = result["items"]
    page, first = item
    assert page["location"] == "report/2023-1.html?h=%E5%B7%A5%E4%B8%9A%E7%94%A8%E7%94%B5"
    assert "#" not in page["location"]
    assert first["location"].endswith("#2023.1.1.1")
    assert "<mark>工业用电</mark>持续增长" in first["text"]


def test_a_long_sentence_is_cut_to_where_the_match_is() -> None:
    (result,) = results(made_index(sentence("前" * 500 + "虞山" + "后" * 500)), ["虞山"])
    text = text_of(result["items"][0][1]["text"])
    assert "虞山" in text
    assert len(text) < 130
    assert text.startswith("…") and text.endswith("…")


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


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("小巨人", "same title heading glossary tracker twice sentence"),
        ("giants", "term"),
        ("giant", "glossary term"),
        ("xiaojuren", "title heading glossary tracker twice sentence same sound"),
        ("小巨 人", "same title heading glossary tracker twice sentence"),
        ("iant", "glossary"),
        ("小句人", "title heading glossary tracker twice sentence same sound"),
    ],
)
def test_rank(query: str, order: str) -> None:
    (result,) = results(made_index(*RANKED), [query])
    found = [path.removesuffix(".html") for path in paths(result)]
    if query.isascii():
        assert sorted(found) == sorted(order.split())
    else:
        assert found == order.split()


def test_a_term_is_found_by_its_other_english_too() -> None:
    gloss = Gloss(0, 3, ("little giant", "minor colossus"))
    term = sentence("小巨人", "little giant", page="g.html", kind="glossary", glosses=(gloss,))
    used = sentence("新增小巨人", "no minor colossus", glosses=(replace(gloss, start=2, end=5),))
    for query in ("minor colossus", "Minor Colossus", "little giant"):
        (result,) = results(made_index(used, term), [query])
        assert paths(result) == ["g.html", "a.html"]
    (result,) = results(made_index(used, term), ["colossus"])
    assert paths(result) == ["a.html", "g.html"], "a term only in part comes after the words"


@pytest.mark.parametrize("kind", ["glossary", "tracker"])
def test_the_term_nearest_to_the_query_comes_first(kind: str) -> None:
    long = sentence("虞山虞山旅游度假区", "Resort of Yushan", page="long.html", kind=kind)
    short = sentence("虞山路", "Yushan Road", page="short.html", kind=kind)
    for edition in (HANS, EN):
        for query in ("虞山", "yushan", "虞 山"):
            (result,) = results(made_index(long, short, edition=edition), [query])
            assert paths(result) == ["short.html", "long.html"]
    (result,) = results(made_index(replace(long, page="short.html"), short), ["虞山"])
    assert "虞山路" in text_of(result["items"][0][1]["title"])


def test_the_best_entry_scores_most_so_that_enter_opens_it() -> None:
    """Material opens what scores highest, and shows what scores no less than its page."""
    for result in results(real_index(HANS), ["苏州", "工业 用电", "growth", "2024年"]):
        scores = [[doc["score"] for doc in item] for item in result["items"]]
        assert max(max(item) for item in scores) == max(scores[0])
        for item, docs in zip(scores, result["items"], strict=True):
            assert docs[0]["text"] == ""
            shown = [score for score in item[1:] if score >= item[0]]
            assert 1 <= len(shown) <= 5 or item[0] == max(item)


def entries_of(texts: str) -> list[Entry]:
    """Sentences from a line: ``句一 | +goes on | text / English | term = its English``."""
    found = []
    for line in texts.split(" | "):
        text, _, english = line.removeprefix("+").partition(" / ")
        text, _, term = text.partition(" = ")
        glosses = (Gloss(0, len(text), (term,)),) if term else ()
        found.append(sentence(text, english, glosses=glosses, joined=line.startswith("+")))
    return found


# What it shows: sentences, query, the way it is found, what is counted.
CASES: list[tuple[str, str, str, str, dict[str, int]]] = [
    ("spans sentences", "前句。 | +后句", "句。后", "exact", {"literal": 1}),
    ("not paragraphs", "前句。 | 好句", "句。好", "exact", {"literal": 0, "words": 1}),
    ("case and width", "ＧＤＰ增长", "gdp增", "exact", {"literal": 1}),
    ("quotation marks", "“三个一”", "「三个一」", "exact", {"literal": 1}),
    ("typed commas", "完成2870亿元", "2,870亿元", "exact", {"literal": 1}),
    ("printed commas", "x / RMB 2,870 million", "2870", "exact", {"literal": 1}),
    ("part of a number", "1650亿元", "650亿元", "exact", {"literal": 1}),
    ("other forms apart", "着力 | 著名", "着", "exact", {"literal": 1, "variant": 1}),
    ("traditional", "着力", "著力", "exact", {"variant": 1, "literal": 0}),
    ("toned", "长江", "cháng jiāng", "exact", {"sound": 1}),
    ("tone numbers", "长江", "chang2jiang1", "exact", {"sound": 1}),
    ("wrong tone", "长江", "chángjiáng", "toneless", {"sound": 1}),
    ("other reading", "成长", "chengzhang", "exact", {"sound": 1}),
    ("apostrophe", "西安 | 先进", "xi'an", "exact", {"sound": 1}),
    ("no apostrophe", "西安 | 先进", "xian", "exact", {"sound": 2}),
    ("umlaut", "绿色", "lüsè", "exact", {"sound": 1}),
    ("keyboard's v", "绿色", "lvse", "exact", {"sound": 1}),
    ("unfinished", "常熟", "changsh", "exact", {"sound": 1}),
    ("only the last", "常熟市", "chshushi", "none", {}),
    ("han and pinyin", "常熟市", "常shu市", "exact", {"sound": 1}),
    ("words apart", "工业 | 用电", "工业 用电", "exact", {"apart": 2}),
    ("words together", "工业和用电", "用电 工业", "exact", {"words": 1}),
    ("one word too many", "工业和用电", "用电 农业", "none", {}),
    ("wrong", "声学产业", "声雪产业", "near", {"near": 1}),
    ("missing", "声学产业", "声产业", "near", {"near": 1}),
    ("added", "声学产业", "声学的产业", "near", {"near": 1}),
    ("swapped", "x / a little giant", "gaint", "near", {"near": 1}),
    ("same sound", "工业 | 公叶", "公业", "near", {"near": 2}),
    ("same sound, once", "小巨人 | 句子", "小句人", "near", {"near": 1}),
    ("wrong script", "x / a foreign firm", "foreign薸", "near", {"near": 1}),
    ("after a letter", "x / of it in phase2", "it 2", "exact", {"words": 1}),
    ("half of it", "声学产业发展", "声学产业龘龘龘", "part", {"part": 1}),
    ("three in a row", "波司登入选", "波司登羽绒服装品牌", "part", {"part": 1}),
    ("two in a row", "波司入选", "波司登羽绒服装品牌", "none", {}),
    ("a long word", "x / Bosideng is there", "Bosideng down jackets", "part", {"part": 1}),
    ("short words", "x / all the beds are there", "the down jackets", "none", {}),
    ("inside words", "x / chain of percentage", "hain of centage", "none", {}),
    ("quoted", "双招双引", "“双招双引”", "exact", {"literal": 1}),
    ("quoted there", "“双招”双引 | 双招", "“双招”", "exact", {"literal": 1}),
    ("title in marks", "常熟市", "《常熟》", "exact", {"literal": 1}),
    ("with its full stop", "双招双引", "双招双引。", "exact", {"literal": 1}),
    ("a question", "x / a little giant", "Little giant?", "exact", {"literal": 1}),
    ("quoted pinyin", "长江", "“cháng jiāng”", "exact", {"sound": 1}),
    ("quoted, mistyped", "x / a kindergarten", "'kindergarden'", "near", {"near": 1}),
    ("parted by marks", "工业和用电", "用电，工业", "exact", {"words": 1}),
    ("parted by script", "GDP的增长", "GDP增长", "exact", {"words": 1}),
    ("a mark inside a number", "1.5和2", "（1.5）", "exact", {"literal": 1}),
    ("only marks", "常熟", "“”——？", "none", {}),
    ("nothing", "声学产业", "龘龘龘", "none", {}),
    ("decomposed", "长江", "cha\u0301ngji\u0101ng", "exact", {"sound": 1}),
    ("invisible", "长江", "长\u200b江\ufeff", "exact", {"literal": 1}),
    ("blank", "长江", " \u3000\n", "empty", {}),
    ("term", "小巨人 = little giant", "little giant", "exact", {"term": 1}),
    ("inside a term", "小巨人 = little giant", "iant", "none", {}),
    ("term, translated so", "小巨人 = giant / giant", "giant", "exact", {"literal": 1, "term": 0}),
]


@pytest.mark.parametrize(
    ("texts", "query", "way", "counts"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_way(texts: str, query: str, way: str, counts: dict[str, int]) -> None:
    (result,) = results(made_index(*entries_of(texts)), [query])
    assert result["way"] == way
    assert {name: result["counts"][name] for name in counts} == counts
    assert bool(result["items"]) == (way not in ("none", "empty"))


def test_the_shown_language_comes_first() -> None:
    entry = sentence("工业用电", "industrial electricity")
    for edition, first in ((HANS, "工业用电"), (EN, "industrial electricity")):
        for query in ("工业", "industrial"):
            (result,) = results(made_index(entry, edition=edition), [query])
            assert text_of(result["items"][0][1]["text"]).startswith(first)


def test_an_entry_may_be_only_english() -> None:
    entry = sentence("", "Only English", title="Only English")
    for edition in EDITIONS:
        (result,) = results(made_index(entry, edition=edition), ["only"])
        page, found = result["items"][0]
        html = "<mark>Only</mark> English"
        assert page["title"] == (html if edition == EN else f'<span lang="en">{html}</span>')
        assert found["text"] == f'<p lang="en">{html}</p>'


@pytest.mark.parametrize("kind", ["title", "heading", "glossary", "tracker", "sentence"])
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_what_is_not_in_the_language_of_the_edition_says_so(edition: Edition, kind: str) -> None:
    han, english = "工业。", "Industry."
    own, other, lang = (english, han, "zh-Hans") if edition == EN else (han, english, "en")
    headed = {"title": own[:-1], "heading": other[:-1], "kind": kind}
    entries = [sentence(han, english, **headed), sentence(han, "", page="b.html", **headed)]
    entries.append(sentence("", english, page="c.html", **headed))
    (result,) = results(made_index(*entries, edition=edition), [other[:-1]])
    shown = [doc["title"] + doc["text"] for item in result["items"] for doc in item]
    assert kind == "title" or any(other[:-1] in text_of(html) for html in shown)
    for html in shown:
        rest = re.sub(rf'<(p|span) lang="{lang}">.*?</\1>', "", html)
        assert other[:-1] not in text_of(rest), html
        assert own[:-1] not in "".join(re.findall(rf'lang="{lang}">(.*?)</', html))


def test_headings_are_marked_exactly_though_their_full_stop_is_left_out() -> None:
    heading = sentence("一、工业用电。", heading="一、工业用电", kind="heading")
    under = sentence("用电", heading="一、工业用电", anchor="s2")
    (result,) = results(made_index(heading, under), ["用电"])
    titles = [doc["title"] for doc in result["items"][0][1:]]
    assert sorted(titles) == ["一、工业<mark>用电</mark>", "一、工业<mark>用电</mark>。"]


def test_english_of_a_glossary_entry_stands_once() -> None:
    term = sentence("小巨人", "little giant", page="glossary.html", kind="glossary")
    used = sentence("新增小巨人", "new ones", glosses=(Gloss(2, 5, ("little giant", "giants")),))
    made = made_index(term, used)
    assert made.count(b"little giant") == 1
    for query in ("little giant", "giants"):
        (result,) = results(made, [query])
        assert "a.html" in paths(result)


def test_page_marks_are_offsets_into_the_texts_given() -> None:
    entries = [sentence("𠮷常熟、常熟", "Changshu", anchor="a"), sentence("常熟", page="b.html")]
    answer = run_engine(made_index(*entries), ["常熟", "changshu"], page="a.html")
    han, both = answer["marks"]
    assert [mark["anchor"] for mark in han] == ["a"]
    assert han[0]["spans"] == [[[2, 4], [5, 7]], []], "UTF-16 units, as browsers count"
    assert both[0]["spans"] == [[[2, 4], [5, 7]], [[0, 8]]]


# Bad input


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "&lt;b&gt;",
    "' OR 1=1 --",
    ".*+?^${}()|[]\\",
    "(?<!a)(a+)+$",
    "__proto__ constructor toString",
    "\ud800",
    "\udc00常熟\ud800",
    "\u0000\u0001\u001b[31m",
    "\u202e常熟",
    "%E5%B8",
    "a" * 5000,
    "的" * 5000,
    "xian" * 1000,
    "changshu " * 500,
    "e a o i u " * 200,
    "零" * 3 + "\n" * 100,
    "1" * 1000,
    "1,234," * 300,
    "ǖǘǚǜ" * 100,
    "u:" * 100,
    "-" * 100,
    "'" * 100,
    "é" * 50 + "e\u0301" * 50,
    "🏳️‍🌈👩‍👩‍👧‍👦",
    "﷽" * 20,
    "ﬁ½㎡Ⅳ",
]


def hostile_queries(draw: random.Random) -> Iterator[str]:
    texts = [text for _, text in running_texts()]
    alphabets: list[Callable[[], str]] = [
        lambda: chr(draw.randrange(0x20, 0x7F)),
        lambda: chr(draw.randrange(0x4E00, 0x9FA6)),
        lambda: chr(draw.randrange(0xD800, 0xE000)),
        lambda: chr(draw.randrange(0x110000)),
        lambda: draw.choice("aeiouvngzhsh1234' "),
        lambda: draw.choice("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü "),
        lambda: draw.choice("0123456789.,%亿元万 "),
        lambda: draw.choice("<>\"'&=/ abc"),
        lambda: draw.choice(draw.choice(texts)),
    ]
    yield from HOSTILE
    for _ in range(MANY - len(HOSTILE)):
        length = draw.choice((1, 2, 3, 4, 6, 8, 12, 20, 40))
        if draw.random() < 0.3:
            text = draw.choice(texts)
            start = draw.randrange(len(text))
            query = text[start : start + length]
            if draw.random() < 0.5:
                query += draw.choice(alphabets)()
        else:
            alphabet = draw.choice(alphabets)
            query = "".join(alphabet() for _ in range(length))
        yield query


CHECK = """
(queries, timed, worked) => {
  const bad = [];
  const slow = [];
  const allowed = /<mark>|<\\/mark>|<p lang="(zh-Hans|en)">|<\\/p>|&(amp|lt|gt|quot|#39);/g;
  for (const query of queries) {
    try {
      let [result, taken] = timed(query);
      for (let again = 0; taken > LIMIT && again < 3; again += 1) {
        taken = Math.min(taken, worked(query));
      }
      if (taken > LIMIT) slow.push([query.slice(0, 40), taken]);
      for (const item of result.items) {
        for (const { title, text, location } of item) {
          if (/[<>"'&]/.test((title + text).replace(allowed, ""))) bad.push([query, title + text]);
          if (!/^report\\/[\\w-]+\\.html\\?h=[^<>"#]+(#[\\w.-]+)?$/.test(location)) {
            bad.push([query, location]);
          }
        }
      }
    } catch (error) {
      bad.push([query, String(error.stack)]);
    }
  }
  return { bad: bad.slice(0, 5), slow: slow.slice(0, 5) };
}
"""


def test_hostile_queries_are_harmless_and_fast() -> None:
    queries = list(hostile_queries(random.Random(2)))
    assert len(queries) == MANY
    check = CHECK.replace("LIMIT", str(SLOWEST))
    answer = run_engine(real_index(HANS), queries, check=check)
    assert answer["bad"] == []
    assert answer["slow"] == []


def test_hostile_documents_are_shown_as_text() -> None:
    evil = '<img src=x onerror="alert(1)">&\'常熟</p><script>'
    entry = Entry("a<b>.html", evil, evil, '"><b>', "sentence", evil, evil, (Gloss(0, 3, (evil,)),))
    kinds = [replace(entry, kind=kind) for kind in KINDS]
    for result in results(made_index(*kinds), ["常熟", "img", "<", "alert", "script"]):
        assert result["items"]
        for item in result["items"]:
            for doc in item:
                html = doc["title"] + doc["text"]
                assert not re.search(r"<(?!/?mark>|p lang=\"[\w-]+\">|/p>)", html)
                assert not set('<>"') & set(doc["location"])
                assert text_of(doc["title"]).replace("…", "") in evil


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
