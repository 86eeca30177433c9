"""The files of a new publication's folder, as text, and where they are written.

Nothing that is there already is touched: one file in the way, and nothing is written at all.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment

from build_tools.conversion.convert import convert
from build_tools.conversion.ledger import Converted
from build_tools.conversion.profiles import profiles_for
from build_tools.conversion.records import Conversion, Profile
from build_tools.diagnostics import Area, Place, Problems
from build_tools.document.model import Document
from build_tools.document.outline import outline
from build_tools.document.outline_detection import DetectedOutline, detect, divisions
from build_tools.presentation.templating import environment
from build_tools.records import Bilingual, Located
from build_tools.records.editions import EDITIONS, EditionId
from build_tools.records.line_decisions import LineDecision
from build_tools.records.publication import Generator
from build_tools.records.publication_loading import load_publication
from build_tools.scaffold import pin, repository
from build_tools.scaffold.currency import currency_units
from build_tools.scaffold.draft_terms import DraftTerm, draft_terms
from build_tools.scaffold.origin import running_generator
from build_tools.scaffold.restored_source import RestoredSource, restored_source
from build_tools.system.files import sha256
from build_tools.text.decoding import DecodedText, Unusable
from build_tools.text.han import HAN_RUN
from build_tools.text.plain import hyphenated
from build_tools.text.source_types import Script
from build_tools.text.yaml_scalars import commented, folded, quoted

UNFINISHED: Mapping[Script, Sequence[Area]] = {
    "hant": ("conversion", "glossary", "translation", "tracker"),
    "hans": ("glossary", "translation", "tracker"),
}
"""What a new publication has still to make; a simplified source has no conversion to complete."""
SINGLE = ("omitted-phrases.yml", "translation-variants.yml", "translation-exceptions.yml")
UNTITLED = "（题名待补）"
"""Stands for a title where neither the text nor the file's name gives one."""
WHY = {
    "half": Bilingual(
        zh="此处原文没有标题，由此转入对另一时段的回顾；以首句为题，待编辑复核。",
        en="The text has no heading here, where its review turns to another span of years; its "
        "first clause serves as one. To be read by an editor.",
    ),
    "annex": Bilingual(zh="附件各为一节。", en="Each annex is a section."),
}
"""Why a division of each kind is a section."""
TRACKER = ("achievements", "commitments", "context", "links", "no-follow-up", "indicators")


@dataclass(frozen=True)
class Request:
    """What an editor asks for, beside the text."""

    name: str = "report.txt"
    """The name of the source's file."""
    slug: str = "report"
    """The publication's short name."""
    editions: Sequence[EditionId] = tuple(edition.id for edition in EDITIONS)
    given: Mapping[str, str] = field(default_factory=dict)
    """What the editor says of it: its ``title``, ``issuer`` and ``date``, its ``repository`` and
    ``url``, its ``generator``'s repository and how to ``install`` that."""
    stem: str = ""
    """The title of a text that has none."""
    drafts: bool = False
    """Whether its site shows drafts of the tracker."""
    licence: str = repository.LICENCE
    """That of what its editors write."""


@dataclass(frozen=True)
class NewPublication:
    """A new publication: its files by path below its folder, and what was found on the way."""

    files: Mapping[str, bytes]
    source: RestoredSource
    detected: DetectedOutline
    document: Document
    generator: Generator
    """Where it gets its generator."""


@dataclass(frozen=True)
class _Found:
    """What was found in a source."""

    reading: DecodedText
    source: RestoredSource
    profiles: tuple[Profile, Profile]
    """OpenCC's, to the other script and back."""
    converted: Converted
    detected: DetectedOutline
    terms: Sequence[DraftTerm]
    """Those that the report itself explains."""


def make_publication(raw: bytes, reading: DecodedText, request: Request) -> NewPublication:
    """The publication of a source text. Raises Unusable where there is nothing to outline."""
    found = _find(reading, request)
    source, detected, text = found.source, found.detected, found.converted.hans
    origin = running_generator()
    generator = pin.chosen(request.given, origin)
    publication = _publication(raw, found, generator, request)
    record = _checked(publication)
    decided = _decisions(detected, text)
    document = outline(source.restoration, found.converted, record, Problems(), decided)
    if not any(segment.level in ("opening", "sentence") for segment in document.segments):
        raise Unusable("there is no sentence in it")
    script, profiles = reading.script, found.profiles
    files = {
        "data/publication.yml": publication,
        "data/errata.yml": _text("errata.yml.j2", errata=source.proposals),
        "data/conversion.yml": _text("conversion.yml.j2", script=script, profiles=profiles),
        "data/glossary/terms.yml": _plain("glossary.yml"),
        **{f"data/{n}": _plain(n) for n in SINGLE},
        **{f"data/tracker/{n}.yml": _plain(f"{n}.yml") for n in TRACKER},
        **(_translation(document) if "en" in request.editions else {}),
        **repository.owned_by_generator(record.value, origin),
        **repository.owned_by_editor(record.value, origin, request.licence),
    }
    if money := currency_units(text, profiles[0]):
        files["data/units.yml"] = money
    if decided:
        files["data/outline.yml"] = _text(
            "outline.yml.j2", decisions=[one.value for one in decided]
        )
    if found.terms:
        files["data/glossary/report-terms.yml"] = _text("report-terms.yml.j2", terms=found.terms)
    contents = {path: text.encode() for path, text in files.items()}
    contents |= {f"data/{record.value.source.file}": raw, **pin.wheel(generator, origin)}
    return NewPublication(contents, source, detected, document, generator)


