"""The configuration of an edition, derived from ``mkdocs.yml``."""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2.utils import htmlsafe_json_dumps

from build_tools.presentation.forge import repository
from build_tools.presentation.pages.frame import contact_address
from build_tools.presentation.pages.page import MORE, Page, plain_html
from build_tools.presentation.templating import DENSE
from build_tools.publication.history import Release
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication, site_url
from build_tools.resources.interface import Words
from build_tools.website.loading import Loaded
from build_tools.website.page_files import (
    CHARTS,
    OWN_FILES,
    PAGE_SCRIPTS,
    SCRIPT_WORDS,
    SCRIPTS,
    SEARCH_WORDS,
    STYLES,
    THEME_WORDS,
    file_of,
)

THEME = Path(__file__).parent / "theme"
MANY_PAGES = 100
"""Above this a page lists only its own part in the menu, else each page grows with all others."""


def configuration(
    loaded: Loaded,
    edition: Edition,
    pages: Sequence[Page],
    docs: Path,
    site: Path,
) -> dict[str, Any]:
    """``mkdocs.yml`` as an edition needs it, for any renderer.

    The theme's folder, the style sheets and the scripts are added here: they belong to the
    generator, and a publication names only files of its own.
    """
    resolved, settings = loaded.resolved, loaded.settings
    publication, words = resolved.publication, resolved.words(edition)
    config = deepcopy(dict(settings))
    for key in ("hooks", "exclude_docs"):
        config.pop(key, None)
    return {
        **config,
        "use_directory_urls": False,
        "extra_css": _joined(STYLES, settings.get("extra_css")),
        "extra_javascript": _joined(SCRIPTS, settings.get("extra_javascript")),
        "site_name": plain_html(words.of(publication.site.name)),
        "copyright": plain_html(words.translation(publication)),
        "site_description": plain_html(words.of(publication.site.description)),
        "site_url": site_url(publication) + edition.prefix,
        "docs_dir": str(docs),
        "site_dir": str(site),
        "theme": _theme(config["theme"], pages, words),
        "extra": (config.get("extra") or {}) | _extra(resolved, pages, words),
        "nav": navigation(pages, words),
        "not_in_nav": "\n".join(page.path for page in pages if not page.listed),
    }


def _theme(theme: dict[str, Any], pages: Sequence[Page], words: Words) -> dict[str, Any]:
    """The settings of the theme, completed for an edition."""
    theme["language"] = words.edition.lang
    theme["custom_dir"] = str(THEME)
    if sum(page.listed for page in pages) > MANY_PAGES:
        theme["features"] = [*theme.get("features", ()), "navigation.prune"]
    theme["variant"] = "classic"  # Zensical's own look is another; Material has no such setting
    palette = theme.get("palette")
    for option, name in zip(palette if isinstance(palette, list) else (), ("dark", "light")):  # noqa: B905
        if isinstance(option, dict) and isinstance(option.get("toggle"), dict):
            option["toggle"]["name"] = words(name)
    return theme


def _extra(resolved: Resolved, pages: Sequence[Page], words: Words) -> dict[str, Any]:
    """What the templates of the theme read."""
    publication = resolved.publication
    said = words.for_scripts(*SCRIPT_WORDS, *SEARCH_WORDS)
    return {
        "edition": words.edition.id,
        "generator": False,
        "homepage": "index.html",
        "root_url": site_url(publication),
        "editions": [
            {"id": e.id, "lang": e.lang, "folder": e.folder, "name": e.name}
            for e in publication.published
        ],
        "foot_pages": foot_pages(pages),
        "neighbours": neighbours(pages, words),
        "words": {key: words(key) for key in THEME_WORDS},
        "foot": foot(publication, words, resolved.newest),
        "not_found": not_found(publication, words),
        "charts": {"style": CHARTS[0], "kinds": CHARTS[1]},
        "scripts": {kind: list(names) for kind, names in PAGE_SCRIPTS.items()},
        "interface": str(htmlsafe_json_dumps(said, **DENSE)),
    }


