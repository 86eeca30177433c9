"""Whatever text it is given, ``new --draft`` writes what its own check accepts, or says why not."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.restoration.damage import damaged
from build_tools.scaffold.new_publication import Request, make_publication, write_publication
from build_tools.scaffold.source_findings import advice_on
from build_tools.text import decoding
from build_tools.text.decoding import Unusable
from build_tools.text.opencc import converter
from build_tools.tracker.drafts.draft_files import draft_into
from tests.support.properties import examples
from tests.support.restorations import notes_for

TITLES = (
    "2024年云川市人民政府工作报告",
    "政 府 工 作 报 告",
    "云川市工作报告云川市工作报告",
    "关于2023年计划执行情况与2024年计划草案的报告",
    "首页 > 政务公开 > 政府工作报告",
    "",
)
SESSIONS = (
    "——2024年1月8日在云川市第九届人民代表大会第三次会议上",
    "（2024年1月8日 林清）",
    "二〇二四年一月八日",
    "中华民国一一三年四月十五日",
    "",
)
SPEAKERS = ("云川市市长 林 清", "市长林清", "代理市长　林清", "")
GREETINGS = ("各位代表：", "各位代表:现在，我代表市人民政府报告工作，请予审议。", "同志们：", "")
REQUESTS = ("现在，我代表市人民政府向大会报告工作，请予审议。", "")
REVIEWS = (
    "一、2023年工作回顾", "2023年工作回顾", "过去五年工作回顾", "壹、一一二年度施政成果",
    "第一部分 2023年工作回顾", "一、“十三五”和2020年工作回顾", "一、稳中有进 开局良好",
)  # fmt: skip
PLANS = (
    "二、2024年工作安排", "2024年重点工作", "今后五年发展目标", "贰、一一三年度施政重点",
    "第二部分 2024年工作安排", "二、“十四五”时期主要目标和二〇三五年远景目标", "2023年工作回顾",
)  # fmt: skip
HEADINGS = (
    "（一）做强产业。新增企业10家。", "（一）做强产业", "（二）改善民生", "一、抓项目。",
    "二、抓民生。建成学校2所。", "1.工业提速。", "1、农业增效", "第一，稳增长。",
    "一是强产业。产值增长5%。",
    "产业发展", "——综合实力提升。生产总值增长5%。", "第一章 总则", "（三）１２３",
)  # fmt: skip
SENTENCES = (
    "地区生产总值达到1310 亿元，增长8.5%。", "新增 学校3所、医院2家，12345热线办结3万件。",
    "我们勠力同心，蹚出新路，发行A股，治理劣V类水体。", "增长５．２％，完成率９８％。",
    "“放管服”改革[1]深入推进&mdash;&mdash;增长3&permil;。", "为什么？因为人民。",
    "实施“千人计划?”，建成5G基站。",
    "投入数百亿元，三分之一完成，粮食1.39万亿斤。", "「健康社区」計劃，羣峯里、衞生署。",
    "产业发展……", "政府?字化,?得成绩?大", "现(xiàn)在,发(fā)展(zhǎn)很好", "政\ufffd府\ue000工作。",
    "РоссияТ中Ж国",
    "各位代表！让我们紧密团结，奋勇前进！", "（下转A2版）", "详见 https://example.org/a?b=c 。",
)  # fmt: skip
FURNITURE = (
    "— 1 —",
    "- 2 -",
    "3",
    "---",
    "来源：市政府办",
    "责任编辑：某某",
    "打印 关闭",
    "　　",
    "",
)
ANNEXES = (
    "",
    "名词解释\n1.碳达峰：排放到最高后下降。\n2.“两山”理论：绿水青山。",
    "附件：\n十件实事\n1.建学校：两所。",
    "---\n【注 释】\n[1] 放管服：简政放权。",
)
line = st.sampled_from((*HEADINGS, *SENTENCES, *FURNITURE))
paragraph = st.lists(st.sampled_from((*HEADINGS, *SENTENCES)), min_size=1, max_size=5).map("".join)
body = st.lists(line | paragraph, max_size=8).map("\n".join)


def hard_wrapped(text: str, width: int) -> str:
    """``text`` as a page with lines of one width shows it."""
    lines = (f"　　{line}" for line in text.split("\n") if line)
    return "\n".join(line[at : at + width] for line in lines for at in range(0, len(line), width))


def noted(text: str) -> str:
    """``text`` in traditional characters, with the notes and the damage of a page."""
    traditional = str(converter("s2tw").convert(text))
    try:
        return damaged(traditional, notes_for(traditional), lambda: len(text) % 2 == 0)
    except UnicodeEncodeError:
        return traditional


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A report put together from parts of every shape, or damaged, or laid out by a page."""
    front = [draw(st.sampled_from(some)) for some in (TITLES, SESSIONS, SPEAKERS, GREETINGS)]
    parts = [draw(st.sampled_from(REQUESTS))]
    for headings in (REVIEWS, PLANS, PLANS):
        if draw(st.integers(0, 3)):
            parts += [draw(st.sampled_from(headings)), draw(body)]
    text = "\n".join([*front, *parts, draw(st.sampled_from(ANNEXES))])
    shape = draw(st.sampled_from(("plain", "plain", "wrapped", "one line", "twice", "noted")))
    if shape == "wrapped":
        return hard_wrapped(text, draw(st.sampled_from((20, 28, 40))))
    if shape == "one line":
        return text.replace("\n", draw(st.sampled_from(("", " ", "　　"))))
    if shape == "twice":
        return f"{text}\n{text}"
    return noted(text) if shape == "noted" else text


@examples(25)
@given(text=texts())
def test_what_is_made_passes_its_own_check(text: str) -> None:
    raw = text.encode()
    try:
        reading = decoding.decode(raw)
        made = make_publication(raw, reading, Request(drafts=True))
    except Unusable as reason:
        assert str(reason)
        return
    with TemporaryDirectory() as folder:
        write_publication(Path(folder), made.files)
        data = Path(folder, "data")
        problems = Problems()
        before = check_publication(data, problems)
        assert before is not None
        if before.publication.has_both_sides:
            draft_into(data, before.publication, before.document, before.glossary)
        assert check_publication(data, problems) is not None
    assert list(map(str, problems.errors)) == []
    assert all(advice_on(made.source, made.detected))
