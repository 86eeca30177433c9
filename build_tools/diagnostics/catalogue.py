"""Every kind of problem that the package can tell: the codes that its modules declare.

A code is declared beside the code that raises it; here they are only collected.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from build_tools.diagnostics import Code

_DECLARES = re.compile(r"^[A-Z]{3}\d{3} = Code\(", re.MULTILINE)

SUBJECTS = {
    "files": ("YML",),
    "publication": ("PUB", "HOM", "UNF"),
    "source": ("SRC", "RST"),
    "conversion": ("CNV",),
    "outline": ("OUT",),
    "glossary": ("GLO", "GLH"),
    "translation": ("TRN", "TRQ", "ENS"),
    "tracker": ("TRK",),
}
"""What a problem is about, by the letters of its code. All others are found by a build only."""
BUILD = "site"


def _modules() -> Iterator[ModuleType]:
    """The modules that declare codes; what declares none need not be imported for it."""
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        if _DECLARES.search(path.read_text("utf-8")):
            parts = path.relative_to(folder.parent).with_suffix("").parts
            yield importlib.import_module(".".join(parts).removesuffix(".__init__"))


def unique(codes: Iterable[Code]) -> tuple[Code, ...]:
    """The codes sorted by id. Raises ValueError where two that differ have one id."""
    by_id: dict[str, Code] = {}
    for code in codes:
        if by_id.setdefault(code.id, code) is not code:
            raise ValueError(f"two codes have the id {code.id}")
    return tuple(by_id[id_] for id_ in sorted(by_id))


@cache
def every() -> tuple[Code, ...]:
    """All codes of the package, sorted by id."""
    return unique(
        value for module in _modules() for value in vars(module).values() if type(value) is Code
    )


def subject(code: Code) -> str:
    """What a problem of this kind is about: a word of ``SUBJECTS``, or ``BUILD``."""
    letters = code.id.rstrip("0123456789")
    return next((name for name, those in SUBJECTS.items() if letters in those), BUILD)


def by_subject() -> dict[str, list[Code]]:
    """All codes, by what they are about; in the order of the stages, then of their ids."""
    found: dict[str, list[Code]] = {name: [] for name in (*SUBJECTS, BUILD)}
    for code in every():
        found[subject(code)].append(code)
    return found
