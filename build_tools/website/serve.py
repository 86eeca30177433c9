"""The site while an editor works on it: a change is noticed, its pages are made and sent.

After a quick check, a change is shown in the edition that is looked at. Then the whole check runs,
and its problems are shown too; the pages of the other editions are made, and the whole site is
built, with its search index, its data files, its books and its archive. A new change ends all of
this.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from posixpath import normpath
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import quote

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from build_tools.diagnostics import Diagnostic, Problems, formats
from build_tools.presentation.pages.page import NOT_FOUND
from build_tools.presentation.templating import environment
from build_tools.publication.project import Project
from build_tools.publication.revision import NoDate
from build_tools.records.editions import EDITIONS, HANS, Edition
from build_tools.system import child
from build_tools.system.files import write
from build_tools.system.forks import Forks
from build_tools.system.os_errors import describe
from build_tools.system.remembered import remembering
from build_tools.website import last_build
from build_tools.website.loading import Loaded, begin_loading
from build_tools.website.mkdocs_yml import CONFIGURATION
from build_tools.website.policy import without_policy
from build_tools.website.render import RendererProcess, Rendering
from build_tools.website.staging import stage_edition

WATCHED = ("data", "docs", CONFIGURATION)
"""The files and folders of a project whose changes are noticed."""
FOLDER = "build/serve"
"""Where the pages are made, below the project."""


class Preview:
    """The pages of a project as they are served, and what is wrong with them."""

    def __init__(
        self, project: Project, report: Callable[[Problems], None], process: RendererProcess
    ) -> None:
        self.whole = project
        self.project = Project(project.root, project.data, project.root / FOLDER, project.site)
        self.report, self.process = report, process
        self.problems = Problems()
        self.is_shown = False
        self.checked = self.project.build / "checked" / "problems.json"
        """What was found after a page was shown. It is watched: browsers load their page again."""
        self._later: dict[str, list[Diagnostic]] = {"check": [], "site": []}
        """What ``check`` and ``site`` found beyond the quick check, by command: it stays shown
        until that command has run again."""
        self._has_found = Event()
        """Whether the next change is that of ``checked``."""
        self._shown: str | None = None
        """A fingerprint of what is shown; None where it is not known."""
        self._locks = {edition.id: Lock() for edition in EDITIONS}
        self._pages: dict[str, frozenset[str]] = {}
        """The pages of each edition, once they were made: others of the last build are gone."""
        self._looked_at = HANS
        """The edition of the page that was sent last: the first to be brought up to date."""
        self._reported: list[Diagnostic] = []
        self._rest: Thread | None = None
        self._is_old = Event()

    def update(self) -> None:
        """Show the data in the edition that is looked at; the rest follows in a thread."""
        state = last_build.state(self.whole, CONFIGURATION, self.process.renderer.command)
        has_found = self._has_found.is_set()
        self._has_found.clear()
        if state == self._shown and (state or has_found):
            return  # the data are as they were: only their problems are new
        self.stop()
        self._shown = state
        self.problems = problems = Problems()
        try:
            with remembering(self.whole.remembered), Forks() as forks:
                loaded, check = begin_loading(self.project, problems, forks, is_quick=True)
                problems.found += check.finish()
            if loaded:
                editions = loaded.resolved.publication.published
                first, *others = sorted(editions, key=lambda edition: edition != self._looked_at)
                self._show(loaded, first, problems)
        except (OSError, NoDate) as error:
            print(describe(error), file=sys.stderr)
            self._shown = None  # the same data may be shown next time
            return
        if not loaded or problems.errors:
            self._report()
            return
        self.is_shown = True
        self.problems = self._with_later(problems)
        self._is_old.clear()
        self._rest = Thread(target=self._follow, args=(loaded, problems, others))
        self._rest.start()

    def _show(self, loaded: Loaded, edition: Edition, problems: Problems) -> None:
        """Bring the pages of one edition up to date.

        Where ``problems`` gets errors, none of them can be relied on. Raises OSError.
        """
        pages = stage_edition(self.project, loaded, edition, problems, only_pages=True)
        names = (NOT_FOUND, *(page.address for page in pages))
        rendering = Rendering(self.project, loaded, self.process)
        with self._locks[edition.id]:
            self._pages[edition.id] = frozenset(edition.prefix + name for name in names)
            rendering.start(edition, pages)
            rendering.finish(problems)

    def _follow(self, loaded: Loaded, quick: Problems, editions: Sequence[Edition]) -> None:
        """Check all, show the other editions, then build the site, until there is a new change."""
        try:
            self._add(quick, "check")
            for edition in editions:
                if not self._is_old.is_set() and not quick.errors:
                    self._show(loaded, edition, quick)
            if quick.errors:
                self._show_problems(quick)
            elif not Problems(self._later["check"]).errors:
                self._add(quick, "site", "-q")
        except OSError as error:
            print(describe(error), file=sys.stderr)

    def _add(self, quick: Problems, command: str, *options: str) -> None:
        """Run a command, and show the problems that it finds beside those of the quick check."""
        if self._is_old.is_set():
            return
        run = self._run(command, *options, "--format", "json")
        if self._is_old.is_set():
            return
        try:
            answer = json.loads(run.stdout)
        except ValueError:  # it failed itself
            print(run.stderr, end="", file=sys.stderr)
            return
        found = formats.problems_of(answer["problems"])
        known = quick.found + (self._later["check"] if command == "site" else [])
        self._later[command] = [each for each in found if each not in known]
        self._show_problems(quick)
        if run.returncode and answer["message"]:
            print(answer["message"], file=sys.stderr)

    def _with_later(self, quick: Problems) -> Problems:
        return Problems([*quick.found, *self._later["check"], *self._later["site"]])

    def _show_problems(self, quick: Problems) -> None:
        """Report other problems than before, and have browsers load their page again for them."""
        before, self.problems = list(self.problems), self._with_later(quick)
        if list(self.problems) != before:
            self._has_found.set()
            write(self.checked, json.dumps(formats.rows(self.problems)).encode())
        if list(self.problems) != self._reported:
            self._report()

    def _report(self) -> None:
        self._reported = list(self.problems)
        self.report(self.problems)
        if not self._reported:
            print(formats.NO_PROBLEM, flush=True)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the project; a new change ends it."""
        command = child.command("build_tools", "--root", str(self.whole.root), *words)
        pipe = subprocess.PIPE
        with subprocess.Popen(  # noqa: S603
            command,
            stdout=pipe,
            stderr=pipe,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C reaches this process, which stops the command
        ) as run:
            while True:
                try:
                    printed = run.communicate(timeout=0.1)
                except subprocess.TimeoutExpired:
                    if self._is_old.is_set():
                        run.terminate()
                else:
                    return subprocess.CompletedProcess(command, run.returncode, *printed)

    def stop(self) -> None:
        """Stop what follows the last change."""
        self._is_old.set()
        if self._rest:
            self._rest.join()

    def file(self, address: str) -> Path:
        """The file, or the folder, with this path of the site: of the preview, or else of the last
        build.

        Waits while the files of its edition are being written.
        """
        path = path_of(address)
        folder = path.partition("/")[0]
        edition = next((each for each in EDITIONS if each.folder == folder), HANS)
        if address.endswith("/"):
            path = f"{path}/index.html".lstrip("/")
        if path.endswith(".html"):
            self._looked_at = edition
        made = self.project.build / "rendered" / edition.id / path.removeprefix(edition.prefix)
        with self._locks[edition.id]:
            is_gone = path.endswith(".html") and path not in self._pages.get(edition.id, (path,))
            # Not Path.is_file: it raises an error for a name that is too long.
            is_made = is_gone or os.path.isfile(made)  # noqa: PTH113
            return made if is_made else self.project.site / path

    def page(self, html: str) -> str:
        """A page as it is sent: the reloading script may run, and problems are over its foot."""
        html = without_policy(html)
        kinds: dict[str, list[object]] = {"error": [], "advice": []}
        for problem in self.problems:
            kinds[problem.severity].append(problem)
        if not any(kinds.values()):
            return html
        panel = environment("website").get_template("problems.html.j2")
        start, end, rest = html.rpartition("</body>")
        shown = panel.render(errors=kinds["error"], advice=kinds["advice"])
        return f"{start}{shown}{end}{rest}"


