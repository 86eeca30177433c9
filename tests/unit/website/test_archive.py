"""The site as one ZIP: always the same bytes, whole, and fit for every system."""

import datetime
import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.diagnostics import Problems
from build_tools.presentation.pages import downloads
from build_tools.publication.revision import Revision
from build_tools.records.editions import EDITIONS
from build_tools.website.archive import (
    SIT010,
    SIT011,
    SIT012,
    check_windows_paths,
    last_files,
    windows_problem,
)
from build_tools.website.policy import with_policy
from build_tools.website.site_check import check_site
from tests.support.cases import read_cases
from tests.support.publications import full

CASES = read_cases("website/windows_paths.yml")
REVISION = Revision("0123456789ab", datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.UTC))
URL = "https://report.example.org/a/place/"
NAME = "a-report.zip"


def codes(*paths: str) -> list[str]:
    problems = Problems()
    check_windows_paths(paths, problems)
    return [problem.code.id for problem in problems]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["path"]))
def test_windows_can_unpack(case: dict[str, str]) -> None:
    reason = windows_problem(case["path"])
    assert case["says"] in reason if "says" in case else reason == ""


def test_every_bad_path_is_told() -> None:
    assert codes("a/con", "b?", "fine.html") == [SIT010.id, SIT010.id]
    assert codes("en/x.html", "EN/y.html") == [SIT011.id]
    assert codes("straße", "STRASSE") == [SIT011.id]
    assert codes("x" * 200) == [SIT012.id]
    assert codes("a/x.html", "b/x.html", "a/b/x.html") == []


# A small site, finished and unpacked.


def assembled(folder: Path) -> Path:
    """A site of three editions as it is before its last files are made."""
    files = {"x-hans.pdf": b"%PDF", "x-en.epub": b"PK"}
    for edition in EDITIONS:
        at = folder / edition.folder
        at.mkdir(parents=True, exist_ok=True)
        page = downloads.page(full.resolved(), full.resolved().words(edition), files, REVISION)
        body = page.body.replace(downloads.archive_name(full.resolved()), NAME)
        (at / "downloads.html").write_text(f"<title>x</title>{body}", "utf-8")
        foot = "<p data-copy hidden></p>"
        (at / "index.html").write_text(f'<a href="downloads.html">x</a>{foot}', "utf-8")
        (at / "data.html").write_text(f"<title>x</title>{foot}", "utf-8")
        base = f"/a/place/{edition.folder}".rstrip("/")
        (at / "404.html").write_text(
            f'<a href="{base}/index.html">x</a>'
            f'<script id="__config" type="application/json">{{"base": "{base}/"}}</script>{foot}',
            "utf-8",
        )
    for path in folder.rglob("*.html"):
        path.write_text(with_policy(path.read_text("utf-8")), "utf-8")
    (folder / "downloads").mkdir()
    for name, content in files.items():
        (folder / "downloads" / name).write_bytes(content)
    (folder / "data").mkdir()
    return folder


def finish(folder: Path, problems: Problems) -> None:
    last = last_files(folder, full.resolved(), REVISION, URL, NAME, problems)
    for path, content in last.items():
        (folder / path).write_bytes(content)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = assembled(tmp_path_factory.mktemp("site"))
    problems = Problems()
    finish(folder, problems)
    assert list(problems) == []
    return folder


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    zipfile.ZipFile(site / "downloads" / NAME).extractall(folder)
    return folder


def listed(site: Path) -> Iterator[tuple[str, str]]:
    files = json.loads((site / "data/manifest.json").read_text("utf-8"))["files"]
    yield from files.items()


def test_both_homes_are_whole(site: Path, unpacked: Path) -> None:
    for home in (site, unpacked / "site"):
        there = {p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()}
        assert {path for path, _ in listed(home)} == there - {"data/manifest.json"}
        for path, sha256 in listed(home):
            assert hashlib.sha256((home / path).read_bytes()).hexdigest() == sha256, path


def test_every_link_resolves_in_both_homes(site: Path, unpacked: Path) -> None:
    for home in (site, unpacked / "site"):
        problems = Problems()
        check_site(home, problems, root="/a/place/")
        assert [str(problem) for problem in problems] == []


def test_the_archive_never_holds_an_archive(site: Path, unpacked: Path) -> None:
    assert not list(unpacked.rglob("*.zip"))
    before = (site / "downloads" / NAME).read_bytes()
    finish(site, Problems())
    assert (site / "downloads" / NAME).read_bytes() == before


def test_the_same_site_is_the_same_archive(site: Path, tmp_path: Path) -> None:
    again = assembled(tmp_path / "again")
    finish(again, Problems())
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        assert (again / path.relative_to(site)).read_bytes() == path.read_bytes()


