"""The wheel works by itself: installed into an empty environment, far from any checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools import __version__

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "build_tools"
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


@dataclass(frozen=True)
class Installed:
    """An environment that has the generator from its wheel."""

    folder: Path
    wheel: Path

    def run(self, program: str, *arguments: str | Path) -> str:
        """What a program of the environment prints. It must succeed."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
        }
        done = subprocess.run(
            [self.folder / "bin" / program, *arguments],
            cwd=self.folder.parent,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, built and installed without a network.

    The new environment finds the packages that the generator needs in the environment of the
    tests. A file of paths leads there; it does not lead on to what is installed there as editable.
    """
    wheels = tmp_path_factory.mktemp("wheels")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels]
    subprocess.run([*pip, *build, ROOT], check=True, cwd=wheels)
    (wheel,) = wheels.iterdir()
    folder = tmp_path_factory.mktemp("outside") / "environment"
    venv.create(folder, symlinks=True)
    packages = sysconfig.get_path("purelib", "venv", {"base": str(folder)})
    found = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    Path(packages, "dependencies.pth").write_text("\n".join(sorted(found)) + "\n", "utf-8")
    python = folder / "bin" / "python"
    install = ["--python", python, "install", "--no-index", "--no-deps", wheel]
    subprocess.run([*pip, *install], check=True, cwd=wheels)
    return Installed(folder, wheel)


def test_the_wheel_holds_all_files_of_the_package(installed: Installed) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(installed.wheel) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == files


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


def test_a_new_publication_becomes_a_verified_site(installed: Installed) -> None:
    folder = installed.folder.parent / "publication"
    text = installed.folder.parent / "report.txt"
    text.write_text(REPORT, "utf-8")
    program = "bilingual-publication"
    assert "part 2020, plan" in installed.run(program, "new", folder, text)
    installed.run(program, "--root", folder, "check")
    site = Path(installed.run(program, "--root", folder, "site", "--quiet"))
    assert "as published" in installed.run(program, "verify", site)
    page = (site / "report" / "2020.html").read_text("utf-8")
    assert "新建学校1所" in page
    assert "../assets/css/publication.css" in page
    assert (site / "en" / "index.html").is_file()

    # Plain MkDocs, which does not know the generator but by the hook that `new` wrote.
    configuration = folder / "mkdocs.yml"
    installed.run("python", "-m", "mkdocs", "build", "--quiet", "--config-file", configuration)
    preview = (folder / "build" / "preview" / "report" / "2020.html").read_text("utf-8")
    assert '<html lang="zh-Hans"' in preview
    assert "新建学校1所" in preview
    assert "../assets/css/publication.css" in preview
