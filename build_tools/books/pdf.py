"""The report as a PDF for each edition, set by Typst.

The Typst program (``templates/pdf/report.typ``) is the same for all; what it sets is handed to it
as JSON, so no character of the text is ever read as a command.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from build_tools.books import annotated
from build_tools.books.annotated import Notes, Run
from build_tools.books.typesetting import fonts, program
from build_tools.diagnostics import Code, Place, Problems
from build_tools.glossary.records import Term
from build_tools.model import EDITIONS, Edition, Segment
from build_tools.pages.report import Reader, blocks, no_marks, unit_name
from build_tools.release import Release
from build_tools.resolve import Resolved
from build_tools.templating import Words
from build_tools.website.stage import stage

PDF001 = Code(
    "PDF001",
    "The report cannot be set as a PDF.",
    "The typesetter's own message says why; a character that no font has is the usual reason.",
)

REGIONS = {"hans": "cn", "hant": "tw"}
HEADINGS = {"part": 1, "section": 2, "item": 3, "lead": 4}


def _note(term: Term, edition: Edition) -> dict[str, str]:
    """What the footnote of a term says, besides the words it stands at."""
    return {
        "zh": term.hant if edition.script == "hant" else term.hans,
        "pinyin": term.pinyin,
        "en": term.en,
        "definition": term.definition,
    }


def _runs(runs: Sequence[Run], edition: Edition) -> list[Any]:
    """Words as text, and after those of a term its note."""
    out: list[Any] = []
    for run in runs:
        if run.text:
            out.append(run.text)
        if run.term:
            out.append(_note(run.term, edition))
    return out


def _body(resolved: Resolved, edition: Edition, notes: Notes, words: Words) -> list[Any]:
    """Headings with their depth, and paragraphs, in reading order."""
    reader = Reader(resolved, edition, no_marks)
    out: list[Any] = []
    depth = 0
    for unit in resolved.document.units:
        if unit.endswith("-close"):
            out.append({"depth": 2, "heading": unit_name(resolved, unit, reader, words)})
            depth = 2
        segments = [
            s for s in resolved.document.by_unit[unit] if unit != "front" or s.kind == "sentence"
        ]
        for block in blocks(segments):
            if block.heading:
                depth = min(depth + 1, HEADINGS.get(block.heading.level, 3))
                out.append({"depth": depth, "heading": reader.title(block.heading)})
            else:
                out.append({"paragraph": _paragraph(block.sentences, edition, notes)})
    return out


def _paragraph(sentences: Sequence[Segment], edition: Edition, notes: Notes) -> list[Any]:
    out: list[Any] = []
    for segment in sentences:
        if out and not edition.is_chinese:
            out.append(" ")
        out += _runs(notes(segment), edition)
    return out


def contents(resolved: Resolved, edition: Edition, release: Release, url: str) -> dict[str, Any]:
    """What the Typst program sets, as plain values."""
    publication, words = resolved.publication, Words(edition)
    reader = Reader(resolved, edition, no_marks)
    notes = (
        annotated.chinese(resolved, edition) if edition.is_chinese else annotated.english(resolved)
    )
    ends = publication.source.ends_early
    return {
        "edition": edition.id,
        "lang": "zh" if edition.is_chinese else "en",
        "region": REGIONS[edition.script] if edition.is_chinese else "gb",
        "title": words.of(publication.title),
        "running": words.of(publication.site.name),
        "issuer": words.of(publication.issuer),
        "front": [
            {"level": s.level, "text": reader.plain(s)}
            for s in resolved.document.by_unit["front"]
            if s.level in ("title", "meeting", "speaker")
        ],
        "moment": [release.moment.year, release.moment.month, release.moment.day],
        "unofficial": words("unofficial_long"),
        "ends_here": words("ends_here"),
        "ends": words.of(ends) if ends else "",
        "release": words("release", name=release.name, date=release.date),
        "url": url,
        "words": {key: words(key) for key in ("contents", "notes_in_pdf", "fonts_in_pdf")},
        "body": _body(resolved, edition, notes, words),
    }


def document(value: object, release: Release) -> bytes:
    """The PDF of what :func:`contents` gives; tagged, to PDF/UA-1.

    Raises ``typst.TypstError`` where Typst refuses it.
    """
    return typst.compile(
        program("report.typ"),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(value, ensure_ascii=False)},
        timestamp=int(release.moment.timestamp()),
        pdf_standards=["ua-1"],
    )


def files(
    resolved: Resolved,
    release: Release,
    url: str,
    name: str,
    problems: Problems,
    kept: Path | None = None,
) -> dict[str, bytes]:
    """The PDF of each edition, by its file name; one that cannot be set is reported.

    Setting one takes over a second, so those in the folder ``kept`` that were set from the very
    same values are taken from there, and new ones put in their place.
    """
    made: dict[str, bytes] = {}
    keeping: dict[str, bytes] = {}
    for edition in EDITIONS:
        value = contents(resolved, edition, release, url)
        key = f"{_fingerprint(value)}.pdf"
        at = kept / key if kept else None
        try:
            content = at.read_bytes() if at and at.is_file() else document(value, release)
        except typst.TypstError as error:
            problems.add(PDF001, Place(f"edition {edition.id}"), error.message, *error.hints[:1])
            continue
        made[f"{name}-{edition.id}.pdf"] = keeping[key] = content
    if kept:
        stage(kept, keeping)
    return made


def _fingerprint(value: object) -> str:
    """Different for everything that could make another PDF."""
    packages = ("typst", "pylopdf-fonts-zh-cn", "pylopdf-fonts-zh-tw")
    told = [value, *map(version, packages), program("report.typ").decode()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
