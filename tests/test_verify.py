"""The checks of the rendered site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.diagnostics import Problems
from build_tools.document.model import EDITIONS
from build_tools.website.policy import with_policy
from build_tools.website.verify import verify

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "verify" / "sites.yml").read_text("utf-8")
)
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


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_site(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    verify(site(tmp_path, case), problems)
    told = [str(found) for found in problems]
    about_editions = any("SIT004" in line for line in case["told"])
    if not about_editions:  # each edition has the same faults
        for folder in OTHERS:
            own = [line for line in told if line.startswith(f"{folder}/")]
            assert [line.removeprefix(f"{folder}/") for line in own] == case["told"]
        told = [line for line in told if not line.startswith(OTHERS)]
    assert told == case["told"]


def test_links_are_counted(tmp_path: Path) -> None:
    text = "<a href='index.html'>a</a><a href='#x' id='x'>b</a><a href='https://e.example'>c</a>"
    assert verify(site(tmp_path, {"files": {"index.html": text}}), Problems()) == 2 * len(EDITIONS)
