"""The menu of a site of very many pages does not grow with them."""

from pathlib import Path

import pytest
from lxml import html

from build_tools.diagnostics import Problems
from build_tools.records.editions import HANS
from build_tools.system.files import sync, walk
from build_tools.website import configuration
from build_tools.website.loading import load_project
from build_tools.website.render import RENDERERS, Rendering
from tests.support.paths import ASSETS
from tests.support.publications import tiny


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the tiny publication, as if they were very many."""
    project, problems = tiny.project(tmp_path_factory.mktemp("many")), Problems()
    loaded = load_project(project, problems)
    assert loaded is not None
    assets = {p.relative_to(ASSETS.parent).as_posix(): p.read_bytes() for p in walk(ASSETS)}
    with RENDERERS[request.param].process() as process, pytest.MonkeyPatch.context() as patch:
        patch.setattr(configuration, "MANY_PAGES", 5)
        rendering = Rendering(project, loaded, process)
        pages = list(tiny.pages(HANS))
        sync(project.staged / HANS.id, {page.path: b"# Page\n" for page in pages} | assets)
        rendering.start(HANS, pages)
        rendering.finish(problems)
    assert list(map(str, problems)) == []
    return project.build / "rendered" / HANS.id


def menu(rendered: Path, page: str) -> list[str]:
    """Where the menu of a page leads, each address once."""
    links = html.parse(rendered / page).xpath("//nav[contains(@class, 'md-nav--primary')]//@href")
    pages = (link.removeprefix("./") for link in links if not link.startswith("#"))
    return list(dict.fromkeys(pages))


@pytest.mark.parametrize(
    ("page", "leads_to"),
    [
        ("report/2021-1.html", "index 2021 2021-1 2021-2 ../tracker/index"),
        ("report/2022.html", "index 2022 2022-1 2022-2 2022-close ../tracker/index"),
        ("tracker/new.html", "../report/index index no-follow-up new ../indicators"),
    ],
)
def test_a_page_lists_the_tabs_and_its_own_part(rendered: Path, page: str, leads_to: str) -> None:
    other_tabs = "../glossary/pinyin ../notes ../downloads"
    wanted = [f"{name}.html" for name in f"{leads_to} {other_tabs}".split()]
    assert menu(rendered, page) == wanted
