"""Trackers made by hand, with the documents that they quote."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from build_tools.diagnostics import Place, Problems
from build_tools.document.model import Document, PartRole
from build_tools.tracker.model import ResolvedTracker
from build_tools.tracker.records import Tracker, load_tracker
from build_tools.tracker.resolve import resolve_tracker
from tests.support.cases import read_cases
from tests.support.documents import segment

FILES = ("achievements", "commitments", "context", "links", "no-follow-up", "indicators")
BASE: dict[str, Any] = read_cases("tracker/records.yml")["base"]


def document(text: Mapping[str, str]) -> Document:
    """A review, 2023, and a plan, 2024, of the sentences given."""
    segments = []
    for year in ("2023", "2024"):
        part: PartRole = "review" if year == "2023" else "plan"
        segments.append(segment(year, f"{year}年", level="part", part=part))
        segments.extend(segment(*i, part=part) for i in text.items() if i[0].startswith(year))
    return Document(tuple(segments), Place("source"))


def changed(case: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, list[dict[str, Any]]]]:
    """The sentences and the files of the base with the changes of a case.

    A number changes the record at that index, ``+`` adds a record at the end, ``-`` takes one out.
    """
    text = {**BASE["text"], **case.get("text", {})}
    files = {name: [dict(record) for record in BASE[name]] for name in FILES}
    for name in FILES:
        for at, change in case.get(name, {}).items():
            if at == "+":
                files[name].append(change)
            elif at == "-":
                del files[name][change]
            else:
                new = {**files[name][at], **change}
                files[name][at] = {key: value for key, value in new.items() if value is not None}
    return text, files


def entry(name: str, segment: str, quote: str, *subjects: str, **more: Any) -> dict[str, Any]:
    """A record whose title is its quote."""
    words = {"quote": quote, "english": name, "title": {"zh": quote, "en": name}}
    return {"id": name, "segment": segment, **words, "subjects": list(subjects), **more}


def resolved(case: Mapping[str, Any], folder: Path) -> ResolvedTracker:
    """The tracker of a case, joined to its sentences."""
    text, files = changed(case)
    return resolve_tracker(tracker(files, folder, Problems()), document(text), Problems())


def tracker(files: Mapping[str, Any], folder: Path, problems: Problems) -> Tracker:
    """The records, written to a folder and loaded from it."""
    (folder / "tracker").mkdir()
    for name, records in files.items():
        text = yaml.safe_dump(records, allow_unicode=True, sort_keys=False)
        (folder / "tracker" / f"{name}.yml").write_text(text, "utf-8")
    return load_tracker(folder, problems)
