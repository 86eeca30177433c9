"""The translation's records, and the checks of its English against the Chinese."""

import re
from pathlib import Path

import pytest
import yaml

from build_tools.amounts.english import amounts
from build_tools.diagnostics import Diagnostic, Place, Problems
from build_tools.document.model import Document, Segment
from build_tools.glossary import matching
from build_tools.glossary import records as glossary
from build_tools.text.heading_numbers import english_number
from build_tools.translation import records as translation
from build_tools.translation.checks import TermUse, check
from build_tools.translation.parity import compare, figures
from build_tools.translation.style import han, heading, marks, names_in
from build_tools.translation.terms import occurrences

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases/translation"


def read_cases(name: str) -> list[dict]:
    return yaml.safe_load((CASES / name).read_text("utf-8"))


def segment(id: str, hans: str, level: str = "sentence") -> Segment:
    kind = "sentence" if level == "sentence" else "heading"
    unit = id.partition(".")[0]
    return Segment(
        id=id,
        part="review",
        kind=kind,
        level=level,
        unit=unit,
        offset=0,
        paragraph=1,
        restored=hans,
        hant=hans,
        hans=hans,
        place=Place("source"),
    )


# Terms


TERMS = [
    line.split("\t")
    for line in (CASES / "terms.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "term", "words"), TERMS, ids=[" / ".join(t[:2]) for t in TERMS])
def test_term_in_english(text: str, term: str, words: str) -> None:
    found = [text[start:end].rstrip("”’") for start, end in occurrences(text, term)]
    assert (found or ["-"]) == [words.rstrip("”’")]


def test_every_place_of_a_term_is_found() -> None:
    assert len(occurrences("Parks, a park and the Park; sparks", "park")) == 3


# Figures


@pytest.mark.parametrize(
    "case", read_cases("parity.yml"), ids=lambda c: f"{c['zh']} {c['en'][:30]}"
)
def test_parity(case: dict) -> None:
    parity = compare(case["zh"], case["en"])
    assert [figure.text for figure in parity.missing] == case.get("missing", [])
    assert [amount.text for amount in parity.added] == case.get("added", [])
    assert [figure.text for figure, _ in parity.bounds] == case.get("bounds", [])


# Style

OTHER = (segment("o", "鄱阳湖。"), "The harbour by Poyang Lake.")


@pytest.mark.parametrize("case", read_cases("style.yml"), ids=lambda c: c["en"])
def test_style(case: dict) -> None:
    here = segment("a.1", case["zh"], case.get("level", "sentence"))
    names = names_in([OTHER, (here, case["en"])], [])
    found = [*han(here, case["en"]), *heading(here, case["en"], names), *marks(here, case["en"])]
    assert sorted(f"{f.code.id} {f.text}" for f in found) == sorted(case.get("finds", []))


def test_names_come_from_terms_too() -> None:
    assert {"Poyang", "Lake"} <= names_in([], ["Poyang Lake"])


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("一、总体", "I. "), ("十、总体", "X. "), ("十九、总体", "XIX. "), ("二十、总体", "XX. "),
     ("12.总体", "12. "), ("一年来", ""), ("总体", "")],
)  # fmt: skip
def test_heading_number(chinese: str, english: str) -> None:
    assert english_number(chinese) == english


# Records


def located(problem: Diagnostic) -> str:
    return f"{problem.place} {problem.code.id}"


@pytest.mark.parametrize("case", read_cases("records.yml"), ids=lambda c: c["name"])
def test_records(case: dict, tmp_path: Path) -> None:
    for name, text in case["files"].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        hashed = re.sub(r"HASH\((.*?)\)", lambda m: translation.chinese_hash(m[1]), text)
        (tmp_path / name).write_text(hashed, "utf-8")
    document = Document(tuple(segment(*row) for row in case["text"].items()), Place("source"))
    uses = [TermUse(where, zh, tuple(en)) for where, zh, en in case.get("terms", [])]
    problems = Problems()
    entries = translation.load(tmp_path, problems)
    departures = translation.load_departures(tmp_path, problems)
    check(document, entries, departures, uses, problems)
    assert sorted(map(located, problems)) == sorted(case.get("problems", []))
    assert case.get("hint", "") in [*(problem.hint for problem in problems), ""]


def test_every_code_has_a_case() -> None:
    text = "".join((CASES / name).read_text("utf-8") for name in ("records.yml", "style.yml"))
    codes = [
        f"{stem}{number:03}"
        for stem, count in (("TRN", 3), ("TRQ", 10), ("ENS", 3))
        for number in range(1, count + 1)
    ]
    assert [code for code in codes if code not in text] == []


def test_hash_is_the_start_of_the_sha_256() -> None:
    # printf '' | sha256sum
    assert translation.chinese_hash("") == "e3b0c44298fc"


# The real publication


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return translation.english(translation.load(ROOT / "data", Problems()))


def test_real_translation_has_no_problem(real) -> None:
    problems = Problems()
    terms = glossary.load(ROOT / "data", problems)
    found = matching.match(terms.terms, real.document.segments).occurrences
    accepted = {term.id: (term.en, *term.en_also) for term in terms.terms}
    uses = [TermUse(o.span.segment, o.form.hans, accepted[o.term]) for o in found]
    entries = translation.load(ROOT / "data", problems)
    departures = translation.load_departures(ROOT / "data", problems)
    problems.found.clear()
    coverage = check(real.document, entries, departures, uses, problems)
    assert list(map(str, problems)) == []
    assert coverage.current == coverage.translated == coverage.segments > 0
    assert coverage.figures_matched == coverage.figures > 0
    assert coverage.terms_matched + coverage.terms_by_variant == coverage.terms > 0
    assert f"{coverage.segments} of {coverage.segments} (100.0 %) segments" in str(coverage)


def test_no_digit_of_the_real_text_escapes(real) -> None:
    for part in real.document.segments:
        digits = {at for at, char in enumerate(part.hans) if char.isdecimal()}
        covered = {
            at
            for figure in figures(part.hans)
            for at in range(figure.start, figure.start + len(figure.text))
        }
        assert digits <= covered, part.id


def test_a_wrong_digit_anywhere_is_noticed(real, english: dict[str, str]) -> None:
    """Every figure in digits of the English, made another figure, is told."""
    tried = 0
    for part in real.document.segments:
        text = english[part.id]
        right = compare(part.hans, text)
        for amount in amounts(text):
            at = next((i for i in range(amount.start, amount.end) if text[i] in "123456789"), None)
            if amount.in_words or at is None:
                continue
            tried += 1
            wrong = compare(part.hans, f"{text[:at]}{10 - int(text[at])}{text[at + 1 :]}")
            if text[at] != "5":
                assert wrong != right, f"{part.id}: {amount.text}"
    assert tried > 200
