"""The search index, and the engine that scans it, run by the Node.js that Playwright brings."""

from dataclasses import replace

import pytest

from build_tools.records.editions import EDITIONS, Edition
from build_tools.search.entries import KINDS, Gloss, Quote, SearchEntry
from tests.support.search_engine import (
    EN,
    HANS,
    RANKED,
    everything,
    made_index,
    marked,
    paths,
    results,
    run_engine,
    sentence,
    text_of,
)


def test_a_long_sentence_is_cut_to_where_the_match_is() -> None:
    (result,) = results(made_index(sentence("前" * 500 + "虞山" + "后" * 500)), ["虞山"])
    text = text_of(result["pages"][0]["results"][0]["texts"][0])
    assert "虞山" in text
    assert len(text) < 130
    assert text.startswith("…") and text.endswith("…")


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("小巨人", "same title heading glossary tracker twice sentence"),
        ("giants", "glossary term"),
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


def test_words_that_are_apart_are_found_where_most_are_together() -> None:
    one = sentence("甲", "universities for the old", page="a.html")
    other = sentence("乙", "a neighbourhood shop", page="a.html")
    two = sentence("丙", "renovation of old housing", page="b.html")
    rest = sentence("丁", "a neighbourhood park", page="b.html")
    more = sentence("戊", "renovation of roads", page="a.html")
    (result,) = results(made_index(one, other, more, two, rest), ["old neighbourhood renovation"])
    assert paths(result) == ["b.html", "a.html"]
    assert text_of(result["pages"][0]["results"][0]["texts"][-1]) == two.english


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
    assert "虞山路" in text_of(result["pages"][0]["results"][0]["title"])


