"""The cases of the codes: a small change to the small publication, and what must be reported."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_tools.diagnostics import Problems
from build_tools.publication.check import check_publication
from build_tools.website.archive import check_windows_paths
from build_tools.website.publish import check_targets
from build_tools.website.site_check import check_site
from tests.support.cases import read_cases
from tests.support.handwritten_files import docs_problems, write_files
from tests.support.paths import CASES, TINY
from tests.support.sites import site

FOLDER = CASES / "codes"
BUILDS = ("build", "website")
"""The files whose problems only a build finds."""
SOURCE = "source/yunchuan-2022.txt"


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case with the name of its file."""
    for path in sorted(FOLDER.glob("*.yml")):
        for case in read_cases(path.name, FOLDER):
            yield path.stem, case


def change(case: dict[str, Any], data: Path) -> None:
    """Make the changes of a case to a data folder."""
    for step in (case, *case.get("also", ())):
        encoding = step.get("encoding", "utf-8")
        if "delete" in step:
            path = data / step["delete"]
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif "write" in step:
            (data / step["write"]).write_bytes(step["text"].encode(encoding))
        elif "find" in step:
            path = data / step.get("file", SOURCE)
            text = path.read_bytes().decode("utf-8")
            assert text.count(step["find"]) >= 1, f"{step['find']!r} is not in {path.name}"
            path.write_bytes(text.replace(step["find"], step["replace"], 1).encode(encoding))
    if case.get("source"):  # it is as received: only the text is another
        old, new = (
            hashlib.sha256((folder / SOURCE).read_bytes()).hexdigest()
            for folder in (TINY / "data", data)
        )
        path = data / "publication.yml"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def check_data(data: Path) -> Problems:
    """What a check says of a data folder."""
    problems = Problems()
    check_publication(data, problems)
    return problems


def data_problems(case: dict[str, Any], folder: Path) -> Problems:
    """What a check says of the small publication, changed as the case says, with its ``pages``."""
    data = Path(shutil.copytree(TINY / "data", folder / "data"))
    write_files(folder / "docs", case.get("pages", {}))
    change(case, data)
    return check_data(data)


def build_problems(case: dict[str, Any], folder: Path) -> Problems:
    """What the part of a build tells that the case is for."""
    problems = Problems()
    if "site" in case:
        check_site(site(folder, {**case, "files": case["site"]}), problems)
    elif "docs" in case:
        docs_problems(folder, case["docs"], problems)
    elif "target" in case:
        made = write_files(folder / "site", case["target"])
        check_targets(folder, [made], problems)
    else:
        check_windows_paths(case["paths"], problems)
    return problems
