"""The next report: folders made from text files, and the sites that they build."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser

from build_tools.records.editions import EDITIONS
from tests.support.built import Built, built_copy, built_new, checked, headings
from tests.support.paths import FULL, SECOND

SOURCE = next((SECOND / "data" / "source").iterdir())
DAMAGED = next((FULL / "data" / "source").iterdir())
PUBLISHED = {".html", ".json", ".csv", ".tsv", ".tmx", ".tbx", ".xml", ".txt", ".js"}


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A damaged source; its simplified edition alone, for time."""
    folder = tmp_path_factory.mktemp("new") / "damaged"
    return built_new(folder, DAMAGED, "--editions", "hans")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The second publication's source, nothing filled in, without a traditional edition."""
    return built_new(tmp_path_factory.mktemp("new") / "fresh", SOURCE, "--editions", "hans,en")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The second publication as its editors have it."""
    return built_copy(SECOND, tmp_path_factory.mktemp("new") / "second")


def test_check_names_the_parts_to_fill(damaged: Built) -> None:
    problems = "\n".join(damaged.problems)
    for area in ("glossary", "tracker"):
        assert f"PUB003 advice: the {area} is unfinished: " in problems
    for field in ("source.received_from.zh",):
        assert f"REC016 advice: {field} is empty" in problems
    assert "REC017 advice: site.url is an example" in problems
    assert len(damaged.problems) < 40
    assert "<h1" in damaged.page("report/2021-1")


def test_a_site_of_one_edition_has_no_switch_to_others(damaged: Built) -> None:
    for name in ("index", "report/2021-1", "downloads"):
        page = damaged.page(name)
        assert 'hreflang="zh-Hant"' not in page
        assert 'hreflang="en"' not in page
        assert 'data-edition="' not in page
    assert {path.name for path in (damaged.site / "downloads").iterdir()} == {
        "damaged-hans.epub",
        "damaged-hans.pdf",
        "damaged.zip",
    }


def test_the_second_source_gives_the_outline_expected(fresh: Built) -> None:
    expected, _ = checked(SECOND)
    assert headings(fresh.resolved) == headings(expected)
    found, known = fresh.resolved.publication, expected.publication
    assert (found.front, found.outline, found.date) == (known.front, known.outline, known.date)
    for name in ("title", "issuer", "place", "speaker", "meeting"):
        assert getattr(found, name).zh == getattr(known, name).zh
    drawn = [(part.id, part.role, part.heading, part.years) for part in found.parts]
    assert drawn == [(part.id, part.role, part.heading, part.years) for part in known.parts]
    texts = [[s.hans for s in r.document.segments] for r in (fresh.resolved, expected)]
    assert texts[0] == texts[1]


def test_a_site_without_the_traditional_edition(fresh: Built) -> None:
    assert not (fresh.site / "zh-hant").exists()
    for path in sorted(fresh.site.rglob("*")):
        if path.suffix in (".html", ".xml", ".webmanifest"):
            assert "zh-Hant" not in path.read_text("utf-8"), path
    names = {path.name for path in (fresh.site / "downloads").iterdir()}
    assert names == {"fresh-hans.epub", "fresh-hans.pdf", "fresh.zip"}  # nothing is in English yet
    data = fresh.site / "data"
    for name in ("report", "tracker", "glossary"):
        published = json.loads((data / f"{name}.json").read_text("utf-8"))
        schema = json.loads((data / "schemas" / f"{name}.schema.json").read_text("utf-8"))
        Draft202012Validator(schema).validate(published)
    report = json.loads((data / "report.json").read_text("utf-8"))
    assert {segment["hant"] for segment in report["segments"]} == {None}


def test_empty_pages_say_so(fresh: Built) -> None:
    assert "No achievements or commitments have been recorded yet." in fresh.page(
        "en/tracker/index"
    )
    assert "There are no figures to compare yet." in fresh.page("en/indicators")
    assert "<svg" not in re.sub(r"(?s)<header.*?</header>", "", content(fresh.page("indicators")))
    assert "主要数据" not in fresh.page("index")


def content(page: str) -> str:
    """What a page says between its header and its footer."""
    found = re.search(r"(?s)<article.*</article>", page)
    assert found
    return found[0]


def test_english_that_is_missing_is_chinese_and_says_so(fresh: Built, second: Built) -> None:
    page = content(fresh.page("en/report/2018-1"))
    assert "This page has no English yet; the Chinese is shown instead." in page
    assert re.search(r'<h1[^>]* lang="zh-Hans"[^>]*><span[^>]*>（一）产业根基不断夯实', page)
    page = content(second.page("en/report/2018-2"))
    assert "Some sentences of this page have no English yet" in page
    assert re.search(r'id="2018\.2\.0\.3" lang="zh-Hans">台风', page)
    assert re.search(r'id="2018\.2\.0\.2">Renovation', page)
    assert "no English yet" not in content(second.page("en/report/2018-1"))


def test_the_traditional_edition_of_a_simplified_source(second: Built) -> None:
    hant = "\n".join(segment.hant for segment in second.resolved.document.segments)
    for words in (
        "乾茶產量",
        "青瀾手工麵",
        "幹部隊伍",
        "里湖溼地",
        "後勁",
        "一茬接著一茬幹",
        "颱風",
    ):
        assert words in hant
    for char in set(re.findall("[\u4e00-\u9fff]", hant)):
        char.encode("big5hkscs")  # which has no form of the reform
    assert "乾茶產量達到4300噸" in re.sub("<[^>]*>", "", second.page("zh-hant/report/2019-1"))
    assert "乾茶產量" in second.page("zh-hant/index")
    assert "幹茶" not in "".join(p.read_text("utf-8") for p in second.site.rglob("*.html"))
    assert [line for line in second.problems if "PUB003" not in line] == []


def test_nothing_of_the_first_publication_is_in_the_second(second: Built, fresh: Built) -> None:
    names = re.compile("常熟|苏州|蘇州|秦猛|Changshu|Suzhou|Qin Meng", re.IGNORECASE)
    read = 0
    for made in (second, fresh):
        for path in sorted(made.root.rglob("*")):
            relative = path.relative_to(made.root)
            if relative.parts[0] == "build" or path.suffix not in PUBLISHED | {".yml", ".md"}:
                continue
            text = re.sub("[0-9a-f]{12,}", "", path.read_text("utf-8"))
            assert not names.search(text), relative
            read += 1
    assert read > 100


def test_the_tracker_of_the_second(second: Built) -> None:
    page = content(second.page("en/tracker/index"))
    assert "This tracker is still being made: it has 9 achievements of 2018 so far" in page
    assert "surviving" not in page  # the source does not break off
    assert "仅用12天便恢复了全部受损供水管网" in page  # of a sentence without English
    rows = (second.site / "data" / "indicators.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 8
    assert "2018 value" in rows[0]


@pytest.mark.browser
def test_the_second_in_a_browser(second: Built, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for edition in EDITIONS:
        folder = second.site / edition.folder
        for name in ("index", "report/2018-2", "tracker/index", "glossary/index"):
            page.goto((folder / f"{name}.html").as_uri())
            assert page.locator("h1").inner_text()
            assert page.locator(".editions li").count() == 3
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []
    page.close()
