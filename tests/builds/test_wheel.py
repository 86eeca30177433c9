"""The wheel works by itself, far from any checkout: a publisher needs nothing else.

What is run here is what a publisher runs: ``new``, git, the targets of the publication's Makefile,
and the commands of the workflows that it calls. pip finds everything installed already.
"""

import hashlib
import re
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from build_tools import __version__
from build_tools.scaffold import repository
from tests.support.paths import PACKAGE, ROOT
from tests.support.schemas import assert_fits
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
SHIPPED = "build_tools/scaffold/shipped/"
"""What publications get of the generator's repository; the checkout has it elsewhere."""


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
        added = {name for name in packed if name.startswith(SHIPPED)}
        shipped = {name.removeprefix(SHIPPED): wheel.read(name) for name in added}
    assert packed - added == {f"build_tools/{name}" for name in files}
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, check=True)
    assert shipped.pop("commit.txt") == head.stdout
    assert {*shipped} == {
        *("CONTRIBUTING.md", "requirements.txt"),
        *(f"{repository.WORKFLOWS}/{name}" for name in repository.CALLED),
    }
    for name, content in shipped.items():
        assert content == (ROOT / name).read_bytes()


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
    assert_fits("vendor.citation-file-format", ROOT / "CITATION.cff")


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


def new(installed: Installed, name: str, text: str, *more: str) -> Publisher:
    folder = installed.folder.parent / name
    source = folder.with_suffix(".txt")
    source.write_text(text, "utf-8")
    said = installed.run("bilingual-publication", "new", folder, source, *more)
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
    return new(installed, "yunchuan", REPORT, "--editions", "hans,en")


def test_new_says_what_remains(publisher: Publisher) -> None:
    assert "part 2020, plan" in publisher.said
    assert "Settings > Pages > Source" in publisher.said
    order = [publisher.said.index(word) for word in ("git -C", " site ", "`repository`", "Push it")]
    assert order == sorted(order)


