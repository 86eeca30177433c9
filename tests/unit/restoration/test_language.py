"""The model of the language: words score more than chance, the page's own words too."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.restoration.language import LONGEST, Cursor, Language, plain
from tests.support.properties import examples

PAGE = "加快建設數字政府，全力打造千村美居。千村美居持續推進，惠民工程全面鋪開。"
LANGUAGE = Language(PAGE)


def naive(language: Language, text: str) -> float:
    """The score of the best way to cut ``text`` into words, all ways tried; marks aside."""
    best = [0.0]
    for end in range(1, len(text) + 1):
        ways = [language.alone(text[end - 1]) + best[end - 1]]
        for start in range(max(0, end - LONGEST), end - 1):
            word = "".join(map(plain, text[start:end]))
            count = language.words.get(word, 0.0) + 1500.0 * language.own[word]
            if count:
                ways.append(best[start] + math.log(count / language.total))
        best.append(max(ways))
    return best[-1]


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
    assert LANGUAGE.score(likely) / len(likely) > LANGUAGE.score(unlikely) / len(unlikely)


def test_what_the_page_repeats_is_likelier_on_it() -> None:
    elsewhere = Language("市場主體活力增強。")
    assert LANGUAGE.score("千村美居") > elsewhere.score("千村美居")


HAN = st.text(st.sampled_from("千村美居加快建設數字政府全力打造發展和的著"), max_size=9)


@examples(100)
@given(text=HAN.filter(lambda text: text != ""))
def test_the_score_is_that_of_the_best_words(text: str) -> None:
    assert LANGUAGE.score(text) == pytest.approx(naive(LANGUAGE, text))


@examples(60)
@given(text=HAN, more=st.sampled_from("村政展。，"))
def test_a_gain_is_what_the_score_grows_by(text: str, more: str) -> None:
    cursor = Cursor()
    for char in text:
        cursor = LANGUAGE.after(cursor, char)
    grown = LANGUAGE.score(text) + LANGUAGE.gain(cursor, more)
    assert LANGUAGE.score(text + more) == pytest.approx(grown)


def test_what_goes_on_with_a_word() -> None:
    cursor = LANGUAGE.after(Cursor(), "政")
    assert LANGUAGE.goes_on(cursor, "府")
    assert not LANGUAGE.goes_on(cursor, "居")
    assert LANGUAGE.has_seen("政", "府")
    assert not LANGUAGE.has_seen("府", "鬯")


def test_traditional_and_simplified_are_one() -> None:
    assert LANGUAGE.score("數字政府") == LANGUAGE.score("数字政府")
    assert plain("著") == "着"
    assert plain(",") == "，"


def test_the_dictionary_is_read_whole() -> None:
    assert len(LANGUAGE.words) > 340_000
    assert LANGUAGE.words["人民政府"] > 100
    assert all(count >= 0 for count in LANGUAGE.words.values())
