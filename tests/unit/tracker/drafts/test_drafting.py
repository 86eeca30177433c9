"""A draft of the tracker: clauses, titles, subjects, strengths."""

from typing import Any

import pytest

from build_tools.amounts.chinese import amounts
from build_tools.diagnostics import Place
from build_tools.document.model import Document, PartRole
from build_tools.glossary.records import Glossary
from build_tools.resources import drafting as resource
from build_tools.resources.units import general_units
from build_tools.resources.vocabulary import general_vocabulary as vocabulary
from build_tools.tracker.drafts import drafting
from build_tools.tracker.drafts.draft_files import draft_tracker
from build_tools.tracker.drafts.drafting import draft_records
from build_tools.tracker.drafts.pieces import cut
from build_tools.tracker.records import Tracker
from tests.support.cases import read_cases
from tests.support.documents import segment

CASES: list[dict[str, Any]] = read_cases("tracker/drafting.yml")


def drafted(case: dict[str, Any]) -> drafting.DraftedTracker:
    one = segment("2023.1.1.1", case["text"], part=case["part"])
    document = Document((one,), Place("source"))
    return draft_records(document, general_units(), vocabulary(), {}, ())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_sentence_is_cut(case: dict[str, Any]) -> None:
    found = drafted(case)
    records = (*found.achievements, *found.commitments)
    assert {record.quote: record.title.zh for record in records} == case.get("deeds", {})
    assert [record.quote for record in found.context] == case.get("frames", [])
    elided = {record.quote: list(record.elided) for record in records if record.elided}
    assert elided == case.get("elided", {})
    assert all(record.draft for record in (*records, *found.context))
    assert not any(amounts(record.title.zh) for record in records)


@pytest.mark.parametrize(
    ("id", "sentences", "deeds"),
    [
        ("2023.1.0", ["社会事业全面发展。", "改善学校。"], ["改善学校"]),
        (
            "2023.1.0",
            ["荣获国家卫生县城称号。", "改善学校。"],
            ["荣获国家卫生县城称号", "改善学校"],
        ),
        ("2023.1.0", ["社会事业全面发展。"], ["社会事业全面发展"]),
        ("2023.close", ["取得了可喜成绩。", "是全县人民团结拼搏的结果。"], []),
        ("2023.close", ["五年来，修路3公里。", "改善学校。"], ["修路3公里", "改善学校"]),
    ],
)
def test_a_paragraph_announces_and_closes(id: str, sentences: list[str], deeds: list[str]) -> None:
    found = [segment(f"{id}.{number}", text) for number, text in enumerate(sentences, 1)]
    document = Document(tuple(found), Place("source"))
    pieces = cut(document, general_units())
    quotes = [
        document.by_id[p.span.segment].hans[p.span.start : p.span.end]
        for p in pieces
        if p.kind == "deed"
    ]
    assert quotes == deeds


def test_taken_words_are_left_alone() -> None:
    one = segment("2023.1.1.1", "新增学位2000个，建成幼儿园3所。", part="review")
    document = Document((one,), Place("source"))
    ids = ["2023-1-1-1-1"]
    found = draft_records(document, general_units(), vocabulary(), {"2023.1.1.1": [(0, 9)]}, ids)
    assert [(a.id, a.quote) for a in found.achievements] == [("2023-1-1-1-2", "建成幼儿园3所")]


def test_every_subject_of_the_vocabulary_has_words() -> None:
    assert set(resource.words().subjects) == set(vocabulary()["subject"].choices)


@pytest.mark.parametrize(
    ("quote", "subject"),
    [
        ("新增停车泊位3000个", "transport"),
        ("污水管网20公里", "environment"),
        ("建成高标准农田2万亩", "agriculture"),
        ("某事", "economy"),
        ("茶园面积稳定在6.8万亩", "agriculture"),
        ("保持了经济健康平稳发展", "economy"),
        ("完善全民健康服务", "health"),
    ],
)
def test_subjects(quote: str, subject: str) -> None:
    assert drafting.subject([quote], vocabulary()["subject"].choices) == subject


@pytest.mark.parametrize(
    ("quote", "sentence", "strength"),
    [
        ("力争产值突破100亿元", "", "aim"),
        ("地区生产总值增长5%", "主要预期目标是：地区生产总值增长5%", "aim"),
        ("探索开设特色公交", "", "explore"),
        ("全力保障用电", "", "aim"),
        ("精准谋划重大项目", "", "explore"),
        ("开工建设“力争上游”广场", "", "firm"),
    ],
)
def test_strengths(quote: str, sentence: str, strength: str) -> None:
    known = vocabulary()["strength"].choices
    assert drafting.strength(quote, sentence, known) == strength


@pytest.mark.parametrize("case", read_cases("tracker/drafted-figures.yml"))
def test_figures_of_one_indicator_are_compared(case: dict[str, str]) -> None:
    parts: tuple[PartRole, ...] = ("review", "plan")
    both = tuple(segment(f"{part}.1.1.1", case[part] + "。", part=part) for part in parts)
    document = Document(both, Place("source"))
    made = draft_tracker(Tracker(vocabulary(), general_units()), document, Glossary())
    compared = {(link.relation, link.indicator) for link, _ in made.links if link.indicator}
    names = {indicator.id: indicator.zh for indicator in made.indicators}
    expected = [(case["relation"], case["indicator"])] if "relation" in case else []
    assert [(relation, names[str(found)]) for relation, found in compared] == expected


def test_lists_in_order_are_compared_figure_by_figure() -> None:
    """So that ``check`` asks for no more, once the links are accepted (TRK020)."""
    one = segment("2022.1.1.1", "进口、出口分别增长3%、5%。", part="review")
    other = segment("2023.1.1.1", "力争进口、出口分别增长4%、6%。", part="plan")
    tracker = Tracker(vocabulary=vocabulary(), units=general_units())
    found = draft_tracker(tracker, Document((one, other), Place("source")), Glossary(()))
    names = {record.id: record.title.zh for record in (*found.achievements, *found.commitments)}
    joined = {
        (names[link.achievement], names[link.commitment], link.relation) for link, _ in found.links
    }
    assert joined >= {("进口增长", "进口增长", "compare"), ("出口增长", "出口增长", "compare")}


def test_revenue_and_expenditure_are_not_compared() -> None:
    review = ("一般公共预算支出完成345亿元。", "建成学校3所。", "修复湿地20亩。", "培训农民500人。")
    plan = ("一般公共预算收入预期130亿元。", "新增床位60张。", "改造管网9公里。", "引进企业4家。")
    sides: tuple[tuple[PartRole, tuple[str, ...]], ...] = (("review", review), ("plan", plan))
    segments = [
        segment(f"{part}.1.1.{number}", text, part=part)
        for part, texts in sides
        for number, text in enumerate(texts, 1)
    ]
    tracker = Tracker(vocabulary(), general_units())
    made = draft_tracker(tracker, Document(tuple(segments), Place("source")), Glossary())
    assert [link.indicator for link, _ in made.links] == [None]
