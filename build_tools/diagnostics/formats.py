"""Formats of problems: lines for people, and others for programs.

Text and JSON are those of every command. ``check`` has three more: ``github`` (workflow commands,
which annotate the lines of a pull request), ``markdown`` (a table), and ``sarif`` (OASIS, Static
Analysis Results Interchange Format, version 2.1.0).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from build_tools.diagnostics.all_codes import every_code
from build_tools.diagnostics.problems import Code, Diagnostic, Place, Problems

PAGE = "codes.html"
"""The page of the site that explains every code, with an anchor for each."""
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
NO_PROBLEM = "No problem was found."
BOLD, FAINT, RED, YELLOW = "1", "2", "1;31", "1;33"
"""Styles of a terminal."""
MOST = 100
"""More problems than this are only counted in a table."""
LEVELS = {"error": "error", "advice": "note"}


def text(found: Iterable[Diagnostic], colour: bool = False) -> str:
    """For people: a line for each problem, the files apart, then the number of problems.

    What a code means, and what to do, follows its first problem. "" where there is no problem.
    """
    listed, explained, blocks = list(found), set[str](), list[str]()
    for _, group in groupby(listed, lambda problem: problem.place.file):
        lines = []
        for problem in group:
            code, details = problem.code, problem.details
            kind = "" if problem.severity == "error" else f"{problem.severity}: "
            shade = RED if problem.severity == "error" else YELLOW
            place, name = _painted(str(problem.place), BOLD, colour), code.id
            lines.append(f"{place}: {_painted(name, shade, colour)} {kind}{details}")
            if code.id not in explained:
                explained.add(code.id)
                lines.append(_painted(f"    {code.meaning} {code.remedy}", FAINT, colour))
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, _count(listed)]) if listed else ""


def _painted(words: str, style: str, colour: bool) -> str:
    """``words`` in a style of a terminal (ECMA-48, SGR)."""
    return f"\x1b[{style}m{words}\x1b[0m" if colour else words


def _count(found: Sequence[Diagnostic]) -> str:
    """Such as "2 errors, 1 piece of advice in 3 files"."""
    errors = sum(problem.severity == "error" for problem in found)
    advice, files = len(found) - errors, len({problem.place.file for problem in found})
    counts = [f"{errors} error{'s' * (errors > 1)}"] * bool(errors)
    counts += [f"{advice} piece{'s' * (advice > 1)} of advice"] * bool(advice)
    return f"{', '.join(counts)} in {files} file{'s' * (files > 1)}"


def _escaped(words: str, property_too: bool = False) -> str:
    """``words`` as a workflow command may hold them."""
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        words = words.replace(char, code)
    return words.replace(":", "%3A").replace(",", "%2C") if property_too else words


def _github(found: Diagnostic, site: str) -> str:
    kind = "error" if found.severity == "error" else "notice"
    place = found.place
    where = [f"file={_escaped(place.file, True)}", f"line={max(place.line, 1)}"]
    if place.column:
        where.append(f"col={place.column}")
    title = _escaped(f"{found.code.id} {found.code.meaning}", True)
    message = f"{found.details}\n{found.code.remedy}"
    if address := help_address(found.code, site):
        message += f"\n{address}"
    return f"::{kind} {','.join(where)},title={title}::{_escaped(message)}"


def github(found: Iterable[Diagnostic], site: str) -> str:
    """Commands that annotate the lines (GitHub, "Workflow commands")."""
    return "\n".join(_github(problem, site) for problem in found)


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}


def rows(found: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """A JSON object for each problem. Lines and columns count from 1; 0 means the whole file."""
    return [
        {
            **_place(problem.place),
            "code": problem.code.id,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
            "see": _place(problem.see) if problem.see else None,
        }
        for problem in found
    ]


def problems_of(rows: Sequence[Mapping[str, Any]]) -> Problems:
    """The problems of which :func:`rows` made ``rows``."""
    codes = {code.id: code for code in every_code()} if rows else {}
    found = Problems()
    for row in rows:
        place, code = Place(row["file"], row["line"], row["column"]), codes[row["code"]]
        see = Place(**row["see"]) if row["see"] else None
        is_advice = row["severity"] != code.severity
        found.found.append(Diagnostic(place, code, row["message"], row["hint"], see, is_advice))
    return found


def help_address(code: Code, site: str) -> str:
    """Where the site explains a code; nothing where the site has no address."""
    return f"{site}{PAGE}#{code.id}" if site else ""


def _sarif_rule(code: Code, site: str) -> dict[str, Any]:
    address = help_address(code, site)
    return {
        "id": code.id,
        "shortDescription": {"text": code.meaning},
        "help": {"text": code.remedy},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
        **({"helpUri": address} if address else {}),
    }


def _sarif_location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line} if place.line else {}
    if place.line and place.column:
        region["startColumn"] = place.column
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file), "uriBaseId": "%SRCROOT%"},
            **({"region": region} if region else {}),
        }
    }


def sarif(found: Iterable[Diagnostic], site: str) -> str:
    """One run, with a rule for every code of the package."""
    every = every_code()
    rules = {code.id: index for index, code in enumerate(every)}
    results = []
    for problem in found:
        result: dict[str, Any] = {
            "ruleId": problem.code.id,
            "ruleIndex": rules[problem.code.id],
            "level": LEVELS[problem.severity],
            "message": {"text": problem.details},
            "locations": [_sarif_location(problem.place)],
        }
        if problem.see:
            result["relatedLocations"] = [_sarif_location(problem.see)]
        results.append(result)
    driver: dict[str, Any] = {
        "name": "build_tools check",
        "rules": [_sarif_rule(code, site) for code in every],
    }
    if site:
        driver["informationUri"] = f"{site}{PAGE}"
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def cell(text: str) -> str:
    """``text`` in a cell of a Markdown table, with its markup escaped."""
    text = text.replace("&", "&#38;")
    for char in "\\`*_{}[]<>|":
        text = text.replace(char, f"&#{ord(char)};")
    return " ".join(text.split()) or "–"


def markdown(found: Iterable[Diagnostic], site: str) -> str:
    """A table, for the summary of a workflow's run."""
    listed = list(found)
    lines = ["| where | what | code |", "| --- | --- | --- |"]
    for problem in listed[:MOST]:
        code, address = problem.code, help_address(problem.code, site)
        name = f"[{code.id}]({address})" if address else code.id
        kind = "" if problem.severity == "error" else f" {problem.severity}"
        lines.append(f"| {cell(str(problem.place))} | {cell(problem.details)} | {name}{kind} |")
    if len(listed) > MOST:
        lines.append(f"\n{len(listed) - MOST} more.")
    return "\n".join(lines) if listed else NO_PROBLEM


FORMATS: dict[str, Callable[[Iterable[Diagnostic], str], str]] = {
    "github": github,
    "markdown": markdown,
    "sarif": sarif,
}
"""Each takes the problems and the site's address, and returns what is printed."""
