"""The general termbase: what is shipped, and how its terms join a publication's."""

import re
from collections import Counter

import pytest

from build_tools.diagnostics import Place, Problems
from build_tools.glossary import records as glossary
from build_tools.glossary import termbase
from build_tools.glossary.lint import check_glossary
from build_tools.glossary.loading import load_glossary
from build_tools.glossary.matching import match
from build_tools.glossary.records import Glossary, TermRecord
from build_tools.publication.meaning_checks import lexicon_of
from build_tools.records import Located, yaml_files
from build_tools.records.publication import GeneralTerms, Publication
from build_tools.resources.units import general_units
from build_tools.translation.bilingual import differences
from build_tools.translation.senses import general_senses
from build_tools.translation.terms import occurrences
from tests.support.documents import document
from tests.support.glossaries import term
from tests.support.publications import tiny

VAGUE = {"state media usage", "common usage", "Chinese government websites"}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Glossary, Problems]:
    """The termbase read as a publication's glossary."""
    data, problems = tmp_path_factory.mktemp("data"), Problems()
    (data / "glossary").symlink_to(termbase.FILES)
    return load_glossary(data, problems), problems


@pytest.fixture(scope="module")
def records(loaded: tuple[Glossary, Problems]) -> list[TermRecord]:
    return [term.record for term in loaded[0].terms]


# What is shipped


def test_the_files_have_the_layout_that_is_searched(records: list[TermRecord]) -> None:
    found = sorted((record.id, record.forms) for record in termbase.record_texts())
    assert found == [(record.id, (record.zh, *record.also)) for record in records]
    assert len(records) >= 1_500


def test_the_files_are_in_order_as_a_publications_are(loaded: tuple[Glossary, Problems]) -> None:
    """Sources, markup, the order by id, and what the record type demands."""
    found, problems = loaded
    words = [(*(form.hans for form in t.forms), *t.record.not_in) for t in found.terms]
    text = document(*(word for group in words for word in group))
    check_glossary(found, match(found.terms, text.segments), text, problems, has_traditional=False)
    ignored = {"GLO006", "GLO007", "GLO014", "GLO017", "GLO018", "GLO020"}  # held against a text
    assert [str(found) for found in problems if found.code.id not in ignored] == []


def test_a_noun_has_no_english_sentence(records: list[TermRecord]) -> None:
    """What is also said without its subject, as 第一要务 is, needs an English noun."""
    for record in records:
        forms = {record.zh, *record.also}
        if forms & {form.partition("是")[2] for form in forms}:
            assert not re.match(r"\w+ is ", record.en), record.id


def test_each_subject_has_a_name() -> None:
    assert list(termbase.subjects()) == [path.stem for path in yaml_files(termbase.FILES)]


def test_no_term_is_doubled(records: list[TermRecord]) -> None:
    forms = Counter(form for record in records for form in (record.zh, *record.also))
    ids = Counter(record.id for record in records)
    assert [name for name, count in (forms + ids).items() if count > 1] == []


def test_each_term_is_defined_in_both_languages(records: list[TermRecord]) -> None:
    for record in records:
        assert record.definition_zh, record.id
        assert record.definition_zh.endswith("。"), record.id
        assert record.definition.endswith((".", ".”")), record.id


def test_both_languages_of_a_definition_say_the_same(loaded: tuple[Glossary, Problems]) -> None:
    """As far as figures, names and single words show; ``check`` does this for a publication's."""
    terms, place = loaded[0], tiny.resolved().publication
    lexicon = lexicon_of(place, terms, {}, general_senses(), general_units())
    found = [
        f"{term.id}: {difference.message}"
        for term in terms.terms
        for difference in differences(
            term.record.definition_zh or "",
            term.definition,
            lexicon,
            ("，".join(form.hans for form in term.forms), "; ".join(term.english)),
        )
    ]
    assert found == []


def test_each_source_is_a_document(records: list[TermRecord]) -> None:
    assert [record.id for record in records if record.source in VAGUE] == []


