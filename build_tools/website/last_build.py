"""Whether anything has changed since the last site was published."""

import json
import os
from collections.abc import Sequence

from build_tools.diagnostics import Problems, formats
from build_tools.publication.project import Project
from build_tools.publication.revision import NoDate, read_revision
from build_tools.system.cache import fingerprint, generator_state, of_files
from build_tools.system.files import read, walk, write
from build_tools.website.integrity import MANIFEST, NoManifest, compare_with_manifest

RECORD = "last-build.json"
ENVIRONMENT = ("SITE_URL", "SOURCE_DATE_EPOCH")


def state(project: Project, configuration: str, renderer: Sequence[str]) -> str | None:
    """A fingerprint of everything that the site is made from; None where a part is not known.

    ``configuration`` is the name of the configuration file, ``renderer`` the renderer's command.
    """
    files = {configuration: project.root / configuration}
    try:
        for folder in (project.data, project.handwritten):
            files |= {path.relative_to(project.root).as_posix(): path for path in walk(folder)}
        content = {name: read(path) for name, path in files.items()}
        revision = read_revision(project.root, None)
    except (OSError, NoDate):
        return None
    environment = [f"{name}={os.environ.get(name)}" for name in ENVIRONMENT]
    commit = [revision.name, revision.moment.isoformat()]
    return fingerprint(generator_state(), of_files(content), *environment, *commit, *renderer)


def unchanged(project: Project, now: str | None) -> Problems | None:
    """The problems of the last build, all advice, where the published site is made from ``now``.

    None where a build is needed: something is different, or a file of the site is not as it was
    published.
    """
    try:
        record = json.loads(read(project.build / RECORD))
        manifest = fingerprint(read(project.site / MANIFEST))
        if now is None or (record["state"], record["manifest"]) != (now, manifest):
            return None
        found = compare_with_manifest(project.site)
        if not found.is_whole or found.added:
            return None
        return formats.problems_of(record["problems"])
    except (OSError, ValueError, KeyError, TypeError, NoManifest):
        return None


def remember(project: Project, now: str | None, problems: Problems) -> None:
    """Write down what the published site was made from, with its advice."""
    manifest = fingerprint(read(project.site / MANIFEST))
    record = {"state": now, "manifest": manifest, "problems": formats.rows(problems)}
    write(project.build / RECORD, json.dumps(record).encode())
