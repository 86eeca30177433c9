"""Staged pages to HTML, by MkDocs or Zensical. Each edition has a process of its own."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from build_tools.diagnostics import Place, Problems
from build_tools.presentation.pages.page import Page
from build_tools.publication.project import Project
from build_tools.records.editions import Edition
from build_tools.system import child
from build_tools.system.files import remove
from build_tools.system.os_errors import find_in_output
from build_tools.website import last_render
from build_tools.website.configuration import configuration
from build_tools.website.loading import Loaded
from build_tools.website.mkdocs_yml import SIT013, write_configuration

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_MKDOCS = re.compile(r"^((?:WARNING|ERROR) - .*(?:\n(?![A-Z]+ - |Traceback \().*)*)", re.MULTILINE)
"""A warning or an error with the lines that go on with it."""
_ZENSICAL = re.compile(r"^(?:Warning|Error): (.*)\n\s*╭─\[ (.*?) \]$", re.MULTILINE)
"""The same, and where it is."""
REPRODUCIBLE = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "NO_MKDOCS_2_WARNING": "1",
}
"""The environment of a renderer, so that what it makes is the same everywhere."""


@dataclass(frozen=True)
class Renderer:
    """A program that reads ``mkdocs.yml`` and plain Markdown."""

    command: tuple[str, ...]
    """What follows ``python -m``; the configuration's path comes last."""
    parallel: bool
    """Whether several may run at once; Zensical keeps one cache next to the configurations."""
    renders_single_pages: bool
    """Whether ``--dirty`` renders only the pages whose output is missing."""


RENDERERS = {
    "mkdocs": Renderer(("build_tools.website.mkdocs_process",), True, True),
    "zensical": Renderer(
        ("zensical", "build", "--strict", "--clean", "--config-file"), False, False
    ),
}
"""By name, the usual one first. Zensical takes Material's place after May 2027."""
MKDOCS = RENDERERS["mkdocs"]


class Rendering:
    """Runs the renderer for each edition, in parallel where it can; a context manager.

    Where the statement fails or is stopped, the renderers are stopped too.
    """

    def __init__(
        self,
        project: Project,
        loaded: Loaded,
        renderer: Renderer = MKDOCS,
    ) -> None:
        self.project, self.loaded, self.renderer = project, loaded, renderer
        self.running: list[tuple[Edition, subprocess.Popen[bytes]]] = []
        self.made: list[tuple[last_render.Inputs, Path, Path]] = []
        """What is rendered, from what, and where that is recorded."""
        self.outputs: dict[Edition, bytes] = {}
        self.pages: dict[str, Page] = {}
        """The pages of all editions, by the path of their output below the site."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for _, process in self.running:
            if process.poll() is None:
                process.terminate()
            process.wait()

    def start(self, edition: Edition, pages: Sequence[Page]) -> None:
        """Start to render the staged pages of an edition: those that have changed, where it can.

        Raises OSError where the system fails.
        """
        self.pages |= {edition.prefix + page.address: page for page in pages}
        folder = self.project.build
        docs, out = self.project.staged / edition.id, folder / "rendered" / edition.id
        path, record = folder / f"mkdocs-{edition.id}.yml", out.with_suffix(".json")
        derived = configuration(self.loaded, edition, pages, docs, out)
        text, arguments = write_configuration(path, derived), [str(path)]
        now = last_render.inputs(text, " ".join(self.renderer.command), docs)
        changed = last_render.changed(now, docs, out, record)
        if not self.renderer.renders_single_pages:
            changed = None
        if changed is None:
            remove(out)
        else:
            arguments.append("--dirty")
        self.made.append((now, out, record))
        if changed == []:
            return
        process = subprocess.Popen(  # noqa: S603
            child.command(*self.renderer.command, *arguments),
            stdout=subprocess.PIPE,  # not a file: the disk may be full
            stderr=subprocess.STDOUT,
            env={**os.environ, **REPRODUCIBLE},
            start_new_session=True,  # Ctrl-C reaches the build, which stops its renderers
        )
        self.running.append((edition, process))
        if not self.renderer.parallel:
            self.outputs[edition] = process.communicate()[0]

    def finish(self, problems: Problems) -> None:
        """Wait for all renderers and report their complaints.

        Raises OSError where the system refused a renderer something, or it was killed.
        """
        for edition, process in self.running:
            if edition not in self.outputs:
                self.outputs[edition] = process.communicate()[0]
            status = process.returncode
            if not status:
                continue
            if status < 0:
                message = f"a part of the build was ended from outside (status {status})"
                raise ChildProcessError(message)
            output = self.outputs[edition].decode("utf-8", "replace")
            if error := find_in_output(output, "the renderer's files"):
                raise error
            for complaint in complaints(output) or [f"it ended with status {status}"]:
                problems.add(SIT013, Place(f"edition {edition.id}"), complaint)
        if all(process.returncode == 0 for _, process in self.running):
            for now, out, record in self.made:
                last_render.remember(now, out, record)


def complaints(output: str) -> list[str]:
    """The warnings and errors in a renderer's output, a line each; its last line if there is none.

    MkDocs names the page in its message, Zensical below it. Of a traceback only the last line helps
    an editor.
    """
    output = _COLOUR.sub("", output)
    found = [" ".join(message.split()) for message in _MKDOCS.findall(output)]
    found += [f"{place}: {message}" for message, place in _ZENSICAL.findall(output)]
    return list(dict.fromkeys(found)) or output.strip().splitlines()[-1:]
