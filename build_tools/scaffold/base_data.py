"""Another state of the data, with which ``report`` and ``release`` compare."""

import shutil
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.publication.diff import data_values, page_values
from build_tools.publication.project import Project
from build_tools.publication.resolved import Resolved
from build_tools.records.data_form import is_current
from build_tools.scaffold.migrations import migrate
from build_tools.scaffold.yaml_nodes import Unreadable
from build_tools.system.git import archive


@dataclass(frozen=True)
class Base:
    """Data as they were: as editors wrote them, and what the generator makes of them."""

    written: dict[str, object]
    pages: dict[str, object]
    """The hand-written pages; none where ``data`` is a folder alone."""
    resolved: Resolved


def base_of(project: Project, given: str) -> Base | None:
    """The data of a project at a revision of git, or those in a folder; None where there are none.

    Data of an older form are read as they would be after ``upgrade``.
    """
    with TemporaryDirectory() as folder:
        data = Path(given)
        if not (data / "publication.yml").is_file() and not _extract(project, given, Path(folder)):
            return None
        if (Path(folder) / "data").exists():
            data = Path(folder) / "data"
        pages = page_values(data.parent / project.handwritten.name)
        if not is_current(data, Problems()):
            data = Path(shutil.copytree(data, Path(folder, "migrated")))
            try:
                migrate(data)
            except (Unreadable, OSError):
                return None
        resolved = check_publication(data, Problems())
        return Base(data_values(data), pages, resolved) if resolved else None


def no_base(given: str) -> str:
    """Why there is nothing to compare with."""
    inner = Path(given, "data")
    hint = f'; did you mean "{inner}"?' if (inner / "publication.yml").is_file() else ""
    return f"{given or '(nothing)'} is neither a data folder nor a revision that can be read{hint}"


def _extract(project: Project, revision: str, folder: Path) -> bool:
    """Put ``data/`` and ``docs/`` of a revision into ``folder``; whether it has data."""
    data, docs = (archive(project.root, revision, name) for name in ("data", "docs"))
    for content in filter(None, (data, docs)):
        with tarfile.open(fileobj=BytesIO(content)) as found:
            found.extractall(folder, filter="data")
    return data is not None
