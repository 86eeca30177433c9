"""Break builds of the small publication, at many points, and tell what each leaves.

``python -m tests.breaking FOLDER`` works below FOLDER and prints JSON: a list of :class:`Done`. It
is a program of its own, since it forks: imports and what is pure are done once, and a build then
takes a fraction of a second. Two states of the publication take turns, so that each build replaces
the site of the other state.

What writes is real: staging, assembling, packing, verifying, publishing. A stand-in renders, but
for where the renderer itself is broken.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import gc
import html
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from build_tools import build as pipeline
from build_tools.__main__ import main
from build_tools.books import epub, pdf
from build_tools.build import build
from build_tools.diagnostics import Problems
from build_tools.document.model import EDITIONS, Edition
from build_tools.presentation.template_cache import COMPILED
from build_tools.publication.project import Project
from build_tools.search import collect
from build_tools.system import archive as zipped
from build_tools.system import parallel
from build_tools.system.progress import Progress
from build_tools.website import archive as package
from build_tools.website import offline, publish, verify
from build_tools.website.integrity import LISTING
from build_tools.website.publish import manifest
from build_tools.website.render import render as real_render
from build_tools.website.stage import write
from tests import small

STATES = ("first", "second")
CHANGES = {
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate"),
    *("shutil.copyfile", "shutil.rmtree", "ctypes.dlsym", "half-written"),
}
"""Audit events of a build that changes something; ``open`` is one too where it is for writing."""
NEEDS_ROOM = {"open", "os.mkdir", "half-written"}
SPREAD = 9
"""How many steps are chosen at even distances, besides the first of each kind in each stage."""


@dataclass
class Done:
    """One thing that befell a build."""

    what: str
    stage: str = ""
    event: str = ""
    status: int = 0
    said: list[str] = field(default_factory=list)
    """What the build told that was broken, or, where that was killed, the next."""
    wrong: list[str] = field(default_factory=list)
    """What was not as it must be afterwards."""


@dataclass
class World:
    """The publication that is built over and over, and how it looks when all goes well."""

    project: Project
    state: str = STATES[0]
    sites: dict[str, dict[str, str]] = field(default_factory=dict)
    """The manifest of each state's site."""
    trees: dict[str, set[str]] = field(default_factory=dict)
    """All that is in the project's folder after each state was built."""

    @property
    def other(self) -> str:
        return STATES[self.state == STATES[0]]

    @property
    def terms(self) -> Path:
        return self.project.data / "glossary" / "economy.yml"

    def turn(self) -> None:
        """Edit the publication: from one state to the other."""
        words = ("The value of all goods", "The sum of all goods")
        old, new = words if self.state == STATES[0] else words[::-1]
        self.terms.write_text(self.terms.read_text("utf-8").replace(old, new), "utf-8")
        self.state = self.other
        self.write_pages()

    def write_pages(self) -> None:
        """Each state has a page that the other lacks, so both take as many steps to build."""
        for language in ("zh", "en"):
            folder = self.project.written / language
            (folder / f"{self.other}.md").unlink(missing_ok=True)
            (folder / f"{self.state}.md").write_text(f"# More ({language})\n\nText.\n", "utf-8")


# What makes it quick.


def remember(world: World, module: Any, name: str, key: Callable[..., object]) -> None:
    """Let ``module.name`` do its work once for each state and ``key`` of its arguments."""
    work = getattr(module, name)
    kept: dict[tuple[str, object], Any] = {}

    def call(*arguments: Any) -> Any:
        at = (world.state, key(*arguments))
        if at not in kept:
            kept[at] = work(*arguments)
        return kept[at]

    setattr(module, name, call)


def edition_of(*arguments: Any) -> object:
    return next((a.id for a in arguments if isinstance(a, Edition)), None)


