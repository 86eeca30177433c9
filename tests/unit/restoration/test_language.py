"""The model of the language: words score more than chance, the page's own words too."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.restoration.language import Cursor, LanguageModel, word_list_form

PAGE = "加快建設數字政府，全力打造千村美居。千村美居持續推進，惠民工程全面鋪開。"


@cache
def language() -> LanguageModel:
    return LanguageModel(PAGE)


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("高質量發展", "高貭量發展"),
        ("人民政府", "人氓政府"),
        ("千村美居", "千村美屆"),
        ("推進工作。", "推進工作的。"),
        ("全市，", "全市，，"),
        ("（一）", "（）一"),
        ("“二卡合一”，", "“二卡合一，”，"),
    ],
)
def test_the_likelier_of_two(likely: str, unlikely: str) -> None:
    assert language().score(likely) / len(likely) > language().score(unlikely) / len(unlikely)


def test_what_the_page_repeats_is_likelier_on_it() -> None:
    elsewhere = LanguageModel("市場主體活力增強。")
    assert language().score("千村美居") > elsewhere.score("千村美居")


HAN = st.text(st.sampled_from("千村美居加快建設數字政府全力打造發展和的著"), max_size=9)


@given(text=HAN, more=st.sampled_from("村政展。，"))
def test_a_gain_is_what_the_score_grows_by(text: str, more: str) -> None:
    cursor = Cursor()
    for char in text:
        cursor = language().after(cursor, char)
    grown = language().score(text) + language().gain(cursor, more)
    assert language().score(text + more) == pytest.approx(grown)


def test_traditional_and_simplified_are_one() -> None:
    assert language().score("數字政府") == language().score("数字政府")
    assert word_list_form("著") == "着"
    assert word_list_form(",") == "，"
