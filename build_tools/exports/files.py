"""All files that the site publishes for machines, below ``data/``."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.exports import bitext, glossary, tbx
from build_tools.exports.models import Export, dumps, schema
from build_tools.exports.report import Report, Sha256, report
from build_tools.exports.restoration import Repairs, restoration
from build_tools.exports.tracker import TrackerFile, tracker_file
from build_tools.presentation.templating import Words, to_traditional
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS
from build_tools.tracker import indicators

VERSION = "1"
"""Of the exports' form; raised when a field changes its meaning."""


class Manifest(Export):
    """The SHA-256 of every file of the site but this one, by its path."""

    files: dict[str, Sha256]


MODELS: Mapping[str, type[Export]] = {
    "glossary.json": glossary.GlossaryFile,
    "manifest.json": Manifest,
    "report.json": Report,
    "restoration.json": Repairs,
    "tracker.json": TrackerFile,
}
"""The model of each JSON file."""


_ENGLISH = Words(EDITIONS[-1])


def _tmx_header(resolved: Resolved) -> bitext.Header:
    publication = resolved.publication
    return bitext.Header(
        tool="build_tools",
        tool_version=VERSION,
        note=f"{publication.title.en}. {_ENGLISH.translation(publication)}.",
        properties=(("title", publication.title.en), ("address", str(publication.site.url))),
    )


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
        "tracker.json": tracker_file(resolved.tracker, to_traditional if traditional else None),
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
        "translation.tmx": bitext.tmx(
            document, resolved.translation, _tmx_header(resolved), traditional
        ).decode(),
        "translation.tsv": bitext.tsv(document, resolved.translation),
        **{
            f"schemas/{name.removesuffix('.json')}.schema.json": dumps(schema(model, name))
            for name, model in MODELS.items()
        },
    }
