"""Typst with the project's programs and fonts.

All fonts come from packages (Noto's Chinese ones, Libertinus inside Typst), none from the system:
every machine makes the same files.
"""

import json
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any

import pylopdf_fonts_zh_cn as simplified_fonts
import pylopdf_fonts_zh_tw as traditional_fonts
import typst


@cache
def _fonts() -> typst.Fonts:
    """Noto Serif and Noto Sans for each script, and the fonts inside Typst."""
    folders = [
        str(package.serif_path().parent) for package in (simplified_fonts, traditional_fonts)
    ]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def program(name: str) -> bytes:
    """The Typst program ``name``, a file of ``templates/pdf/`` without its suffix."""
    templates = resources.files("build_tools.books").joinpath("templates")
    return templates.joinpath("pdf", f"{name}.typ").read_bytes()


def typesetter(name: str) -> list[str | bytes]:
    """All that a result of the program ``name`` depends on besides its value, for a cache."""
    packages = ("typst", "pylopdf-fonts-zh-cn", "pylopdf-fonts-zh-tw")
    return [*map(version, packages), program(name)]


def typeset(name: str, value: object, **options: Any) -> bytes:
    """What the program ``name`` makes of ``value``, which it gets as JSON under its own name.

    ``options`` are those of ``typst.compile``. Of a picture with several pages this is the first.
    Raises ``typst.TypstError``.
    """
    made = _compiled(name, value, **options)
    first: bytes = made[0] if isinstance(made, list) else made
    return first


def typeset_pages(name: str, value: object, ppi: float) -> list[bytes]:
    """The pages that the program ``name`` makes of ``value``, each as a PNG picture."""
    made = _compiled(name, value, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(name: str, value: object, **options: Any) -> Any:
    return typst.compile(
        program(name),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={name: json.dumps(value, ensure_ascii=False)},
        **options,
    )