def test_a_publication_has_its_generator_from_where_new_had_it(built: "Built") -> None:
    """The wheel, by its hash, and workflows that depend on no one; or what its publisher names."""
    first, second = built.first.root, built.second.root
    wheel = built.first.installed.wheel
    assert (first / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
    for root, pin in (
        (first, f"./wheels/{wheel.name} --hash=sha256:{sha256}"),
        (second, f"bilingual-publication=={__version__}"),
    ):
        assert (root / "requirements.txt").read_text("utf-8").splitlines()[-1] == pin
    with zipfile.ZipFile(wheel) as files:
        commit = files.read(f"{SHIPPED}commit.txt").decode().strip()
    called = (second / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    assert f"owner/generator/.github/workflows/publication-pages.yml@{commit} # v" in called


@dataclass(frozen=True)
class Built:
    """Two publications that were built at once, each in a clone with the line ends of Windows."""

    first: Publisher
    second: Publisher
    outputs: Path
    """Where the workflows of the first wrote what they hand on."""


@pytest.fixture(scope="module")
def built(publisher: Publisher, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The first by the commands of its workflows, the second by ``make``."""
    given = ["--install", "{name}=={version}", "--generator", "https://github.com/owner/generator"]
    given += ["--editions", "hans", "--licence", "CC0-1.0"]
    second = new(publisher.installed, "linpu", OTHER, *given)
    publisher.make(publisher.clone, "setup")  # one environment for both
    outputs = tmp_path_factory.mktemp("outputs")
    with ThreadPoolExecutor() as both:
        workflows = both.submit(run_workflows, publisher, outputs)
        second.make(second.clone, "site")
        workflows.result()
    return Built(publisher, second, outputs)


def run_workflows(publisher: Publisher, outputs: Path) -> None:
    """Run the commands of a pull request, of the main branch and of a tag, one after the other.

    A command that has run in the clone is not run again: nothing has changed since.
    """
    root = publisher.clone
    publisher.git(root, "commit", "--quiet", "--allow-empty", "--message", "Another")
    environment = clean(
        GITHUB_EVENT_NAME="pull_request",
        GITHUB_OUTPUT=str(outputs / "output"),
        GITHUB_STEP_SUMMARY=str(outputs / "summary"),
        RUNNER_TEMP=str(outputs),
        SITE_URL="https://owner.github.io/yunchuan",
    )
    commands: list[str] = []
    for name in ("check", "pages", "release"):
        file = root / repository.WORKFLOWS / f"publication-{name}.yml"
        job = next(iter(yaml.safe_load(file.read_text("utf-8"))["jobs"].values()))
        commands += [step["run"] for step in job["steps"] if "run" in step]
    for command in dict.fromkeys(commands):
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        publisher.installed.call([*shell], root, environment)


def test_two_publications_side_by_side_become_verified_sites(built: Built) -> None:
    for one, school in ((built.first, "学校1所"), (built.second, "学校2所")):
        assert one.git(one.clone, "config", "core.autocrlf") == "true"
        assert "as published" in one.make(one.clone, "verify")
        page = (one.clone / "site" / "report" / "2020.html").read_text("utf-8")
        assert f"新建{school}" in page
        assert "../assets/css/publication.css" in page
        assert one.git(one.clone, "status", "--porcelain", "--", ":!dist") == ""
    source = next((built.first.clone / "data" / "source").iterdir())
    assert source.read_text("utf-8") == REPORT
    assert (built.first.clone / "site" / "en" / "index.html").is_file()
    assert not (built.second.clone / "site" / "en").exists()
    for file in ("LICENSE.md", "data/publication.yml", "site/index.html"):
        text = (built.second.clone / file).read_text("utf-8")
        assert "https://creativecommons.org/publicdomain/zero/1.0/" in text, file


def test_what_the_workflows_hand_on(built: Built) -> None:
    summary = (built.outputs / "summary").read_text("utf-8")
    assert "## What changed in the published text" in summary
    assert re.match("sha256=[0-9a-f]{64}\n", (built.outputs / "output").read_text("utf-8"))
    names = {path.suffix for path in (built.first.clone / "dist").iterdir()}
    assert names == {".zip", ".epub", ".pdf", ".json", ""}
    page = (built.first.clone / "site" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://owner.github.io/yunchuan/' in page


def test_plain_mkdocs_knows_the_generator_by_the_hook_that_new_wrote(publisher: Publisher) -> None:
    build = ["-m", "mkdocs", "build", "--quiet"]
    publisher.installed.run("python", *build, cwd=publisher.root)
    preview = publisher.root / "build" / "preview" / "report" / "2020.html"
    assert '<html lang="zh-Hans"' in preview.read_text("utf-8")
    assert "新建学校1所" in preview.read_text("utf-8")
    assert "../assets/css/publication.css" in preview.read_text("utf-8")


def test_an_older_publication_is_upgraded(publisher: Publisher) -> None:
    """One of the first form, with a file of an older generator and one that its editor changed."""
    root = publisher.root
    data = root / "data" / "publication.yml"
    data.write_text(data.read_text("utf-8").replace("form: 2\n", ""), "utf-8")
    (root / ".github" / "workflows" / "pages.yml").write_text("old\n", "utf-8")
    shutil.rmtree(root / "schemas")
    (root / "README.md").write_text("# Ours\n", "utf-8")
    older = root / "wheels" / "bilingual_publication-0.1.0-py3-none-any.whl"
    older.write_bytes(b"")
    publisher.git(root, "add", "--all")
    publisher.git(root, "commit", "--quiet", "--message", "Older")
    said = publisher.installed.run("python", "-m", "build_tools", "upgrade", cwd=root)
    assert "data/publication.yml: form: 1 → 2" in said
    assert "pages.yml is written anew" in said
    assert f"wheels/{older.name} is removed" in said
    assert [path.name for path in older.parent.iterdir()] == [publisher.installed.wheel.name]
    assert (root / "schemas" / "publication.schema.json").is_file()
    assert (root / "README.md").read_text("utf-8") == "# Ours\n"
    publisher.make(root, "check")
