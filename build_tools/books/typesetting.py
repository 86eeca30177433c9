"""Typst with the project's programs and fonts.

All fonts come from packages (Noto's Chinese ones, Libertinus inside Typst), none from the system:
every machine makes the same files.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any

import pylopdf_fonts_zh_cn as simplified_fonts
import pylopdf_fonts_zh_tw as traditional_fonts
import typst

from build_tools.system.cache import Cache


@cache
def _fonts() -> typst.Fonts:
    """Noto Serif and Noto Sans for each script, and the fonts inside Typst."""
    folders = [
        str(package.serif_path().parent) for package in (simplified_fonts, traditional_fonts)
    ]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def program(name: str) -> bytes:
    """The Typst program ``name``, a file of ``templates/typst/`` without its suffix."""
    templates = resources.files("build_tools.books").joinpath("templates")
    return templates.joinpath("typst", f"{name}.typ").read_bytes()


@cache
def _typesetter(name: str) -> list[str | bytes]:
    """All that a result of the program ``name`` depends on besides its value and its options."""
    packages = ("typst", "pylopdf-fonts-zh-cn", "pylopdf-fonts-zh-tw")
    return [*map(version, packages), program(name)]


def typeset(name: str, value: object, results: Cache, **options: Any) -> bytes:
    """What the program ``name`` makes of ``value``, which it gets as JSON under its own name.

    ``results`` keeps it. ``options`` are those of ``typst.compile``. Of a picture with several
    pages this is the first. Raises ``typst.TypstError``.
    """

    def make() -> bytes:
        made = _compiled(name, value, **options)
        first: bytes = made[0] if isinstance(made, list) else made
        return first

    return results(*_key(name, value, options), make)


def typeset_pages(name: str, values: Sequence[object], ppi: float, results: Cache) -> list[bytes]:
    """The PNG picture that the program ``name`` makes of each of ``values``, one page of a list.

    ``results`` keeps them; all are made in one run where one is missing.
    """
    options = {"format": "png", "ppi": ppi}

    @cache
    def made() -> list[bytes]:
        found = _compiled(name, values, **options)
        return found if isinstance(found, list) else [found]

    def page(at: int) -> bytes:
        return results(*_key(name, values[at], options), lambda: made()[at])

    return [page(at) for at in range(len(values))]


def _key(name: str, value: object, options: Mapping[str, Any]) -> tuple[str, list[str | bytes]]:
    """The key under which a result is kept: its form, and everything that it depends on."""
    return options.get("format", "pdf"), [
        json.dumps(value),
        json.dumps(options),
        *_typesetter(name),
    ]


def _compiled(name: str, value: object, **options: Any) -> Any:
    return typst.compile(
        program(name),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={name: json.dumps(value, ensure_ascii=False)},
        **options,
    )
