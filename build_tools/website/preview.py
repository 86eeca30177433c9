"""The site while an editor works on it: the pages that a change concerns, and what is wrong.

A preview has the pages of all editions, with the data that they load, where the renderer puts them.
Books, the archive and the checks of the whole site are left to the build, whose files it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from threading import Lock

from build_tools.diagnostics import Problems
from build_tools.presentation.templating import environment
from build_tools.publication import release as releases
from build_tools.publication.check import check
from build_tools.publication.project import Project
from build_tools.publication.release import Release
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, Edition
from build_tools.website.mkdocs_yml import CONFIGURATION, load_configuration
from build_tools.website.render import Rendering
from build_tools.website.staging import stage_edition

BUILD, SITE = "build/serve", "site"
"""Where the preview is made, and where the build puts the whole site, below the project."""


@dataclass(frozen=True)
class Loaded:
    """Data without errors, from which the pages of every edition can be made."""

    resolved: Resolved
    configuration: dict[str, object]
    release: Release

    @property
    def editions(self) -> Sequence[Edition]:
        return self.resolved.publication.published


class Preview:
    """The preview of the project in the folder ``root``."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root, root / "data", root / BUILD, root / SITE)
        self._locks = {edition.id: Lock() for edition in EDITIONS}

    def load(self, problems: Problems) -> Loaded | None:
        """The data; None, and ``problems`` with errors, where no page can be made of them.

        Raises NoDate.
        """
        base = load_configuration(self.project.root / CONFIGURATION, problems)
        resolved = check(self.project.data, problems)
        if base is None or resolved is None or problems.errors:
            return None
        release = releases.read(self.project.root, resolved.publication.date)
        return Loaded(resolved, base, release)

    def show(self, loaded: Loaded, edition: Edition, problems: Problems) -> None:
        """Bring the pages of one edition up to date.

        Where ``problems`` gets errors, none of them can be relied on. Raises OSError.
        """
        resolved, base = loaded.resolved, loaded.configuration
        pages = stage_edition(self.project, resolved, edition, loaded.release, base, problems)
        publication, interface = resolved.publication, resolved.interface
        with (
            self._locks[edition.id],
            Rendering(self.project, publication, base, interface) as rendering,
        ):
            rendering.start(edition, pages)
            rendering.finish(problems)

    def edition_of(self, address: str) -> Edition:
        """The edition whose page or file has this path of the preview."""
        folder = address.lstrip("/").partition("/")[0]
        default = next(edition for edition in EDITIONS if not edition.folder)
        return next((edition for edition in EDITIONS if edition.folder == folder), default)

    def file(self, address: str) -> str:
        """Where the file with this path of the preview is, below the project's folder.

        Waits while the files of its edition are being written.
        """
        path, edition = normpath(f"/{address}").lstrip("/"), self.edition_of(address)
        if address.endswith("/"):
            path = f"{path}/index.html".lstrip("/")
        inside = path.removeprefix(edition.prefix)
        here = f"{BUILD}/rendered/{edition.id}/{inside}"
        with self._locks[edition.id]:
            is_here = (self.project.root / here).is_file()
        return f"/{here}" if is_here else f"/{SITE}/{path}"


def with_problems(page: str, problems: Problems) -> str:
    """``page`` with the problems over its foot, if there are any."""
    listed = list(problems)
    if not listed:
        return page
    panel = (
        environment()
        .get_template("problems.html.j2")
        .render(
            errors=[problem for problem in listed if problem.severity == "error"],
            advice=[problem for problem in listed if problem.severity == "advice"],
        )
    )
    start, end, rest = page.rpartition("</body>")
    return f"{start}{panel}{end}{rest}"
