"""The check of a data folder, each stage worked out once for the same input.

Every stage is a pure function that adds to ``problems``; one that meets an input again gives what
it gave before, and tells the same problems. So a mutation costs what depends on the file that it
changes. What is remembered is found by identity: an earlier stage gives the same value for the
same input.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Hashable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from build_tools.amounts import chinese
from build_tools.conversion import to_simplified
from build_tools.diagnostics import Place, Problems
from build_tools.document.outline import outline
from build_tools.glossary import lint, matching, term_candidates
from build_tools.glossary import records as glossary
from build_tools.publication import check
from build_tools.publication.resolved import Resolved
from build_tools.records import publication
from build_tools.records.loading import load_list, load_mapping, load_one
from build_tools.restoration import errata
from build_tools.restoration.restore import Erratum, restore
from build_tools.system.progress import Progress
from build_tools.tracker import checks as tracker_checks
from build_tools.tracker import quotes, shared_words
from build_tools.tracker import records as tracker
from build_tools.tracker.resolve import resolve_tracker
from build_tools.translation import checks as translation_checks
from build_tools.translation import parity, terms
from build_tools.translation import records as translation

FILES: dict[Callable[..., Any], tuple[str, ...]] = {
    publication.load: ("publication.yml",),
    to_simplified.load: ("conversion.yml",),
    errata.load: ("errata.yml",),
    glossary.load: ("glossary/*.yml", "omitted-phrases.yml"),
    translation.load: ("translation/*.yml",),
    translation.load_departures: ("translation-variants.yml", "translation-exceptions.yml"),
    tracker.load: ("tracker/*.yml",),
}
"""What the loaders of a data folder read."""
ONE_FILE = (load_list, load_mapping, load_one)
STAGES = (
    glossary._term,
    restore,
    check._converted,
    outline,
    matching.match,
    lint.check,
    check._term_uses,
    translation_checks.check,
    resolve_tracker,
    tracker_checks.check_english,
)
TEXTS = (
    chinese.amounts,
    chinese.unread,
    parity.compare,
    terms.occurrences,
    quotes.locate,
    shared_words.shared_runs,
    term_candidates.words,
)
"""Functions of texts that a stage calls again and again."""
COMPARED = (restore, check._converted, outline)
"""Stages that often give an equal value for another input: what follows need not run again."""


def _key(value: Any) -> Hashable:
    """What tells an argument from others: texts and numbers by value, the rest by identity."""
    if isinstance(value, (str, int, float, type(None), Place, Erratum)):
        return value
    if isinstance(value, (tuple, dict)) and len(value) < 100:
        items = value.items() if isinstance(value, dict) else value
        return tuple(_key(item) for item in items)
    if hasattr(value, "func"):  # functools.partial
        return (_key(value.func), _key(value.args))
    return id(value)


class Memory:
    """What has been worked out so far; patches ``build_tools`` while it is in use."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._known: dict[Hashable, tuple[Any, list[Any], Any]] = {}
        self._kept = self._known
        self._replaced: list[tuple[ModuleType, str, Callable[..., Any]]] = []
        self._first: dict[Callable[..., Any], Any] = {}
        # A hint is dear to find and is not what is looked at.
        patch.setattr(difflib, "get_close_matches", lambda *given, **named: [])
        for function in (*FILES, *ONE_FILE, *STAGES, *TEXTS):
            self._replace(function, patch)

    def check(self, data: Path) -> tuple[Resolved | None, Problems]:
        """What the data folder holds, and its problems with the folder's name before each file."""
        problems = Problems()
        return check.check(data, problems, Progress()), problems

    def keep(self) -> None:
        """Remember for good what is known by now."""
        self._kept = dict(self._known)

    def forget(self) -> None:
        """Forget what has been worked out since :meth:`keep`."""
        self._known = dict(self._kept)

    def restore(self, patch: pytest.MonkeyPatch) -> None:
        """Put back what works anew for what remembers, as long as ``patch`` holds."""
        for module, attribute, original in self._replaced:
            patch.setattr(module, attribute, original)

    def _replace(self, original: Callable[..., Any], patch: pytest.MonkeyPatch) -> None:
        def remembering(*given: Any, **named: Any) -> Any:
            given = (*given, *named.values())
            own = Problems()
            told = next((value for value in given if isinstance(value, Problems)), own)
            rest = [value for value in given if value is not told]
            key = (original, *self._input(original, rest))
            if key not in self._known:
                result = original(*(own if value is told else value for value in given))
                if hasattr(result, "__next__"):
                    result = tuple(result)
                if original in COMPARED and self._first.setdefault(original, result) == result:
                    result = self._first[original]
                self._known[key] = result, own.found, rest
            result, found, _ = self._known[key]
            told.found += found
            return result

        for name, module in sorted(sys.modules.items()):
            if name.partition(".")[0] == "build_tools":
                for attribute, value in list(vars(module).items()):
                    if value is original:
                        patch.setattr(module, attribute, remembering)
                        self._replaced.append((module, attribute, original))

    def _input(self, original: Callable[..., Any], given: list[Any]) -> list[Hashable]:
        if original in FILES:
            found = [path for glob in FILES[original] for path in sorted(given[0].glob(glob))]
            return [content for path in found for content in (path.name, path.read_bytes())]
        if original in ONE_FILE:
            path, *more = given
            return [path.read_bytes() if path.exists() else None, *map(_key, more)]
        return [_key(value) for value in given]
