"""The fonts and programs that Typst sets books and pictures with.

All fonts come from packages (Noto's Chinese ones, Libertinus inside Typst), none from the system:
every machine makes the same files.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import pylopdf_fonts_zh_cn as simplified_fonts
import pylopdf_fonts_zh_tw as traditional_fonts
import typst


@cache
def fonts() -> typst.Fonts:
    """Noto Serif and Noto Sans for each script, and the fonts inside Typst."""
    folders = [
        str(package.serif_path().parent) for package in (simplified_fonts, traditional_fonts)
    ]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def program(name: str) -> bytes:
    """A Typst program of ``templates/pdf/``."""
    return (
        resources.files("build_tools.presentation").joinpath("templates", "pdf", name).read_bytes()
    )