def _find(reading: DecodedText, request: Request) -> _Found:
    """Restore and convert a source, and look for its outline."""
    source = restored_source(reading.text, request.name)
    restoration = source.restoration
    profiles = profiles_for(restoration.text, reading.script)
    rules = Located(
        Conversion(profile=profiles[0], round_trip=profiles[1]), Place("conversion.yml"), {}
    )
    converted = convert(restoration.text, reading.script, rules, restoration.place, Problems())
    detected = _detected(converted.hans, request)
    return _Found(reading, source, profiles, converted, detected, draft_terms(detected.notes))


def _detected(text: str, request: Request) -> DetectedOutline:
    """The outline of a text, with what the editor says of its front."""
    stem = request.stem or Path(request.name).stem
    detected = detect(text, stem if HAN_RUN.search(stem) else "")
    front, given = detected.front, request.given
    front = replace(
        front,
        title=given.get("title", front.title),
        issuer=given.get("issuer", front.issuer),
        date=given.get("date", front.date),
    )
    return replace(detected, front=front)


def _publication(raw: bytes, found: _Found, generator: Generator, request: Request) -> str:
    """The text of ``publication.yml``."""
    return _text(
        "publication.yml.j2",
        request=request,
        reading=found.reading,
        source=found.source,
        detected=found.detected,
        generator=generator,
        has_terms=bool(found.terms),
        is_mainland=not currency_units(found.converted.hans, found.profiles[0]),
        sha256=sha256(raw),
        unfinished=_unfinished(found, request),
        untitled=UNTITLED,
        licence=repository.licences()[request.licence],
        found=lambda value: "   # found in the source" if value else "",
        example={"segment": f"{found.detected.parts[0].id}.intro.1", "quote": "增长5%"},
    )


def _unfinished(found: _Found, request: Request) -> Sequence[Area]:
    """What the publication has still to make."""
    is_damaged = bool(found.source.restoration.damaged_places)
    left = UNFINISHED[found.reading.script]
    made = (area for area in left if area != "translation" or "en" in request.editions)
    return (*(("restoration",) if is_damaged else ()), *made)


def _decisions(detected: DetectedOutline, text: str) -> list[Located[LineDecision]]:
    """The other half of a review, and each of several annexes, as a section."""
    return [
        Located(
            LineDecision(
                line=found.line,
                be="section",
                heading=found.heading or None,
                why=WHY[found.kind],
            ),
            Place("outline.yml"),
            {},
        )
        for found in divisions(detected, text)
    ]


def _checked(text: str) -> Located[Any]:
    """The publication that the text of ``publication.yml`` gives, read as the build reads it."""
    problems = Problems()
    with TemporaryDirectory() as folder:
        Path(folder, "publication.yml").write_text(text, "utf-8")
        record = load_publication(Path(folder), problems)
    if record is None:
        raise Unusable("; ".join(found.details for found in problems.errors))
    return record


def _translation(document: Document) -> dict[str, str]:
    return {
        f"data/translation/{unit}.yml": _text(
            "translation.yml.j2",
            segments=[
                {"id": s.id, "lines": f"  zh: {folded(s.hans, 4, 8)}".split("\n")}
                for s in document.by_unit[unit]
            ],
        )
        for unit in document.units
    }


def _plain(name: str) -> str:
    folder = resources.files("build_tools.scaffold").joinpath("templates", "new")
    return folder.joinpath(name).read_text("utf-8")


@cache
def _templates() -> Environment:
    """Text of the source goes into a file only through ``quoted``, which is YAML's."""
    templates = environment("scaffold").overlay(autoescape=False, trim_blocks=True)
    templates.filters = {**templates.filters, "quoted": quoted, "comment": commented}
    return templates


def _text(template: str, **context: Any) -> str:
    """A file from its template."""
    text = _templates().get_template(f"new/{template}").render(**context)
    return text.rstrip("\n") + "\n"


def write_publication(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` below ``folder``. Raises FileExistsError, before anything is written, where
    one of them is there already or the folder cannot be one."""
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(f"{folder} is a file")
    there = [path for path in files if (folder / path).exists() or (folder / path).is_symlink()]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        is_publication = "data/publication.yml" in there
        advice = "; a publication has one report: give another folder" if is_publication else ""
        taken = f"{folder / there[0]} is there already{more}; nothing was written"
        raise FileExistsError(f"{taken}{advice}")
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)


def without_areas(publication: str, areas: Collection[str]) -> str:
    """The text of ``publication.yml`` without some of the areas that are ``unfinished`` there.

    >>> without_areas("unfinished: [conversion, tracker]\\n", {"conversion"})
    'unfinished: [tracker]\\n'
    """

    def left(line: re.Match[str]) -> str:
        listed = [area for area in line["areas"].split(", ") if area not in areas]
        return f"unfinished: [{', '.join(listed)}]"

    return re.sub(r"^unfinished: \[(?P<areas>.*)\]$", left, publication, count=1, flags=re.M)


def slug_of(name: str) -> str:
    """A folder's name as lower-case words joined by hyphens."""
    return hyphenated(name) or "report"


def file_name(name: str, slug: str) -> str:
    """The source's own name, if it is safe in every file system, else one made of ``slug``."""
    safe = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*\.txt", name)
    return name if safe and len(name) < 100 else f"{slug}.txt"
