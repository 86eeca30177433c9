"""Staged pages to HTML, by MkDocs or Zensical, in a process of their own."""

import json
import os
import re
import subprocess
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
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
_FRAMES = re.compile(r'\n  File ".*(?:\n[ \t]+.*)*')
"""The lines of a traceback, which MkDocs has in a message too."""
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
    """What follows ``python -m``."""
    takes_orders: bool = False
    """Whether one process renders all editions: it reads the paths of their configurations from its
    input, and renders the pages whose output is missing. Else each edition has a process of its
    own, which gets the path as its last argument and renders all pages."""

    def process(self) -> "RendererProcess":
        """The process, or processes, for one build; a context manager."""
        return _OneForAll(self) if self.takes_orders else _OneForEach(self)


RENDERERS = {
    "mkdocs": Renderer(("build_tools.website.mkdocs_process",), takes_orders=True),
    "zensical": Renderer(("zensical", "build", "--strict", "--clean", "--config-file")),
}
"""By name, the usual one first. Zensical takes Material's place after May 2027."""
MKDOCS = RENDERERS["mkdocs"]


class RendererProcess(ABC):
    """Renders what it is ordered to; ends with the ``with`` statement, whatever it is doing."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self.running: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.running:
            if self.running.poll() is None:
                self.running.terminate()
            self.running.communicate()

    @abstractmethod
    def order(self, configuration: Path) -> None:
        """Have an edition rendered. Raises OSError where the system fails."""

    @abstractmethod
    def answer(self) -> tuple[int, str]:
        """Wait for the oldest order without an answer: its exit status, and what was printed."""

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        self.running = subprocess.Popen(  # noqa: S603
            child.command(*self.renderer.command, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,  # not a file: the disk may be full
            stderr=subprocess.STDOUT,
            env={**os.environ, **REPRODUCIBLE},
            start_new_session=True,  # Ctrl-C reaches the build, which stops its renderers
        )
        return self.running


class _OneForAll(RendererProcess):
    """One process, which answers each order with a line of JSON; anything else on its output means
    that it ended. After such an answer the next order starts another one."""

    def __enter__(self) -> Self:
        self._start()  # at once: it makes ready while the data are loaded
        return self

    def order(self, configuration: Path) -> None:
        if self.running and self.running.stdin and self.running.stdin.closed:
            self._start()
        if self.running and self.running.stdin:
            with suppress(BrokenPipeError):  # it is dead, and the answer says so
                self.running.stdin.write(os.fsencode(configuration) + b"\n")
                self.running.stdin.flush()

    def answer(self) -> tuple[int, str]:
        if not self.running or not self.running.stdout:
            raise ChildProcessError("the renderer was not started")
        line = self.running.stdout.readline()
        try:
            status, output = json.loads(line)
        except ValueError:
            rest = self.running.communicate()[0]  # closes its input, too
            return self.running.returncode, (line + rest).decode("utf-8", "replace")
        return status, output


class _OneForEach(RendererProcess):
    """A process for each edition, one after the other."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(renderer)
        self._answers: deque[tuple[int, str]] = deque()

    def order(self, configuration: Path) -> None:
        process = self._start(str(configuration))
        output = process.communicate()[0].decode("utf-8", "replace")
        self._answers.append((process.returncode, output))

    def answer(self) -> tuple[int, str]:
        return self._answers.popleft()


class Rendering:
    """The pages of the editions, rendered by a process while others are still staged."""

    def __init__(self, project: Project, loaded: Loaded, process: RendererProcess) -> None:
        self.project, self.loaded, self.process = project, loaded, process
        self.made: dict[Edition, tuple[last_render.Inputs, Path, Path]] = {}
        """What is rendered, from what, and where that is recorded."""
        self.ordered: list[Edition] = []
        self.pages: dict[str, Page] = {}
        """The pages of all editions, by the path of their output below the site."""

    def start(self, edition: Edition, pages: Sequence[Page]) -> None:
        """Start to render the staged pages of an edition: those that have changed, where it can.

        Raises OSError where the system fails.
        """
        self.pages |= {edition.prefix + page.address: page for page in pages}
        folder = self.project.build
        renderer = self.process.renderer
        docs, out = self.project.staged / edition.id, folder / "rendered" / edition.id
        path, record = folder / f"mkdocs-{edition.id}.yml", out.with_suffix(".json")
        text = write_configuration(path, configuration(self.loaded, edition, pages, docs, out))
        now = last_render.inputs(text, " ".join(renderer.command), docs)
        changed = last_render.changed(now, docs, out, record)
        if changed is None or not renderer.takes_orders:
            remove(out)
        self.made[edition] = now, out, record
        if changed != [] or not renderer.takes_orders:
            self.ordered.append(edition)
            self.process.order(path)

    def finish(
        self, problems: Problems, then: Callable[[Edition], object] = lambda edition: None
    ) -> None:
        """Wait for all editions, call ``then`` with each, and report the renderer's complaints.

        Raises OSError where the system refused the renderer something, or it was killed.
        """
        is_whole = True
        for edition in self.made:
            if edition in self.ordered:
                is_whole &= self._is_rendered(edition, problems)
            then(edition)
        if is_whole:
            for now, out, record in self.made.values():
                last_render.remember(now, out, record)

    def _is_rendered(self, edition: Edition, problems: Problems) -> bool:
        """Wait for an edition, and report the complaints; whether there are none."""
        status, output = self.process.answer()
        if status < 0:
            message = f"a part of the build was ended from outside (status {status})"
            raise ChildProcessError(message)
        if not status:
            return True
        if error := find_in_output(output, "the renderer's files"):
            raise error
        for complaint in complaints(output) or [f"it ended with status {status}"]:
            problems.add(SIT013, Place(f"edition {edition.id}"), complaint)
        return False


def complaints(output: str) -> list[str]:
    """The warnings and errors in a renderer's output, a line each; its last line if there is none.

    MkDocs names the page in its message, Zensical below it. Of a traceback only the last line helps
    an editor.
    """
    output = _FRAMES.sub("", _COLOUR.sub("", output))
    found = [" ".join(message.split()) for message in _MKDOCS.findall(output)]
    found += [f"{place}: {message}" for message, place in _ZENSICAL.findall(output)]
    return list(dict.fromkeys(found)) or output.strip().splitlines()[-1:]
