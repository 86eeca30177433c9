"""Slots: places in a finished text that the page's script fills in, such as ``⟦id⟧``.

A slot may say how its value is written: ``⟦title:bibtex⟧`` with the characters that BibTeX would
take for commands escaped. The script gets the same tables of characters (:data:`ESCAPES`).
"""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote

SlotForm = Literal["bibtex", "json", "url"]
ESCAPES: Mapping[str, Mapping[str, str]] = {
    "bibtex": {
        **{character: f"\\{character}" for character in "#$%&_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    },
    "json": {'"': '\\"', "\\": "\\\\"},
}
"""What is written for a character in each form; ``url`` is percent-encoding (RFC 3986)."""
_SLOT = re.compile("⟦([a-z]+)⟧")


def slot(name: str) -> str:
    """A slot for the value called ``name``."""
    return f"⟦{name}⟧"


def escaped(text: str, form: SlotForm) -> str:
    """``text`` written for ``form``; a slot in it is written so when it is filled.

    >>> escaped("R&D ⟦title⟧", "bibtex"), escaped("a b/⟦id⟧", "url")
    ('R\\\\&D ⟦title:bibtex⟧', 'a%20b%2F⟦id:url⟧')
    """
    parts = _SLOT.split(" ".join(text.split()) if form != "url" else text)
    return "".join(
        f"⟦{part}:{form}⟧" if index % 2 else _written(part, form)
        for index, part in enumerate(parts)
    )


def _written(text: str, form: SlotForm) -> str:
    if form == "url":
        return quote(text, safe="")
    return "".join(ESCAPES[form].get(character, character) for character in text)
