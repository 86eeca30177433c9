"""Break builds of a small publication at many points, and report what each leaves.

``python -m tests.support.broken_builds FOLDER`` works below FOLDER and prints JSON: a list of
:class:`Trial`. It is a program of its own, since it forks: modules are loaded once, and a build
then takes a second. Two states of the publication alternate, so that each build replaces the site
of the other state. What breaks a build is outside it: signals, limits, modes and disks, and audit
hooks (PEP 578), which see each system call of Python and may refuse it.
"""

import contextlib
import errno
import json
import os
import resource
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

from build_tools.build import build
from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.publication.project import Project
from build_tools.system.progress import Progress
from build_tools.website.integrity import MANIFEST, compare_with_manifest, file_hashes
from build_tools.website.render import RENDERERS, Renderer
from tests.support.children import no_exchange, obey_modes
from tests.support.publications import tiny

PLAIN = "tests.support.plain_renderer"
RENDERERS["plain"] = Renderer((PLAIN, "render"))
RENDERERS["waiting"] = Renderer((PLAIN, "wait"))
RENDERERS["dying"] = Renderer((PLAIN, "die-hant"))
STATES = ("first", "second")
CHANGES = {
    *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate"),
    *("shutil.copyfile", "shutil.rmtree", "subprocess.Popen", "ctypes.dlsym"),
}
"""Audit events of steps that change something; ``open`` where it is for writing, ``ctypes.dlsym``
where it looks up the swap of two folders."""
NEED_ROOM = {"open", "os.mkdir"}
SPREAD = 8
"""How many steps are chosen at even distances, besides the first of each kind in each stage."""


@dataclass
class Trial:
    """A build that was broken, and what was wrong afterwards."""

    what: str
    stage: str = ""
    event: str = ""
    status: int = 0
    printed: list[str] = field(default_factory=list)
    """By the broken build, or, where that was killed, by the next."""
    wrong: list[str] = field(default_factory=list)


@dataclass
class World:
    """The publication that is built again and again, and what it is when nothing breaks."""

    project: Project
    state: str = STATES[0]
    sites: dict[str, dict[str, str]] = field(default_factory=dict)
    """The hashes of each state's site."""
    trees: dict[str, set[str]] = field(default_factory=dict)
    """All paths of the project's folder after each state was built."""

    @property
    def other(self) -> str:
        return STATES[self.state == STATES[0]]

    @property
    def terms(self) -> Path:
        return self.project.data / "glossary" / "economy.yml"

    def turn(self) -> None:
        """Edit the publication: from one state to the other."""
        self.state = self.other
        self.write_pages()

    def write_pages(self) -> None:
        """Each state has a page that the other lacks, so both take as many steps to build."""
        for language in ("zh", "en"):
            folder = self.project.handwritten / language
            (folder / f"{self.other}.md").unlink(missing_ok=True)
            (folder / f"{self.state}.md").write_text("# More\n\nText.\n", "utf-8")


def quiet_build(
    world: World, renderer: str = "plain", say: Callable[[str], None] = lambda text: None
) -> None:
    build(world.project, Problems(), Progress(say), RENDERERS[renderer])


def command(world: World, renderer: str = "plain") -> int:
    return main(["--root", str(world.project.root), "site", "--quiet", "--renderer", renderer])


# A build in a child process.


def start(act: Callable[[], object]) -> tuple[int, int]:
    """Do ``act`` in a child process: its id, and where to read its standard error."""
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


def finish(child: int, reading: int) -> tuple[int, list[str]]:
    """The exit status of a child process, once it has ended, and the lines it printed."""
    with open(reading, encoding="utf-8") as pipe:
        printed = pipe.read().splitlines()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), printed


def in_child(act: Callable[[], object]) -> tuple[int, list[str]]:
    return finish(*start(act))


@dataclass
class Steps:
    """Counts the steps of a build that change something; acts at each from number ``at`` on."""

    at: int
    act: Callable[[str, tuple[Any, ...]], None]
    stage: str = "start"
    seen: list[tuple[str, str]] = field(default_factory=list)
    """The stage and the kind of each step."""
    process: int = 0
    """The process whose steps count, not those of its forks; 0 for all."""

    def watch_this_process(self) -> None:
        self.process = os.getpid()
        sys.addaudithook(self.hook)

    def say(self, text: str) -> None:
        if text.endswith("…"):
            self.stage = text.split(maxsplit=1)[0]

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in CHANGES or self.process not in (0, os.getpid()):
            return
        if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        if event == "ctypes.dlsym" and arguments[1] != "renameat2":
            return
        self.seen.append((self.stage, event))
        if self.at and len(self.seen) >= self.at:
            self.act(event, arguments)


