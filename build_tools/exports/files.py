"""All files that the site publishes for machines, below ``data/``."""

import csv
import io
import json
from collections.abc import Mapping
from functools import partial

from build_tools.exports import bitext, datapackage, glossary, tbx, term_tables, xliff_po
from build_tools.exports.models import Export, File, ReleaseFacts, schema
from build_tools.exports.report import ReportFile, Sha256, report
from build_tools.exports.restoration import Repairs, restoration
from build_tools.exports.tracker import TrackerFile, tracker_file
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import ENGLISH
from build_tools.resources.interface import Words
from build_tools.system.files import json_text
from build_tools.text.source_types import LANGUAGES, TOOL_LANGUAGES, Script
from build_tools.tracker import indicator_tables


class Manifest(Export):
    """The SHA-256 of every file of the site but this one, by its path."""

    files: dict[str, Sha256]
    """The files."""


FILES: Mapping[str, type[Export] | None] = {
    "report.json": ReportFile,
    "restoration.json": Repairs,
    "glossary.json": glossary.GlossaryFile,
    "glossary.csv": None,
    "glossary.tbx": None,
    "glossary.zh-CN.tbx": None,
    "glossary.zh-TW.tbx": None,
    "glossary.zh-CN.txt": None,
    "glossary.zh-TW.txt": None,
    "glossary.zh-CN.csv": None,
    "glossary.zh-TW.csv": None,
    "tracker.json": TrackerFile,
    "indicators.csv": None,
    "translation.xlf": None,
    "translation.v2.xlf": None,
    "translation.po": None,
    "translation.zh-CN.tmx": None,
    "translation.zh-TW.tmx": None,
    "translation.tmx": None,
    "translation.tsv": None,
    "datapackage.json": None,
    "manifest.json": Manifest,
    "source.txt": None,
}
"""Every file below ``data/``, in the order in which they are listed, and each JSON file's model.

A code such as ``zh-CN`` in a name is that of the Chinese in a file of two languages.
"""


def schema_paths(has_english: bool = True, traditional: bool = True) -> dict[str, str]:
    """The name of every file and the path of its schema, "" where it has none.

    A publication without English has no files of both languages, one without a traditional text no
    files of that script.
    """
    return {
        name: f"schemas/{name.removesuffix('.json')}.schema.json" if model else ""
        for name, model in FILES.items()
        if (has_english or not name.startswith("translation."))
        and (traditional or f".{TOOL_LANGUAGES['hant']}." not in name)
    }


def translation_files(resolved: Resolved) -> dict[str, str]:
    """The two languages side by side, for translators, by file name."""
    document, english, doubts = resolved.document, resolved.translation, resolved.uncertain
    publication, scripts = resolved.publication, _scripts(resolved)
    title, words = publication.title.en, Words(ENGLISH, resolved.interface)
    languages = {script: LANGUAGES[script] for script in scripts}
    tmx = partial(
        bitext.tmx,
        document,
        english,
        f"{title}. {words.translation(publication)}.",
        {"title": title, "address": str(publication.site.url)},
    )
    return {
        "translation.xlf": xliff_po.xliff(document, english, doubts),
        "translation.v2.xlf": xliff_po.xliff_2(document, english, doubts),
        "translation.po": xliff_po.po(document, english, doubts, title),
        **{f"translation.{TOOL_LANGUAGES[s]}.tmx": tmx({s: TOOL_LANGUAGES[s]}) for s in scripts},
        "translation.tmx": tmx(languages),
        "translation.tsv": bitext.tsv(document, english),
    }


def _scripts(resolved: Resolved) -> tuple[Script, ...]:
    return ("hans", "hant") if resolved.publication.has_traditional else ("hans",)


def _term_files(resolved: Resolved) -> dict[str, str]:
    """The glossary for translators' tools, by file name."""
    terms, publication = resolved.glossary.terms, resolved.publication
    subjects = {key: name.en for key, name in resolved.subjects.items()}
    termbase = tbx.Termbase(terms, publication.site.name.en, publication.title.en, subjects)
    occurrences, scripts = resolved.matching.occurrences, _scripts(resolved)
    found = {"glossary.tbx": tbx.to_tbx(termbase, occurrences, resolved.document, scripts)}
    for script in scripts:
        name = f"glossary.{TOOL_LANGUAGES[script]}"
        found[f"{name}.tbx"] = tbx.to_tbx_2(termbase, script)
        found[f"{name}.txt"] = term_tables.to_tsv(terms, script)
        found[f"{name}.csv"] = term_tables.to_csv(terms, script)
    return found


def export_files(resolved: Resolved) -> dict[str, str]:
    """The data files of the site and their schemas: path below ``data/`` to text."""
    terms = resolved.glossary.terms
    publication = resolved.publication
    traditional = publication.has_traditional
    terms_file = glossary.glossary_file(terms, resolved.matching, traditional)
    values: dict[str, File] = {
        "report.json": report(resolved),
        "restoration.json": restoration(resolved),
        "glossary.json": terms_file,
        "tracker.json": tracker_file(
            resolved.tracker, resolved.interface.traditional if traditional else None
        ),
    }
    release = ReleaseFacts.of(resolved.newest) if resolved.newest else None
    listed = {
        **{
            name: f"{value.model_copy(update={'release': release}).model_dump_json(indent=1)}\n"
            for name, value in values.items()
        },
        "glossary.csv": glossary.to_csv(terms_file),
        **_term_files(resolved),
        "indicators.csv": indicator_tables.csv_text(resolved.tracker),
        **(translation_files(resolved) if resolved.has_english else {}),
    }
    english = ENGLISH if ENGLISH in publication.published else publication.published[0]
    return {
        **listed,
        datapackage.NAME: datapackage.datapackage(resolved, resolved.words(english), listed),
        **{
            schema_paths()[name]: json_text(schema(model, name))
            for name, model in FILES.items()
            if model
        },
    }


def exported_values(resolved: Resolved) -> dict[str, object]:
    """What programs get: the exported JSON, and the tables that no JSON has."""
    values: dict[str, object] = {}
    made = export_files(resolved)
    for name, text in made.items():
        if name == datapackage.NAME:
            continue  # it describes the others
        if name.endswith(".json") and not name.startswith("schemas/"):
            values[name] = json.loads(text)
        elif name.endswith(".csv") and f"{name.partition('.')[0]}.json" not in made:
            values[name] = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    return values
