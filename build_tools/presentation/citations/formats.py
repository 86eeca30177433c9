"""Citations for programs: BibTeX, RIS and CSL-JSON, in the language of the edition.

BibTeX as ``btxdoc`` describes it, with the fields ``url``, ``urldate`` and ``langid`` of biblatex;
RIS as Reference Manager 2011 does; CSL-JSON 1.0.2 (citation-style-language/schema).
"""

import json

from build_tools.presentation.citations.cited import Cited
from build_tools.presentation.citations.slots import escaped
from build_tools.presentation.citations.styles import chinese, english
from build_tools.records import Fillable


def _pick(cited: Cited, text: Fillable) -> str:
    return chinese(text) if cited.in_chinese else english(text)


def _note(cited: Cited) -> str:
    """Which sentence it is, and whose translation."""
    translation = "" if cited.in_chinese else cited.translation
    return "; ".join(filter(None, (_pick(cited, cited.locator), translation)))


def bibtex(cited: Cited) -> str:
    """One entry."""
    genre, site = _pick(cited, cited.genre), _pick(cited, cited.site)
    author = _pick(cited, cited.author)
    fields = [("author", f"{{{escaped(author, 'bibtex')}}}" if author else "")]
    fields.append(("title", f"{{{escaped(_pick(cited, cited.title), 'bibtex')}}}"))
    if cited.is_entry:
        fields.append(("howpublished", escaped(site, "bibtex")))
        fields.append(("note", escaped(genre, "bibtex")))
    else:
        fields.append(("institution", f"{{{escaped(author or site, 'bibtex')}}}"))
        fields.append(("type", escaped(genre, "bibtex")))
        fields.append(("note", escaped(_note(cited), "bibtex")))
    if cited.date:
        fields.append(("year", f"{cited.date.year}"))
        fields.append(("month", f"{cited.date.month}"))
        fields.append(("date", cited.date.isoformat()))
    fields.append(("url", _pick(cited, cited.address)))
    fields.append(("urldate", cited.accessed.iso if cited.accessed else ""))
    fields.append(("langid", "chinese" if cited.in_chinese else "english"))
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    kind = "misc" if cited.is_entry else "techreport"
    return "\n".join([f"@{kind}{{{cited.key},", *lines, "}"])


def ris(cited: Cited) -> str:
    """One record; its lines end as the format asks."""
    rows = [
        ("TY", "ELEC" if cited.is_entry else "RPRT"),
        ("AU", _pick(cited, cited.author)),
        ("TI", _pick(cited, cited.title)),
        ("PY", f"{cited.date.year}" if cited.date else ""),
        ("DA", f"{cited.date:%Y/%m/%d}" if cited.date else ""),
        ("PB", _pick(cited, cited.site)),
        ("M3", _pick(cited, cited.genre)),
        ("N1", _note(cited)),
        ("LA", "zh" if cited.in_chinese else "en"),
        ("ID", cited.key),
        ("UR", _pick(cited, cited.address)),
        ("Y2", cited.accessed.slashes if cited.accessed else ""),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - "]) + "\r\n"


def csl_json(cited: Cited) -> str:
    """A list of one item."""

    def text(value: str) -> str:
        return f'"{escaped(value, "json")}"'

    author, date = _pick(cited, cited.author), cited.date
    rows = [
        ("id", text(cited.key)),
        ("type", text("webpage" if cited.is_entry else "report")),
        ("title", text(_pick(cited, cited.title))),
        ("author", f'[{{"literal": {text(author)}}}]' if author else ""),
        ("issued", _parts(f"{date.year},{date.month},{date.day}") if date else ""),
        ("genre", text(_pick(cited, cited.genre))),
        ("container-title" if cited.is_entry else "publisher", text(_pick(cited, cited.site))),
        ("event-title", text(_pick(cited, cited.meeting))),
        ("note", text(_note(cited))),
        ("language", text("zh" if cited.in_chinese else "en")),
        ("URL", text(_pick(cited, cited.address))),
        ("accessed", _parts(cited.accessed.parts) if cited.accessed else ""),
    ]
    fields = [f" {json.dumps(key)}: {value}" for key, value in rows if value not in ("", '""')]
    return "[{\n" + ",\n".join(fields) + "\n}]"


def _parts(numbers: str) -> str:
    return f'{{"date-parts": [[{numbers}]]}}'