def entries_of(texts: str) -> list[SearchEntry]:
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
    (
        "a whole figure first",
        "5000人 | x / 195,000 people | 2.5000",
        "5000",
        "exact",
        {"literal": 1},
    ),
    ("grouped in English", "x / 5,000 and 195,000", "5000", "exact", {"literal": 1}),
    ("one of several figures", "x / 50 of 500 beds", "beds 50", "exact", {"words": 1}),
    ("its whole part", "2870.5亿元", "2870", "exact", {"literal": 1}),
    ("an English word", "达效 / x | x / a taxi", "taxi", "exact", {"literal": 1, "sound": 0}),
    ("a usual reading begun", "银行", "yinh", "exact", {"sound": 1}),
    ("with a tone", "政府工作", "zheng4fu3gongz", "exact", {"sound": 1}),
    ("a syllable begun", "常熟 / change", "chan", "exact", {"literal": 1, "sound": 1}),
    ("other forms apart", "着力 | 著名", "着", "exact", {"literal": 1, "variant": 1}),
    ("traditional", "着力", "著力", "exact", {"variant": 1, "literal": 0}),
    ("toned", "长江", "cháng jiāng", "exact", {"sound": 1}),
    ("tone numbers", "长江", "chang2jiang1", "exact", {"sound": 1}),
    ("wrong tone", "长江", "chángjiáng", "toneless", {"sound": 1}),
    ("other reading", "成长", "chengzhang", "exact", {"sound": 1}),
    ("apostrophe", "西安 | 先进", "xi'an", "exact", {"sound": 1}),
    ("no apostrophe", "西安 | 先进", "xian", "exact", {"sound": 2}),
    ("umlaut", "绿色", "lüsè", "exact", {"sound": 1}),
    ("a short billion", "x / RMB 30.8 billion", "30.8bn", "exact", {"literal": 1}),
    ("a short million apart", "x / RMB 25 million", "RMB 25 mn", "exact", {"literal": 1}),
    ("no short billion", "x / the 30 bnd of it", "30 bnd", "exact", {"literal": 1}),
    ("a figure and a letter", "5G网络 | 5个基地", "5G", "exact", {"literal": 1, "sound": 0}),
    ("a figure and a syllable", "5G网络 | 5个基地", "5ge", "exact", {"sound": 1}),
    ("a character and a letter", "常熟 | 5个", "常s", "exact", {"sound": 1}),
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
    ("a question", "海吉亚医院开工", "医院后来怎么样了", "exact", {"literal": 1}),
    ("a question of two", "停车多，泊位少 | 停车", "停车 泊位如何？", "exact", {"words": 1}),
    ("a question, nearly", "新增停车泊位", "停车位后来怎样了", "near", {"near": 1}),
    ("asked in English", "x / a hospital", "what became of the hospital?", "exact", {"literal": 1}),
    ("a promise asked for", "承诺书 | 停车泊位", "停车泊位承诺后来怎样", "exact", {"literal": 1}),
    (
        "a question, not what is near it",
        "停车位 | 停车后来怎么",
        "停车后来怎样",
        "exact",
        {"literal": 2},
    ),
    ("only asking", "x / the hospital", "what is it", "none", {}),
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
    ("plural", "x / two cities grew", "city", "exact", {"inflected": 1, "literal": 0}),
    ("participle", "x / building it", "builds", "exact", {"inflected": 1}),
    ("phrase", "x / the tree-planting", "planted trees", "exact", {"words": 1}),
    ("phrase in a row", "x / planted trees", "plants tree", "exact", {"inflected": 1}),
    (
        "the form itself",
        "x / the city | y / cities",
        "cities",
        "exact",
        {"literal": 1, "inflected": 1},
    ),
    ("term in another form", "小巨人 = little giant", "little giants", "exact", {"term": 1}),
    ("initials", "推进政府工作", "zfgz", "exact", {"initials": 1}),
    ("initials of a term", "小巨人 = little giant", "xjr", "exact", {"initials": 1}),
    ("too few initials", "新的小巨人", "xjr", "none", {}),
    ("initials and a word", "x / zfgz | 政府工作", "zfgz", "exact", {"literal": 1, "initials": 0}),
    (
        "initials inside a word",
        "x / azfgz | 政府工作",
        "zfgz",
        "exact",
        {"literal": 1, "initials": 1},
    ),
    ("a day with a point", "应对“7·20”大暴雨", "7.20", "exact", {"literal": 1}),
    ("a hyphen left out", "x / their well-being", "wellbeing", "exact", {"inflected": 1}),
    ("a hyphen added", "x / their wellbeing", "well-being", "exact", {"inflected": 1}),
    ("a hyphen for a blank", "x / low carbon", "low-carbon", "exact", {"inflected": 1}),
    ("a blank for a hyphen", "x / low-carbon", "low carbon", "exact", {"inflected": 1}),
    ("a blank in a word", "x / their wellbeing", "well being", "exact", {"inflected": 1}),
    ("a hyphen after a letter", "x / an ecommerce fair", "e-commerce", "exact", {"inflected": 1}),
    ("a hyphen, in another form", "x / e-markets", "emarket", "exact", {"inflected": 1}),
    ("a hyphen, of several words", "x / well-being of all", "all wellbeing", "exact", {"words": 1}),
    ("a hyphen of a term", "小巨人 = little-giant", "littlegiant", "exact", {"term": 1}),
    ("a hyphen, the words apart", "x / carbon is low", "low-carbon", "exact", {"words": 1}),
    ("two words, not one", "x / it fell apart", "a part", "exact", {"inflected": 0}),
    (
        "a hyphen, as it is typed",
        "x / low-carbon",
        "low-carbon",
        "exact",
        {"literal": 1, "inflected": 0},
    ),
    ("a ligature", "x / public finance", "public ﬁnance", "exact", {"literal": 1}),
    ("a sign of area", "改造12万平方米", "12万㎡", "exact", {"literal": 1}),
    ("a sign of area, spelt", "x / 15 square meters", "15 m2", "exact", {"literal": 1}),
    ("an area's sign in the text", "面积15㎡", "15平方米", "exact", {"literal": 1}),
    ("a sign of area, typed so", "面积15㎡ | 15平方", "㎡", "exact", {"literal": 1}),
    ("not another unit", "面积15平方公里", "15㎡", "none", {}),
    ("a year in characters", "到2024年", "二〇二四年", "exact", {"literal": 1}),
    ("a year in characters there", "二〇二四年 | 2024年", "二〇二四年", "exact", {"literal": 1}),
    ("a year in figures", "到二〇二四年", "2024年", "exact", {"literal": 1}),
    ("a share in words", "增长5%", "百分之五", "exact", {"literal": 1}),
    ("a share with a point", "x / by 12.5 percent", "百分之十二點五", "exact", {"literal": 1}),
    ("a number in words", "达到1300亿元", "一千三百亿元", "exact", {"literal": 1}),
    ("no number", "一站式服务 | 1站", "一站式", "exact", {"literal": 1}),
    ("a plus", "x / the economy", "+economy", "exact", {"literal": 1}),
    ("a plus for each word", "工业和用电", "+用电 +工业", "exact", {"words": 1}),
    ("a plus there", "5G+工业 | 5G", "5G+", "exact", {"literal": 1}),
    ("fuzzy, for a machine", "x / the economy", "economy~1", "exact", {"literal": 1}),
    ("a weight, for a machine", "x / the economy", "economy^2 the", "exact", {"words": 1}),
    ("a reference of HTML", "x / a belt", "&lt;", "none", {}),
    ("a word between references", "x / a belt", "&lt;belt&gt;", "exact", {"literal": 1}),
    ("no reference", "x / R&D; more", "R&D;", "exact", {"literal": 1}),
    ("percent", "增长5.5%", "5.5 percent", "exact", {"literal": 1}),
    ("per cent", "x / grew by 5.5 percent", "5.5 per cent", "exact", {"literal": 1}),
    ("percent sign", "x / grew by 5.5 percent", "5.5%", "exact", {"literal": 1}),
    ("one of two words", "x / grain output rose", "grain yield", "part", {"part": 1}),
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
    assert bool(result["pages"]) == (way not in ("none", "empty"))


