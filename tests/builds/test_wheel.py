"""The wheel works by itself, far from any checkout: a publisher needs nothing else.

What is run here is what a publisher runs: ``new``, git, the targets of the publication's Makefile,
and the commands of the workflows that it calls. pip finds everything installed already.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from build_tools import __version__
from tests.support.paths import GITHUB, PACKAGE, ROOT
from tests.support.wheel import Installed, clean, install

REPORT = """\
政府工作报告

2020年1月10日在云川市第三届人民代表大会第四次会议上

云川市市长　李明

各位代表：

现在，我代表市人民政府，向大会报告政府工作，请予审议。

一、2019年工作回顾

过去一年，全市经济稳步增长。地区生产总值达到120亿元，增长6%。

二、2020年工作安排

今年，地区生产总值增长6%左右。我们将改造老旧小区10个，新建学校1所。
"""
OTHER = REPORT.replace("云川", "临浦").replace("学校1所", "学校2所")
MADE = {"scaffold/commit.txt", "scaffold/requirements-lock.txt"}
"""What the wheel has and the checkout has not, or elsewhere."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(tmp_path_factory.mktemp("outside"))


def test_the_wheel_holds_all_files_of_the_package(installed: Installed) -> None:
    files = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(installed.wheel) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
        lock = wheel.read("build_tools/scaffold/requirements-lock.txt")
    assert packed == {f"build_tools/{name}" for name in files | MADE}
    assert lock == (ROOT / "requirements.txt").read_bytes()


def test_the_package_is_that_of_the_wheel(installed: Installed) -> None:
    where = installed.run("python", "-c", "import build_tools; print(build_tools.__file__)")
    assert Path(where).is_relative_to(installed.folder)


def test_everything_names_the_same_version(installed: Installed) -> None:
    said = f"bilingual-publication {__version__}"
    assert installed.run("bilingual-publication", "--version") == said
    assert installed.run("python", "-m", "build_tools", "--version") == said
    assert installed.wheel.name == f"bilingual_publication-{__version__}-py3-none-any.whl"
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## \[(\d.*?)\]", changes, re.MULTILINE)[0] == __version__


def test_the_citation_file_fits_its_schema() -> None:
    schema = ["--builtin-schema", "vendor.citation-file-format"]
    command = [sys.executable, "-m", "check_jsonschema", *schema, ROOT / "CITATION.cff"]
    subprocess.run(command, check=True)


@dataclass(frozen=True)
class Publisher:
    """A publication in a repository of its own, as it came from ``new``, and a clone of it."""

    installed: Installed
    root: Path
    clone: Path
    said: str

    def git(self, root: Path, *words: str) -> str:
        identity = ["-c", "user.name=Publisher", "-c", "user.email=publisher@example.org"]
        return self.installed.call(["git", *identity, *words], root)

    def make(self, root: Path, *targets: str) -> str:
        return self.installed.call(["make", *targets], root)


def new(installed: Installed, name: str, text: str) -> Publisher:
    folder = installed.folder.parent / name
    source = folder.with_suffix(".txt")
    source.write_text(text, "utf-8")
    given = ["--install", "{name}=={version}", "--generator", "https://github.com/owner/generator"]
    said = installed.run("bilingual-publication", "new", folder, source, *given)
    publisher = Publisher(installed, folder, folder.with_name(f"{name}-clone"), said)
    publisher.git(folder, "init", "--quiet", "--initial-branch=main")
    publisher.git(folder, "add", "--all")
    publisher.git(folder, "commit", "--quiet", "--message", "New")
    clone = ["clone", "--quiet", "--config", "core.autocrlf=true", folder, publisher.clone]
    publisher.git(folder.parent, *map(str, clone))
    for root in (folder, publisher.clone):
        (root / ".venv").symlink_to(installed.folder)
    return publisher


@pytest.fixture(scope="module")
def publisher(installed: Installed) -> Publisher:
    return new(installed, "yunchuan", REPORT)


