"""The tables of the search: forms and readings of characters."""

from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.tables import alphabet, folded_forms, sounds, utf16
from build_tools.text.opencc import one_to_many
from tests.support.search_engine import (
    made_index,
    run_engine,
    sentence,
)


def folded(text: str) -> dict[str, str]:
    """What each other form of the characters of a text is folded to."""
    characters = alphabet(text)
    return {
        other: char
        for char, others in zip(characters, folded_forms(characters), strict=True)
        for other in others
    }


def test_alphabet_is_of_han_characters_in_order() -> None:
    assert alphabet("常熟ab，\n\U00020bb7市\uf900⼀常") == sorted("市一常熟豈\U00020bb7")


def test_fold_joins_all_forms_of_a_character() -> None:
    fold = folded("台后发着")
    for group in ("台臺颱檯", "后後", "发發髮", "着著"):
        assert len({fold.get(char, char) for char in group}) == 1
    assert "裏" not in fold, "only forms of the characters in the text"


def test_fold_joins_what_opencc_says_may_be_one() -> None:
    for char, others in one_to_many().items():
        fold = folded("".join(others))
        assert {fold.get(form, form) for form in others} == {fold.get(char, char)}


TABLES = """
(queries) => ({
  fold: Array.from(prepared.fold.table),
  readings: Array.from(prepared.readings),
  folded: queries.map((query) => publicationSearch.full(query, prepared.fold)),
})
"""


HAN = "台臺颱檯后後发發髮着著干乾幹历歷曆里裡裏只隻祇苏蘇州产業产业绿行的市一\U00020bb7\uf900㈱⽔"


MARKS = {"“": '「«"', "，": ",", "。": "｡", "-": "–－", "·": "•"}


TEXTS = st.text(alphabet=HAN + "aZ5%" + "".join(MARKS), min_size=1, max_size=12)


@given(TEXTS)
def test_the_engine_reads_the_tables_as_they_are_made(text: str) -> None:
    characters, fold = alphabet(text), folded(text)
    readings: dict[str, set[tuple[str, int]]] = {}
    for char in characters:
        if own := set(sounds(char)):
            readings.setdefault(fold.get(char, char), set()).update(own)
    every = "".join({*characters, *fold})
    answer = run_engine(made_index(sentence(text)), [every], check=TABLES)
    assert dict(answer["fold"]) == fold
    assert {char: {(s, t) for s, t in own} for char, own in answer["readings"]} == readings
    assert answer["folded"] == ["".join(fold.get(char, char) for char in every)]


def alike(char: str) -> list[str]:
    """What a reader may type for a character of the text."""
    others = [member for member, one in folded(char).items() if member != one]
    if "!" <= char <= "~":
        others += [chr(ord(char) + 0xFEE0), char.swapcase()]
    return [char, *others, *MARKS.get(char, "")]


@given(TEXTS, st.data())
def test_any_form_of_the_characters_finds_them_where_they_stand(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    query = "".join(data.draw(st.sampled_from(alike(char))) for char in text[start:end])
    (found,) = run_engine(made_index(sentence(text)), [query], page="a.html")["marks"]
    first, last = utf16(text[:start]), utf16(text[:end])
    assert any(a <= first and last <= b for a, b in found[0]["spans"][0]), query
