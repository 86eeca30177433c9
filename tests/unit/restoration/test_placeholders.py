"""Places that were left open are named; years, formulas and lists that look alike are not."""

import pytest

from build_tools.restoration.placeholders import placeholders


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("产值XX亿元，增长xx%", ["“XX”", "“xx”"]),
        ("产值××亿元，增长×%，投资×亿元", ["“××”", "“×”", "“×”"]),
        ("20XX年，XX公司，王××", ["“XX”", "“XX”", "“××”"]),
        ("新建____所，（ ）家，惠及□□户", ["“____”", "“（ ）”", "“□□”"]),
        ("投资***亿元，惠及……万人", ["“***”", "“……”"]),
        ("县长 ○○○", ["“○○○”"]),
        ("增长%，达到 ％", ["nothing", "nothing"]),
        ("【待补】（此处待核实）", ["“【待补】”", "“（此处待核实）”"]),
        ("[插入图表1]，TODO", ["“[插入图表1]”", "“TODO”"]),
        ("產值××億元，【待補】", ["“××”", "“【待補】”"]),
    ],
)
def test_a_place_left_open(text: str, found: list[str]) -> None:
    assert [message.partition(" where")[0] for _, _, message in placeholders(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "二〇〇八年，一〇〇家，5×24小时，长×宽×高，PX项目，XXL码，5G",
        "□产业\n○城乡",
        "工期待定，此处风景好，补齐短板（待遇提高）",
        "名词解释……。奋进——……",
        "**产业**兴旺，增长5%，约占3％",
        "增长（见表1）",
        "项目\t预算数\t完成%\n教育支出\t120\t97",
        "完成％\t增长%\t备注",
    ],
)
def test_nothing_is_open(text: str) -> None:
    assert list(placeholders(text)) == []
