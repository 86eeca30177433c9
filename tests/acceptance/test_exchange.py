"""This publication's exchange files in the tools that they are for, and back."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import polib
import pytest
from lxml import etree
from translate.storage import base, factory, xliff2

from build_tools.cli import main
from build_tools.exports import files as exports
from tests.acceptance.conftest import Real
from tests.support.omegat import glossary_entries, needs_omegat, translated
from tests.support.paths import DATA
from tests.support.tmx_rules import broken_rules


@pytest.fixture(scope="module")
def files(real: Real) -> dict[str, str]:
    return exports.files(real.resolved)


@pytest.fixture
def folder(files: dict[str, str], tmp_path: Path) -> Path:
    for name, text in files.items():
        if "/" not in name:
            (tmp_path / name).write_bytes(text.encode("utf-8"))
    return tmp_path


def imported(
    tmp_path: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    """What an import into a copy of the data says."""
    root = tmp_path / "copy"
    shutil.copytree(DATA, root / "data", dirs_exist_ok=True)
    (root / name).write_text(text, "utf-8")
    main(["--root", str(root), "import", str(root / name), "--format", "json"])
    return dict(json.loads(capsys.readouterr().out))


@needs_omegat
@pytest.mark.parametrize("language", ["ZH", "ZH-CN", "ZH-HANS"])
def test_omegat_fills_every_segment(
    language: str, files: dict[str, str], real: Real, tmp_path: Path
) -> None:
    segments = real.document.segments
    source = "\n\n".join(segment.hans for segment in segments)
    memory = {"memory.tmx": files["translation.zh-CN.tmx"]}
    made = translated(tmp_path / "project", language, {"text.txt": source}, memory)
    english = [real.resolved.translation[segment.id] for segment in segments]
    assert [line.strip() for line in made["text.txt"].split("\n\n")] == english


@needs_omegat
def test_omegat_and_back(
    files: dict[str, str], real: Real, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Filled by OmegaT from the memory with one sentence changed, and imported.

    OmegaT reads what is to be translated from the targets of XLIFF, so they have the Chinese.
    """
    chinese = r"<source>\1</source><target>\1</target>"
    pair = r"<source>([^<]*)</source>\s*<target[^>]*>[^<]*</target>"
    empty = re.sub(pair, chinese, files["translation.xlf"])
    memory = files["translation.zh-CN.tmx"].replace("Fellow deputies,", "Dear deputies,")
    po = re.sub(r'(?m)^(msgctxt .*\nmsgid .*\nmsgstr) ".*"$', r'\1 ""', files["translation.po"])
    sources = {"work.xlf": empty, "work.po": po}
    made = translated(tmp_path / "project", "ZH-CN", sources, {"memory.tmx": memory})
    for name in sources:
        said = imported(tmp_path, name, made[name], capsys)
        changed = {row["id"]: row["after"] for row in said["changes"] if row["key"] == "en"}
        expected = {
            id_: text.replace("Fellow deputies,", "Dear deputies,")
            for id_, text in real.resolved.translation.items()
            if "Fellow deputies," in text
        }
        assert expected
        assert changed == expected
        assert said["empty"] == 0
        shutil.rmtree(tmp_path / "copy")


@needs_omegat
def test_omegat_reads_all_terms(folder: Path, real: Real) -> None:
    terms = real.resolved.glossary.terms
    for language, code, script in (("ZH", "zh-CN", "hans"), ("ZH-TW", "zh-TW", "hant")):
        names = [f"glossary.{code}.{kind}" for kind in ("tbx", "txt", "csv")]
        found = glossary_entries(folder, language, [folder / name for name in names])
        for name in names:
            read = {(source, target) for file, source, target in found if file == name}
            assert {(getattr(term, script), term.en) for term in terms} <= read


def test_translate_toolkit_reads_every_file(folder: Path, real: Real) -> None:
    by_id = real.document.by_id
    english = {id_: real.resolved.translation[id_] for id_ in by_id}
    for name in ("translation.zh-CN.tmx", "translation.xlf", "translation.po"):
        units = read(folder / name)
        assert all(unit.istranslated() for unit in units)
        rows = [(unit.source, unit.target) for unit in units]
        assert rows == [(by_id[id_].hans, text) for id_, text in english.items()]
    units = list(xliff2.Xliff2File.parsefile(str(folder / "translation.v2.xlf")).units)
    assert [(u.getid(), u.source, u.target) for u in units] == [
        (id_, by_id[id_].hans, text) for id_, text in english.items()
    ]
    hant = read(folder / "translation.zh-TW.tmx")
    assert [unit.source for unit in hant] == [by_id[id_].hant for id_ in english]
    terms = {(term.hans, term.en) for term in real.resolved.glossary.terms}
    for name in ("glossary.zh-CN.tbx", "glossary.zh-CN.csv"):
        assert terms <= {(unit.source, unit.target) for unit in read(folder / name)}


def read(path: Path) -> list[base.TranslationUnit]:
    store = factory.getobject(str(path))
    return [unit for unit in store.units if unit.source and not unit.isheader()]


def test_translate_toolkit_and_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence changed in each format, saved by the tool, and imported: that and no other."""
    for name in ("translation.xlf", "translation.po", "translation.zh-CN.tmx"):
        store = factory.getobject(str(folder / name))
        unit = next(unit for unit in store.units if "规上工业总产值" in (unit.source or ""))
        before = unit.target
        unit.target = before.replace("industr", "INDUSTR", 1)
        store.savefile(str(folder / f"saved-{name}"))
        text = (folder / f"saved-{name}").read_text("utf-8")
        said = imported(tmp_path, name, text, capsys)
        assert [(row["key"], row["before"], row["after"]) for row in said["changes"]] == [
            ("en", before, unit.target)
        ], name
        shutil.rmtree(tmp_path / "copy")


def test_the_files_keep_the_rules(files: dict[str, str], real: Real) -> None:
    for code in ("zh-CN", "zh-TW"):
        assert broken_rules(files[f"translation.{code}.tmx"].encode()) == []
    count = len(real.document.segments)
    catalogue = polib.pofile(files["translation.po"])
    assert len(catalogue) == count == len({entry.msgctxt for entry in catalogue})
    units = list(etree.fromstring(files["translation.xlf"].encode()).iter("{*}trans-unit"))
    assert [unit.get("id") for unit in units] == [segment.id for segment in real.document.segments]
    assert files["glossary.csv"].startswith("\ufeff")
    assert files["indicators.csv"].startswith("\ufeff")
