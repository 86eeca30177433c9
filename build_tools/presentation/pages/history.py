"""The page of the releases: what changed in the published text, terms and links."""

from collections.abc import Iterator
from itertools import groupby

from build_tools.presentation.pages.moved import address_of
from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import relative, render
from build_tools.publication.history import Change, Release
from build_tools.publication.history_fit import ARROW
from build_tools.publication.published_ids import Name
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words

PATH = "history.md"
FEED = "history.atom"
"""The Atom feed, beside the page."""
LANGUAGES = {"zh": "zh-Hans", "en": "en", "definition": "en"}


def release_anchor(version: str) -> str:
    """The id of a release's heading."""
    return f"v-{version}"


def page(resolved: Resolved, words: Words) -> Page:
    """The edition's page; it exists only where there are releases."""
    views = [
        {
            "release": release,
            "anchor": release_anchor(release.version),
            "groups": [
                (
                    words(f"changed_{kind}"),
                    len({change.id for change in group}),
                    [_shown(resolved, change, words) for change in group],
                )
                for kind, group in _by_kind(release)
            ],
        }
        for release in resolved.history
    ]
    body = render("history.md.j2", words, releases=views, feed=FEED)
    return Page(
        PATH,
        words("history"),
        words("history_about"),
        body,
        "history",
        hide=("navigation",),
        listed=False,
        source="data/history.yml",
    )


def _by_kind(release: Release) -> Iterator[tuple[str, list[Change]]]:
    for kind, group in groupby(release.changes, key=lambda change: change.kind):
        yield kind, list(group)


def _shown(resolved: Resolved, change: Change, words: Words) -> dict[str, object]:
    return {
        "links": list(_links(resolved, change)),
        "what": words(f"change_{change.change}"),
        "field": words(f"field_{change.field}") if change.field else "",
        "lang": LANGUAGES.get(change.field or "", ""),
        "before": change.before,
        "after": change.after,
        "note": words.of(change.note),
    }


def _links(resolved: Resolved, change: Change) -> Iterator[tuple[str, str]]:
    """The names of what changed, each with its address or ""."""
    names: list[Name]
    if change.kind == "link":
        achievement, _, commitment = change.id.partition(ARROW)
        names = [("achievement", achievement), ("commitment", commitment)]
    else:
        names = [(change.kind, change.id)]
    for name in names:
        address = address_of(resolved, resolved.former.get(name, name))
        yield name[1], relative(address, PATH) if address else ""
