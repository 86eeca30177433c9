"""The whole build, against MkDocs alone on the same staged pages.

The build is the command that everyone uses, run in a copy of the project.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.rows import Row, Table
from benchmarks.timing import in_turns, ratio
from build_tools.diagnostics import Problems
from build_tools.publication.project import LOCK, Project
from build_tools.records.editions import Edition
from build_tools.records.publication_loading import load_publication
from build_tools.website.render import MKDOCS

CHECKOUT = Path(__file__).parents[1]
TITLE = "The whole build"
ABOUT = (
    "The command `python -m build_tools site`, its start included, against `mkdocs build` of the "
    "pages that it staged, one edition after the other. In each round every command runs once. "
    "Seconds are medians over the rounds, and so are the ratios of one round. CPU time is that of "
    "all processes. From an edit to its page: `serve` runs, a definition is changed, and its page "
    "is asked for until it has the change, against MkDocs alone on one edition."
)
ADDED = "此处意为"
"""What the change of one line puts before a definition: words that no page has already."""
_DEFINITION = re.compile(r"( +definition_zh: )([\u4e00-\u9fff].*)")
PATIENCE = 120.0
"""Seconds to wait for a page that is served."""


def measure(project: Project, times: int = 5) -> Table:
    """Build a copy of ``project`` from nothing, unchanged and changed, and by MkDocs alone."""
    copy, editions = copied(project), published(project)
    work: dict[str, list[float]] = {"changed": [], "bare": []}
    build(copy)
    with served(copy) as edit:  # and not MkDocs in turn with it: it builds in the background
        shown = in_turns({"edit": edit}, times)["edit"]
    one = in_turns({"bare": partial(bare, copy, editions[0])}, times)["bare"]
    taken = in_turns(
        {
            "from nothing": partial(build_from_nothing, copy),
            "pages anew": partial(build_pages_anew, copy),
            "again": partial(build, copy),
            "changed": partial(counted, work["changed"], partial(build_changed, copy)),
            "bare": partial(counted, work["bare"], partial(build_bare, copy, editions)),
        },
        times,
    )
    unlike = [edition for edition in editions if not renders_alike(copy, edition)]
    shutil.rmtree(copy.root)
    alone = taken["bare"]
    rows = [
        Row("MkDocs alone, one edition after the other", median(alone), "s"),
        Row("Build with nothing changed", median(taken["again"]), "s"),
        Row("… against MkDocs alone", ratio(taken["again"], alone), budget=0.3),
        Row("Build after a change of one line of the glossary", median(taken["changed"]), "s"),
        Row("… against MkDocs alone", ratio(taken["changed"], alone), budget=0.8),
        Row("… in CPU time", ratio(work["changed"], work["bare"]), budget=1.5),
        Row("Build of everything but the PDFs anew", median(taken["pages anew"]), "s"),
        Row("… against MkDocs alone", ratio(taken["pages anew"], alone), budget=1.0),
        Row(
            "Build from nothing, with its PDFs",
            median(taken["from nothing"]),
            "s",
        ),
        Row("… against MkDocs alone", ratio(taken["from nothing"], alone)),
        Row("From an edit to its page in `serve`", median(shown), "s"),
        Row("… against MkDocs alone on one edition", median(shown) / median(one), budget=2),
        Row("Editions that differ from MkDocs’ output", len(unlike), "editions", 0),
    ]
    return Table(TITLE, ABOUT, rows)


def counted(found: list[float], run: Callable[[], None]) -> None:
    """Run, and add the CPU seconds of the processes that it started to ``found``."""
    before = os.times()
    run()
    after = os.times()
    found.append(
        after.children_user + after.children_system - before.children_user - before.children_system
    )


@contextmanager
def served(copy: Project) -> Iterator[Callable[[], None]]:
    """Serve ``copy``; what edits its glossary and waits until the page shows the change."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "build_tools", "--root", str(copy.root), "serve"]
    command += ["--port", str(port)]
    none = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=none, stderr=none) as process:  # noqa: S603

        def wait(page: str, wanted: Callable[[str], bool]) -> None:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end:
                with suppress(OSError):
                    address = f"http://127.0.0.1:{port}/{page}"
                    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                        if wanted(answer.read().decode()):
                            return
                time.sleep(0.02)
            raise TimeoutError(f"{page} did not show the change")

        def edit() -> None:
            path = change(copy.data)
            is_there = ADDED in path.read_text("utf-8")
            wait(f"glossary/{path.stem}.html", lambda text: (ADDED in text) == is_there)

        def is_whole(text: str) -> bool:
            return "</html>" in text and ADDED not in text

        try:
            for path in (copy.data / "glossary").glob("*.yml"):
                wait(f"glossary/{path.stem}.html", is_whole)
            yield edit
        finally:
            process.terminate()