def test_the_shown_language_comes_first() -> None:
    entry = sentence("工业用电", "industrial electricity")
    for edition, first in ((HANS, "工业用电"), (EN, "industrial electricity")):
        for query in ("工业", "industrial"):
            (result,) = results(made_index(entry, edition=edition), [query])
            assert text_of(result["pages"][0]["results"][0]["texts"][0]) == first


def test_an_entry_may_be_only_english() -> None:
    entry = sentence("", "Only English", title="Only English")
    for edition in EDITIONS:
        (result,) = results(made_index(entry, edition=edition), ["only"])
        (page,) = result["pages"]
        runs = ["", "Only", " English"]
        assert page["title"] == {"lang": "" if edition == EN else "en", "runs": runs}
        assert page["results"][0]["texts"] == [{"lang": "en", "runs": runs}]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_what_is_not_in_the_language_of_the_edition_says_so(edition: Edition, kind: str) -> None:
    han, english = "工业。", "Industry."
    own, other, lang = (english, han, "zh-Hans") if edition == EN else (han, english, "en")
    headed = {"title": own[:-1], "heading": other[:-1], "kind": kind}
    entries = [sentence(han, english, **headed), sentence(han, "", page="b.html", **headed)]
    entries.append(sentence("", english, page="c.html", **headed))
    (result,) = results(made_index(*entries, edition=edition), [other[:-1]])
    shown = everything(result)
    assert kind == "title" or any(other[:-1] in text_of(each) for each in shown)
    for each in shown:
        if other[:-1] in text_of(each):
            assert each["lang"] == lang
        if own[:-1] in text_of(each):
            assert each["lang"] != lang


def test_headings_are_marked_exactly_though_their_full_stop_is_left_out() -> None:
    heading = sentence("一、工业用电。", heading="一、工业用电", kind="heading")
    under = sentence("用电", heading="一、工业用电", anchor="s2")
    (result,) = results(made_index(heading, under), ["用电"])
    titles = [each["title"]["runs"] for each in result["pages"][0]["results"]]
    assert sorted(titles) == [["一、工业", "用电", ""], ["一、工业", "用电", "。"]]


def test_page_marks_are_offsets_into_the_texts_given() -> None:
    entries = [sentence("𠮷常熟、常熟", "Changshu", anchor="a"), sentence("常熟", page="b.html")]
    answer = run_engine(made_index(*entries), ["常熟", "changshu"], page="a.html")
    han, both = answer["marks"]
    assert [mark["anchor"] for mark in han] == ["a"]
    assert han[0]["spans"] == [[[2, 4], [5, 7]], []], "UTF-16 units, as browsers count"
    assert both[0]["spans"] == [[[2, 4], [5, 7]], [[0, 8]]]


def test_results_of_one_group() -> None:
    index = made_index(*RANKED, sentence("关于小巨人", page="about.html", kind="page"))
    groups = {"report": 5, "term": 1, "tracker": 1, "page": 1}
    for group, pages in {"term": 1, "tracker": 1, "page": 1, "report": 5, "": 8}.items():
        (result,) = results(index, ["小巨人"], group)
        assert len(result["pages"]) == pages
        assert result["groups"] == groups, "of every group, to choose among them"


def test_a_note_is_shown_with_its_entry() -> None:
    entries = [sentence("甲"), sentence("乙", note="expanded"), sentence("丙", note="raised")]
    (result,) = results(made_index(*entries, sentence("乙丙", note="expanded")), ["乙"])
    assert [each["note"] for each in result["pages"][0]["results"]] == ["expanded", "expanded"]


def test_whole_words_come_before_the_insides_of_others() -> None:
    inside = sentence("甲", "preparing technology", page="inside.html")
    whole = sentence("乙", "a parking space", page="whole.html")
    (result,) = results(made_index(inside, whole), ["parkng"])
    assert paths(result)[0] == "whole.html"


