"""Addresses on the publication's forge."""

from typing import Any

import pytest

from build_tools.presentation.forge import file_address, new_issue, repository
from build_tools.records.publication import Site
from tests.support.cases import read_cases

CASES = read_cases("presentation/forges.yml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['repository']}")
def test_addresses(case: dict[str, Any]) -> None:
    settings = {key: case[key] for key in ("repository", "forge", "branch") if key in case}
    names = {"name": {"zh": "报告"}, "description": {"zh": "报告"}}
    site = Site.model_validate({"url": "https://report.example.org/", **settings, **names})
    assert new_issue(site, "A & B", "one\ntwo 三") == case["issue"]
    assert file_address(site, "data/glossary/a b.yml") == case["file"]
    assert case["issue"].startswith(repository(site)) or not case["issue"]


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "https://", "x", "a b@c.example"])
def test_what_is_no_contact(contact: str) -> None:
    with pytest.raises(ValueError, match="an address that begins with https://"):
        Site.model_validate(
            {
                "url": "https://report.example.org/",
                "contact": contact,
                "name": {},
                "description": {},
            }
        )
