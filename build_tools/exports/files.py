"""All files that the site publishes for machines, below ``data/``."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.exports import bitext, glossary, tbx
from build_tools.exports.models import Export, dumps, schema
from build_tools.exports.report import Report, Sha256, report
from build_tools.exports.restoration import Repairs, restoration
from build_tools.exports.tracker import TrackerFile, tracker_file
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import ENGLISH
from build_tools.resources.interface import Words
from build_tools.tracker import indicators

VERSION = "1"
"""Of the exports' form; raised when a field changes its meaning."""


class Manifest(Export):
    """The SHA-256 of every file of the site but this one, by its path."""

    files: dict[str, Sha256]


FILES: Mapping[str, type[Export] | None] = {
    "report.json": Report,
    "restoration.json": Repairs,
    "glossary.json": glossary.GlossaryFile,
    "glossary.csv": None,
    "glossary.tbx": None,
    "tracker.json": TrackerFile,
    "indicators.csv": None,
    "translation.tmx": None,
    "translation.tsv": None,
    "manifest.json": Manifest,
    "source.txt": None,
}
"""Every file below ``data/``, in the order in which they are listed, and each JSON file's model."""


def schema_paths(has_english: bool = True) -> dict[str, str]:
    """The name of every file and the path of its schema, "" where it has none.

    A publication without English has no files of both languages.
    """
    return {
        name: f"schemas/{name.removesuffix('.json')}.schema.json" if model else ""
        for name, model in FILES.items()
        if has_english or not name.startswith("translation.")
    }


def _tmx_header(resolved: Resolved) -> bitext.Header:
    publication = resolved.publication
    words = Words(ENGLISH, resolved.interface)
    return bitext.Header(
        tool="build_tools",
        tool_version=VERSION,
        note=f"{publication.title.en}. {words.translation(publication)}.",
        properties=(("title", publication.title.en), ("address", str(publication.site.url))),
    )


def _bitext(resolved: Resolved, traditional: bool) -> dict[str, str]:
    """The two languages side by side."""
    header = _tmx_header(resolved)
    return {
        "translation.tmx": bitext.tmx(
            resolved.document, resolved.translation, header, traditional
        ).decode(),
        "translation.tsv": bitext.tsv(resolved.document, resolved.translation),
    }


def files(resolved: Resolved) -> dict[str, str]:
    """The data files of the site and their schemas: path below ``data/`` to text."""
    terms = resolved.glossary.terms
    publication, document = resolved.publication, resolved.document
    traditional = publication.has_traditional
    terms_file = glossary.glossary_file(terms, resolved.matching, traditional)
    values: dict[str, Export] = {
        "report.json": report(resolved),
        "restoration.json": restoration(resolved),
        "glossary.json": terms_file,
        "tracker.json": tracker_file(
            resolved.tracker, resolved.interface.traditional if traditional else None
        ),
    }
    return {
        **{name: dumps(value.model_dump(mode="json")) for name, value in values.items()},
        "glossary.csv": glossary.to_csv(terms_file),
        "glossary.tbx": tbx.to_tbx(
            terms,
            resolved.matching.occurrences,
            document,
            publication.site.name.en,
            publication.title.en,
            {key: name.en for key, name in resolved.subjects.items()},
            traditional,
        ),
        "indicators.csv": indicators.csv_text(resolved.tracker),
        **(_bitext(resolved, traditional) if resolved.has_english else {}),
        **{
            schema_paths()[name]: dumps(schema(model, name))
            for name, model in FILES.items()
            if model
        },
    }
