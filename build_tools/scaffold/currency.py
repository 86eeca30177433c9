"""The currency that a report from Taiwan, Hong Kong or Macao means by 元, as ``data/units.yml``."""

import re

from build_tools.resources.units import general_units

_TAIWAN = re.compile(r"新台币|(?:中华)?民国[一二三四五六七八九十〇零○\d]{2,3}年")
_MACAO = "澳门特别行政区"
OPENING = 300
"""So many characters have the name of the place whose report it is."""
_UNITS = """\
# Where the text says 元 alone, it means {name}.
元: {{kind: money, en: {code}, base: {name}, not_before: [{words}]}}
人民币: {{kind: money, en: RMB, also: [yuan, CNY]}}
元人民币: {{kind: money, en: RMB, base: 人民币}}
"""


def currency_units(hans: str, profile: str) -> str:
    """The units of a report whose 元 is not the mainland's; "" for the mainland's.

    ``hans`` is the text in simplified characters, ``profile`` OpenCC's profile for the source.

    >>> currency_units("岁入新台币35亿元", "tw2s").splitlines()[1]
    '元: {kind: money, en: TWD, base: 新台币, not_before: [旦, 宵, 素, 首, 宇宙]}'
    >>> currency_units("澳门特别行政区施政报告：贷款总额一百亿元", "tw2s").splitlines()[0]
    '# Where the text says 元 alone, it means 澳门元.'
    >>> currency_units("实现地区生产总值35亿元", "tw2s")
    ''
    """
    if _TAIWAN.search(hans) and profile == "tw2s":
        name = "新台币"
    elif profile in ("hk2s", "tw2s") and _MACAO in hans[:OPENING]:
        name = "澳门元"
    elif profile == "hk2s" and "澳门元" not in hans:
        name = "港元"
    else:
        return ""
    units = general_units()
    words = ", ".join(units["元"].not_before)
    return _UNITS.format(name=name, code=units[name].en, words=words)