def published(project: Project) -> Sequence[Edition]:
    """The editions of the site."""
    problems = Problems()
    record = load_publication(project.data, problems)
    if record is None:
        raise ValueError("\n".join(map(str, problems)))
    return record.value.published


def copied(project: Project) -> Project:
    """Copy what a build reads into the build folder."""
    copy = Project.at(project.build / "bench" / "project")
    shutil.rmtree(copy.root, ignore_errors=True)
    for folder in (project.data, project.handwritten):
        shutil.copytree(folder, copy.root / folder.relative_to(project.root))
    shutil.copy(project.root / "mkdocs.yml", copy.root)
    return copy


def build(copy: Project) -> None:
    run("-m", "build_tools", "--root", str(copy.root), "site", "--quiet")


def build_from_nothing(copy: Project) -> None:
    for folder in (copy.build, copy.site):
        shutil.rmtree(folder, ignore_errors=True)
    build(copy)


def build_pages_anew(copy: Project) -> None:
    """Everything but the PDFs: what was rendered and verified is removed, and so is the site."""
    for path in [*copy.build.iterdir(), *(copy.build / "cache").iterdir()]:
        if path.is_dir() and path.name != "cache":
            shutil.rmtree(path)
        elif path.is_file() and path.name != LOCK and not path.name.startswith("pdf-"):
            path.unlink()
    shutil.rmtree(copy.site)
    build(copy)


def build_changed(copy: Project) -> None:
    change(copy.data)
    build(copy)


def build_bare(copy: Project, editions: Sequence[Edition]) -> None:
    for edition in editions:
        bare(copy, edition)


def bare(copy: Project, edition: Edition) -> Path:
    """Run MkDocs alone on the staged pages of an edition; its output folder."""
    out = copy.build / "bare" / edition.id
    configuration = copy.build / f"mkdocs-{edition.id}.yml"
    run("-m", "mkdocs", "build", "--quiet", "--config-file", str(configuration), "-d", str(out))
    return out


def run(*arguments: str) -> str:
    """Run Python as a user does, with its cache of compiled modules; what it prints.

    Raises subprocess.CalledProcessError if it fails.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",
    }
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments], capture_output=True, check=True, env=environment, cwd=CHECKOUT
    )
    return done.stdout.decode()


def change(data: Path) -> Path:
    """Add a word to the first Chinese definition of the glossary, or remove it; the file."""
    for path in sorted((data / "glossary").glob("*.yml")):
        lines = path.read_text("utf-8").split("\n")
        for number, line in enumerate(lines):
            if found := _DEFINITION.fullmatch(line):
                key, words = found.groups()
                there = words.startswith(ADDED)
                lines[number] = key + (words.removeprefix(ADDED) if there else ADDED + words)
                path.write_text("\n".join(lines), "utf-8")
                return path
    raise ValueError("no Chinese definition in the glossary begins with a Chinese character")


def render(configuration: Path) -> None:
    """Render an edition as a build does. Raises ValueError if that fails."""
    with MKDOCS.process() as process:
        process.order(configuration)
        status, output = process.answer()
    if status:
        raise ValueError(output)


def renders_alike(copy: Project, edition: Edition) -> bool:
    """Whether the build's way of running MkDocs gives the same bytes as MkDocs alone."""
    configuration = copy.build / f"mkdocs-{edition.id}.yml"
    shutil.rmtree(copy.build / "rendered" / edition.id)
    render(configuration)
    own, plain = copy.build / "rendered" / edition.id, bare(copy, edition)
    same = contents(own) == contents(plain)
    shutil.rmtree(own)
    return same


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file in ``folder`` except the packed sitemap, which holds the time."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "sitemap.xml.gz"
    }
