"""Places that an author left open in a text: XX亿元, ××%, 【待补】."""

import re
from collections.abc import Iterator

from build_tools.diagnostics import Code
from build_tools.restoration.unexplained import Sign, around
from build_tools.text.han import HAN_PATTERN

RST017 = Code(
    "RST017",
    "The text has a place that was left open, such as XX亿元 or 【待补】.",
    "Get the final text; or list the words under 'accepted' in publication.yml with the reason.",
    "advice",
    needs=("source",),
    example="“××” where something is to be filled in: “完成技改項目××個。 2.”",
)
_UNIT = (
    r"(?=[ \t]*(?:[%％‰]|[个個]百分[点點]|[十百千万亿萬億]*"
    r"(?:元|美元|[亩畝吨噸户戶个個项項条條处處辆輛人家所座件次名位套天倍年月日期批]"
    r"|公里|平方|立方|千瓦)))"
)
_NUMERALS = "〇○零一二三四五六七八九十百千0-9"
_NO_BRACKET = r"[^【】\[\]［］（）()〔〕\n]"
_OPEN = re.compile(
    "|".join(
        (
            # Crosses and letters in place of figures or names, also in 20XX年.
            r"(?<![A-Za-z])[XxＸｘ×╳]{2,}(?![A-Za-z0-9])",
            rf"(?<![{_NUMERALS}])[〇○]{{2,}}(?![{_NUMERALS}])",
            # Crosses, lines, boxes, stars and dots in place of figures.
            rf"(?<=[{HAN_PATTERN}])(?:[XxＸｘ×](?=[%％‰])|[_＿□]{{2,}}"
            rf"|(?:×|[*＊]{{2,}}|…+|\.{{3,}}|□){_UNIT})",
            # Figures that are missing; what ends a cell may head a column of a table.
            r"[（(][ \t\u3000]*[)）]",
            r"(?<=增[长長加]|下降|降低|提高|[减減]少|[达達]到|完成|突破|制在)[ \t]*"
            r"(?=[%％‰](?![ ]*[\t\n]))",
            # Remarks of the author.
            rf"[【\[［（(〔]{_NO_BRACKET}{{0,12}}"
            r"(?:待(?:[补補填定核查续續]|确认|確認|更新|提供)|此[处處](?:插入|空|[补補]|填|略)|空缺|插入[图圖表])"
            rf"{_NO_BRACKET}{{0,20}}[】\]］）)〕]",
            r"(?<![A-Za-z])(?:TODO|TBD|TBC|FIXME)(?![A-Za-z])",
        )
    )
)


def placeholders(text: str) -> Iterator[Sign]:
    """The places of ``text`` that were left open.

    >>> [found.message for found in placeholders("产值增长××%。")]
    ['“××” where something is to be filled in: “产值增长××%。”']
    >>> list(placeholders("二〇〇八年，5×3，XXL，PX项目，○二年"))
    []
    """
    for match in _OPEN.finditer(text):
        words = f"“{bare}”" if (bare := match[0].strip()) else "nothing"
        found = around(text, match.start()).replace("\n", " ").strip()
        message = f"{words} where something is to be filled in: “{found}”"
        yield Sign(match.start(), RST017, message)
