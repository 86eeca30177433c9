"""The currency that a report from Taiwan, Hong Kong or Macao means by 元 and by $, as
``data/units.yml``."""

import re

from build_tools.resources.units import general_units

_TAIWAN = re.compile(r"新台币|(?:中华)?民国[一二三四五六七八九十〇零○\d]{2,3}年")
_MACAO = "澳门特别行政区"
OPENING = 300
"""So many characters have the name of the place whose report it is."""
_HONG_KONG = re.compile(r"香港(?!.{0,6}(?:办事处|代表处))")
_ITS_ORGANS = re.compile("立法会|区议会|行政长官|特区政府|特别行政区")
_MAINLAND = re.compile(r"(?<!中央)人民政府|人民代表大会|政协|[省市县区]委")
LEAST_NAMES = 2
"""A report of Hong Kong names it so often."""
_UNITS = """\
# Where the text says 元 or $ alone, it means {name}.
元: {{kind: money, en: {code}, base: {name}, not_before: [{words}],
  nouns: [{nouns}]}}
人民币: {{kind: money, en: RMB, also: [yuan, CNY]}}
元人民币: {{kind: money, en: RMB, base: 人民币}}
{name}: {{kind: money, en: {code}, also: ["{sign}", "$", {names}]}}
美元: {{kind: money, en: USD, also: ["US$", US dollars, U.S. dollars, American dollars]}}
"""


def currency_units(hans: str, profile: str) -> str:
    """The units of a report whose 元 is not the mainland's; "" for the mainland's.

    ``hans`` is the text in simplified characters, ``profile`` OpenCC's profile for the source.

    >>> currency_units("岁入新台币35亿元", "tw2s").splitlines()[1]
    '元: {kind: money, en: TWD, base: 新台币, not_before: [旦, 宵, 素, 首, 宇宙],'
    >>> currency_units("香港的立法会：香港拨款约$50亿元", "tw2s").splitlines()[5]
    '港元: {kind: money, en: HKD, also: ["HK$", "$", Hong Kong dollars]}'
    >>> currency_units("澳门特别行政区施政报告：贷款总额一百亿元", "tw2s").splitlines()[0]
    '# Where the text says 元 or $ alone, it means 澳门元.'
    >>> currency_units("实现地区生产总值35亿元", "tw2s")
    ''
    >>> currency_units("在云川市人民代表大会上：香港投资3亿元，特区政府在香港招商", "hk2s")
    ''
    """
    if _TAIWAN.search(hans) and profile == "tw2s":
        name = "新台币"
    elif profile in ("hk2s", "tw2s") and _MACAO in hans[:OPENING]:
        name = "澳门元"
    elif profile in ("hk2s", "tw2s") and _is_of_hong_kong(hans, profile):
        name = "港元"
    else:
        return ""
    units = general_units()
    yuan, (sign, *names) = units["元"], units[name].also
    return _UNITS.format(
        name=name,
        code=units[name].en,
        words=", ".join(yuan.not_before),
        nouns=", ".join(yuan.nouns),
        sign=sign,
        names=", ".join(names),
    )


def _is_of_hong_kong(hans: str, profile: str) -> bool:
    """Whether a report in traditional characters is one of Hong Kong: by its characters, or by what
    it names; one of the mainland in such characters says so in its opening."""
    if "澳门元" in hans or _MAINLAND.search(hans[:OPENING]):
        return False
    names_it = len(_HONG_KONG.findall(hans)) >= LEAST_NAMES and _ITS_ORGANS.search(hans)
    return profile == "hk2s" or bool(names_it)