def prepare(world: World) -> None:
    """Take the pure work out of the builds, build both states, and keep what they look like."""
    for module, name in (
        (pipeline, "check"),
        (pipeline, "pages"),
        (collect, "entries"),
        (pipeline, "search_index"),
        (pipeline, "engine"),
        (epub, "files"),
        (offline, "files"),
    ):
        remember(world, module, name, edition_of)
    remember(world, pdf, "document", lambda value, release: value["edition"])
    remember(world, pipeline, "read_base", str)
    # A file of the generator that is edited meanwhile is not what is looked for here.
    remember(world, pipeline, "folder_files", lambda *arguments: arguments)
    remember(world, pipeline.release, "read", lambda *_: None)
    vars(package)["archive"] = lambda files, moment, level: zipped.archive(files, moment, level=1)
    pipeline.render = stand_in
    # Each step has its number only where one process takes them all; ``kill_while_staging`` is for
    # the processes.
    vars(pipeline)["beside"] = vars(verify)["beside"] = parallel.in_turn
    world.write_pages()
    for _ in STATES:
        build(world.project, Problems(), Progress())
        world.sites[world.state] = manifest(world.project.site)
        world.trees[world.state] = tree(world.project.root)
        world.turn()
    build(world.project, Problems(), Progress())
    gc.disable()
    gc.freeze()  # children share memory until something writes to it, as a collection does


def stand_in(_edition: str, path: Path, *_: object) -> None:
    """Make pages that show their Markdown as it is."""
    folders = pipeline.read_base(path)
    docs, site = path.parent / folders["docs_dir"], path.parent / folders["site_dir"]
    for file in sorted(file for file in docs.rglob("*") if file.is_file()):
        target = site / file.relative_to(docs)
        if file.suffix == ".md":
            body = html.escape(file.read_text("utf-8"))
            page = f"<!doctype html>\n<head><title>x</title></head><pre>{body}</pre>"
            write(target.with_suffix(".html"), page.encode())
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def first_really(edition: str, path: Path, *rest: Any) -> None:
    """Let the renderer itself make one edition."""
    render = real_render if edition == EDITIONS[0].id else stand_in
    render(edition, path, *rest)


# What befalls a build. Each is done in a child process, which it cannot outlive.


@dataclass
class Trap:
    """Counts the steps of a build that change something, and acts at each from ``at`` on."""

    at: int
    act: Callable[[str, tuple[Any, ...]], None]
    stage: str = "start"
    seen: list[tuple[str, str]] = field(default_factory=list)
    """The stage and the kind of each step."""

    def set(self) -> None:
        Path.write_bytes = in_halves  # type: ignore[method-assign,assignment]
        sys.addaudithook(self.hook)

    def say(self, text: str) -> None:
        if text.endswith("…"):
            self.stage = text.split(maxsplit=1)[0]

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            if not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
        elif event not in CHANGES or (event == "ctypes.dlsym" and arguments[1] != "renameat2"):
            return
        self.seen.append((self.stage, event))
        if self.at and len(self.seen) >= self.at:
            self.act(event, arguments)


