"""An older publication brought to the generator that is running: what that changes in its files.

The generator writes anew what it owns (:mod:`build_tools.scaffold.repository`), migrates the data
(:mod:`build_tools.scaffold.migrations`), and takes out of ``mkdocs.yml`` what it adds itself
(:mod:`build_tools.scaffold.mkdocs_yml_migration`). Everything is made in a copy, so that a failure
changes nothing.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.diagnostics import Problems
from build_tools.publication.project import Project
from build_tools.records.publication_loading import load_publication
from build_tools.scaffold import mkdocs_yml_migration, pin, repository
from build_tools.scaffold.migrations import migrate
from build_tools.scaffold.origin import Origin
from build_tools.scaffold.yaml_nodes import Unreadable
from build_tools.system.files import read, sha256, write_together
from build_tools.system.git import ask
from build_tools.website.mkdocs_yml import CONFIGURATION


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade changes."""

    files: Mapping[str, bytes]
    """Each file that changes, by its path in the repository."""
    changes: tuple[str, ...]
    """A line for each change of what editors own: the data, and the settings of the look."""
    removed: tuple[str, ...] = ()
    """Files of the generator that nothing uses any more: another wheel, workflows of its own."""

    def apply(self, root: Path) -> None:
        """Write and remove the files in a publication's repository."""
        write_together({root / path: content for path, content in self.files.items()})
        for path in self.removed:
            (root / path).unlink()


def prepare(root: Path, origin: Origin) -> Upgrade:
    """What brings the publication in ``root`` to this generator. Raises Unreadable and OSError."""
    data = Project.at(root).data
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(data, Path(folder, data.name)))
        changes = migrate(copy)
        problems = Problems()
        record = load_publication(copy, problems)
        if record is None:
            raise Unreadable("\n".join(map(str, problems.errors)))
        made = {
            f"{data.name}/{path.relative_to(copy).as_posix()}": path.read_bytes()
            for path in sorted(copy.rglob("*.yml"))
        }
    if (root / CONFIGURATION).is_file():
        text = read(root / CONFIGURATION).decode("utf-8", "replace").replace("\r\n", "\n")
        text, more = mkdocs_yml_migration.migrate(text)
        changes += more
        if more:
            made[CONFIGURATION] = text.encode("utf-8")
    generator = pin.generator_of(record.value, origin)
    kept_wheel = root / (pin.wheel_path(generator, origin) or ".")
    if origin.wheel is None and kept_wheel.is_file():
        origin = replace(origin, wheel=kept_wheel, sha256=sha256(kept_wheel.read_bytes()))
    owned = repository.owned_by_generator(record.value, origin)
    made |= {path: text.encode("utf-8") for path, text in owned.items()}
    made |= pin.wheel(generator, origin)
    kept = [root / repository.WORKFLOWS / name for name in repository.CALLED]
    if pin.wheel_path(generator, origin) in ("", *made):  # else the one that is here may be needed
        kept += root.glob("wheels/bilingual_publication-*.whl")
    unused = [path.relative_to(root).as_posix() for path in kept if path.is_file()]
    return Upgrade(
        {path: new for path, new in made.items() if _differs(root / path, new)},
        tuple(changes),
        tuple(path for path in unused if path not in made),
    )


def _differs(path: Path, new: bytes) -> bool:
    """Whether a file has other lines; how they end is git's business."""
    try:
        return read(path).replace(b"\r\n", b"\n") != new.replace(b"\r\n", b"\n")
    except FileNotFoundError:
        return True


def uncommitted(root: Path) -> str:
    """Why git could not bring back what ``root`` holds now; "" where it could."""
    status = ask(root, "status", "--porcelain")
    if status is None:
        return (
            f"{root} is not a git repository, or git is not installed; git must be able to undo "
            "the upgrade"
        )
    if changed := status.splitlines():
        are = "file is" if len(changed) == 1 else "files are"
        return (
            f"{len(changed)} {are} not committed, such as {changed[0][3:]}; commit everything "
            "first, so that git can undo the upgrade"
        )
    return ""
