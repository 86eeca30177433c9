"""Whose translation the English is, in the words of the pages and in citations."""

import pytest

from build_tools.diagnostics import Problems
from build_tools.presentation.citations.cited import Citer
from build_tools.presentation.citations.forms import forms
from build_tools.publication.check import check_publication
from build_tools.records.editions import EDITIONS
from build_tools.records.publication import Publication, TranslationStatus
from build_tools.resources.interface import Words
from tests.support.paths import TINY

HANS, HANT, EN = map(Words, EDITIONS)
OFFICE = {"zh": "外事办公室", "en": "the Foreign Affairs Office"}
SITE = {"zh": "市政府网站", "en": "the government’s website"}


@pytest.fixture(scope="module")
def publication() -> Publication:
    resolved = check_publication(TINY / "data", Problems())
    assert resolved is not None
    return resolved.publication


def changed(publication: Publication, **status: object) -> Publication:
    made = TranslationStatus.model_validate(status)
    return publication.model_copy(update={"translation": made})


def test_a_translation_is_the_projects_unless_the_publication_says_otherwise(
    publication: Publication,
) -> None:
    assert EN.translation(publication) == "Unofficial translation by this project"
    assert HANS.translation(publication) == "英文由本项目翻译，并非官方译文"


def test_an_official_translation_names_its_translator_and_source(publication: Publication) -> None:
    official = changed(publication, status="official", translator=OFFICE, source=SITE)
    assert EN.translation(official) == (
        "Official translation; Translated by the Foreign Affairs Office; "
        "From the government’s website"
    )
    assert HANS.translation(official) == "英文为官方译文；译者：外事办公室；来源：市政府网站"
    assert HANT.translation(official).startswith("英文為官方譯文；")
    assert EN.translation(official, long=True).endswith(
        "The Chinese text prevails. Translated by the Foreign Affairs Office. "
        "From the government’s website."
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("project", "unofficial English translation"),
        ("official", "official English translation by the Foreign Affairs Office"),
        ("mixed", "partly official English translation by the Foreign Affairs Office"),
    ],
)
def test_a_citation_says_whose_it_is(publication: Publication, status: str, words: str) -> None:
    translator = {} if status == "project" else OFFICE
    made = changed(publication, status=status, translator=translator)
    citer = Citer(made, EN, "https://example.org/")
    assert f", {words}, " in forms(citer.report("index.html"), citer)["Chicago"]