def path_of(address: str) -> str:
    """The path of a file or a folder below the site.

    >>> path_of("//en/../en/"), path_of("/")
    ('en', '')
    """
    return normpath(f"/{address}").strip("/")


class _Server(LiveReloadServer):
    """MkDocs' development server, which sends the pages of ``preview``."""

    preview: Preview

    def serve_request(self, environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        start: list[Any] = []
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        address = address.replace("\0", "\ufffd")  # in no file's name
        if address.startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        found = self.preview.file(address)
        folders = {edition.folder for edition in EDITIONS}
        is_folder = path_of(address) in folders or os.path.isdir(found)  # noqa: PTH112 - as there
        if is_folder and not address.endswith("/"):
            start_response("302 Found", [("Location", f"/{quote(path_of(address))}/")])
            return []
        file = found.relative_to(self.preview.project.root).as_posix()
        request = {**environ, "PATH_INFO": f"/{file}".encode().decode("latin-1")}
        answer = super().serve_request(request, lambda *values: start.extend(values))
        content = b"".join(answer)
        status, headers = start
        if dict(headers).get("Content-Type") == "text/html":
            content = self.preview.page(content.decode()).encode()
        headers = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*headers, ("Content-Length", str(len(content)))])
        return [content]


def server(preview: Preview, host: str, port: int) -> LiveReloadServer:
    """A server of ``preview`` that brings it up to date after each change of what is watched."""
    root = preview.project.root
    made = _Server(
        builder=preview.update,
        host=host,
        port=port,
        root=str(root),
        mount_path="/",
    )
    made.preview = preview
    # Absolute, as the paths are that the observer finds; a link stays a link.
    followed = [*(root / name for name in WATCHED), preview.checked]
    watched = [f"{os.path.abspath(path)}{os.sep}" for path in followed]  # noqa: PTH100

    def entries(folder: str | None) -> Iterator[os.DirEntry[str]]:
        """What leads to a watched file or folder, or is in one."""
        with os.scandir(folder) as found:
            for entry in found:
                path = f"{entry.path}{os.sep}"
                if any(path.startswith(each) or each.startswith(path) for each in watched):
                    yield entry

    # The root is watched, so that a folder that is away for a moment is noticed when it is back.
    made.observer = PollingObserverVFS(os.stat, entries, polling_interval=0.1)  # type: ignore[assignment]
    made.watch(str(root))
    return made