def test_a_record_is_found_by_what_it_quotes() -> None:
    """After the sentence itself, with the quoted words; in both languages."""
    text, english = "新增泊位5000个，学位1万个", "We added 5,000 berths and 10,000 places"
    said = sentence(text, english, anchor="2023.1")
    quote = Quote("2023.1", 0, 8, (0, 21))
    record = sentence("泊位", "Berths", page="t.html", kind="tracker", anchor="a", quote=quote)
    other = replace(record, anchor="b", quote=replace(quote, start=9, end=14, english=(26, 39)))
    for edition in (HANS, EN):
        index = made_index(said, record, other, edition=edition)
        for query in ("5000", "新增"):
            (result,) = results(index, [query])
            assert paths(result) == ["a.html", "t.html"]
            assert result["groups"]["tracker"] == 1
            assert result["counts"]["literal"] == (2 if query == "5000" else 1)
            (found,) = result["pages"][1]["results"]
            assert found["address"].endswith("#a")
            shown = [run for text in found["texts"] for run in marked(text)]
            assert sorted(shown) == (["5,000", "5000"] if query == "5000" else ["新增"])
        (result,) = results(index, ["places"])
        assert result["pages"][1]["results"][0]["address"].endswith("#b")


IDS = (
    sentence("甲。", "First.", anchor="2023.1.1.3", page="r.html"),
    sentence("乙。", "Second.", anchor="2023.1.1.4", page="r.html"),
    sentence("一、丙", "Third", anchor="2023.1", page="r.html", kind="heading"),
    sentence("丁", "fourth", anchor="little-giant", page="g.html", kind="glossary"),
    sentence("戊", "Fifth", anchor="a-new-robots", page="t.html", kind="tracker"),
    sentence("己", "Sixth", anchor="c-new-robots", page="t.html", kind="tracker"),
    sentence("看2023.1.1.3", anchor="not-this", page="p.html", kind="page"),
)


@pytest.mark.parametrize(
    ("query", "anchors"),
    [
        ("2023.1.1.3", "2023.1.1.3 not-this"),
        ("第2023.1.1.4句", "2023.1.1.4"),
        ("sentence 2023.1.1.4", "2023.1.1.4"),
        ("https://x.example/en/report/2023-1.html#2023.1.1.4", "2023.1.1.4"),
        ("#2023.1.1.3-2023.1.1.4", "2023.1.1.3 2023.1.1.4"),
        ("2023.1", "2023.1 not-this"),
        ("little-giant", "little-giant"),
        ("Little-Giant", "little-giant"),
        ("new-robots", "a-new-robots c-new-robots"),
        ("c-new-robots", "c-new-robots"),
        ("not-this", ""),
        ("2023.9.9.9", ""),
        ("a new-robots", ""),
    ],
)
def test_what_has_an_id_is_found_by_it(query: str, anchors: str) -> None:
    (result,) = results(made_index(*IDS), [query])
    found = [
        one["address"].partition("#")[2] for page in result["pages"] for one in page["results"]
    ]
    assert (result["way"] == "exact") is bool(anchors)
    assert not anchors or found == anchors.split()


# A term, a short form of it or none, and whether the term is found.
SHORT = [
    ("高新技术企业", "高新企业", True),
    ("高新技术企业", "高企", True),
    ("高新技術企業", "高企", True),
    ("居民人均可支配收入", "人均收入", True),
    ("高标准农田", "高标田", True),
    ("高新技术企业", "企高", False),
    ("高新技术企业", "术业", False),
    ("高新技术企业", "高新学校", False),
    ("国家高新技术产业开发区管委会", "国会", False),
    ("居民人均可支配收入", "人配入", False),
]


@pytest.mark.parametrize(
    ("term", "short", "is_found"), SHORT, ids=[f"{s}-{t}" for t, s, _ in SHORT]
)
def test_a_term_is_found_by_its_short_form(term: str, short: str, is_found: bool) -> None:
    used = sentence(f"又有{term}了。", glosses=(Gloss(2, 2 + len(term), ("x",)),))
    listed = sentence(term, "x", page="g.html", kind="glossary")
    for entries, expected in (((used, listed), {"a.html", "g.html"}), ((used,), {"a.html"})):
        (result,) = results(made_index(*entries), [short])
        assert (result["way"] == "near") is is_found
        assert not is_found or set(paths(result)) == expected
        assert is_found or not result["counts"]["near"]


def test_a_short_form_gives_way_to_the_words_themselves() -> None:
    term = sentence("高新技术企业", page="g.html", kind="glossary")
    (result,) = results(made_index(term, sentence("高企不下")), ["高企"])
    assert (result["way"], paths(result)) == ("exact", ["a.html"])


# Bad input


def test_hostile_documents_are_shown_as_text() -> None:
    evil = '<img src=x onerror="alert(1)">&\'常熟</p><script>'
    entry = SearchEntry(
        "a<b>.html", evil, evil, '"><b>', "sentence", evil, evil, (Gloss(0, 3, (evil,)),)
    )
    kinds = [replace(entry, kind=kind) for kind in KINDS]
    for result in results(made_index(*kinds), ["常熟", "img", "<", "alert", "script"]):
        assert result["pages"]
        for shown in everything(result):
            assert text_of(shown).replace("…", "") in evil
        for page in result["pages"]:
            for address in [page["address"], *(each["address"] for each in page["results"])]:
                assert not set('<>"') & set(address)
