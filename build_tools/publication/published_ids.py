"""Ids that a release has published: their addresses must go on leading somewhere.

``data/published-ids.txt`` has a line for each: its kind, the id, and the page on which it was. The
command ``release`` writes it; nobody edits it. Where an id is gone, the record that took its place
names it under ``former``.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from build_tools.diagnostics import Code, Place, Problems, nearest_word
from build_tools.glossary.termbase import general_ids
from build_tools.records import read_text

PUB009 = Code(
    "PUB009",
    "A line of the list of published ids has another form.",
    "The command `release` writes this file: take back what was changed in it.",
    example="“term farmland” is not a kind, an id and a page",
)
PUB006 = Code(
    "PUB006",
    "An id that was published is gone, and links to it would break.",
    "Bring it back, or name it under 'former' in the record that took its place; of a sentence, in "
    "publication.yml.",
    needs=(
        *("outline", "glossary/*.yml", "tracker/achievements.yml", "tracker/commitments.yml"),
        "tracker/context.yml",
    ),
    breaks="id",
    example='the term "farm" was published',
)
PUB007 = Code(
    "PUB007",
    "A former id is an id again, or two records claim it, or what took its place is not there.",
    "Leave it under 'former' of one record alone, and give new records new ids.",
    example='the former achievement "robots" is an id',
)
FILE = "published-ids.txt"
HEAD = "# Ids that were published: kind, id, page. The command `release` writes this file.\n"
IdKind = Literal["segment", "term", "achievement", "commitment"]
_QUOTING: tuple[IdKind, ...] = ("achievement", "commitment")
"""Records with ids that an editor may give quite another name."""
Name = tuple[IdKind, str]
"""The kind and the id of what is published."""
_LINE = re.compile(rf"({'|'.join(get_args(IdKind))}) ([A-Za-z0-9.-]+) ([A-Za-z0-9./-]+\.html)")


@dataclass(frozen=True, order=True)
class Published:
    """An id with the page on which it was."""

    kind: IdKind
    id: str
    page: str

    @property
    def name(self) -> Name:
        return self.kind, self.id

    @property
    def file(self) -> str:
        """The file of data in which its record was."""
        if self.kind == "term":
            return self.page.removesuffix("html") + "yml"
        return f"tracker/{self.kind}s.yml"


@dataclass(frozen=True)
class Successor:
    """What took the place of a former id, and where its record says so."""

    former: Name
    now: Name
    place: Place


def load_published_ids(data: Path, problems: Problems) -> dict[Published, Place]:
    """The published ids, each with its line; an empty list where there is no file."""
    if not os.path.lexists(data / FILE):
        return {}
    found: dict[Published, Place] = {}
    for number, line in enumerate((read_text(data / FILE, FILE, problems) or "").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        place = Place(FILE, number, 1)
        if row := _LINE.fullmatch(line.strip()):
            kind, name, page = row.groups()
            found[Published(kind, name, page)] = place  # type: ignore[arg-type]
        else:
            problems.add(PUB009, place, f"“{line[:60]}” is not a kind, an id and a page")
    return found


def text(published: Iterable[Published]) -> str:
    """The file, sorted."""
    rows = sorted(set(published))
    return HEAD + "".join(f"{one.kind} {one.id} {one.page}\n" for one in rows)


def check_published_ids(
    published: Mapping[Published, Place],
    names: Mapping[Name, Place | None],
    successors: Iterable[Successor],
    withdrawn: Mapping[str, Place],
    problems: Problems,
) -> dict[Name, Name]:
    """The id that replaces each former one; what is lost, claimed twice or missing is reported.

    ``names`` gives the place of each id; None for a general term, which no editor renames.
    ``withdrawn`` are the general terms that the publication leaves out, and where it says so.
    """
    known, now = names.keys(), dict[Name, Successor]()
    for one in successors:
        kind, was = one.former
        if one.former in known:
            problems.add(PUB007, one.place, f'the former {kind} "{was}" is an id')
        elif one.former in now:
            see = now[one.former].place
            problems.add(PUB007, one.place, f'two records were the {kind} "{was}"', see=see)
        elif one.now not in known:
            problems.add(PUB007, one.place, f'there is no {one.now[0]} "{one.now[1]}"')
        else:
            now[one.former] = one
    old = {one.name for one in published}
    new = {name: place for name, place in names.items() if name not in old}
    gone = list(_lost(published, known | now.keys()))
    count = Counter(lost.kind for lost, _ in gone)
    for lost, place in gone:
        if lost.kind == "term" and lost.id in general_ids():
            where = "take it from “without”, or " if lost.id in withdrawn else ""
            hint = f"{where}write “former: [{lost.id}]” in the term that takes its place"
            message = f'the term "{lost.id}" was published'
            problems.add(PUB006, withdrawn.get(lost.id, place), message, hint)
        else:
            _report_lost(lost, place, new, count[lost.kind] == 1, problems)
    return {former: one.now for former, one in now.items()}


def _report_lost(
    lost: Published,
    place: Place,
    new: Mapping[Name, Place | None],
    is_only: bool,
    problems: Problems,
) -> None:
    """Report an id that is gone, at the one among the ``new`` ones that may be its own now.

    ``place`` is its line in the list of published ids; ``is_only`` is whether no other one of its
    kind is gone.
    """
    message = f'the {lost.kind} "{lost.id}" was published'
    alike = {name[1]: at for name, at in new.items() if name[0] == lost.kind}
    renamed = [other for other, at in alike.items() if at]
    near = nearest_word(lost.id, renamed)
    if near is None and lost.kind in _QUOTING and is_only and len(renamed) == 1:
        near = renamed[0]  # the only one that is new, in the place of the only one that is gone
    if lost.kind == "segment":
        hint = f'is it "{near}" now? say so under "former" in publication.yml' if near else ""
        problems.add(PUB006, place, message, hint)
    elif near is None:
        problems.add(PUB006, Place(lost.file), message, see=place)
    else:
        hint = f'is it "{near}" now? write the old id, or "former: [{lost.id}]" below the new one'
        problems.add(PUB006, alike[near] or place, message, hint, see=place)


def _lost(
    published: Mapping[Published, Place], resolved: set[Name]
) -> Iterator[tuple[Published, Place]]:
    seen: set[Name] = set()
    for one, place in published.items():
        if one.name not in resolved and one.name not in seen:
            seen.add(one.name)
            yield one, place
