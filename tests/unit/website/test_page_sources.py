"""Problems of a hand-written page are at their place in its file."""

from pathlib import Path

import pytest

from build_tools.diagnostics import Place, Problems
from build_tools.presentation.pages import handwritten
from build_tools.presentation.pages.page import Page
from build_tools.website.page_check import SIT001, SIT003
from build_tools.website.page_sources import at_sources, place_in

PAGE = """\
# 关于

It is not there: [lost](missing.md), [place](about.md#no).
<p id="a" style="color: red"></p>
<Video poster=a.png></VIDEO>
<p OnClick = 'go()'>[run](java
script:go())</p>
"""


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("missing.md is not there", 3),
        ("about.md#no: no such anchor", 3),
        ('"a" appears 2 times', 4),
        ("a style attribute: “color: red”", 4),
        ("<video>", 5),
        ("a.png is not there", 5),
        ("loads a.png", 5),
        ('onclick="go()"', 6),
        ("“java script:go()”", 0),
    ],
)
def test_the_line_that_a_message_is_about(message: str, line: int) -> None:
    assert place_in(PAGE, message)[0] == line


def test_one_problem_of_two_editions(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text(PAGE, "utf-8")
    by_hand = Page("about.md", "关于", "", PAGE, handwritten.KIND, source="about.md")
    made = Page("index.md", "", "", "", source="data/publication.yml")
    pages = {
        f"{folder}{page.address}": page for folder in ("", "zh-hant/") for page in (by_hand, made)
    }
    good = Page("codes.md", "", "", "")
    problems = Problems()
    with at_sources(problems, {**pages, "codes.html": good}, tmp_path) as found:
        for path in pages:
            found.add(SIT001, Place(path, 700), "x.md is not there")
    assert list(map(str, problems)) == [
        "about.md: SIT001 x.md is not there",
        "index.html:700: SIT001 x.md is not there",
        "zh-hant/index.html:700: SIT001 x.md is not there",
    ]


def test_what_all_pages_have_is_one_problem_of_the_settings(tmp_path: Path) -> None:
    """A picture of another site in the header, for one."""
    settings = "theme:\n  name: material\n  logo: https://a.example/b.png\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    (tmp_path / "about.md").write_text(PAGE, "utf-8")
    by_hand = Page("about.md", "关于", "", PAGE, handwritten.KIND, source="about.md")
    pages = {"about.html": by_hand, "index.html": Page("index.md", "", "", "")}
    problems = Problems()
    with at_sources(problems, pages, tmp_path) as found:
        for number, path in enumerate((*pages, "404.html")):
            found.add(SIT003, Place(path, number), "loads https://a.example/b.png")
    assert list(map(str, problems)) == [
        "mkdocs.yml:3:9: SIT003 loads https://a.example/b.png "
        "(hint: every page has this: a setting makes it)"
    ]