# What must hold afterwards.


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def check_site(world: World, site: Path, *states: str) -> list[str]:
    """What is wrong with a site that must be that of one of ``states``."""
    found = file_hashes(site)
    different = [set(found.items()) ^ set(world.sites[state].items()) for state in states]
    if all(different):
        paths = sorted({path for path, _ in min(different, key=len)})
        return [f"{site.name} is not the {' or '.join(states)} site: {paths[:5]}"]
    return (
        []
        if compare_with_manifest(site).is_whole
        else [f"{site.name} is not what its manifest lists"]
    )


def build_again(
    world: World, act: Callable[[], object] | None = None
) -> tuple[list[str], list[str]]:
    """Build without trouble: the right site, and nothing else, must result.

    What is wrong, and what the build printed.
    """
    status, printed = in_child(act or (lambda: quiet_build(world)))
    wrong = [f"the next build ended with {status}: {printed}"] if status else []
    wrong += check_site(world, world.project.site, world.state)
    more = tree(world.project.root) ^ world.trees[world.state]
    return wrong + ([f"left or lost: {sorted(more)[:5]}"] if more else []), printed


def trial(world: World, what: str, act: Callable[[], object]) -> Trial:
    """A broken build that must leave the other state's site, and the build after it."""
    status, printed = in_child(act)
    wrong = check_site(world, world.project.site, world.other)
    return Trial(what, status=status, printed=printed, wrong=wrong + build_again(world)[0])


# Kills.


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill(world: World, at: int, can_swap: bool = True) -> Trial:
    """Kill a build at its step number ``at``, look at the site, and build again."""
    world.turn()

    def report_and_die(*_: object) -> None:
        os.write(2, " ".join(steps.seen[-1]).encode())
        die()

    steps = Steps(at, report_and_die)

    def act() -> None:
        if not can_swap:
            sys.addaudithook(no_exchange)
        steps.watch_this_process()
        quiet_build(world, say=steps.say)

    status, printed = in_child(act)
    what = "killed" if can_swap else "killed, where folders cannot be swapped"
    if status != -signal.SIGKILL:
        return Trial(what, status=status, printed=printed, wrong=[f"not killed at step {at}"])
    stage, event = printed[-1].split(" ")
    site, aside = world.project.site, world.project.build / "site-old"
    if site.exists() or can_swap:
        wrong = check_site(world, site, *STATES)
    else:
        wrong = check_site(world, aside, world.other)
    wrong_after, printed = build_again(world)
    return Trial(what, stage, event, status, printed, wrong + wrong_after)


def kill_in_a_write(world: World, size: int) -> Trial:
    """The system kills a build when a file grows over ``size`` bytes: half of it is written."""
    world.turn()

    def act() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        quiet_build(world)

    done = trial(world, f"killed in a write at {size} bytes", act)
    if done.status != -signal.SIGXFSZ:
        done.wrong.append("not killed")
    return done


def all_steps(world: World) -> list[tuple[str, str]]:
    """The stage and kind of every step of a build."""
    world.turn()
    steps, at = Steps(0, die), world.project.root.parent / "steps.json"

    def act() -> None:
        steps.watch_this_process()
        quiet_build(world, say=steps.say)
        seen = list(steps.seen)
        at.write_text(json.dumps(seen), "utf-8")

    wrong, _ = build_again(world, act)
    assert not wrong, wrong
    return [(stage, event) for stage, event in json.loads(at.read_text("utf-8"))]


