"""Small sites, as a case file describes them."""

from pathlib import Path
from typing import Any

from build_tools.records.editions import EDITIONS
from build_tools.website.policy import with_policy

OTHERS = tuple(edition.folder for edition in EDITIONS if edition.folder)


def site(folder: Path, case: dict[str, Any]) -> Path:
    """The site of a case, in every edition, with the policies that packaging gives its pages."""
    missing = case.get("without", ())
    for name, text in case["files"].items():
        for below in ("", *OTHERS):
            path = folder / below / name
            if path.relative_to(folder).as_posix() not in missing:
                path.parent.mkdir(parents=True, exist_ok=True)
                is_page = name.endswith(".html") and not case.get("as_written")
                path.write_text(with_policy(text) if is_page else text, "utf-8")
    return folder
