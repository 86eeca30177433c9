"""Edits of a publication as an editor makes them, drawn by chance; each leaves it without error."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from build_tools.publication.project import Project

_DEFINITION = re.compile(
    r"^  definition: (?P<quoted>\"Here: )?(?P<text>[^\"\n]+)\"?$", re.MULTILINE
)


def _definition(project: Project, draw: random.Random) -> None:
    """Put a word before a definition, or take it away."""
    path = draw.choice(sorted((project.data / "glossary").glob("*.yml")))
    text = path.read_text("utf-8")
    found = draw.choice(list(_DEFINITION.finditer(text)))
    new = found["text"] if found["quoted"] else f'"Here: {found["text"]}"'
    path.write_text(f"{text[: found.start()]}  definition: {new}{text[found.end() :]}", "utf-8")


def _paragraph(project: Project, draw: random.Random) -> None:
    """Add a paragraph to a page."""
    path = draw.choice(sorted(project.handwritten.rglob("*.md")))
    path.write_text(f"{path.read_text('utf-8')}\nAdded {draw.random()}.\n", "utf-8")


def _title(project: Project, draw: random.Random) -> None:
    """Change the title of a page, which stands in the navigation of all others."""
    path = draw.choice(sorted(project.handwritten.rglob("*.md")))
    text = re.sub(r"^# .*", f"# Page {draw.randrange(100)}", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")


def _picture(project: Project, draw: random.Random) -> None:
    """Add a file for readers, change it, or remove it."""
    path = project.handwritten / "assets" / f"table-{draw.randrange(3)}.csv"
    path.parent.mkdir(exist_ok=True)
    if path.exists() and draw.random() < 0.5:
        path.unlink()
    else:
        path.write_text(f"value\n{draw.random()}\n", "utf-8")


def _page(project: Project, draw: random.Random) -> None:
    """Add a page in both languages, or remove it."""
    for language in ("zh", "en"):
        path = project.handwritten / language / "more.md"
        if path.exists():
            path.unlink()
        else:
            path.write_text("# More\n\nText.\n", "utf-8")


def _touch(project: Project, draw: random.Random) -> None:
    """Write a file again with the same content and an old date."""
    path = draw.choice(sorted(project.data.rglob("*.yml")))
    path.write_text(path.read_text("utf-8"), "utf-8")


def _damage(project: Project, draw: random.Random) -> None:
    """Change a file that the build keeps for the next one."""
    path = draw.choice(sorted((project.build / "rendered").rglob("*.html")))
    path.write_text("Broken.", "utf-8")


EDITS: tuple[Callable[[Project, random.Random], None], ...] = (
    *(_definition, _paragraph, _title, _picture, _page, _touch, _damage),
)


def edit(project: Project, draw: random.Random) -> str:
    """Make one edit; its name."""
    made = draw.choice(EDITS)
    made(project, draw)
    return made.__name__


def without_build(project: Project, folder: Path) -> Project:
    """A copy of what an editor wrote, without anything that a build made."""
    skipped = shutil.ignore_patterns("build", "site")
    shutil.copytree(project.root, folder, ignore=skipped)
    return Project.at(folder)
