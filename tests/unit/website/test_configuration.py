"""``mkdocs.yml`` is read safely; what cannot be used is a located problem."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import get_schema

from build_tools.diagnostics import Problems
from build_tools.presentation.pages.all_pages import shared_by_editions
from build_tools.presentation.pages.page import Page
from build_tools.records.editions import EDITIONS, ENGLISH, HANS
from build_tools.resources.interface import Words
from build_tools.website.configuration import configuration, navigation, neighbours
from build_tools.website.loading import Loaded
from build_tools.website.mkdocs_yml import SETTINGS, load_configuration, write_configuration
from tests.support.publications import REVISION, tiny

THEME = "theme: {name: material}\n"
REFUSED = {
    "": 'mkdocs.yml: SIT013 it needs "theme:" with "name: material" below it',
    "theme: material": 'mkdocs.yml: SIT013 it needs "theme:" with "name: material" below it',
    "- a": 'mkdocs.yml: SIT013 it needs "theme:" with "name: material" below it',
    "theme: {name: readthedocs}": "mkdocs.yml:1:9: SIT013 the name of the theme must be material",
    "theme: {name: material": "mkdocs.yml:1:8: REC003",
    f"{THEME}x: !!python/object/apply:os.mkdir [x]": "mkdocs.yml:2:4: REC008",
    f"{THEME}x: !!python/name:os.mkdir": "mkdocs.yml:2:4: REC008",
    f"{THEME}x: !ENV HOME": "mkdocs.yml:2:4: REC008",
    f"{THEME}x: &a [*a]": "mkdocs.yml:2:",
    f"{THEME}INHERIT: other.yml": 'mkdocs.yml:2:1: SIT013 "INHERIT" is not supported',
    f"{THEME}edit_uri: edit/main/": 'mkdocs.yml:2:1: SIT013 "edit_uri" is not supported',
    f"{THEME}extra: 5": 'mkdocs.yml:2:1: SIT013 "extra" must hold keys with values',
    f"{THEME}extra: {{social: 5}}": 'mkdocs.yml:2:9: SIT013 "social" must hold a list',
    "theme: {palette: teal}": (
        'mkdocs.yml:1:9: SIT013 "palette" must hold keys with values or a list'
    ),
    "theme: {features: search.suggest}": 'mkdocs.yml:1:9: SIT013 "features" must hold a list',
    "theme: {font: {text: Roboto}}": (
        'mkdocs.yml:1:9: SIT013 "font" must be false: pages load nothing from another site'
    ),
    f"{THEME}extra_css: a.css": 'mkdocs.yml:2:1: SIT013 "extra_css" must be a list of files',
    f"{THEME}extra_css:\n  - assets/own.css": (
        'mkdocs.yml:3:5: SIT013 "extra_css" names assets/own.css, and there is no docs/'
    ),
    f"{THEME}extra_javascript: [{{path: own.js}}]": (
        'mkdocs.yml:2:20: SIT013 "extra_javascript" names own.js, and there is no docs/own.js'
    ),
    f"{THEME}markdown_extensions:\n  - tables\n  - pymdownx.snippets: {{base_path: [/]}}": (
        "mkdocs.yml:4:5: SIT013 pymdownx.snippets is no extension of Python-Markdown"
    ),
    f"{THEME}markdown_extensions: [pymdownx.b64]": (
        "mkdocs.yml:2:23: SIT013 pymdownx.b64 is no extension of Python-Markdown"
    ),
    f"{THEME}markdown_extensions: ['pymdownx.b64:B64Extension']": (
        "mkdocs.yml:2:23: SIT013 pymdownx.b64:B64Extension is no extension of Python-Markdown"
    ),
    f"{THEME}markdown_extensions: {{some_module: {{}}}}": "mkdocs.yml:2:",
    "theme: {logo: assets/none.png}": (
        'mkdocs.yml:1:9: SIT013 "logo" names assets/none.png, and there is no docs/assets/none.png'
    ),
    f"{THEME}extra_css: ['https://name.example/a.css']": (
        'mkdocs.yml:2:13: SIT013 "extra_css" names https://name.example/a.css: pages load nothing'
    ),
    f"{THEME}extra_javascript: [//name.example/a.js]": (
        'mkdocs.yml:2:20: SIT013 "extra_javascript" names //name.example/a.js: pages load nothing'
    ),
    f"{THEME}plugins: [none-such]": "mkdocs.yml:2:11: SIT013 no plugin none-such is installed",
    f"{THEME}plugins: {{none-such: {{a: 1}}}}": (
        "mkdocs.yml:2:11: SIT013 no plugin none-such is installed"
    ),
    "theme: {palette: {primary: greenish}}": (
        'mkdocs.yml:1:19: SIT013 "primary" must be one of amber, black'
    ),
    "theme: {palette: [{accent: '#aa0000'}]}": (
        'mkdocs.yml:1:20: SIT013 "accent" must be one of amber, black'
    ),
    "theme: {palette: [{toggle: {icon: material/none}}]}": (
        "mkdocs.yml:1:29: SIT013 the theme has no icon material/none"
    ),
    "theme: {icon: {logo: material/none}}": (
        "mkdocs.yml:1:16: SIT013 the theme has no icon material/none"
    ),
    f"{THEME}copyright: 2024-13-32": "mkdocs.yml: SIT013",
    f"{THEME}? [a]\n: b": "mkdocs.yml:2:3: REC003",
    f"{THEME}a: {'[' * 5000}": "mkdocs.yml:2:",
}
ODD = (
    "extra:",
    "extra_css:",
    "extra_javascript:",
    "plugins:",
    "hooks: [a.py]",
    "1: 2",
    "copyright: 2024-01-31",
    "extra_css: [assets/css/publication.css]",
    "extra_javascript: [{path: assets/js/report.js, defer: true}]",
    "markdown_extensions: {toc: {permalink: false}}",
    "markdown_extensions: [markdown.extensions.tables, pymdownx.details, pymdownx.blocks.tab]",
)
PALETTES = ("", "{primary: teal}", "[{primary: teal}]", "[{toggle: x}, 5]")


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, "utf-8")
    problems = Problems()
    assert load_configuration(path, problems) is None
    assert str(next(iter(problems))).startswith(REFUSED[text])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("setting", "message", "hint"),
    [
        ("nav: [index.md]", '"nav" has no effect: the generator makes it', "docs/"),
        ("copyright: me", '"copyright" has no effect: the generator makes it', "maintainer"),
        ("copyrigth: me", '"copyrigth" is no setting of MkDocs', '"copyright"'),
        ("repo_url: https://name.example/", None, ""),
        ("site_name: Report", None, ""),
    ],
)
def test_a_setting_without_effect_is_advice(
    setting: str, message: str | None, hint: str, tmp_path: Path
) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"{THEME}{setting}\n", "utf-8")
    problems = Problems()
    assert load_configuration(path, problems) is not None
    assert [(one.message, one.severity) for one in problems] == (
        [(message, "advice")] if message else []
    )
    assert all(hint in one.hint for one in problems)


def test_the_settings_are_those_of_mkdocs() -> None:
    retired = {"google_analytics", "pages"}
    assert {key for key, _ in get_schema()} - retired <= SETTINGS


def _loaded(settings: Mapping[str, Any]) -> Loaded:
    return Loaded(tiny.resolved(), settings, REVISION, shared_by_editions(tiny.resolved()))


@pytest.mark.parametrize("odd", [*ODD, *(f"theme: {{palette: {palette}}}" for palette in PALETTES)])
def test_odd_settings_are_handed_on(odd: str, tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(odd if odd.startswith("theme") else f"{THEME}{odd}\n", "utf-8")
    problems = Problems()
    base = load_configuration(path, problems)
    assert base is not None, list(problems)
    for edition in EDITIONS:
        derived = configuration(_loaded(base), edition, [], tmp_path, tmp_path / "out")
        text = write_configuration(tmp_path / "derived.yml", derived)
        assert "report.js" not in text
        assert text.count("assets/css/publication.css") == 1


def test_a_part_with_one_page_is_that_page() -> None:
    listed = [("index", ""), ("plan", "Plan"), ("plan-1", "Plan"), ("annex", "Annex")]
    pages = [Page(f"report/{name}.md", name, "", "", group=group) for name, group in listed]
    (tab,) = navigation(pages, Words(HANS))
    assert [*tab.values()] == [
        [
            {"index": "report/index.md"},
            {"Plan": [{"plan": "report/plan.md"}, {"plan-1": "report/plan-1.md"}]},
            {"Annex": "report/annex.md"},
        ]
    ]


def test_links_to_the_next_part_name_it() -> None:
    listed = [
        ("report/index", "", "Contents"),
        ("report/past", "Review", "Overview"),
        ("report/past-1", "Review", "I"),
        ("report/plan", "Plan", "Overview"),
        ("report/plan-1", "Plan", "I"),
        ("report/annex", "Annex", "List"),
        ("glossary/index", "", "By English"),
        ("glossary/pinyin", "", "By pinyin"),
        ("data", "", "Data"),
        ("cite", "", "Cite"),
    ]
    pages = [Page(f"{path}.md", path, "", "", nav=nav, group=group) for path, group, nav in listed]
    assert neighbours(pages, Words(ENGLISH)) == {
        "previous": {
            "report/past-1.html": "Review: I",
            "report/plan-1.html": "Plan: I",
            "glossary/pinyin.html": "Glossary: By pinyin",
        },
        "next": {
            "report/past.html": "Review: Overview",
            "report/plan.html": "Plan: Overview",
            "glossary/index.html": "Glossary: By English",
        },
    }


def test_the_navigation_of_very_many_pages_is_cut(tmp_path: Path) -> None:
    def features(count: int) -> list[str]:
        pages = [Page(f"{n}.md", str(n), "", "", "report") for n in range(count)]
        base = {"theme": {"name": "material", "features": ["navigation.tabs"]}}
        derived = configuration(_loaded(base), HANS, pages, tmp_path, tmp_path)
        found: list[str] = derived["theme"]["features"]
        return found

    assert features(100) == ["navigation.tabs"]
    assert features(101) == ["navigation.tabs", "navigation.prune"]
