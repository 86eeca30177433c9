"""Sources that are cited otherwise elsewhere."""

import pytest

from build_tools.diagnostics import Problems
from build_tools.glossary.records import Glossary
from build_tools.glossary.sources import check_sources
from tests.support.glossaries import term

FIRST = "Measures for Quiet Streets (Ministry of Justice, 2012), English title"


def reported(*sources: str, definition: str = "A street.") -> list[str]:
    terms = tuple(
        term(f"street-{i}", [f"街{i}"], origin="official", source=source, definition=definition)
        for i, source in enumerate(sources)
    )
    problems = Problems()
    check_sources(Glossary(terms), problems)
    return [problem.message for problem in problems.found]


@pytest.mark.parametrize(
    "source",
    [
        "Measures for Quiet Streets (Ministry of Justice, 2012), English text",
        "Measures for Quiet Streets (2012)",
        "Measures for Quiet Streets (Ministry of Justice, 2019 amendment)",
        "Measures for Loud Streets (Ministry of Finance, 2019)",
        "Ministry of Finance, notice of 2019",
    ],
)
def test_sources_that_agree(source: str) -> None:
    assert reported(FIRST, source) == []


@pytest.mark.parametrize(
    ("source", "instead"),
    [
        ("Measures for Quiet Streets (Ministry of Justice, 2021)", "2012"),
        ("Measures for Quiet Streets (Ministry of Finance, 2012)", "Ministry of Justice"),
    ],
)
def test_another_year_or_body(source: str, instead: str) -> None:
    assert reported(FIRST, source) == [f'“{source}” is cited with “{instead}” in "street-0"']


def test_the_termbase_cites_it_otherwise() -> None:
    source = "Measures for the Disposal of Idle Land (Ministry of Finance, 2012), English title"
    there = "“Ministry of Land and Resources” in the termbase"
    assert reported(source) == [f"“{source}” is cited with {there}"]


def test_another_ministry_than_the_definition() -> None:
    definition = "A title of the Ministry of Finance."
    assert reported(FIRST, definition=definition) == [
        "the source names another ministry than the definition (“Ministry of Finance”)"
    ]
    assert reported(FIRST, definition="A title of the Ministry of Justice and of Finance.") == []