def test_new_says_what_remains(publisher: Publisher) -> None:
    assert "part 2020, plan" in publisher.said
    assert "Settings > Pages > Source" in publisher.said
    pinned = (publisher.root / "requirements.txt").read_text("utf-8").splitlines()[-1]
    assert pinned == f"bilingual-publication=={__version__}"
    head = publisher.git(ROOT, "rev-parse", "HEAD")
    called = (publisher.root / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    assert f"owner/generator/.github/workflows/publication-pages.yml@{head} # v" in called


def test_two_publications_side_by_side_become_verified_sites(publisher: Publisher) -> None:
    """Each from a clone that git made with the line ends of Windows; both at once."""
    other = new(publisher.installed, "linpu", OTHER)
    assert publisher.git(publisher.clone, "config", "core.autocrlf") == "true"
    source = next((publisher.clone / "data" / "source").iterdir())
    assert source.read_text("utf-8") == REPORT
    publisher.make(publisher.clone, "setup")  # one environment for both
    clones = (publisher.clone, other.clone)
    with ThreadPoolExecutor() as both:
        list(both.map(lambda clone: publisher.make(clone, "site", "check", "ARGS="), clones))
    for clone, school in zip(clones, ("学校1所", "学校2所"), strict=True):
        assert "as published" in publisher.make(clone, "verify")
        page = (clone / "site" / "report" / "2020.html").read_text("utf-8")
        assert f"新建{school}" in page
        assert "../assets/css/publication.css" in page
        assert (clone / "site" / "en" / "index.html").is_file()
        assert publisher.git(clone, "status", "--porcelain") == "?? .venv"


def test_plain_mkdocs_knows_the_generator_by_the_hook_that_new_wrote(publisher: Publisher) -> None:
    build = ["-m", "mkdocs", "build", "--quiet"]
    publisher.installed.run("python", *build, cwd=publisher.root)
    preview = publisher.root / "build" / "preview" / "report" / "2020.html"
    assert '<html lang="zh-Hans"' in preview.read_text("utf-8")
    assert "新建学校1所" in preview.read_text("utf-8")
    assert "../assets/css/publication.css" in preview.read_text("utf-8")


def test_the_commands_of_the_workflows(publisher: Publisher, tmp_path: Path) -> None:
    """One after the other, as a pull request, the main branch and a tag run them."""
    root = publisher.clone
    publisher.git(root, "commit", "--quiet", "--allow-empty", "--message", "Another")
    outputs = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    environment = clean(
        GITHUB_EVENT_NAME="pull_request",
        RUNNER_TEMP=str(tmp_path),
        SITE_URL="https://owner.github.io/yunchuan",
        **{name: str(path) for name, path in outputs.items()},
    )
    for name in ("check", "pages", "release"):
        file = GITHUB / "workflows" / f"publication-{name}.yml"
        job = next(iter(yaml.safe_load(file.read_text("utf-8"))["jobs"].values()))
        for step in job["steps"]:
            if "run" in step:
                shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
                publisher.installed.call(shell, root, environment)
    assert "## What changed in the published text" in outputs["GITHUB_STEP_SUMMARY"].read_text()
    assert re.match("sha256=[0-9a-f]{64}\n", outputs["GITHUB_OUTPUT"].read_text())
    names = {path.suffix for path in (root / "dist").iterdir()}
    assert names == {".zip", ".epub", ".pdf", ".json", ""}
    page = (root / "site" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://owner.github.io/yunchuan/' in page


def test_an_older_publication_is_upgraded(publisher: Publisher) -> None:
    """One of the first form, with a file of an older generator and one that its editor changed."""
    root = publisher.root
    data = root / "data" / "publication.yml"
    data.write_text(data.read_text("utf-8").replace("form: 2\n", ""), "utf-8")
    (root / ".github" / "workflows" / "pages.yml").write_text("old\n", "utf-8")
    shutil.rmtree(root / "schemas")
    (root / "README.md").write_text("# Ours\n", "utf-8")
    publisher.git(root, "add", "--all", "--", ":!.venv")
    publisher.git(root, "commit", "--quiet", "--message", "Older")
    (root / ".git" / "info" / "exclude").write_text(".venv\n", "utf-8")
    said = publisher.installed.run("python", "-m", "build_tools", "upgrade", cwd=root)
    assert "data/publication.yml: form: 1 → 2" in said
    assert "pages.yml is written anew" in said
    assert (root / "schemas" / "publication.schema.json").is_file()
    assert (root / "README.md").read_text("utf-8") == "# Ours\n"
    publisher.make(root, "check")
