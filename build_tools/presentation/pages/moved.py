"""Addresses that were published and are others now: a line at the old one leads to the new one.

A page without a server cannot redirect. So the old anchor stays on its page, with a link; the
script follows it at once. A page that is gone altogether stays as a page of such lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.presentation.pages.glosses import entry_address
from build_tools.presentation.pages.page import segment_address
from build_tools.presentation.pages.tracker_views import PREFIX, record_address
from build_tools.presentation.templating import relative
from build_tools.publication.published_ids import Name, Published
from build_tools.publication.resolved import Resolved
from build_tools.resources.interface import Words


@dataclass(frozen=True)
class Moved:
    """An anchor of a page, and where a link to it leads now."""

    anchor: str
    url: str
    title: str


def anchor_of(name: Name) -> str:
    """The id of the element that shows what is called so."""
    kind, text = name
    return f"{PREFIX.get(kind, '')}{text}"


def address_of(resolved: Resolved, name: Name) -> str:
    """Where something is shown; "" where it is not."""
    kind, key = name
    tracker = resolved.shown_tracker
    if kind == "term" and key in resolved.glossary.by_id:
        return entry_address(resolved.glossary.by_id[key])
    if kind == "segment" and key in resolved.document.by_id:
        return segment_address(resolved.document.by_id[key])
    if not resolved.publication.has_both_sides:
        return ""
    item = tracker.by_key.get(name)
    return record_address(item) if item else ""


def published_now(resolved: Resolved) -> Iterator[Published]:
    """Everything that has an address of its own, as the list of published ids has it."""
    names: list[Name] = [("segment", segment.id) for segment in resolved.document.segments]
    names += [("term", term.id) for term in resolved.glossary.terms]
    names += [item.key for item in resolved.tracker.items if not item.is_draft]
    for kind, key in names:
        if address := address_of(resolved, (kind, key)):
            yield Published(kind, key, address.partition("#")[0])


def moved(resolved: Resolved, words: Words) -> dict[str, list[Moved]]:
    """What moved away from each page, by the page's address."""
    found: dict[str, list[Moved]] = {}
    for one in sorted(resolved.published):
        now = resolved.former.get(one.name, one.name)
        address = address_of(resolved, now)
        old = f"{one.page}#{anchor_of(one.name)}"
        if address and address != old:
            url = relative(address, one.page)
            line = Moved(anchor_of(one.name), url, _title(resolved, now, words))
            found.setdefault(one.page, []).append(line)
    return found


def _title(resolved: Resolved, name: Name, words: Words) -> str:
    kind, key = name
    if kind == "term":
        term = resolved.glossary.by_id[key]
        return term.text(words.edition.script) if words.edition.is_chinese else term.en
    if kind == "segment":
        return words("cite_sentence", id=key)
    return words.of(resolved.shown_tracker.by_key[name].title)
