"""The renderer, seen from outside: what it complains of, and what plain MkDocs is reported."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from build_tools import mkdocs_hook
from build_tools.publication.project import LOCK
from build_tools.website.render import complaints
from tests.support.publications import tiny

LINK = "WARNING - Doc file 'a.md' contains a link 'b.md', but the target is not found."
OTHER = LINK.replace("'a.md'", "'c.md'")
REFUSED = "ERROR - Error reading page 'a.md': no"
TRACEBACK = 'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\n    x\n'
FRAMES = TRACEBACK.partition("\n")[2]
ZENSICAL = """\
Build started
\x1b[33mWarning:\x1b[0m page does not exist
    \x1b[38;5;246m╭\x1b[0m─\x1b[38;5;246m[\x1b[0m about.md:12:8 \x1b[38;5;246m]\x1b[0m
    \x1b[38;5;246m│\x1b[0m
\x1b[38;5;246m────╯\x1b[0m
1 issue found
"""


@pytest.mark.parametrize(
    ("output", "reported"),
    [
        (f"INFO - Cleaning\n{LINK}\n{OTHER}\nINFO - Built\n{LINK}\n", [LINK, OTHER]),
        (f"{REFUSED}\nBecause of y\n", [f"{REFUSED} Because of y"]),
        (f"{REFUSED}\n{TRACEBACK}KeyError: 'x'\n", [REFUSED]),
        (f"{REFUSED}\n{FRAMES}KeyError: 'x'\n", [f"{REFUSED} KeyError: 'x'"]),
        (f"INFO - Cleaning\n{TRACEBACK}KeyError: 'x'\n", ["KeyError: 'x'"]),
        (f"{ZENSICAL}{TRACEBACK}RuntimeError: Aborted\n", ["about.md:12:8: page does not exist"]),
        ("", []),
    ],
)
def test_what_matters_of_what_a_renderer_says(output: str, reported: list[str]) -> None:
    assert complaints(output) == reported


def damaged(root: Path, what: str) -> None:
    """The small publication in ``root``, with something that plain MkDocs cannot show."""
    project = tiny.project(root)
    if what == "data":
        (project.data / "errata.yml").write_text("- {}\n", "utf-8")
    elif what == "configuration":
        (root / "mkdocs.yml").write_text("theme: material\n", "utf-8")
    elif what == "build":
        project.build.touch()
    elif what == "system":
        project.build.mkdir()
        (project.build / LOCK).touch()
        project.staged.touch()


@pytest.mark.parametrize(
    ("what", "reported"),
    [
        ("date", "SOURCE_DATE_EPOCH is “yesterday”"),
        ("data", "data/errata.yml:1:3: REC"),
        ("configuration", 'mkdocs.yml: SIT013 it needs "theme:"'),
        ("build", "build: SIT014 not a folder"),
        ("system", "something else is there"),
    ],
)
def test_plain_mkdocs_is_told_why(
    what: str, reported: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the exception that MkDocs tells as it is, without a traceback."""
    damaged(tmp_path, what)
    if what == "date":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(PluginError) as raised:
        mkdocs_hook.on_config(MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml")))
    assert str(raised.value).startswith(reported)
