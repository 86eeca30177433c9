"""The source text: only the bytes that were received are used."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.diagnostics import Problems
from build_tools.records import Located
from build_tools.records.publication import Publication
from build_tools.records.publication_loading import load_publication
from build_tools.restoration import source
from build_tools.restoration.source import read_source
from build_tools.system import files
from tests.support.cases import read_cases
from tests.support.paths import TINY

CASES = read_cases("restoration/source.yml")


def project(folder: Path, raw: bytes | None, file: str, sha256: str) -> Located[Publication]:
    """The small publication with another source."""
    text = (TINY / "data" / "publication.yml").read_text("utf-8")
    before = yaml.safe_load(text)["source"]
    text = text.replace(before["file"], file).replace(before["sha256"], sha256)
    (folder / "publication.yml").write_text(text, "utf-8")
    if raw is not None:
        (folder / "source").mkdir()
        (folder / "source" / "report.txt").write_bytes(raw)
    problems = Problems()
    found = load_publication(folder, problems)
    assert found is not None, list(map(str, problems))
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_bytes(case: dict[str, Any], tmp_path: Path) -> None:
    raw = case["bytes"].encode(case.get("encoding", "utf-8"))
    record = project(tmp_path, raw, "source/report.txt", files.sha256(raw))
    problems = Problems()
    text = read_source(tmp_path, record, problems)
    assert [str(found) for found in problems] == case["reported"]
    if not problems.errors:
        assert text is not None
        assert text.encode() == raw


def test_a_changed_source_is_reported_at_its_sum(tmp_path: Path) -> None:
    record = project(tmp_path, "各位\n".encode(), "source/report.txt", "0" * 64)
    problems = Problems()
    read_source(tmp_path, record, problems)
    (found,) = problems
    assert found.code == source.RST015
    assert found.place == record.at("source", "sha256")
    assert files.sha256("各位\n".encode()) in found.message


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("\ufeff各位\n代表\n", "only a byte order mark was added"),
        ("各位\r\n代表\r\n", "only its line ends differ"),
        ("\ufeff各位\r\n代表\r\n", "only its line ends differ"),
        ("各位\n代表!\n", ""),
    ],
)
def test_what_an_editor_or_git_did_to_a_source_is_named(
    raw: str, hint: str, tmp_path: Path
) -> None:
    known = files.sha256("各位\n代表\n".encode())
    problems = Problems()
    read_source(tmp_path, project(tmp_path, raw.encode(), "source/report.txt", known), problems)
    found = next(one for one in problems if one.code == source.RST015)
    assert found.hint.startswith(hint) and bool(found.hint) == bool(hint)


@pytest.mark.parametrize(
    "file", ["source/missing.txt", "source", "../report.txt", "/etc/hostname", '"a\\0b"']
)
def test_no_such_source(file: str, tmp_path: Path) -> None:
    record = project(tmp_path, b"text", file, "0" * 64)
    problems = Problems()
    assert read_source(tmp_path, record, problems) is None
    (found,) = problems
    assert found.code == source.RST012
    assert found.place == record.at("source", "file")


def test_a_source_that_may_not_be_read_is_not_called_missing(tmp_path: Path) -> None:
    record = project(tmp_path, b"text", "source/report.txt/part.txt", "0" * 64)
    problems = Problems()
    assert read_source(tmp_path, record, problems) is None
    (found,) = problems
    assert found.message == "source/report.txt/part.txt cannot be read: Not a directory"
    assert found.hint == ""


def test_a_link_out_of_the_data_folder_is_not_followed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "outside.txt").write_bytes(b"text")
    record = project(data, b"", "source/link.txt", files.sha256(b"text"))
    (data / "source" / "link.txt").symlink_to(tmp_path / "outside.txt")
    problems = Problems()
    assert read_source(data, record, problems) is None
    assert [found.code for found in problems] == [source.RST012]
