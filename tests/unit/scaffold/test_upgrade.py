"""An older publication, made from the tiny one, comes to the form and the files of today."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.cli import main, upgrade
from build_tools.records.data_form import FORM
from build_tools.scaffold.generator_install import Unavailable, tagged_version
from build_tools.scaffold.origin import Origin, running_generator
from build_tools.scaffold.repository import CALLED, WORKFLOWS, owned_by_generator
from build_tools.scaffold.upgrade import prepare
from tests.support.code_cases import check_data
from tests.support.publications import tiny

EDITORS = {
    "README.md": "# Ours\n",
    "docs/zh/own.md": "# 自\n",
    "docs/en/own.md": "# Own\n",
    "docs/assets/own.css": "",
}
LOOK = """\
# Ours.
{hook}site_name: Ours

theme:
  name: material
{theme}  palette: {{primary: teal}}

{css}{scripts}
markdown_extensions: [attr_list]
"""
OLD_LOOK = LOOK.format(
    hook="",
    theme="  custom_dir: build_tools/theme\n",
    css="extra_css: [assets/css/publication.css, assets/own.css, assets/css/charts.css]\n",
    scripts="extra_javascript:\n"
    "  - {path: assets/js/report.js, defer: true}\n"
    "  - path: assets/js/views.js\n"
    "    defer: true\n",
)
NEW_LOOK = LOOK.format(
    hook="hooks: [mkdocs_hook.py]\n",
    theme="",
    css="extra_css:\n- assets/own.css\n",
    scripts="",
)


def git(root: Path, *words: str) -> str:
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    command = ["git", "-C", str(root), *identity, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def older(root: Path) -> Path:
    """The tiny publication as the first generator would have it: form 1, no file of today's."""
    data = root / "data"
    shutil.copytree(tiny.data, data)
    path = data / "publication.yml"
    text = path.read_text("utf-8").replace(f"form: {FORM}\n", "\n")
    path.write_text(re.sub(r"^    years: .*\n", "", text, flags=re.MULTILINE), "utf-8")
    (root / "mkdocs.yml").write_text(OLD_LOOK, "utf-8")
    segments = {segment.id: segment.hans for segment in tiny.resolved().document.segments}
    for path in (data / "translation").glob("*.yml"):
        lines, id_ = [], ""
        for line in path.read_text("utf-8").splitlines():
            id_ = line.rstrip(":").strip('"') if line[:1].isalnum() else id_
            digest = hashlib.sha256(segments[id_].encode()).hexdigest()[:12]
            is_zh = line.startswith("  zh: ")
            lines.append(f'  zh: "{digest}"  # as translated' if is_zh else line)
        path.write_text("\n".join(lines) + "\n", "utf-8")
    for name, text in EDITORS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Older")
    return root


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = older(tmp_path_factory.mktemp("older"))
    assert [p.code.id for p in check_data(root / "data")] == ["REC020"]
    assert main(["--root", str(root), "upgrade"]) == 0
    return root


def test_the_data_has_the_form_of_today(upgraded: Path) -> None:
    assert list(map(str, check_data(upgraded / "data"))) == []
    for path in sorted((tiny.data / "translation").glob("*.yml")):
        there = (upgraded / "data" / "translation" / path.name).read_text("utf-8")
        assert there.count("  # as translated\n") == path.read_text("utf-8").count("\n  zh: ")
        bare = there.replace("  # as translated", "").partition("\n")[2]
        assert bare == path.read_text("utf-8")
    before = tiny.data / "publication.yml"
    there = (upgraded / "data" / "publication.yml").read_text("utf-8")
    assert sorted(set(before.read_text("utf-8").splitlines()) - set(there.splitlines())) == []


