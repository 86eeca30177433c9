"""The ids that can be linked to, compared with those that were published."""

from collections.abc import Container, Iterator

from build_tools.diagnostics import Place, Problems
from build_tools.publication.all_records import Records
from build_tools.publication.history_fit import PublishedTexts, check_changes
from build_tools.publication.joined import Joined
from build_tools.publication.published_ids import IdKind, Name, Successor, check_published_ids


def check_ids(
    records: Records, joined: Joined, texts: PublishedTexts, problems: Problems
) -> dict[Name, Name]:
    """The id that took the place of each former one.

    Lost ids are reported, and changes in the history of things that never existed. ``texts`` is
    what the history may say has changed.
    """
    names = _names(joined)
    successors = list(_successors(records, joined, names))
    once = {one.name for one in records.published} | {one.former for one in successors}
    check_changes(records.history, names.keys() | once, texts, problems)
    withdrawn = {
        id_: joined.publication.at("termbase", "without", index)
        for index, id_ in enumerate(joined.publication.value.termbase.without)
    }
    return check_published_ids(records.published, names, successors, withdrawn, problems)


def _names(joined: Joined) -> dict[Name, Place | None]:
    """What can be linked to, with the place of its id; None for a general term."""
    segments, terms = joined.document.segments, joined.glossary.terms
    names: dict[Name, Place | None] = {("segment", one.id): one.place for one in segments}
    names |= {("term", term.id): None if term.is_general else term.at("id") for term in terms}
    for entry in joined.tracker.entries:
        name: Name = (entry.value.kind, entry.value.id)
        # A record whose quote is wrong is not shown, and its id is not gone.
        if name in joined.with_drafts.by_key or not entry.value.draft:
            names[name] = entry.at("id")
    return names


def _successors(records: Records, joined: Joined, names: Container[Name]) -> Iterator[Successor]:
    """What took the place of ids that were published before."""
    publication = joined.publication
    for old, new in publication.value.former.items():
        yield Successor(("segment", old), ("segment", new), publication.at("former", old))
    for term in joined.glossary.terms:
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
