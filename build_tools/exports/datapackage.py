"""``datapackage.json``: every data file with its type, size and hash (Frictionless Data Package 1).

Of a table it also gives the columns and what they mean. One whose every value is a number is one
of numbers.
"""

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from build_tools.exports.columns import column_descriptions
from build_tools.presentation.citations.cited import short_name
from build_tools.presentation.pages.head import media_type
from build_tools.publication.resolved import Resolved
from build_tools.records.publication import site_url
from build_tools.resources.interface import Words
from build_tools.system.files import json_text, sha256

NAME = "datapackage.json"
DELIMITERS = {"csv": ",", "tsv": "\t"}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")


def datapackage(resolved: Resolved, words: Words, files: Mapping[str, str]) -> str:
    """The description of ``files``, names below ``data/`` with their texts.

    ``words`` are those of the English edition, or of the default one.
    """
    record, site = resolved.publication, resolved.publication.site
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": short_name(record).lower(),
        "title": words.of(record.title),
        "description": words.of(site.description),
        "homepage": site_url(record),
    }
    if resolved.history:
        package["version"] = resolved.history[0].version
        package["created"] = f"{resolved.history[0].date.isoformat()}T00:00:00Z"
    if site.licence:
        licence = {"title": site.licence.name, "path": str(site.licence.url)}
        package["licenses"] = [licence]
    if name := words.of(site.maintainer):
        package["contributors"] = [{"title": name, "role": "publisher"}]
    if source := words.of(record.source.received_from):
        package["sources"] = [{"title": source, "path": "source.txt"}]
    package["resources"] = [
        *(_resource(name, text, resolved, words) for name, text in files.items()),
        {
            **_file("source.txt", words),
            "encoding": record.source.encoding,
            "hash": f"sha256:{record.source.sha256}",
        },
    ]
    return json_text(package)


def _file(name: str, words: Words) -> dict[str, Any]:
    return {
        "name": name.lower(),
        "path": name,
        "title": words(f"data_{name}"),
        "format": name.rpartition(".")[2],
        "mediatype": media_type(name),
    }


def _resource(name: str, text: str, resolved: Resolved, words: Words) -> dict[str, Any]:
    content = text.encode()
    resource = {
        **_file(name, words),
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content)}",
    }
    delimiter = DELIMITERS.get(resource["format"])
    if delimiter:
        resource["profile"] = "tabular-data-resource"
        resource["dialect"] = {"delimiter": delimiter, "doubleQuote": True}
        described = column_descriptions(name, **resolved.tracker.years)
        fields = _fields(text, delimiter)
        resource["schema"] = {
            "fields": [{**field, "description": described[field["name"]]} for field in fields]
        }
    return resource


def _fields(text: str, delimiter: str) -> list[dict[str, str]]:
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    rows = list(csv.reader(lines, delimiter=delimiter))
    columns = zip(*rows[1:], strict=True) if len(rows) > 1 else [()] * len(rows[0])
    return [
        {"name": name, "type": _type([value for value in column if value])}
        for name, column in zip(rows[0], columns, strict=True)
    ]


def _type(values: list[str]) -> str:
    found = [_NUMBER.fullmatch(value) for value in values]
    if not found or not all(found):
        return "string"
    return "number" if any(one and one[1] for one in found) else "integer"