def test_a_report_compares_with_the_older_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the check of a pull request that upgrades: the base still has the older form."""
    base = older(tmp_path) / "data"
    assert main(["--root", str(tiny.folder), "report", "--base", str(base)]) == 0
    changed = capsys.readouterr().out.partition("### publication.yml")[2].partition("### ")[0]
    assert re.findall(r"^\| (\S+) \|", changed, re.MULTILINE)[2:] == [
        "parts.2021.years",
        "parts.2022.years",
    ]


def test_line_ends_of_windows_are_no_change(tmp_path: Path) -> None:
    root = older(tmp_path)
    for path in (root / "data").rglob("*.yml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    git(root, "commit", "--quiet", "--all", "--message", "Windows")
    assert main(["--root", str(root), "upgrade"]) == 0
    assert list(map(str, check_data(root / "data"))) == []
    for path in (root / "data" / "translation").glob("*.yml"):
        assert b"\r" not in path.read_bytes()
    links = (root / "data" / "tracker" / "links.yml").read_bytes()
    assert links.count(b"\n") == links.count(b"\r\n")


def test_only_what_the_generator_owns_is_written(upgraded: Path) -> None:
    changed = {
        line[3:] for line in git(upgraded, "status", "--porcelain", "-uall").splitlines()
    } - set(git(upgraded, "ls-files", "data").splitlines())
    owned = {*owned_by_generator(tiny.resolved().publication, running_generator())}
    changed.remove("mkdocs.yml")
    assert {path for path in changed if not path.startswith(("schemas/", ".vscode/"))} == owned
    for name, text in (*EDITORS.items(), ("mkdocs.yml", NEW_LOOK)):
        assert (upgraded / name).read_text("utf-8") == text


def test_what_nothing_uses_any_more_is_removed(upgraded: Path, tmp_path: Path) -> None:
    """The workflows and the wheel that a publication kept, once its generator has a repository."""
    root = shutil.copytree(upgraded, tmp_path / "kept")
    wheel = root / "wheels" / "bilingual_publication-0.2.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"")
    assert prepare(root, Origin("0.3.0")).removed == ()  # no other wheel is at hand
    moved = prepare(root, Origin("0.3.0", "https://github.com/owner/generator", "12ab" * 10))
    kept = [f"{WORKFLOWS}/{name}" for name in CALLED]
    assert [*moved.removed] == [*kept, f"wheels/{wheel.name}"]


def test_every_change_of_an_editors_file_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the first version wrote the parts: years as a text, and the role “back”."""
    root = older(tmp_path)
    path = root / "data" / "publication.yml"
    text = path.read_text("utf-8").replace("role: plan", "role: back\n    years: 2021–2025年")
    path.write_text(text, "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "As 0.1.0 had it")
    assert main(["--root", str(root), "upgrade", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [line.partition(": ")[2] for line in report["changes"] if "data/pub" in line] == [
        f"form: 1 → {FORM}",
        "part 2021: years: [2021]",
        "part 2022: role: back → other",
        "part 2022: years: 2021–2025年 → [2021, 2025]",
    ]
    assert [line for line in report["changes"] if "mkdocs.yml" in line] == [
        "mkdocs.yml:6: custom_dir is left out: the theme is the generator’s",
        "mkdocs.yml:9: extra_css without the generator’s files: "
        "assets/css/publication.css, assets/css/charts.css",
        "mkdocs.yml:10: extra_javascript without the generator’s files: "
        "assets/js/report.js, assets/js/views.js",
        "mkdocs.yml: hooks: mkdocs_hook.py, so that plain `mkdocs serve` works",
    ]
    assert "role: other\n    years: [2021, 2025]" in path.read_text("utf-8")


def test_it_has_nothing_more_to_do(upgraded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(upgraded, "add", "--all")
    git(upgraded, "commit", "--quiet", "--message", "Upgraded")
    assert main(["--root", str(upgraded), "upgrade"]) == 0
    assert git(upgraded, "status", "--porcelain") == ""
    assert "written anew" not in capsys.readouterr().out


def test_a_line_that_names_a_schema_is_listed(
    upgraded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = upgraded / "data" / "tracker" / "links.yml"
    before = path.read_text("utf-8")
    path.write_text(before.partition("\n")[2], "utf-8")
    git(upgraded, "add", "--all")
    git(upgraded, "commit", "--quiet", "--message", "Without the line")
    assert main(["--root", str(upgraded), "upgrade"]) == 0
    assert path.read_text("utf-8") == before
    assert "data/tracker/links.yml: its first line names its schema" in capsys.readouterr().out


def test_nothing_is_changed_where_git_could_not_undo_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(tiny.data, tmp_path / "data")
    upgrade = ["--root", str(tmp_path), "upgrade"]
    assert main(upgrade) == 1
    assert "is not a git repository" in capsys.readouterr().err
    git(tmp_path, "init", "--quiet")
    assert main(upgrade) == 1
    assert "1 file is not committed, such as data/" in capsys.readouterr().err
    assert main([*upgrade, "--dry-run"]) == 0
    assert "Makefile is written anew" in capsys.readouterr().out
    assert git(tmp_path, "status", "--porcelain") == "?? data/\n"


@pytest.mark.parametrize(
    ("file", "find", "replace", "message"),
    [
        ("publication.yml", "\ntitle:", "\nform: 9\ntitle:", "the data has form 9"),
        ("publication.yml", "\ntitle:", "\n[title:", "run `check`"),
        ("publication.yml", "script: hant", "script: klingon", "script"),
        ("translation/2021-1.yml", "  zh:", "  zh: [", "run `check`"),
    ],
)
def test_what_cannot_be_upgraded_stays(
    file: str,
    find: str,
    replace: str,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = older(tmp_path)
    path = root / "data" / file
    path.write_text(path.read_text("utf-8").replace(find, replace, 1), "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Broken")
    assert main(["--root", str(root), "upgrade"]) == 1
    assert message in capsys.readouterr().err
    assert git(root, "status", "--porcelain") == ""


def test_chinese_that_is_not_known_any_more_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = older(tmp_path)
    path = root / "data" / "translation" / "2021-1.yml"
    text = path.read_text("utf-8")
    hashed = re.search(r'zh: "([0-9a-f]{12})"', text)
    assert hashed
    path.write_text(text.replace(hashed[1], "0123456789ab"), "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Stale")
    assert main(["--root", str(root), "upgrade"]) == 0
    said = capsys.readouterr()
    assert "data/translation/2021-1.yml:2: its Chinese has changed" in said.out
    assert "TRN005" in said.err


def with_generator(root: Path, generator: str) -> Path:
    """The tiny publication, committed, with this under ``generator``."""
    shutil.copytree(tiny.data, root / "data")
    path = root / "data" / "publication.yml"
    text = re.sub(r"\ngenerator: .*", "", path.read_text("utf-8"))
    path.write_text(f"{text}\ngenerator: {generator}\n", "utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "New")
    return root


def test_a_version_that_the_repository_has_not(tmp_path: Path) -> None:
    tagged = tmp_path / "tagged"
    tagged.mkdir()
    git(tagged, "init", "--quiet")
    git(tagged, "commit", "--quiet", "--allow-empty", "--message", "First")
    for tag in ("v0.9.0", "v0.10.0", "v0.11.0-rc1", "other"):
        git(tagged, "tag", tag)
    assert tagged_version(str(tagged), "newest") == "0.10.0"
    assert tagged_version(str(tagged), "v0.9.0") == "v0.9.0"
    assert tagged_version(str(tagged), "v0.11.0-rc1") == "v0.11.0-rc1"
    with pytest.raises(Unavailable, match=r"has no version 9\.9\.9; its newest is 0\.10\.0"):
        tagged_version(str(tagged), "9.9.9")


@pytest.mark.parametrize(
    ("install", "why"),
    [
        ("./wheels/{version}.whl", "there is no file {root}/wheels/9.9.9.whl: download the wheel"),
        ("{name}=={version}", "pip says: Could not find a version that satisfies the requirement"),
    ],
)
def test_a_version_that_cannot_be_had_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    install: str,
    why: str,
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    root = with_generator(tmp_path, f'{{install: "{install}"}}')
    capfd.readouterr()
    assert main(["--root", str(root), "upgrade", "--to", "9.9.9"]) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("nothing was upgraded: " + why.format(root=root))


@pytest.mark.parametrize("child", ["build_tools", "platform"])
def test_another_version_prints_one_object(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    child: str,
) -> None:
    """The report of the version that is installed, or that it made none."""
    root = with_generator(tmp_path, "{install: '{name}=={version}'}")
    monkeypatch.setattr(upgrade, "install_generator", lambda *_: None)
    monkeypatch.setattr(upgrade, "UPGRADING", ("-m", child))
    capfd.readouterr()
    status = main(["--root", str(root), "upgrade", "--to", "1.0", "--dry-run", "--format", "json"])
    found = json.loads(capfd.readouterr().out)
    if child == "build_tools":
        assert status == 0
        assert found["written"] == []
        assert found["changes"] == []
    else:
        assert status != 0
        assert found["message"].startswith("version 1.0 is installed, and printed no JSON")