def choose(seen: Sequence[tuple[str, str]]) -> list[int]:
    """Steps to break a build at: the first of each kind in each stage, the last ones of those where
    the site is replaced, and others at even distances."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for number, step in enumerate(seen, 1):
        kinds.setdefault(step, []).append(number)
    ends = {numbers[0] for numbers in kinds.values()}
    ends |= {numbers[-1] for (stage, _), numbers in kinds.items() if stage == "publish"}
    return sorted(ends | {1 + i * (len(seen) - 1) // SPREAD for i in range(SPREAD)})


def kills(world: World, seen: Sequence[tuple[str, str]]) -> Iterator[Trial]:
    for at in choose(seen):
        yield kill(world, at)
    # Two renames instead of the swap: before each, between them, and while the old site goes.
    swap = seen.index(("publish", "ctypes.dlsym")) + 1
    for at in range(swap, swap + 4):
        yield kill(world, at, can_swap=False)
    archive = max(
        (world.project.site / "downloads").iterdir(), key=lambda path: path.stat().st_size
    )
    for size in (100, archive.stat().st_size // 2):
        yield kill_in_a_write(world, size)


def renderers_of(world: World) -> list[str]:
    """The renderers that work for the project now."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes().decode().split("\0")
            if PLAIN in words and any(str(world.project.root) in word for word in words):
                found.append(folder.name)
    return found


def wait_for(ready: Callable[[], bool]) -> bool:
    """Whether ``ready`` becomes true within two minutes."""
    end = time.monotonic() + 120
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def kill_while_rendering(world: World) -> Trial:
    """The renderers end with their build, so the next build need not wait for them."""
    world.turn()
    child, reading = start(lambda: quiet_build(world, "waiting"))
    wrong = [] if wait_for(lambda: len(renderers_of(world)) == 1) else ["nothing rendered"]
    os.kill(child, signal.SIGKILL)
    status, _ = finish(child, reading)
    wrong += [] if wait_for(lambda: not renderers_of(world)) else ["a renderer still runs"]
    wrong += check_site(world, world.project.site, world.other)
    wrong_after, printed = build_again(world)
    return Trial("killed while rendering", "render", "", status, printed, wrong + wrong_after)


def kill_a_renderer(world: World) -> Trial:
    """The build reports it and publishes nothing."""
    world.turn()
    return trial(world, "one renderer killed", lambda: command(world, "dying"))


def bad_data_after_a_kill(world: World) -> Trial:
    """A build dies between its two renames, and the next finds a mistake: the site comes back."""
    good = world.terms.read_text("utf-8")
    world.project.site.rename(world.project.build / "site-old")
    world.terms.write_text("- nonsense", "utf-8")
    status, printed = in_child(lambda: command(world))
    world.terms.write_text(good, "utf-8")
    wrong = check_site(world, world.project.site, world.state)
    return Trial("bad data after a kill", status=status, printed=printed, wrong=wrong)


def two_at_once(world: World) -> Trial:
    """A second build starts in the middle of the first."""
    world.turn()
    here, there = os.pipe()

    def pause(*_: object) -> None:
        steps.at = 0
        os.write(2, b"paused\n")
        os.read(here, 1)

    steps = Steps(100, pause)

    def act() -> int:
        steps.watch_this_process()
        return command(world)

    first, reading = start(act)
    os.read(reading, 7)
    second, other = start(lambda: command(world))
    printed = os.read(other, 1000).decode()
    os.write(there, b"go")
    statuses = [finish(first, reading)[0], finish(second, other)[0]]
    wrong = [f"ended with {statuses}"] if any(statuses) else []
    wrong += [] if f"process {first}" in printed else ["the second does not say whom it waits for"]
    wrong += build_again(world)[0]
    return Trial("two at once", printed=printed.splitlines(), wrong=wrong)


def changed_meanwhile(world: World) -> Trial:
    """Another program writes into a page of the new site when the build lists the files."""
    world.turn()
    new = world.project.build / "site-new"

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and str(arguments[0]) == str(new / MANIFEST) and arguments[2]:
            subprocess.run(["truncate", "--size=1", new / "index.html"], check=True)

    def act() -> int:
        sys.addaudithook(hook)
        return command(world)

    return trial(world, "a file changed meanwhile", act)


# Refusals.


def refusing(world: World, number: int, at: int, events: set[str], what: str) -> Trial:
    """The system answers each of ``events`` with the error ``number``, from step ``at`` on."""
    world.turn()

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in events:
            raise OSError(number, os.strerror(number), *map(str, arguments[:1]))

    def act() -> int:
        sys.addaudithook(Steps(at, refuse).hook)
        return command(world)

    return trial(world, what, act)


