"""The guide's reference is what the models say, and every field says what it holds."""

import re
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tools.reference import GUIDE, pages

PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_up_to_date(name: str) -> None:
    """``python -m tools.reference`` writes it."""
    assert (GUIDE / name).read_text("utf-8") == PAGES[name]


def test_every_field_is_described() -> None:
    empty = re.findall(r"^\| `([^`]*)` \|\s*\|", PAGES["data-files.md"], re.MULTILINE)
    assert empty == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs/guide").glob("*.md")), ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
