"""The workflows: valid, with least permissions, pinned, and calling only what exists."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cases import read_cases
from tests.support.paths import GITHUB, ROOT
from tests.support.schemas import assert_fits

FILES = sorted((GITHUB / "workflows").glob("*"))
RULES = read_cases("workflows.yml")
LOCAL = re.compile(r"\./\.github/workflows/(publication-\w+\.yml)")
PINNED = re.compile(r"^\s*(?:- )?uses: ([\w-]+/[\w-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)

# GitHub reads YAML 1.2, where `on` is a word; PyYAML reads 1.1, where it is true.
ON = True


def load(file: Path) -> dict[Any, Any]:
    content = yaml.safe_load(file.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in FILES:
        for name, job in load(file)["jobs"].items():
            yield f"{file.name} {name}", job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in jobs():
        for number, step in enumerate(job.get("steps", ()), start=1):
            yield f"{name} step {number}", step


JOBS = dict(jobs())
STEPS = dict(steps())
each_job = pytest.mark.parametrize("job", JOBS)
each_file = pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)


def needed(workflow: dict[Any, Any]) -> dict[str, str]:
    """What all jobs of a workflow need together: who calls it must give that, and no more."""
    found: dict[str, str] = {}
    for job in workflow["jobs"].values():
        for name, level in job["permissions"].items():
            found[name] = max(level, found.get(name, ""))  # "write" comes after "read"
    return found


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("zizmor"))
    command = [program, "--offline", "--no-progress", "--persona", "pedantic", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(GITHUB)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    """That it finds nothing says something only if it looks."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    text = (GITHUB / "workflows" / "ci.yml").read_text("utf-8")
    (folder / "ci.yml").write_text(text.replace("persist-credentials: false", "fetch-tags: true"))
    assert "artipacked" in zizmor(tmp_path / ".github").stdout


def test_workflows_fit_the_schema() -> None:
    assert_fits("vendor.github-workflows", *FILES)


def test_dependabot_fits_the_schema() -> None:
    assert_fits("vendor.dependabot", GITHUB / "dependabot.yml")


def test_dependabot_covers_every_lock_in_groups() -> None:
    updates = load(GITHUB / "dependabot.yml")["updates"]
    found = {(u["package-ecosystem"], u["directory"]) for u in updates}
    assert found == {("pip", "/"), ("github-actions", "/"), ("npm", "/tests/node")}
    assert all(u["groups"] for u in updates)


@each_file
def test_actions_are_known_and_pinned(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        if re.match(r"\s*(- )?uses: (?!\./)", line):
            pinned = PINNED.match(line)
            assert pinned, f"not pinned by commit with its version beside it: {line.strip()}"
            assert pinned[1] in RULES["actions"], f"{pinned[1]} is not in cases/workflows.yml"


def test_each_action_has_one_commit() -> None:
    pins: dict[str, set[tuple[str, str]]] = {}
    for file in FILES:
        for line in file.read_text("utf-8").splitlines():
            if found := PINNED.match(line):
                pins.setdefault(found[1], set()).add((found[2], found[3]))
    assert {action: pin for action, pin in pins.items() if len(pin) > 1} == {}
    assert set(pins) == set(RULES["actions"]), "cases/workflows.yml lists an action no one uses"


@each_file
def test_nothing_is_allowed_by_default(file: Path) -> None:
    workflow = load(file)
    assert workflow["permissions"] == {}
    assert sorted(workflow[ON]) == sorted(RULES["events"][file.name])
    is_called = "workflow_call" in workflow[ON]
    # A group of the called one would wait for the same group of its caller.
    assert ("concurrency" in workflow) != is_called
    if any("steps" in job for job in workflow["jobs"].values()):
        # The shell that stops a pipe at its first failure.
        assert workflow["defaults"]["run"]["shell"] == "bash"


@each_job
def test_job_has_least_permissions(job: str) -> None:
    if called := JOBS[job].get("uses"):
        name = LOCAL.fullmatch(called)
        assert name, called
        assert JOBS[job]["permissions"] == needed(load(GITHUB / "workflows" / name[1]))
        return
    expected = RULES["permissions"].get(job, {"contents": "read"})
    assert JOBS[job]["permissions"] == expected
    assert JOBS[job]["timeout-minutes"] <= 30
    runner = JOBS[job]["runs-on"]
    in_turn = JOBS[job]["strategy"]["matrix"]["system"] if "matrix.system" in runner else [runner]
    for name in in_turn:
        named = r"ubuntu-\d\d\.04|windows-20\d\d|macos-\d\d"
        assert re.fullmatch(named, name), "a runner of a named version"


@each_job
def test_who_may_write_runs_nothing_of_this_repository(job: str) -> None:
    if "uses" in JOBS[job] or "write" not in JOBS[job]["permissions"].values():
        return
    for step in JOBS[job]["steps"]:
        assert not step.get("uses", "").startswith("actions/checkout@")
        assert not re.search(r"\b(make|python|pip|npm)\b", step.get("run", ""))


@pytest.mark.parametrize("step", STEPS)
def test_step(step: str) -> None:
    given = STEPS[step]
    assert not EXPRESSION.search(given.get("run", "")), "hand expressions on through env"
    if given.get("uses", "").startswith("actions/checkout@"):
        assert given["with"]["persist-credentials"] is False


@each_file
def test_no_secrets(file: Path) -> None:
    """The job's own token is enough for everything."""
    assert not any("secrets" in found for found in EXPRESSION.findall(file.read_text("utf-8")))


def commands(text: str) -> Iterator[list[str]]:
    """The commands of a script that call make or the generator, as words."""
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        for number, word in enumerate(words):
            if word == "make" or words[number : number + 2] == ["-m", "build_tools"]:
                end = next((i for i, w in enumerate(words) if w.startswith((">", "|"))), len(words))
                yield words[number:end]
                break


CALLS = [
    pytest.param(command, id=f"{step}: {' '.join(command)}")
    for step, given in STEPS.items()
    for command in commands(given.get("run", ""))
]


@pytest.mark.parametrize("command", CALLS)
def test_what_a_step_calls_exists(command: list[str]) -> None:
    if command[0] == "make":
        makefile = (ROOT / "Makefile").read_text("utf-8")
        assert all(re.search(rf"^{t}:", makefile, re.MULTILINE) for t in command[1:])
    else:
        from build_tools.cli import parser

        parser().parse_args([word for word in command[2:] if word != "$@"])


@pytest.mark.parametrize("name", ["publication-pages.yml", "publication-release.yml"])
def test_the_site_is_built_for_the_address_that_pages_has(name: str) -> None:
    """Under a sub-path or on a domain of its own: the repository's settings alone know which."""
    steps_of = load(GITHUB / "workflows" / name)["jobs"]["build"]["steps"]
    (asks,) = (s for s in steps_of if s.get("uses", "").startswith("actions/configure-pages@"))
    (builds,) = (s for s in steps_of if s.get("run") == "make site")
    assert builds["env"] == {"SITE_URL": f"${{{{ steps.{asks['id']}.outputs.base_url }}}}"}
    assert steps_of.index(asks) < steps_of.index(builds)


def test_ci_runs_the_readme_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[-1] == "make test"
