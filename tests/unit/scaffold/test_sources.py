"""Sources of every kind through ``new`` and ``check``: what is made of them, and what is said."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from build_tools.amounts.chinese import amount_in_english, amounts
from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.document.annex import references
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.resources.units import load_units
from build_tools.scaffold.new_publication import (
    NewPublication,
    Request,
    make_publication,
    write_publication,
)
from build_tools.scaffold.source_findings import advice_on, finding_lines
from build_tools.text import decoding
from build_tools.text.opencc import converter
from build_tools.tracker.drafts.pieces import cut
from tests.support.cases import read_cases, read_text

CASES = read_cases("scaffold/sources.yml")


@dataclass(frozen=True)
class Tried:
    """A publication that was made of a text, and checked."""

    made: NewPublication
    resolved: Resolved
    problems: Problems

    @property
    def advice_on_source(self) -> list[str]:
        return list(advice_on(self.made.source, self.made.detected))

    def record(self, path: str) -> object:
        return yaml.safe_load(self.made.files[f"data/{path}"])


def tried(raw: bytes, folder: Path, name: str = "") -> Tried:
    made = make_publication(raw, decoding.decode(raw), Request(stem=name))
    write_publication(folder, made.files)
    problems = Problems()
    resolved = check_publication(folder / "data", problems)
    assert list(map(str, problems.errors)) == []
    assert resolved is not None
    return Tried(made, resolved, problems)


def money_of(folder: Path, hant: str) -> list[str]:
    """The sums in ``hant`` in English, with the units of the publication in ``folder``."""
    known = load_units(folder / "data", Problems())
    return [amount_in_english(amount) for amount in amounts(converter("tw2s").convert(hant), known)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_source(case: dict[str, object], tmp_path: Path) -> None:
    found = tried(str(case["text"]).encode(), tmp_path, str(case.get("file", "")))
    publication = found.resolved.publication
    parts = [f"{part.role} {part.heading}".strip() for part in publication.parts]
    assert parts == case["parts"]
    assert publication.title.zh == case["title"]
    assert list(publication.source.layout) == case.get("layout", [])
    assert found.advice_on_source == case.get("advice_on_source", [])
    advised = sorted({p.code.id for p in found.problems if p.code.id.startswith(("RST", "TRK011"))})
    assert advised == case.get("advice", [])
    if "text_becomes" in case:
        assert found.resolved.restoration.text == case["text_becomes"]


def test_the_parts_are_named_once_each() -> None:
    raw = (
        "青山县政府工作报告\n各位代表：\n一、2023年工作回顾\n建成医院2所。建成学校3所。\n"
        "二、今后五年工作安排\n建成学校5所。\n三、政府自身建设\n建设廉洁政府。"
    ).encode()
    text = decoding.decode(raw)
    made = make_publication(raw, text, Request())
    assert [line for line in finding_lines(text, made) if line.startswith("part")] == [
        "part 2023, review: 一、2023年工作回顾: 0 sections, 0 items, 2 sentences",
        "part plan: 二、今后五年工作安排: 0 sections, 0 items, 1 sentence",
        "part, other: 三、政府自身建设: 0 sections, 0 items, 1 sentence",
    ]


TAIWAN = read_text("scaffold/taiwan-county.txt")
HONG_KONG = read_text("scaffold/hong-kong-department.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs"])
def test_a_county_of_taiwan(encoding: str, tmp_path: Path) -> None:
    found = tried(TAIWAN.encode(encoding), tmp_path)
    publication = found.resolved.publication
    assert publication.source.encoding == encoding
    assert publication.title.zh == "青澜县政府施政报告"
    assert publication.issuer.zh == "青澜县政府"
    assert publication.speaker.zh == "县长 林清和"
    assert publication.meeting.zh == "青澜县议会第二十届第三次定期会"
    assert str(publication.date) == "2024-04-15"
    parts = [(part.role, part.years) for part in publication.parts]
    assert parts == [("review", (2023,)), ("plan", (2024,)), ("other", ())]
    sentence = found.resolved.document.by_id["2023.1.0.2"]
    assert sentence.hant.startswith("「青年返鄉」計畫")
    assert sentence.hans.startswith("“青年返乡”计划")
    assert [p for p in found.problems if p.code.id.startswith("RST")] == []
    assert found.record("conversion.yml") == {"profile": "tw2s", "round_trip": "s2tw"}
    assert money_of(tmp_path, "爭取中央補助2.3億元") == ["TWD 230 million"]


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs"])
def test_a_department_of_hong_kong(encoding: str, tmp_path: Path) -> None:
    found = tried(HONG_KONG.encode(encoding), tmp_path)
    publication = found.resolved.publication
    assert publication.title.zh == "海滨区卫生署2024年工作报告"
    assert publication.issuer.zh == "海滨区卫生署"
    assert publication.speaker.zh == "署长 何嘉琪"
    assert [(part.role, part.years) for part in publication.parts] == [
        ("review", (2023,)), ("plan", (2024,)),
    ]  # fmt: skip
    text = "".join(segment.hans for segment in found.resolved.document.segments)
    assert "“健康社区”计划" in text
    assert not {"「", "」"} & set(text)
    assert "衞生署" in "".join(segment.hant for segment in found.resolved.document.segments)
    assert found.record("conversion.yml") == {"profile": "hk2s", "round_trip": "s2hk"}
    assert money_of(tmp_path, "撥款2億元、人民幣3億元") == ["HKD 200 million", "RMB 300 million"]


def test_a_report_of_macao(tmp_path: Path) -> None:
    raw = (
        "中華人民共和國澳門特別行政區\n二〇二五年財政年度施政報告\n行政長官　林清\n"
        "二〇二五年四月十四日\n各位議員：\n一、二〇二四年施政總結\n經濟復甦。旅客增加。\n二、二〇二五年施政重點\n貸款總額一百億元。"
    )
    found = tried(raw.encode(), tmp_path)
    assert found.resolved.publication.issuer.zh == "澳门特别行政区政府"
    assert not found.resolved.publication.termbase.use  # it explains the mainland's institutions
    assert [str(p) for p in found.problems if p.code.id in ("PUB010", "PUB011")] == []
    assert money_of(tmp_path, "貸款一百億元") == ["MOP 10 billion"]


def test_a_policy_address_of_hong_kong(tmp_path: Path) -> None:
    """Also in the characters that Taiwan has, too; $ is the place's own."""
    raw = (
        "行政長官2023年施政報告\n主席、各位議員：\n一、引言\n帶領香港走出疫情，全面復常。\n"
        "二、發展經濟\n香港的存款達16萬億元，預留專線服務。立法會通過撥款約$50億元。"
    )
    tried(raw.encode(), tmp_path)
    assert money_of(tmp_path, "撥款約$50億元、3億元") == ["about HKD 5 billion", "HKD 300 million"]
    assert money_of(tmp_path, "投資US$5億") == ["USD 500 million"]