def in_halves(path: Path, content: bytes) -> None:
    """``Path.write_bytes``, with a step in the middle of it."""
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        sys.audit("half-written")
        file.write(content[len(content) // 2 :])


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def started(act: Callable[[], object]) -> tuple[int, int]:
    """Do ``act`` in a child process: its id, and where to read what it tells."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.dup2(writing, 2)
    os.close(writing)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    status: object = 99
    try:
        status = act() or 0
    except BaseException:
        traceback.print_exc()
    os._exit(status if isinstance(status, int) else 0)


def ended(child: int, reading: int) -> tuple[int, list[str]]:
    """The exit status of a child process, once it is done, and the lines that it told."""
    with open(reading, encoding="utf-8") as pipe:
        told = pipe.read().splitlines()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told


def in_child(act: Callable[[], object]) -> tuple[int, list[str]]:
    return ended(*started(act))


def built(world: World, say: Callable[[str], None] = lambda text: None) -> None:
    build(world.project, Problems(), Progress(say))


def command(world: World) -> int:
    return main(["--root", str(world.project.root), "site", "--quiet"])


# What must hold afterwards.


def tree(folder: Path) -> set[str]:
    """All that is in a project's folder but for the compiled templates, which may come and go."""
    kept = folder / "build" / COMPILED
    return {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.parent != kept
    }


def site_is(world: World, site: Path, *states: str) -> list[str]:
    """What is wrong with the site in ``site``, which is to be that of one of ``states``."""
    found = manifest(site)
    other = [set(found.items()) ^ set(world.sites[state].items()) for state in states]
    if all(other):
        paths = sorted({path for path, _ in min(other, key=len)})
        return [f"{site.name} is not the {' or '.join(states)} site: {paths[:5]}"]
    listed = json.loads((site / LISTING).read_text("utf-8"))["files"]
    del found[LISTING]
    return [] if listed == found else [f"{site.name} is not what its manifest lists"]


def after(world: World, act: Callable[[], object] | None = None) -> tuple[list[str], list[str]]:
    """Build again, which must make the right site and leave nothing else.

    What is wrong, and what the build told.
    """
    status, told = in_child(act or (lambda: built(world)))
    wrong = [f"the next build ended with {status}: {told}"] if status else []
    wrong += site_is(world, world.project.site, world.state)
    more = tree(world.project.root) ^ world.trees[world.state]
    return wrong + ([f"left or lost: {sorted(more)[:5]}"] if more else []), told


# Kills.


def kill(world: World, at: int, swap: bool = True) -> Done:
    """Kill a build at its ``at``-th step, look at the site, and build again."""
    world.turn()
    trap = Trap(at, die)

    def tell_and_die(*_: object) -> None:
        os.write(2, " ".join(trap.seen[-1]).encode())
        die()

    def act() -> None:
        trap.act = tell_and_die
        if not swap:
            vars(publish)["_exchange"] = lambda one, other: False
        trap.set()
        built(world, trap.say)

    status, told = in_child(act)
    what = "killed" if swap else "killed, where folders cannot be swapped"
    if status != -signal.SIGKILL:
        return Done(what, status=status, said=told, wrong=[f"not killed at step {at}"])
    stage, event = told[-1].split(" ")
    site, aside = world.project.site, world.project.build / "site-old"
    if site.exists() or swap:
        wrong = site_is(world, site, *STATES)
    else:
        wrong = site_is(world, aside, world.other)
    wrong_after, said = after(world)
    return Done(what, stage, event, status, said, wrong + wrong_after)


def steps(world: World) -> list[tuple[str, str]]:
    """The stage and kind of every step of a build."""
    world.turn()
    trap = Trap(0, die)
    at = world.project.root.parent / "steps.json"

    def act() -> None:
        trap.set()
        built(world, trap.say)
        at.write_text(json.dumps(trap.seen), "utf-8")

    wrong, _ = after(world, act)
    assert not wrong, wrong
    return [(stage, event) for stage, event in json.loads(at.read_text("utf-8"))]


def chosen(seen: Sequence[tuple[str, str]]) -> list[int]:
    """Steps to break a build at: the first of each kind in each stage, the last ones of those where
    the site changes hands, and others at even distances."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for number, step in enumerate(seen, 1):
        kinds.setdefault(step, []).append(number)
    ends = {numbers[0] for numbers in kinds.values()}
    ends |= {numbers[-1] for (stage, _), numbers in kinds.items() if stage == "publish"}
    return sorted(ends | {1 + i * (len(seen) - 1) // SPREAD for i in range(SPREAD)})


def kills(world: World, seen: Sequence[tuple[str, str]]) -> Iterator[Done]:
    for at in chosen(seen):
        yield kill(world, at)
    # Two renames instead of the swap: before each, between them, and while the old site goes.
    modes = ("publish", "os.chmod")
    first = next(i for i, step in enumerate(seen, 1) if step[0] == modes[0] and step != modes)
    for at in range(first, first + 5):
        yield kill(world, at, swap=False)


def kill_while_staging(world: World) -> Done:
    """The processes of the editions outlive their build, and the next waits until they are done."""
    world.turn()
    stage_edition, (here, there) = pipeline.stage_edition, os.pipe()

    def slowly(*arguments: Any) -> Any:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # nobody is to wait for what it tells
        os.write(there, b"x")
        time.sleep(0.3)
        return stage_edition(*arguments)

    def all_begun_and_die(*_: Any) -> None:
        for _edition in EDITIONS:
            os.read(here, 1)
        die()

    def act() -> None:
        vars(pipeline)["beside"] = parallel.beside
        pipeline.stage_edition, vars(pipeline)["books"] = slowly, all_begun_and_die
        built(world)

    status, _ = in_child(act)
    wrong = site_is(world, world.project.site, world.other)
    wrong_after, said = after(world)
    return Done("killed while staging", "books", "", status, said, wrong + wrong_after)


def kill_one_edition(world: World) -> Done:
    """The process of one edition is killed: the build says so, and publishes nothing."""
    world.turn()
    stage_edition = pipeline.stage_edition

    def act() -> int:
        vars(pipeline)["beside"] = parallel.beside
        pipeline.stage_edition = lambda project, resolved, edition, *rest: (
            die() if edition == EDITIONS[1] else stage_edition(project, resolved, edition, *rest)
        )
        return command(world)

    status, told = in_child(act)
    wrong = site_is(world, world.project.site, world.other)
    return Done("one edition killed", status=status, said=told, wrong=wrong + after(world)[0])


def bad_data_after_a_kill(world: World) -> Done:
    """A build dies between its two renames, and the next finds a mistake: the site comes back."""
    good = world.terms.read_text("utf-8")
    world.project.site.rename(world.project.build / "site-old")
    world.terms.write_text("- nonsense", "utf-8")
    state, world.state = world.state, "bad"
    status, told = in_child(lambda: command(world))
    world.state = state
    world.terms.write_text(good, "utf-8")
    wrong = site_is(world, world.project.site, world.state)
    return Done("bad data after a kill", status=status, said=told, wrong=wrong)


def kill_while_rendering(world: World) -> Done:
    """The renderer outlives its build, and the next build waits until it is done."""
    world.turn()

    communicate = subprocess.Popen.communicate
    rendered = world.project.build / "rendered" / EDITIONS[0].id

    def wait_and_die(run: Any, *arguments: Any, **named: Any) -> Any:
        if run.args[0] != sys.executable:
            return communicate(run, *arguments, **named)
        while run.poll() is None and not (rendered / "assets").exists():
            time.sleep(0.005)
        return die()

    def act() -> None:
        pipeline.render = first_really
        subprocess.Popen.communicate = wait_and_die  # type: ignore[method-assign,assignment]
        built(world)

    status, _ = in_child(act)
    wrong = site_is(world, world.project.site, world.other)
    wrong_after, said = after(world)
    return Done("killed while rendering", "render", "", status, said, wrong + wrong_after)


def two_at_once(world: World) -> Done:
    """A second build begins in the middle of the first."""
    world.turn()
    here, there = os.pipe()

    def act() -> int:
        trap.set()
        return command(world)

    def pause(*_: object) -> None:
        trap.at = 0
        os.write(2, b"paused\n")
        os.read(here, 1)

    trap = Trap(100, pause)
    first, reading = started(act)
    os.read(reading, 7)
    second, told = started(lambda: command(world))
    said = os.read(told, 1000).decode()
    os.write(there, b"go")
    statuses = [ended(first, reading)[0], ended(second, told)[0]]
    wrong = [f"ended with {statuses}"] if any(statuses) else []
    wrong += [] if f"process {first}" in said else ["the second does not say whom it waits for"]
    return Done("two at once", said=said.splitlines(), wrong=wrong + after(world)[0])


def changed_meanwhile(world: World) -> Done:
    """Another program writes into a page of the new site after it was verified."""
    world.turn()
    finished = pipeline._finished

    def and_changed(resolved: Any, new: Path, *rest: Any) -> Any:
        last = finished(resolved, new, *rest)
        (new / "index.html").write_text("another", "utf-8")
        return last

    def act() -> int:
        pipeline._finished = and_changed
        return command(world)

    status, told = in_child(act)
    wrong = site_is(world, world.project.site, world.other)
    return Done("a file changed meanwhile", "verify", "", status, told, wrong + after(world)[0])


# Refusals.


def refused(world: World, what: str, within: AbstractContextManager[None]) -> Done:
    """A build while the system refuses to write, and one when it does so no more."""
    world.turn()
    with within:
        status, told = in_child(lambda: command(world))
        wrong = site_is(world, world.project.site, world.other)
    return Done(what, status=status, said=told, wrong=wrong + after(world)[0])


def answering(world: World, number: int, at: int, events: set[str], what: str) -> Done:
    """The system answers each of ``events`` with the error ``number``, from step ``at`` on."""
    world.turn()

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in events:
            # As the system does: it names what it will not open, and nothing in a write.
            path = arguments[:1] if event != "half-written" else ()
            raise OSError(number, os.strerror(number), *path)

    def act() -> int:
        Trap(at, refuse).set()
        return command(world)

    status, told = in_child(act)
    wrong = site_is(world, world.project.site, world.other)
    return Done(what, status=status, said=told, wrong=wrong + after(world)[0])


@contextlib.contextmanager
def full_disk(world: World, room: float, render: Callable[..., None] = stand_in) -> Iterator[None]:
    """Fill the disk, but for ``room`` times what the site takes; ``render`` has to do with it."""
    size = sum(path.stat().st_blocks * 512 for path in world.project.site.rglob("*"))
    ballast = world.project.root.parent / "ballast"
    with ballast.open("wb") as file:
        free = shutil.disk_usage(ballast.parent).free
        os.posix_fallocate(file.fileno(), 0, free - int(room * size))
    pipeline.render = render
    yield
    pipeline.render = stand_in
    ballast.unlink()


@contextlib.contextmanager
def read_only(disk: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


@contextlib.contextmanager
def locked(*folders: Path) -> Iterator[None]:
    """Take away the right to write in ``folders``."""
    for folder in folders:
        folder.chmod(0o555)
    yield
    for folder in folders:
        folder.chmod(0o755)


@contextlib.contextmanager
def in_the_way(path: Path) -> Iterator[None]:
    """A file stands where the build has its folder."""
    aside = path.with_name("aside")
    path.rename(aside)
    path.touch()
    yield
    path.unlink()
    aside.rename(path)


def obey_modes() -> None:
    """Give up the superuser's right to write everywhere (capset(2)), where this is it."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)())


def refusals(world: World, seen: Sequence[tuple[str, str]], own_disk: bool) -> Iterator[Done]:
    project = world.project
    for at in (1, len(seen) // 4, len(seen) // 2, seen.index(("verify", "half-written")) + 1):
        yield answering(world, errno.ENOSPC, at, NEEDS_ROOM, "no room, by the system's word")
    publishing = next(i for i, step in enumerate(seen, 1) if step[0] == "publish")
    for at in (1, len(seen) // 3, publishing):
        yield answering(world, errno.EROFS, at, CHANGES | {"open"}, "read-only, by its word")
    yield refused(world, "a file in the way", in_the_way(project.build))
    if own_disk:
        disk = project.root.parent
        for room in (0, 0.2, 0.6, 0.9):
            yield refused(world, "full disk", full_disk(world, room))
        yield refused(world, "full disk for the renderer", full_disk(world, 0.9, first_really))
        yield refused(world, "read-only disk", read_only(disk))
    obey_modes()
    yield refused(world, "no right to write in build/", locked(project.build))
    yield refused(world, "no right to write in build/docs/", locked(*folders(project.staged)))
    yield refused(world, "no right to replace site/", locked(project.root))


def folders(above: Path) -> list[Path]:
    return [above, *(path for path in above.rglob("*") if path.is_dir())]


def run(folder: Path) -> list[Done]:
    """Everything, below ``folder``."""
    own_disk = os.environ.get("OWN_DISK") == "1"
    os.umask(0o077)  # so that publishing has modes to set
    if own_disk:
        options = ["-t", "tmpfs", "-o", "size=64m,mode=755", "tmpfs"]
        subprocess.run(["mount", *options, folder], check=True)
    world = World(small.project(folder / "project"))
    prepare(world)
    seen = steps(world)
    done = [*kills(world, seen), kill_while_rendering(world), bad_data_after_a_kill(world)]
    done += [kill_while_staging(world), kill_one_edition(world)]
    done += [two_at_once(world), changed_meanwhile(world)]
    return [*done, *refusals(world, seen, own_disk)]


if __name__ == "__main__":
    json.dump([asdict(done) for done in run(Path(sys.argv[1]))], sys.stdout)
