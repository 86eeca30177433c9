"""Where a part closes: by which words its closing begins, and which words close nothing."""

import pytest

from build_tools.document.closings import closing_start

SECTIONS = ["一、工业", "产值增加。", "二、农业", "粮食增产。"]


@pytest.mark.parametrize(
    "line",
    [
        "同志们，成绩来之不易。",
        "这些成绩的取得，是大家努力的结果。",
        "取得上述成绩，靠的是团结。",
        "在肯定工作成绩的同时，要看到差距。",
        "我们更要清醒认识到，任务很重。",
        "但我们也必须清醒看到不足。",
        "当前，经济运行还面临不少困难。",
        "此外，国防动员得到加强。",
        "回顾过去，我们深感不易。",
        "几年来的实践告诉我们，要实干。",
        "过去工作，我们有三点体会。",
        "一年来的工作，我们有三点体会。",
    ],
)
def test_what_closes_a_review(line: str) -> None:
    assert closing_start("review", [*SECTIONS, line, "好。"], [0, 2], is_last=False) == 4


@pytest.mark.parametrize("line", ["同时，加强水利。", "我们还修了路。", "过去荒地变良田。"])
def test_what_closes_none(line: str) -> None:
    assert closing_start("review", [*SECTIONS, line, "好。"], [0, 2], is_last=False) is None
