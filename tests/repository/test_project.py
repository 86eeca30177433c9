"""The project as a whole: locks, licences, and what the documents, make and --help call alike."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path, PurePath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from build_tools.website.archive import windows_problem
from tests.support.paths import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]
ENTRY = re.compile(
    r"([A-Za-z0-9._-]+)==(\S+)((?: ; [^\\]+)?) \\\n((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
)

# Written as patterns, so that this file does not hold what it looks for.
HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmmirror|yarnpkg\.com|deb\.debian|security\.debian"
    r"|--(?:extra-)?index-url|--find-links|\"resolved\": \"http"
)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project: what git has and what it would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    files = (ROOT / name for name in listed.decode().split("\0") if name)
    return tuple(sorted(file for file in files if file.is_file()))


def locked(name: str) -> dict[str, set[tuple[str, str]]]:
    """Package to its versions, each with the marker that it is for."""
    found: dict[str, set[tuple[str, str]]] = {}
    for entry in ENTRY.finditer(read(name)):
        found.setdefault(entry[1], set()).add((entry[2], entry[3].removeprefix(" ; ")))
    return found


def declared(extra: str | None = None) -> list[Requirement]:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_has_its_hashes(lock: str) -> None:
    assert ENTRY.sub("", read(lock)) == ""


def test_locks_have_what_is_declared() -> None:
    plain, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    for lock, requirements in ((plain, declared()), (dev, [*declared(), *declared("dev")])):
        for wanted in requirements:
            versions = {version for version, _ in lock.get(wanted.name.lower(), set())}
            assert versions, f"{wanted} is not locked: make lock"
            assert all(wanted.specifier.contains(version) for version in versions), str(wanted)


def test_the_two_locks_agree() -> None:
    plain, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: dev.get(name) for name in plain} == plain


NOT_IMPORTED = {"mkdocs-material"}
"""Packages whose files are read, and which no module imports."""


def test_the_generator_imports_what_is_declared_and_nothing_else() -> None:
    """At the top of a module only what `make site` installs; inside a function also the tests'."""
    provided = packages_distributions()
    runtime = {wanted.name.lower() for wanted in declared()}
    development = runtime | {wanted.name.lower() for wanted in declared("dev")}
    wrong = []
    imported: set[str] = set()
    for file in sorted((ROOT / "build_tools").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            allowed = runtime if node in tree.body else development
            for top in {name.partition(".")[0] for name in names}:
                if top == "build_tools" or top in sys.stdlib_module_names:
                    continue
                packages = {str(canonicalize_name(name)) for name in provided.get(top, [])}
                imported |= packages
                if not packages & allowed:
                    wrong.append(f"{file.relative_to(ROOT)} imports {top}")
    assert wrong == []
    assert runtime - imported == NOT_IMPORTED


def test_no_file_names_a_package_index() -> None:
    """Where packages come from is the machine's business, not the project's."""
    found = []
    for file in tracked():
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [f"{file.relative_to(ROOT)}: {hit[0]}" for hit in HOSTS.finditer(text)]
    assert [hit for hit in found if not hit.startswith("tests/repository/test_project.py")] == []


def test_licences() -> None:
    assert read("LICENSE").startswith("MIT License\n")
    assert "the project's developers" in read("LICENSE")
    data = read("data/LICENSE.md")
    for said in ("Article 5", "第五条", "CC BY 4.0", "not** an official translation"):
        assert said in data


def test_nothing_of_this_publication_is_in_the_generator() -> None:
    """Another city's report needs other data and no other program."""
    names = re.compile("changshu|suzhou|常熟|蘇州|苏州", re.IGNORECASE)
    found = [
        str(file.relative_to(ROOT))
        for file in tracked()
        if "build_tools" in file.relative_to(ROOT).parts[:1]
        and names.search(file.read_text("utf-8", errors="ignore"))
    ]
    assert found == []


def test_tests_of_the_engine_read_nothing_of_this_publication() -> None:
    """Whoever takes the generator without ``data/`` can run them."""
    own = {"DATA", "SITE", "ACCEPTANCE", "GOLDEN"}  # of tests.support.paths
    wrong = []
    for folder in ("unit", "cases", "builds", "robustness", "support"):
        for file in sorted((ROOT / "tests" / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if not isinstance(node, ast.ImportFrom):
                    continue
                module = node.module or ""
                names = {name.name for name in node.names}
                is_own = module.endswith("support.paths") and names & own
                if is_own or module.startswith(("tests.acceptance", "tests.browser")):
                    wrong.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


# What other systems need.


def test_every_system_can_check_the_files_out() -> None:
    """Windows and macOS take names that differ only in case for one."""
    names = [file.relative_to(ROOT).as_posix() for file in tracked()]
    folders = {parent.as_posix() for name in names for parent in PurePath(name).parents}
    for kind in (names, sorted(folders)):
        assert len({name.casefold() for name in kind}) == len(kind)
    assert [name for name in names if windows_problem(name)] == []


def test_only_one_module_forks() -> None:
    """It knows when that is safe: Windows has no fork, and macOS's is not safe."""
    files = set((ROOT / "build_tools").rglob("*.py")) - {ROOT / "build_tools/system/forks.py"}
    found = [
        f"{file.relative_to(ROOT)}: {hit[0]}"
        for file in sorted(files)
        for hit in re.finditer(
            r"\bos\.fork|\bmultiprocessing\b|ProcessPoolExecutor", file.read_text("utf-8")
        )
    ]
    assert found == []


# What make, the command line and the documents call by the same names.


def targets() -> set[str]:
    """The targets that `make help` lists."""
    return set(re.findall(r"^([a-z][a-z-]*):.*## ", read("Makefile"), re.MULTILINE))


@cache
def verbs() -> frozenset[str]:
    """The verbs that --help lists."""
    command = [sys.executable, "-m", "build_tools", "--help"]
    reported = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return frozenset(re.findall(r"^ {4}([a-z][a-z-]*)(?: {2,}|$)", reported, re.MULTILINE))


def test_make_help_lists_every_target() -> None:
    reported = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    listed = set(re.findall(r"^ *make ([a-z-]+) +\S", reported.stdout, re.MULTILINE))
    assert listed == targets()


def test_make_and_the_command_line_have_the_same_verbs() -> None:
    same = {"site", "serve", "check"}
    assert same <= targets()
    assert same <= verbs()


def test_make_calls_verbs_that_exist() -> None:
    called = re.findall(r"\$\(PY\) -m build_tools ([a-z-]+)", read("Makefile"))
    assert called
    assert set(called) <= verbs()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_only_what_exists(document: str) -> None:
    text = "\n".join(
        re.findall(r"`[^`\n]+`|^ {4}.*|```.*?```", read(document), re.MULTILINE | re.DOTALL)
    )
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", text)) <= targets()
    assert set(re.findall(r"-m build_tools ([a-z][a-z-]*)", text)) <= verbs()


def test_the_documents_name_every_command() -> None:
    text = "\n".join(map(read, DOCUMENTS))
    assert {t for t in targets() if f"make {t}" not in text} == set()
    unnamed = {v for v in verbs() if f"build_tools {v}" not in text and f"make {v}" not in text}
    assert unnamed == set()


@pytest.mark.parametrize("document", [*DOCUMENTS, "SECURITY.md", "data/LICENSE.md"])
def test_documents_link_only_to_files_that_exist(document: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", read(document))
    here = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in here if not ((ROOT / document).parent / link).exists()] == []


# The scripts that set a machine up.


def run_setup(**environ: str) -> subprocess.CompletedProcess[str]:
    script = ROOT / "tools" / "venv.sh"
    return subprocess.run(
        ["/bin/sh", script, "requirements.txt"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("#!/bin/sh\n[ $1 = --version ] && echo Python 3.9.2; exit 1\n", "python is Python 3.9.2"),
        (None, "there is no"),
    ],
)
def test_setup_says_that_python_is_too_old(
    tmp_path: Path, answer: str | None, message: str
) -> None:
    python = tmp_path / "python"
    if answer:
        python.write_text(answer)
        python.chmod(0o755)
    done = run_setup(PYTHON=str(python), VENV=str(tmp_path / "venv"))
    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr
    assert message in done.stderr
    assert not (tmp_path / "venv").exists()
