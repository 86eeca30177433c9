"""What the installed themes bring: the scripts that their pages run inline, and their assets."""

from collections.abc import Iterator
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from build_tools.system.files import walk


def inline_templates() -> Iterator[str]:
    """The templates of all that a theme may run inline."""
    for folder in _templates():
        for file in folder.glob("partials/javascripts/*.html"):
            yield file.read_text("utf-8")


def theme_assets() -> set[str]:
    """The files that the themes put below ``assets/``."""
    return {
        path.relative_to(folder).as_posix()
        for folder in _templates()
        for path in walk(folder / "assets")
    }


def has_icon(name: str) -> bool:
    """Whether a theme has the icon of this name, such as ``material/weather-night``."""
    return any((folder / ".icons" / f"{name}.svg").is_file() for folder in _templates())


def _templates() -> Iterator[Path]:
    """The folder of templates of each renderer that is installed."""
    for package in filter(find_spec, ("material", "zensical")):
        yield Path(str(resources.files(package).joinpath("templates")))
