"""The words of the interface, and what a publication changes in them."""

import re
from pathlib import Path

import pytest

from build_tools.conversion.report_spelling import report_marks
from build_tools.diagnostics import Problems
from build_tools.records import Bilingual
from build_tools.records.editions import ENGLISH, HANS, HANT
from build_tools.resources.interface import (
    Interface,
    Phrase,
    Words,
    general_interface,
    load_interface,
)
from build_tools.restoration.restore import RULES
from build_tools.text.word_conversion import to_traditional
from tests.support.paths import PACKAGE

CODE = {".py", ".j2", ".html", ".js"}
MAINLAND = (
    *("搜索", "鏈接", "文件夾", "字節", "網絡", "屏幕", "信息", "默認", "數據文件", "程序", "打印"),
    *("菜單", "導航", "雙擊", "解壓後", "全角", "生成網站", "項目的", "字號", "設備", "計劃"),
)
"""Words that readers of the traditional edition do not use, in traditional characters."""


def test_the_languages_of_a_phrase_show_the_same_values() -> None:
    for key, phrase in general_interface().items():
        texts = [text for text in (phrase.zh, phrase.hant) if text]
        for text in texts:
            chinese = phrase.model_copy(update={"zh": text, "en": text, "hant": "", "en_one": ""})
            english = phrase.model_copy(update={"zh": phrase.en, "hant": "", "en_one": ""})
            months = {"month", "month_name"}
            assert chinese.values() - months == english.values() - months, key


def test_english_of_one_thing_is_no_plural() -> None:
    plural = re.compile(r"\{n\} (?!of\b|more\b)(?:\w+ )?\w+(?<![su])s\b|\{n\}; the first")
    for key, phrase in general_interface().items():
        assert phrase.en_one or not plural.search(phrase.en), key
    words = Words(ENGLISH)
    years = {"review": 2006, "plan": 2007}
    assert words("indicators_about", n=1, **years).startswith("One figure of 2006 (marked")
    assert words("indicators_flow_about", n=1, **years).endswith("; one link.")


def test_the_traditional_words_are_those_of_their_readers() -> None:
    words = Words(HANT)
    for key, phrase in general_interface().items():
        text = phrase.hant or words.chinese(phrase.zh)
        assert not [word for word in MAINLAND if word in text], key
        assert phrase.hant != to_traditional(phrase.zh), f"{key}: hant says what OpenCC says"
        assert not set("「」『』") & set(text), f"{key}: these are put where the report has them"


def test_the_file_is_sorted() -> None:
    assert list(general_interface()) == sorted(general_interface())


def test_every_phrase_is_used() -> None:
    """A key is in the code, a template or a script, or begins or ends as one that is made there."""
    files = [file for file in PACKAGE.rglob("*") if file.suffix in CODE]
    code = "\n".join(file.read_text("utf-8") for file in files)
    named = set(re.findall(r"""["']([a-z][\w-]*)["']|\bwords\.(\w+)""", code))
    whole = {key for pair in named for key in pair}
    starts = tuple(set(re.findall(r"""["']([a-z_]+_)(?:\{|["'] ?~)""", code)))
    ends = tuple(set(re.findall(r"""(?:\}|~ ?["'])(_[a-z_]+)["']""", code)))
    made = {key for key in general_interface() if key.startswith(starts) or key.endswith(ends)}
    assert general_interface().keys() - whole - made == set()
    rules = {key.removeprefix("rule_") for key in made if key.startswith("rule_")}
    assert rules == {*RULES, "erratum"}


def test_scripts_get_the_phrase_for_one_in_english_only() -> None:
    assert Words(ENGLISH).for_scripts("found_results") == {
        "found_results": "{n} results",
        "found_results_one": "{n} result",
    }
    assert Words(HANT).for_scripts("found_results") == {"found_results": "{n}筆結果"}


def test_a_publication_changes_single_words(tmp_path: Path) -> None:
    text = 'search: {zh: 查找, en: Find}\nsentences: {zh: "{n}句", en: "{n} lines"}\n'
    (tmp_path / "interface.yml").write_text(text, "utf-8")
    problems = Problems()
    loaded = load_interface(tmp_path, problems)
    assert [p.message for p in problems] == ['unknown key "sentences"']
    assert [Words(edition, loaded)("search") for edition in (HANS, HANT, ENGLISH)] == [
        "查找",
        "查找",
        "Find",
    ]
    assert Words(HANT, loaded)("glossary") == "術語表"


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ('{zh: "{m}条", en: "{n}"}', "{m} has no value here; those that have: {n}"),
        ('{zh: "{n", en: "{n}"}', "each { needs its }"),
        ('{zh: "{}条", en: "{n}"}', "{} has no value here; those that have: {n}"),
        ('{zh: "{n:>9}条", en: "{n}"}', "{n:>9} has no value here; those that have: {n}"),
    ],
)
def test_a_value_that_the_interface_does_not_fill_in_is_reported(
    phrase: str, fault: str, tmp_path: Path
) -> None:
    (tmp_path / "interface.yml").write_text(f"found_more: {phrase}\n", "utf-8")
    problems = Problems()
    loaded = load_interface(tmp_path, problems)
    assert [p.message for p in problems] == [f"found_more: {fault}"]
    assert loaded["found_more"] == general_interface()["found_more"]


def test_what_editors_wrote_in_traditional_characters_has_the_marks_of_the_report() -> None:
    phrases = {"a": Phrase(zh="选“存”", en="x", hant="選“保存”"), "b": Phrase(zh="{n}", en="{n}")}
    words = Words(HANT, Interface(phrases, marked=report_marks("打造「常熟」品牌")))
    name = Bilingual(zh="“雙碳”", en="x", hant="“雙碳”")
    assert (words("a"), words.of(name)) == ("選「保存」", "「雙碳」")
    assert words.interface.fill("a").hant == "選「保存」"
    assert words.interface.fill("b", n=name).hant == "「雙碳」"