def no_room_afterwards(world: World, at: int) -> Trial:
    """The disk is full when all is published and the build writes down what it was made from."""
    world.turn()

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event == "open":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def act() -> int:
        sys.addaudithook(Steps(at, refuse).hook)
        return command(world)

    status, printed = in_child(act)
    wrong = check_site(world, world.project.site, world.state) + build_again(world)[0]
    return Trial("no room after publishing", status=status, printed=printed, wrong=wrong)


def within(
    world: World, what: str, trouble: AbstractContextManager[None], renderer: str = "plain"
) -> Trial:
    """A build during the trouble, and one after it."""
    world.turn()
    with trouble:
        status, printed = in_child(lambda: command(world, renderer))
        wrong = check_site(world, world.project.site, world.other)
    return Trial(what, status=status, printed=printed, wrong=wrong + build_again(world)[0])


@contextlib.contextmanager
def full_disk(world: World, room: float) -> Iterator[None]:
    """Fill the disk, but for ``room`` times the size of the site."""
    size = sum(path.stat().st_blocks * 512 for path in world.project.site.rglob("*"))
    ballast = world.project.root.parent / "ballast"
    with ballast.open("wb") as file:
        free = shutil.disk_usage(ballast.parent).free
        os.posix_fallocate(file.fileno(), 0, free - int(room * size))
    yield
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
    """A file where the build has its folder."""
    aside = path.with_name("aside")
    path.rename(aside)
    path.touch()
    yield
    path.unlink()
    aside.rename(path)


def refusals(world: World, seen: Sequence[tuple[str, str]], own_disk: bool) -> Iterator[Trial]:
    project = world.project
    publishing = next(i for i, step in enumerate(seen, 1) if step[0] == "publish")
    opens = [number for number, (_, event) in enumerate(seen[:publishing], 1) if event == "open"]
    for at in (1, opens[len(opens) // 3], opens[2 * len(opens) // 3], opens[-1]):
        yield refusing(world, errno.ENOSPC, at, NEED_ROOM, "the system has no room")
    yield no_room_afterwards(world, max(i for i, step in enumerate(seen, 1) if step[1] == "open"))
    changes = CHANGES - {"subprocess.Popen", "ctypes.dlsym"}
    for at in (1, len(seen) // 3, publishing):
        yield refusing(world, errno.EROFS, at, changes, "the system is read-only")
    yield within(world, "a file in the way", in_the_way(project.staged))
    if own_disk:
        disk = project.root.parent
        for room in (0, 0.2, 0.6, 0.9):
            yield within(world, "full disk", full_disk(world, room))
        yield within(world, "full disk for the renderer", full_disk(world, 0.9), "mkdocs")
        yield within(world, "read-only disk", read_only(disk))
    obey_modes()
    staged = [project.staged, *(path for path in project.staged.rglob("*") if path.is_dir())]
    yield within(world, "no right to write in build/", locked(project.build))
    yield within(world, "no right to write in build/docs/", locked(*staged))
    yield within(world, "no right to replace site/", locked(project.root))


def run(folder: Path) -> list[Trial]:
    """All trials, below ``folder``."""
    own_disk = os.environ.get("OWN_DISK") == "1"
    os.umask(0o077)  # so that publishing has modes to set
    if own_disk:
        options = ["-t", "tmpfs", "-o", "size=64m,mode=755", "tmpfs"]
        subprocess.run(["mount", *options, folder], check=True)
    world = World(tiny.project(folder / "project"))
    world.write_pages()
    for _ in (*STATES, "again"):
        # In a child, as all builds here: Typst has threads, which a fork would lose.
        status, printed = in_child(lambda: quiet_build(world))
        assert not status, printed
        world.sites[world.state] = file_hashes(world.project.site)
        world.trees[world.state] = tree(world.project.root)
        world.turn()
    world.turn()
    seen = all_steps(world)
    done = [*kills(world, seen), kill_while_rendering(world), kill_a_renderer(world)]
    done += [bad_data_after_a_kill(world), two_at_once(world), changed_meanwhile(world)]
    return [*done, *refusals(world, seen, own_disk)]


if __name__ == "__main__":
    json.dump([asdict(done) for done in run(Path(sys.argv[1]))], sys.stdout)