def test_see_leads_to_another_term(records: list[TermRecord]) -> None:
    ids = {record.id for record in records}
    assert [(r.id, see) for r in records for see in r.see if see not in ids - {r.id}] == []


def test_other_english_is_other(records: list[TermRecord]) -> None:
    assert [record.id for record in records if record.en in record.en_also] == []
    assert occurrences("binding targets", "binding target")


def test_a_numbered_session_of_a_congress_renders_the_general_term(
    loaded: tuple[Glossary, Problems],
) -> None:
    (found,) = (term for term in loaded[0].terms if term.id == "session-of-congress")
    english = "At the Third Session of the 11th Provincial People’s Congress"
    assert any(occurrences(english, form) for form in found.english)


@pytest.mark.parametrize(
    ("chinese", "name", "english"),
    [
        ("珍稀野生动植物种群", "wildlife-protection", "rare wild animals and plants"),
        ("加强野生动植物保护", "wildlife-protection", "Wildlife protection was stepped up."),
        ("河湖长全面推进", "river-chiefs", "The river and lake chief system was advanced."),
        ("全面推行林草长制", "forest-chief-system", "the forest and grassland chief system"),
    ],
)
def test_a_general_term_has_the_english_of_each_of_its_forms(
    loaded: tuple[Glossary, Problems], chinese: str, name: str, english: str
) -> None:
    terms = loaded[0].terms
    (found,) = match(terms, document(chinese).segments).occurrences
    (term,) = (term for term in terms if term.id == found.term)
    assert term.id == name
    assert any(occurrences(english, form) for form in term.english)


# How its terms join a publication's


def publication(use: bool, without: tuple[str, ...]) -> Located[Publication]:
    choice = GeneralTerms(use=use, without=without)
    changed = tiny.resolved().publication.model_copy(update={"termbase": choice})
    return Located(changed, Place("publication.yml"), {})


TEXT = document("坚持稳中求进工作总基调，深化放管服改革，打好污染防治攻坚战。")


def join(
    *own: glossary.Term, use: bool = True, without: tuple[str, ...] = ()
) -> tuple[Glossary, list[str]]:
    problems = Problems()
    choice = publication(use, without)
    joined, matching = termbase.join(Glossary(own), choice, TEXT, problems)
    assert all(term.id in matching.by_term for term in joined.terms if term.is_general)
    check_glossary(joined, matching, TEXT, problems)
    own_problems = [p.code.id for p in problems if p.code.severity == "error"]
    return joined, own_problems


def general_forms(joined: Glossary) -> set[str]:
    return {form.hans for term in joined.terms if term.is_general for form in term.forms}


def test_terms_that_occur_are_joined_and_raise_no_problem() -> None:
    joined, problems = join()
    assert {"稳中求进工作总基调", "放管服"} <= general_forms(joined)
    assert problems == []
    assert [term.id for term in joined.terms] == sorted(term.id for term in joined.terms)


def test_none_are_joined_where_the_publication_wants_none() -> None:
    assert join(use=False)[0].terms == ()


def test_single_ones_are_switched_off() -> None:
    first = join()[0].terms[0]
    assert first.id not in join(without=(first.id,))[0].by_id
    assert join(without=("no-such-term",))[1] == ["GLO021"]


def test_the_publications_term_wins_over_one_with_its_form_or_id() -> None:
    joined, _ = join(term("own", ["放管服", "深化放管服改革"]))
    assert joined.by_id["own"].is_general is False
    assert "放管服" not in general_forms(joined)
    general = join()[0].terms[0]
    joined, _ = join(term(general.id, ["工作"]))
    assert not joined.by_id[general.id].is_general


def test_the_publications_term_keeps_its_place_within_a_longer_general_one() -> None:
    joined, problems = join(term("progress", ["稳中求进"], pinyin="wěn zhōng qiú jìn"))
    assert "稳中求进工作总基调" not in general_forms(joined)
    assert problems == []