def test_a_mainland_report_in_traditional_characters(tmp_path: Path) -> None:
    raw = (
        "云川市人民政府工作報告\n各位代表：\n一、2023年工作回顧\n香港投資着力增長，特區政府在香港招商。\n"
        "二、2024年工作安排\n這裏投資3億元。"
    )
    tried(raw.encode(), tmp_path)
    assert money_of(tmp_path, "投資3億元") == ["RMB 300 million"]


def test_a_list_of_annexes_is_named_annex(tmp_path: Path) -> None:
    raw = (
        "关于青澜市2023年预算执行情况和2024年预算草案的报告\n各位代表：\n现将报告提请审议。\n"
        "一、2023年预算执行情况\n完成收入52亿元。\n二、2024年预算草案\n拟安排支出55亿元。\n"
        "附：1. 2023年预算收支执行情况表\n2. 2024年预算收支表"
    )
    found = tried(raw.encode(), tmp_path)
    assert found.resolved.publication.parts[-1].name.zh == "附件"
    assert [str(p) for p in found.problems if p.code.id == "PUB011"] == []


def test_what_the_signature_says_is_in_the_record(tmp_path: Path) -> None:
    raw = (
        "柳湾村2025年工作总结和2026年工作计划\n乡亲们：\n一、2025年工作总结\n修路2公里。\n"
        "二、2026年工作计划\n修桥1座。\n柳湾村村民委员会\n2026年1月5日"
    )
    found = tried(raw.encode(), tmp_path)
    publication = found.resolved.publication
    assert publication.issuer.zh == "柳湾村村民委员会"
    assert publication.place.zh == "柳湾村"
    assert str(publication.date) == "2026-01-05"
    document, units = found.resolved.document, load_units(tmp_path / "data", Problems())
    assert [s.hans for s in document.sentences("plan")] == ["修桥1座。"]
    assert [piece.span.segment for piece in cut(document, units)] == [
        "2025.intro.1",
        "2026.intro.1",
    ]
    assert [str(p) for p in found.problems if p.code.id in ("PUB010", "PUB011")] == []


