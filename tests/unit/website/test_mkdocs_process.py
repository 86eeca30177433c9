"""The process that renders: what it puts aside comes out as Markdown alone would give it."""

from typing import Any

import pytest
from markdown import Markdown

from build_tools.records.editions import EDITIONS, Edition
from build_tools.website.mkdocs_process import WholeBlocks
from tests.support.cases import read_cases
from tests.support.publications import tiny

CASES = read_cases("website/whole_blocks.yml")
EXTENSIONS = ["attr_list", "tables", "toc"]


def put_aside(text: str) -> tuple[str, int]:
    """``text`` as HTML, and how many blocks were put aside before Markdown read it."""
    markdown = Markdown(extensions=[*EXTENSIONS, WholeBlocks()])
    html = markdown.convert(text)
    left = markdown.preprocessors["whole_blocks"].run(f"{text}\n\n".split("\n"))
    return html, sum("wzxhzdk" in line for line in left)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_blocks(case: dict[str, Any]) -> None:
    html, count = put_aside(case["markdown"])
    assert html == Markdown(extensions=EXTENSIONS).convert(case["markdown"])
    assert count == case["aside"]


@pytest.mark.parametrize("edition", EDITIONS, ids=[edition.id for edition in EDITIONS])
def test_pages(edition: Edition) -> None:
    blocks = aside = 0
    for page in tiny.pages(edition):
        html, count = put_aside(page.body)
        assert html == Markdown(extensions=EXTENSIONS).convert(page.body), page.path
        blocks += len([block for block in page.body.split("\n\n") if block.lstrip()[:1] == "<"])
        aside += count
    assert aside > 0.9 * blocks, "nearly all of a staged page need not be read"
