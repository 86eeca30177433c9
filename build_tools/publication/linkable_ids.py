"""The ids that can be linked to, held against those that were published."""

from collections.abc import Container, Iterator

from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Document
from build_tools.glossary.records import Glossary
from build_tools.publication.all_records import Records
from build_tools.publication.history_fit import PublishedTexts, check_changes
from build_tools.publication.published_ids import IdKind, Name, Successor, check_published_ids
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import Tracker


def check_ids(
    records: Records,
    publication: Located[Publication],
    document: Document,
    terms: Glossary,
    shown: ResolvedTracker,
    texts: PublishedTexts,
    problems: Problems,
) -> dict[Name, Name]:
    """The id that took the place of each former one.

    Lost ids are reported, and changes in the history of things that never existed. ``shown`` is the
    tracker that pages list; ``texts`` is what the history may say has changed.
    """
    names = _names(document, terms, records.tracker, shown)
    successors = list(_successors(records, publication, terms, names))
    once = {one.name for one in records.published} | {one.former for one in successors}
    check_changes(records.history, names.keys() | once, texts, problems)
    return check_published_ids(records.published, names, successors, problems)


def _names(
    document: Document, terms: Glossary, tracker: Tracker, shown: ResolvedTracker
) -> dict[Name, Place | None]:
    """What can be linked to, with the place of its id; None for a general term."""
    names: dict[Name, Place | None] = {("segment", one.id): one.place for one in document.segments}
    names |= {("term", term.id): None if term.is_general else term.at("id") for term in terms.terms}
    for entry in tracker.entries:
        name: Name = (entry.value.kind, entry.value.id)
        # A record whose quote is wrong is not shown, and its id is not gone.
        if name in shown.by_key or not entry.value.draft:
            names[name] = entry.at("id")
    return names


def _successors(
    records: Records,
    publication: Located[Publication],
    terms: Glossary,
    names: Container[Name],
) -> Iterator[Successor]:
    """What took the place of ids that were published before."""
    for old, new in publication.value.former.items():
        yield Successor(("segment", old), ("segment", new), publication.at("former", old))
    for term in terms.terms:
        for old in term.record.former:
            yield Successor(("term", old), ("term", term.id), term.at("former"))
    for entry in records.tracker.entries:
        kind: IdKind = entry.value.kind
        for old in entry.value.former:
            yield Successor((kind, old), (kind, entry.value.id), entry.at("former"))
    kinds = {one.id: one.kind for one in records.published if one.name not in names}
    for words in records.tracker.context:
        for old in words.value.former:
            was, now = kinds.get(old, "achievement"), words.value.segment
            yield Successor((was, old), ("segment", now), words.at("former"))