def navigation(pages: Sequence[Page], words: Words) -> list[Any]:
    """MkDocs' ``nav``: a tab for each folder of pages, and those of a part under the part's name.

    A part with one page, such as an annex, is that page. A page that is in no folder is under the
    last tab. The first page has none: the name of the site in the header leads to it.
    """
    tabs: dict[str, list[Any]] = {}
    for page in pages:
        if not page.listed:
            continue
        entries = tabs.setdefault(page.tab, [])
        if page.group:
            last = entries[-1] if entries else {}
            if list(last) != [plain_html(page.group)]:
                entries.append(last := {plain_html(page.group): []})
            entries = last[plain_html(page.group)]
        entries.append({plain_html(page.nav or page.title): page.path})
    for entries in tabs.values():
        for entry in entries:
            for name, inner in entry.items():
                if isinstance(inner, list) and len(inner) == 1:
                    [entry[name]] = inner[0].values()
    last = {MORE: tabs.pop(MORE)} if MORE in tabs else {}
    return [{words(name): entries} for name, entries in {**tabs, **last}.items()]


def foot_pages(pages: Sequence[Page]) -> list[dict[str, str]]:
    """The pages of the last tab, which the foot of each page lists."""
    return [
        {"name": plain_html(page.nav or page.title), "url": page.address}
        for page in pages
        if page.listed and page.tab == MORE
    ]


def neighbours(pages: Sequence[Page], words: Words) -> dict[str, dict[str, str]]:
    """What links from one part or tab to another are called, as a page’s name does not say which.

    By address: of pages that are ``next`` after another part, and of those ``previous`` to one.
    """
    listed = [page for page in pages if page.listed]
    sizes = Counter((page.tab, page.group) for page in listed)
    found: dict[str, dict[str, str]] = {"previous": {}, "next": {}}
    for before, after in pairwise(listed):
        if (before.tab, before.group) == (after.tab, after.group):
            continue
        for way, page in (("previous", before), ("next", after)):
            is_other_tab = before.tab != after.tab and page.tab != MORE
            part = page.group or (words(page.tab) if is_other_tab else "")
            if part and sizes[page.tab, page.group] > 1:
                name = words("name_and_value", name=part, value=page.nav or page.title)
                found[way][page.address] = plain_html(name)
    return found


def foot(publication: Publication, words: Words, newest: Release | None) -> dict[str, str]:
    """What the foot of each page says of the publisher, as HTML; what is not known is ""."""
    site = publication.site
    name, licence = words.of(site.maintainer), site.licence
    texts = {
        "maintainer": words("published_by", name=name) if name else "",
        "contact": contact_address(site.contact) if site.contact else "",
        "contact_name": words("contact"),
        "report": words("report_mistake"),
        "file": words("page_file"),
        "licence": words("foot_licence", name=licence.name) if licence else "",
        "licence_url": str(licence.url) if licence else "",
        "repository": repository(site),
        "source": words("source_repository"),
        "version": words("release", name=newest.version, date=newest.date) if newest else "",
    }
    return {key: plain_html(text) for key, text in texts.items()}


def not_found(publication: Publication, words: Words) -> list[dict[str, str]]:
    """What the page for an unknown address says, in every edition's language, the own one first.

    A server shows one such page for all addresses, so it cannot know which edition was meant.
    """
    editions = sorted(publication.published, key=lambda edition: edition != words.edition)
    spoken = [Words(edition, words.interface) for edition in editions]
    return [
        {
            "lang": each.edition.lang,
            "home": f"{each.edition.prefix}index.html",
            "title": each("not_found"),
            "about": each("not_found_about"),
            "name": plain_html(each.of(publication.site.name)),
        }
        for each in spoken
    ]


def _joined(ours: list[Any], theirs: list[Any] | None) -> list[Any]:
    """The generator's files, then those of the publication."""
    return [*ours, *(file for file in theirs or [] if file_of(file) not in OWN_FILES)]
