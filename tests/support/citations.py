"""Strict readers of the citations for programs, and slots filled in as the page's script does."""

import datetime
import re
from typing import Any
from urllib.parse import quote

_COMMANDS = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}


def bibtex_entry(text: str) -> tuple[str, str, dict[str, str]]:
    """The type, the key and the fields of the one entry; commands for characters are read."""
    head = re.match(r"@([a-z]+)\{([A-Za-z0-9.:-]+),\n", text)
    assert head, text
    assert text.endswith("\n}")
    fields = {}
    for line in text[head.end() : -2].splitlines():
        field = re.fullmatch(r"  ([a-z]+) = \{(.*)\},", line)
        assert field, line
        assert field[1] not in fields, line
        plain = re.sub(r"\\.", "", field[2])
        depth = 0
        for character in plain:
            depth += {"{": 1, "}": -1}.get(character, 0)
            assert depth >= 0, line
        assert depth == 0, line
        assert field[1] == "url" or not re.search(r"[#$%&_~^]", plain), line
        fields[field[1]] = _read(field[2])
    return head[1], head[2], fields


def _read(value: str) -> str:
    pattern = "|".join(map(re.escape, _COMMANDS)) + r"|\\(.)"
    return re.sub(pattern, lambda found: found[1] or _COMMANDS[found[0]], value)


def ris_record(text: str) -> dict[str, str]:
    """The fields of the one record."""
    assert text.endswith("\r\nER  - \r\n")
    rows = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", row) for row in text.split("\r\n")[:-1]]
    assert all(rows), text
    fields = [(row[1], row[2]) for row in rows if row]
    assert fields[0][0] == "TY"
    assert len(dict(fields)) == len(fields)
    return dict(fields)


def filled(
    given: dict[str, Any], text: str, day: datetime.date, values: dict[str, str] | None = None
) -> str:
    """A text of the page's data with its slots filled in, as ``cite.js`` does it."""

    def fill(text: str, values: dict[str, str]) -> str:
        def written(slot: re.Match[str]) -> str:
            if slot[1] not in values:
                return slot[0]
            value, form = values[slot[1]], slot[2]
            if form == "url":
                return quote(value, safe="")
            table = given["escapes"].get(form, {})
            return "".join(table.get(character, character) for character in value)

        return re.sub("⟦([a-z]+)(?::([a-z]+))?⟧", written, text)

    month = given["months"][day.month - 1]
    english = fill(given["date"], {"year": str(day.year), "month": month, "day": str(day.day)})
    today = {
        "iso": day.isoformat(),
        "slashes": f"{day:%Y/%m/%d}",
        "english": english,
        "parts": f"{day.year},{day.month},{day.day}",
    }
    return fill(text, {**(values or {}), **today})
