"""What holds of every text on its way: restored, converted, outlined, and its figures read."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, example, given
from hypothesis import strategies as st

from build_tools.amounts.chinese import amount_in_english, amounts, unread_figures
from build_tools.amounts.english_numbers import chinese_value
from build_tools.conversion.convert import convert
from build_tools.conversion.records import load_conversion
from build_tools.conversion.rules import convert_lines
from build_tools.diagnostics import Place, Problems
from build_tools.document.outline import outline
from build_tools.records import Bilingual, Located
from build_tools.records.publication_loading import load_publication
from build_tools.resources.units import general_units
from build_tools.restoration.errata import Erratum
from build_tools.restoration.lines import lines_of
from build_tools.restoration.restore import Instructions, restore
from build_tools.translation.figure_comparison import compare_figures
from tests.support.paths import TINY
from tests.support.properties import examples
from tests.support.restorations import GB2312

PIECES = [
    "國(guó)家", "雲(yún)川", "?dāng)", "岸ê弦", "Т壞", "　", " ", "\n", "\r\n", "。", "，", ",",
    "2021年工作回顧(gù)", "2022年工作安排", "一、", "二、", "1.", "2.", "各位代表:", "跟著(zhe)",
    "1,508億(yì)元", "“", "”", "(", ")", "?", "？", "\x00", "\ufeff", "\ufffd", "\ue5e5", "😀",
]  # fmt: skip
# No file of UTF-8 holds a lone surrogate.
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.sampled_from(PIECES) | CHARACTERS, max_size=16).map("".join)
WHY = Bilingual(zh="因", en="why")
RECORD = load_publication(TINY / "data", Problems())
RULES = load_conversion(TINY / "data", Problems())


def in_text(text: str, place: Place) -> bool:
    lines = text.split("\n")
    if place.line == 0:
        return True
    return place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


@examples(150)
@given(text=TEXTS)
@example(text="")
@example(text="\x1f")
@example(text="2021年工作回顧\n一、甲。\n1.乙。丙，丁。\n2022年工作安排")
def test_a_text_on_its_whole_way(text: str) -> None:
    """Nothing is lost, all forms are equally long, and every place is in the source."""
    assert RECORD is not None
    assert RULES is not None
    problems = Problems()
    found = restore(text, "source.txt", problems)
    converted = convert(found.text, "hant", RULES, found.place, problems)
    assert len(converted.hans) == len(converted.hant) == len(found.text)
    document = outline(found, converted, RECORD, problems)
    kept = [line.text for line in lines_of(converted.hans)]
    assert "".join(segment.hans for segment in document.segments) == "".join(kept)
    assert len(document.by_id) == len(document.segments)
    for segment in document.segments:
        end = segment.offset + len(segment.hans)
        assert len(segment.hans) == len(segment.hant) == len(segment.restored)
        assert found.text[segment.offset : end] == segment.restored
        assert in_text(text, segment.place)
    for one, other in pairwise(document.segments):
        assert one.offset + len(one.hans) <= other.offset
    for problem in problems:
        assert str(problem).isprintable()
        assert problem.place.file != "source.txt" or in_text(text, problem.place), str(problem)


@examples(100)
@given(
    text=TEXTS, errata=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6), TEXTS), max_size=3)
)
def test_errata_are_applied_or_told(text: str, errata: list[tuple[int, int, str]]) -> None:
    listed = [
        Located(
            Erratum.model_construct(damaged=text[start : start + size], restored=new, why=WHY),
            Place("errata.yml", n),
            {},
        )
        for n, (start, size, new) in enumerate(errata, 1)
        if text[start : start + size]
    ]
    problems = Problems()
    found = restore(text, "source.txt", problems, Instructions(listed))
    applied = [repair.erratum for repair in found.repairs if repair.rule == "erratum"]
    reported = {problem.place.line for problem in problems if problem.place.file == "errata.yml"}
    for erratum in listed:
        assert erratum in applied or erratum.place.line in reported
    for repair in found.repairs:
        if repair.erratum:
            assert text[repair.start : repair.end] == repair.erratum.value.damaged
            assert repair.after == repair.erratum.value.restored


MEASURED = sorted(
    unit.zh for unit in general_units()
    if unit.kind in ("money", "percent", "counter", "measure") and unit.zh not in "金银铜大亩度"
)  # fmt: skip
NUMBERS = st.integers(1, 10**12) | st.decimals("0.1", 9_999, places=2)


@examples(200)
@given(number=NUMBERS.map(Decimal), unit=st.sampled_from(MEASURED))
@example(number=Decimal(10000), unit="个")
@example(number=Decimal("0.15"), unit="个百分点")
def test_a_figure_comes_back_in_either_language(number: Decimal, unit: str) -> None:
    """Written in Chinese it is read again; its English is the same figure to the checks."""
    text = f"全年完成{chinese_value(number, unit)}，成效明显。"
    (found,) = amounts(text)
    assert (found.value, found.unit, found.bound) == (number, unit, "exact")
    assert text[found.start : found.end] == found.text
    assert unread_figures(text) == ()
    compared = compare_figures(text, f"We reached {amount_in_english(found)} in the year.")
    assert (compared.missing, compared.added, compared.bounds) == ((), (), ())


FIGURES = st.text(
    "第前连续0123456789.,%％亿万千百十个家元美年月日增长新增累计超近约不少于以上左右“”，、+-至三五两分之点周\n",
    max_size=40,
) | st.text(max_size=30)


@examples(200)
@given(text=FIGURES)
def test_amounts_lie_in_order_in_any_text(text: str) -> None:
    found = amounts(text)
    for amount in found:
        assert text[amount.start : amount.end] == amount.text
        assert amount.unit in general_units() or amount.unit == "位"
        assert amount.value >= 0
        assert amount.upper is None or amount.bound == "range"
    for one, other in pairwise(found):
        assert one.end <= other.start
    for figure in unread_figures(text):
        assert text[figure.start : figure.end] == figure.number
        assert all(figure.end <= a.start or a.end <= figure.start for a in found)


@examples(150)
@given(text=st.text(GB2312, max_size=30) | st.text(max_size=20))
def test_a_simplified_text_stays_as_it_is(text: str) -> None:
    """Converting what is converted already changes nothing more."""
    assume(not set("\x00麽麼") & set(text))  # what they become, 么, is 幺 in Taiwan
    once = convert_lines(text, "tw2s", lambda at: Place("t"), Problems())
    again = convert_lines(once, "tw2s", lambda at: Place("t"), Problems())
    assert len(once) == len(text)
    assert again == once
