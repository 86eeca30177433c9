"""Citations, whole, for another city's report; the forms for programs; and what the script gets."""

import datetime
import json
import re
from typing import Any, Literal

import pytest

from build_tools.presentation.citations.cited import TODAY, Cited, Citer, Day
from build_tools.presentation.citations.forms import for_script, forms
from build_tools.records.editions import EDITIONS, ENGLISH, HANS, Edition
from build_tools.records.publication import Publication
from build_tools.resources.interface import Words, general_interface
from tests.support.cases import read_cases
from tests.support.citations import bibtex_entry, filled, ris_record
from tests.support.publications import full

CASES = read_cases("presentation/citations.yml")
PUBLICATION = Publication.model_validate(CASES["publication"])
ROOT, PAGE = "https://report.example.org/", "report/2021-1.html"
VERSION = datetime.date(2023, 2, 3)
DAY = datetime.date(2026, 11, 8)
HOSTILE = 'R&D 100% {a} \\ “q” "q" #1_2 ~^ $ <b>'


def citer(edition: str, publication: Publication = PUBLICATION) -> Citer:
    (found,) = (e for e in EDITIONS if e.id == edition)
    return Citer(publication, Words(found, general_interface()), ROOT, VERSION)


def cited(case: dict[str, Any]) -> Cited:
    maker = citer(case["edition"])
    day = Day.of(case["accessed"], maker.english) if "accessed" in case else None
    if entry := case.get("entry"):
        return maker.entry(PAGE, entry["anchor"], entry["title"], entry["kind"], day)
    if "heading" in case:
        return maker.report(PAGE, case["heading"], "heading", day)
    return maker.report(PAGE, case.get("sentence", ""), accessed=day)


@pytest.mark.parametrize("case", CASES["citations"], ids=lambda c: f"{c['form']}-{c['edition']}")
def test_citation(case: dict[str, Any]) -> None:
    assert forms(cited(case), citer(case["edition"]))[case["form"]] == case["text"]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
def test_each_sentence_has_its_own_citation(edition: Edition) -> None:
    maker = citer(edition.id, full.resolved().publication)
    segments = full.resolved().document.segments
    for form in forms(maker.report(PAGE), maker):
        texts = {forms(maker.report(PAGE, part.id), maker)[form] for part in segments}
        assert len(texts) == len(segments)


@pytest.mark.parametrize("edition", [HANS, ENGLISH], ids=lambda e: e.id)
def test_programs_read_what_people_read(edition: Edition) -> None:
    maker = citer(edition.id)
    day = Day.of(DAY, maker.english)
    assert PUBLICATION.date
    for one, title, date in (
        (
            maker.report(PAGE, "2021.1.1.3", accessed=day),
            maker.words.of(PUBLICATION.title),
            PUBLICATION.date,
        ),
        (maker.entry(PAGE, "park", HOSTILE, "term", day), HOSTILE, VERSION),
    ):
        made = forms(one, maker)
        url = one.address.zh if edition == HANS else one.address.en
        kind, key, fields = bibtex_entry(made["BibTeX"])
        assert (kind, key) == ("misc" if one.is_entry else "techreport", one.key)
        assert fields["title"] == f"{{{title}}}"
        assert (fields["url"], fields["urldate"]) == (url, "2026-11-08")
        assert (fields["year"], fields["month"]) == (str(date.year), str(date.month))
        assert {"author", "title"} <= fields.keys()
        assert one.is_entry or fields["institution"] == fields["author"]
        record = ris_record(made["RIS"])
        assert (record["TI"], record["UR"], record["ID"]) == (title, url, one.key)
        assert (record["DA"], record["Y2"]) == (f"{date:%Y/%m/%d}", "2026/11/08")
        (item,) = json.loads(made["CSL-JSON"])
        assert (item["title"], item["URL"], item["id"]) == (title, url, one.key)
        assert item["type"] == ("webpage" if one.is_entry else "report")
        assert item["issued"] == {"date-parts": [[date.year, date.month, date.day]]}
        assert item["accessed"] == {"date-parts": [[2026, 11, 8]]}
        assert item["author"] == [{"literal": fields["author"].strip("{}")}]


@pytest.mark.parametrize("kind", ["sentence", "term", "record", "chart", "list"])
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
def test_what_the_script_fills_in_is_what_the_build_makes(
    edition: Edition, kind: Literal["sentence", "term", "record", "chart", "list"]
) -> None:
    maker = citer(edition.id)
    whole = maker.report(PAGE, accessed=TODAY)
    given = json.loads(json.dumps(for_script(maker, PAGE, kind, whole)))
    day = Day.of(DAY, maker.english)
    if kind == "sentence":
        made = maker.report(PAGE, "2021.1.1.3", accessed=day)
    else:
        made = maker.entry(PAGE, "2021.1.1.3", HOSTILE, kind, day)
    wanted = forms(made, maker)
    values = {"id": "2021.1.1.3", "last": "2021.1.2.1", "title": HOSTILE}

    def made_by_script(forms: str) -> dict[str, str]:
        return {name: filled(given, text, DAY, values) for name, text in given[forms].items()}

    assert made_by_script("forms") == wanted
    assert made_by_script("whole") == forms(maker.report(PAGE, accessed=day), maker)
    assert re.search("⟦", json.dumps(given["whole"], ensure_ascii=False))
    if kind == "sentence":
        several = maker.report(PAGE, "2021.1.1.3", accessed=day, last="2021.1.2.1")
        assert made_by_script("range") == forms(several, maker)
        assert several.address.zh.endswith(f"/{PAGE}#2021.1.1.3-2021.1.2.1")


def test_no_citation_ends_after_its_address() -> None:
    for edition in EDITIONS:
        maker = citer(edition.id)
        for accessed in (None, TODAY):
            made = forms(maker.report(PAGE, accessed=accessed), maker)
            for name in ("GB/T 7714", "Chicago", "APA"):
                assert made[name].endswith(f"/{PAGE}")