@pytest.mark.parametrize("char", ["\ue81e", "\x07"])
def test_what_nothing_shows_is_an_error_with_its_place(char: str, tmp_path: Path) -> None:
    """Also in a text without other damage: no PDF can be set with it."""
    raw = f"青澜县工作报告\n一、2024年工作回顾\n绿化{char}坡山体。\n二、2025年工作安排\n修路。"
    source = tmp_path / "report.txt"
    source.write_text(raw, "utf-8")
    assert main(["new", str(tmp_path / "made"), str(source)]) == 1
    problems = Problems()
    check_publication(tmp_path / "made" / "data", problems)
    (error,) = map(str, problems.errors)
    shown = f"U+{ord(char):04X} shows nothing: “作回顾 绿化·坡山体。 二”"
    assert error == f"data/source/report.txt:3:3: RST019 {shown}"


def test_notes_without_a_heading_are_an_annex(tmp_path: Path) -> None:
    raw = (
        "青澜县人民法院工作报告\n各位代表：\n一、2024年主要工作\n受理案件8421件①。推行“一站式”解纷②。\n"
        "二、2025年工作打算\n公正司法。\n青澜县人民法院\n2025年1月9日\n"
        "① 受理案件：含旧存案件389件。\n② 一站式：在一个大厅内办理。"
    )
    found = tried(raw.encode(), tmp_path)
    part = found.resolved.publication.parts[-1]
    assert (part.id, part.name.zh, part.name.en) == ("annex", "注释", "Notes")
    assert [draft.value.zh for draft in found.resolved.glossary.drafts] == ["受理案件", "一站式"]
    assert [(one.segment, one.note) for one in references(found.resolved.document)] == [
        ("2024.intro.1", "annex"),
        ("2024.intro.2", "annex.intro.1"),
    ]
    assert [str(p) for p in found.problems if p.code.id in ("PUB010", "PUB011")] == []


def test_an_annex_becomes_a_part_and_draft_terms(tmp_path: Path) -> None:
    text = read_text("scaffold/annex.txt")
    found = tried(text.encode(), tmp_path)
    assert found.resolved.publication.parts[-1].id == "annex"
    assert found.record("glossary/report-terms.yml") == [
        {
            "id": "liang-shan-li-lun",
            "zh": "两山理论",
            "definition_zh": "绿水青山就是金山银山。2005年提出。",
            "draft": True,
        },
        {"id": "tan-hui", "zh": "碳汇", "definition_zh": "森林吸收的二氧化碳。", "draft": True},
    ]
    assert [draft.value.zh for draft in found.resolved.glossary.drafts] == ["两山理论", "碳汇"]
    assert all(term.is_general for term in found.resolved.glossary.terms)
    plan = {s.id for s in found.resolved.document.segments if s.part == "plan"}
    assert not any(id_.startswith("annex") for id_ in plan)
    assert "annex" in found.resolved.document.units


def test_a_half_broken_text_is_made_and_says_so(tmp_path: Path) -> None:
    text = read_text("scaffold/half-broken.txt")
    found = tried(text.encode(), tmp_path)
    assert found.resolved.publication.unfinished[0] == "restoration"
    assert found.resolved.restoration.damaged_places > 2
    assert (
        found.advice_on_source[0] == "the text is damaged: 6 question marks in place of characters"
    )
    assert "damaged places are not restored" in found.advice_on_source[1]
