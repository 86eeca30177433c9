"""The site while an editor works on it: a change is noticed, its pages are made and sent.

A change is shown in the edition that is looked at first, after a quick check. The whole
check follows, whose problems are shown too, the pages of the other editions, and a build of the
whole site, whose books and archive are shown.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from posixpath import normpath
from threading import Event, Lock, Thread
from typing import Any

from mkdocs.livereload import LiveReloadServer

from build_tools.diagnostics import Problems, formats
from build_tools.presentation.templating import environment
from build_tools.publication.project import Project
from build_tools.publication.revision import NoDate
from build_tools.records.editions import EDITIONS, HANS, Edition
from build_tools.system import child
from build_tools.system.files import write
from build_tools.system.os_errors import describe
from build_tools.website import last_build
from build_tools.website.loading import Loaded, load_project
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
        """What the whole check found. It is watched: browsers load their page again."""
        self._has_found = Event()
        """Whether the next change is that of ``checked``."""
        self._shown: str | None = None
        """A fingerprint of what is shown; None where it is not known."""
        self._locks = {edition.id: Lock() for edition in EDITIONS}
        self._looked_at = HANS
        """The edition of the page that was sent last: the first to be brought up to date."""
        self._rest: Thread | None = None
        self._is_old = Event()

    def update(self) -> None:
        """Show the data in the edition that is looked at; the rest follows in a thread."""
        state = last_build.state(self.whole, CONFIGURATION, self.process.renderer.command)
        has_found = self._has_found.is_set()
        self._has_found.clear()
        if state == self._shown and (state or has_found):
            return  # only what was found is new
        self.stop()
        self._shown = state
        self.problems = problems = Problems()
        try:
            loaded = load_project(self.project, problems, is_quick=True)
            if loaded:
                editions = loaded.resolved.publication.published
                first, *others = sorted(editions, key=lambda edition: edition != self._looked_at)
                self._show(loaded, first, problems)
        except (OSError, NoDate) as error:
            print(describe(error), file=sys.stderr)
            return
        if not loaded or problems.errors:
            self.report(problems)
            return
        self.is_shown = True
        self._is_old.clear()
        self._rest = Thread(target=self._follow, args=(loaded, others))
        self._rest.start()

    def _show(self, loaded: Loaded, edition: Edition, problems: Problems) -> None:
        """Bring the pages of one edition up to date.

        Where ``problems`` gets errors, none of them can be relied on. Raises OSError.
        """
        pages = stage_edition(self.project, loaded, edition, problems)
        rendering = Rendering(self.project, loaded, self.process)
        with self._locks[edition.id]:
            rendering.start(edition, pages)
            rendering.finish(problems)

    def _follow(self, loaded: Loaded, editions: Sequence[Edition]) -> None:
        """Check all, show the other editions, then build the site, until there is a new change."""
        try:
            self._add(self._run("check", "--format", "json").stdout)
            for edition in editions:
                if not self._is_over:
                    self._show(loaded, edition, self.problems)
            if not self._is_over:
                said = self._run("site", "-q").stderr
                if not self._is_over and said.strip() != formats.text(self.problems).strip():
                    print(said, end="", file=sys.stderr)
        except OSError as error:
            print(describe(error), file=sys.stderr)

    @property
    def _is_over(self) -> bool:
        """Whether nothing is to follow: there is a new change, or an error."""
        return self._is_old.is_set() or bool(self.problems.errors)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the project; a new change ends it."""
        command = child.command("build_tools", "--root", str(self.whole.root), *words)
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=pipe, encoding="utf-8") as run:  # noqa: S603
            while True:
                try:
                    printed = run.communicate(timeout=0.1)
                except subprocess.TimeoutExpired:
                    if self._is_old.is_set():
                        run.terminate()
                else:
                    return subprocess.CompletedProcess(command, run.returncode, *printed)

    def _add(self, checked: str) -> None:
        """Add the problems of the whole check, and have browsers load their page again for them.

        ``checked`` is what the command printed; nothing where it was ended.
        """
        try:
            found = formats.problems_of(json.loads(checked)["problems"])
        except ValueError:
            return
        before = self.problems
        self.problems = Problems([*before.found, *found.found])
        if set(found) - set(before):
            self._has_found.set()
            write(self.checked, checked.encode())
        self.report(self.problems)

    def stop(self) -> None:
        """Stop what follows the last change."""
        self._is_old.set()
        if self._rest:
            self._rest.join()

    def file(self, address: str) -> Path:
        """The file with this path of the site: of the preview, or else of the last build.

        Waits while the files of its edition are being written.
        """
        path = normpath(f"/{address}").lstrip("/")
        folder = path.partition("/")[0]
        edition = next((each for each in EDITIONS if each.folder == folder), HANS)
        if address.endswith("/"):
            path = f"{path}/index.html".lstrip("/")
        if path.endswith(".html"):
            self._looked_at = edition
        made = self.project.build / "rendered" / edition.id / path.removeprefix(edition.prefix)
        with self._locks[edition.id]:
            return made if made.is_file() else self.project.site / path

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


class _Server(LiveReloadServer):
    """MkDocs' development server, which sends the pages of ``preview``."""

    preview: Preview

    def serve_request(self, environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        start: list[Any] = []
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if address.startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        file = self.preview.file(address).relative_to(self.preview.project.root).as_posix()
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
        polling_interval=0.1,
    )
    made.preview = preview
    preview.checked.parent.mkdir(parents=True, exist_ok=True)
    for path in filter(Path.exists, (*(root / name for name in WATCHED), preview.checked.parent)):
        made.watch(str(path))
    return made
