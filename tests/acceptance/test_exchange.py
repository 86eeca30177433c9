"""This publication's exchange files in the tools that they are for, and back."""

import re
from pathlib import Path

import polib
import pytest
from lxml import etree
from translate.storage import base, factory, xliff2

from build_tools.diagnostics import Problems
from build_tools.exchange.file_import import plan_import
from tests.acceptance.conftest import Real
from tests.support.omegat import glossary_entries, needs_omegat, translated
from tests.support.paths import DATA
from tests.support.tmx_rules import broken_rules


@pytest.fixture(scope="module")
def folder(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exchange")
    for name, text in files.items():
        if "/" not in name:
            (made / name).write_bytes(text.encode("utf-8"))
    return made


def english_changed_by(path: Path, real: Real) -> dict[str, tuple[object, object]]:
    """The English that an import would change: before and after, by segment."""
    problems = Problems()
    plan = plan_import(DATA, real.resolved, path, problems)
    assert problems.errors == []
    assert plan.empty == 0
    return {
        change.id: (change.before, change.after) for change in plan.changes if change.key == "en"
    }


@needs_omegat
@pytest.mark.parametrize(
    "language",
    ["ZH-CN", *(pytest.param(code, marks=pytest.mark.long) for code in ("ZH", "ZH-HANS"))],
)
def test_omegat_fills_every_segment(
    language: str, files: dict[str, str], real: Real, tmp_path: Path
) -> None:
    """Filled from the memory with one sentence changed, and imported: that and no other.

    OmegaT reads what is to be translated from the targets of XLIFF, so they have the Chinese.
    """
    chinese = r"<source>\1</source><target>\1</target>"
    pair = r"<source>([^<]*)</source>\s*<target[^>]*>[^<]*</target>"
    po = re.sub(r'(?m)^(msgctxt .*\nmsgid .*\nmsgstr) ".*"$', r'\1 ""', files["translation.po"])
    sources = {
        "text.txt": "\n\n".join(segment.hans for segment in real.document.segments),
        "work.xlf": re.sub(pair, chinese, files["translation.xlf"]),
        "work.po": po,
    }
    old, new = "Fellow deputies,", "Dear deputies,"
    memory = files["translation.zh-CN.tmx"].replace(old, new)
    made = translated(tmp_path / "project", language, sources, {"memory.tmx": memory})
    before = {
        segment.id: real.resolved.translation[segment.id] for segment in real.document.segments
    }
    after = {id_: text.replace(old, new) for id_, text in before.items()}
    assert [line.strip() for line in made["text.txt"].split("\n\n")] == list(after.values())
    changed = {id_: (text, after[id_]) for id_, text in before.items() if old in text}
    assert changed
    for name in ("work.xlf", "work.po"):
        (tmp_path / name).write_text(made[name], "utf-8")
        assert english_changed_by(tmp_path / name, real) == changed


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


def test_translate_toolkit_and_back(folder: Path, real: Real) -> None:
    """A sentence changed in each format, saved by the tool, and imported: that and no other."""
    for name in ("translation.xlf", "translation.po", "translation.zh-CN.tmx"):
        store = factory.getobject(str(folder / name))
        unit = next(unit for unit in store.units if "规上工业总产值" in (unit.source or ""))
        before = unit.target
        unit.target = before.replace("industr", "INDUSTR", 1)
        saved = folder / f"saved-{name}"
        store.savefile(str(saved))
        changed = english_changed_by(saved, real)
        assert list(changed.values()) == [(before, unit.target)], name


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