def test_the_page_tells_the_archives_size_and_hash(site: Path) -> None:
    content = (site / "downloads" / NAME).read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    for edition in EDITIONS:
        page = (site / edition.folder / "downloads.html").read_text("utf-8")
        assert f"<code data-sha256>{sha256}</code>" in page
        assert f"data-size>{downloads.size(len(content), edition)}</span>" in page
        assert "<p data-copy hidden></p>" in page


def test_the_page_tells_each_files_size_and_hash(site: Path, unpacked: Path) -> None:
    for home in (site, unpacked / "site"):
        for edition in EDITIONS:
            page = (home / edition.folder / "downloads.html").read_text("utf-8")
            for name in ("x-hans.pdf", "x-en.epub"):
                content = (site / "downloads" / name).read_bytes()
                row = page[page.index(f'<span class="download__name">{name}</span>') :]
                row = row[: row.index("</li>")]
                assert f"<span>{downloads.size(len(content), edition)}</span>" in row
                row = page[page.index(f'<td class="download__name">{name}</td>') :]
                row = row[: row.index("</tr>")]
                assert f"<code>{hashlib.sha256(content).hexdigest()}</code>" in row


def test_the_copy_says_that_it_is_one(unpacked: Path) -> None:
    """Every page does, without a script, in the words of its edition."""
    for edition in EDITIONS:
        for name in ("index.html", "downloads.html", "404.html"):
            page = (unpacked / "site" / edition.folder / name).read_text("utf-8")
            note = re.search(r"<p data-copy>(.*?)</p>", page)
            assert note
            assert REVISION.name in note[1]
            assert REVISION.date in note[1]
            assert f'<a href="{URL}">' in note[1]
            assert ("offline copy" in note[1]) == (edition.id == "en")
            assert NAME not in page


def test_the_copy_differs_in_nothing_else(site: Path, unpacked: Path) -> None:
    reported = re.compile(r"<p data-copy>.*?</p>")
    differ = set()
    for path in sorted((unpacked / "site").rglob("*")):
        name = path.relative_to(unpacked / "site").as_posix()
        if path.is_file() and path.read_bytes() != (site / name).read_bytes():
            page = reported.sub("<p data-copy hidden></p>", path.read_text("utf-8"))
            if page != (site / name).read_text("utf-8"):
                differ.add(name)
    folders = [f"{edition.folder}/" if edition.folder else "" for edition in EDITIONS]
    pages = {f"{folder}{name}" for folder in folders for name in ("404.html", "downloads.html")}
    assert differ == pages | {"sw.js", "data/manifest.json"}


def test_what_is_not_found_has_relative_addresses_in_the_copy(unpacked: Path) -> None:
    for edition in EDITIONS:
        page = (unpacked / "site" / edition.folder / "404.html").read_text("utf-8")
        assert 'href="index.html"' in page
        assert '{"base": "."}' in page
        assert "/a/place" not in page.replace(URL, "")


def test_the_start_page_needs_nothing(unpacked: Path) -> None:
    page = (unpacked / "start.html").read_text("utf-8")
    assert "<script" not in page
    assert not re.search(r"(?:\bsrc=|url\()", page)
    links = re.findall(r'href="(site/[^"]+)"', page)
    assert len(links) == len(EDITIONS)
    assert all((unpacked / link).is_file() for link in links)
    (heading,) = re.findall("<h1>(.*)</h1>", page)
    (name,) = re.findall("<title>(.*)</title>", page)
    for edition in EDITIONS:
        words = full.resolved().words(edition)
        assert words.of(full.resolved().publication.title) in heading
        assert words.of(full.resolved().publication.site.name) in name.split(" · ")
        assert edition == EDITIONS[0] or f'<span lang="{edition.lang}">' in heading
        (block,) = re.findall(rf'<section lang="{edition.lang}">(.*?)</section>', page, re.DOTALL)
        assert words("copy_about", name=REVISION.name, date=REVISION.date) in block
        address = f'<a href="{URL}">{URL}</a>'
        assert words("copy_newer", url=address) in block  # no sentence ends before its address


def test_readme(unpacked: Path) -> None:
    content = (unpacked / "README.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode("utf-8-sig").split("\r\n")
    for edition in EDITIONS:
        words = full.resolved().words(edition)
        assert words("copy_version", name=REVISION.name) in lines
        assert lines.count(words("readme_unpack")) == 1
    assert lines.count(f"日期：{REVISION.date}") == 2
    assert lines.count(f"Date: {REVISION.date}") == 1
    assert max(map(len, lines)) <= 80
