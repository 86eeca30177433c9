"""Formats of problems: for people, for annotations on GitHub, JSON and SARIF."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from build_tools.diagnostics import Diagnostic, Place, Problems, formats
from build_tools.diagnostics.all_codes import every_code
from build_tools.records.loading import REC009
from build_tools.records.yaml_tree import REC003
from build_tools.tracker.link_figures import TRK020
from tests.support.cases import read_text

SCHEMA = json.loads(read_text("diagnostics/sarif.schema.json"))
SITE = "https://owner.github.io/name/"
FOUND = [
    Diagnostic(Place("data/a, b.yml"), REC003, "50 % of it\nis: broken"),
    Diagnostic(Place("data/x.yml", 2, 3), TRK020, "two figures", "compare them"),
    Diagnostic(
        Place("data/x.yml", 5, 3), REC009, '"名" appears twice', see=Place("data/w.yml", 1, 3)
    ),
]


def test_text_is_a_line_a_problem_then_what_it_means() -> None:
    assert formats.text(FOUND[1:]).splitlines() == [
        "data/x.yml:2:3: TRK020 advice: two figures (hint: compare them)",
        f"    {TRK020.meaning} {TRK020.remedy}",
        'data/x.yml:5:3: REC009 "名" appears twice (see data/w.yml:1:3)',
        f"    {REC009.meaning} {REC009.remedy}",
        "",
        "1 error, 1 piece of advice in 1 file",
    ]


def test_github_commands_keep_to_one_line_and_escape() -> None:
    first, second, third = formats.github(FOUND, SITE).splitlines()
    assert first == (
        "::error file=data/a%2C b.yml,line=1,title=REC003 A file is not valid YAML.::"
        "50 %25 of it%0Ais: broken%0ACheck quotes, colons and indentation there.%0A"
        "https://owner.github.io/name/codes.html#REC003"
    )
    assert second.startswith("::notice file=data/x.yml,line=2,col=3,title=TRK020 Both quotes")
    assert "::two figures (hint: compare them)%0A" in second
    assert "(see data/w.yml:1:3)" in third


def test_a_title_ends_no_property() -> None:
    """A comma or colon in a code's meaning would begin another property of the command."""
    for code in every_code():
        (line,) = formats.github([Diagnostic(Place("x"), code, "reported")], "").splitlines()
        properties = line.removeprefix("::").partition("::")[0].partition(" ")[2]
        assert [p.partition("=")[0] for p in properties.split(",")] == ["file", "line", "title"]


def test_markdown_is_a_table_without_markup_from_the_data() -> None:
    reported = [*FOUND, Diagnostic(Place("data/x.yml"), REC003, "a | <b>*b*</b>")]
    rows = formats.markdown(reported, SITE).splitlines()
    assert rows[2].endswith("| [REC003](https://owner.github.io/name/codes.html#REC003) |")
    assert rows[3].endswith("#TRK020) advice |")
    assert rows[4].startswith('| data/x.yml:5:3 | "名" appears twice (see data/w.yml:1:3) |')
    assert "a &#124; &#60;b&#62;&#42;b&#42;&#60;/b&#62;" in rows[5]
    assert formats.markdown([], SITE) == "No problem was found."
    assert formats.markdown(reported[:1] * 102, "").splitlines()[-1] == "2 more."


def test_json_has_every_member() -> None:
    rows = formats.rows(FOUND)
    assert rows[0]["line"] == rows[0]["column"] == 0
    assert rows[2] == {
        "file": "data/x.yml",
        "line": 5,
        "column": 3,
        "code": "REC009",
        "severity": "error",
        "message": '"名" appears twice',
        "hint": "",
        "see": {"file": "data/w.yml", "line": 1, "column": 3},
    }


def test_problems_are_read_back_from_their_rows() -> None:
    problems = Problems([*FOUND])
    problems.advise(REC003, Place("data/y.yml"), "only advice here", "")
    problems.advise(TRK020, Place("data/y.yml"), "always advice", "")
    assert set(formats.problems_of(formats.rows(problems))) == set(problems)


@pytest.mark.parametrize("site", [SITE, ""])
@pytest.mark.parametrize("found", [FOUND, []], ids=["problems", "none"])
def test_sarif_has_the_form_of_the_standard(found: list[Diagnostic], site: str) -> None:
    log: dict[str, Any] = json.loads(formats.sarif(found, site))
    Draft202012Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [code.id for code in every_code()]
    assert [rule.get("helpUri") for rule in rules if rule["id"] == "REC003"] == [
        f"{SITE}codes.html#REC003" if site else None
    ]
    assert len(run["results"]) == len(found)
    for result, problem in zip(run["results"], found, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code.id


def test_sarif_says_where() -> None:
    whole, advice, twice = json.loads(formats.sarif(FOUND, SITE))["runs"][0]["results"]
    assert whole["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "data/a%2C%20b.yml", "uriBaseId": "%SRCROOT%"}
    }
    assert advice["level"] == "note"
    assert advice["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 3,
    }
    related = twice["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"] == "data/w.yml"
    assert related["region"]["startLine"] == 1
