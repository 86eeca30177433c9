"""The PDF of small texts: languages, fonts, the same bytes (whole books: tests/builds)."""

import io
import re
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from build_tools.books import pdf
from build_tools.books.kinds import BookKind
from build_tools.records.editions import ENGLISH
from build_tools.system.cache import Cache
from tests.support.publications import REVISION, full, tiny


def test_the_same_values_are_the_same_file() -> None:
    value = small("Some words.")
    assert pdf.document(value, REVISION, Cache()) == pdf.document(value, REVISION, Cache())


def test_headings_have_their_depth_and_sentences_their_english() -> None:
    body = pdf.contents(tiny.resolved(), "bilingual", REVISION)["body"]
    headings = [(one["depth"], one["heading"]) for one in body if "heading" in one]
    assert headings[:4] == [
        (1, "2021年工作回顾"),
        (2, "一、稳住经济大盘"),
        (3, "1.工业提质"),
        (3, "2.农业增效"),
    ]
    assert headings[-1] == (2, "结语")
    assert body[0] == {"pairs": [[["各位代表："], ["Fellow deputies:"]]]}
    section = next(one for one in body if one.get("depth") == 2)
    assert section["english"] == ["I. Keeping the economy steady"]


def test_a_term_has_its_counterpart_behind_the_sentence() -> None:
    def paragraphs(kind: BookKind) -> list[Any]:
        body = pdf.contents(tiny.resolved(), kind, REVISION)["body"]
        return [one["paragraph"] for one in body if "paragraph" in one]

    note = {"note": [{"id": "gdp", "zh": "地区生产总值", "en": "gross domestic product"}]}
    hans = {"term": "gdp", "text": "地区生产总值"}
    assert ["2021年，全市完成", hans, "860亿元、增长6.2%。", note] in paragraphs("hans")
    en = {"term": "gdp", "text": "gross domestic product"}
    rest = " of RMB 86 billion, an increase of 6.2%."
    assert ["In 2021 the city achieved a ", en, rest, note] in paragraphs("en")


def small(words: str, definition: str = "") -> dict[str, Any]:
    resolved = full.resolved()
    value = pdf.contents(resolved, "en", REVISION)
    noted = {"id": "x", "zh": "词", "pinyin": "cí", "en": "word"}
    entry = {**noted, "chinese": "", "definition": pdf.english(definition, resolved.words(ENGLISH))}
    paragraph = [words, {"note": [noted]}]
    return {
        **value,
        "body": [{"depth": 1, "heading": "One"}, {"paragraph": paragraph}],
        "glossary": [{"letter": "W", "terms": [entry]}],
    }


def chinese_runs(made: bytes) -> int:
    """How many runs are marked as Chinese (PDF 1.7, 14.9.2.2)."""
    pages = PdfReader(io.BytesIO(made)).pages
    contents = [found for page in pages if (found := page.get_contents()) is not None]
    return sum(found.get_data().count(b"/Lang(zh-CN)") for found in contents)


def test_chinese_within_english_is_marked_as_such() -> None:
    plain = pdf.document(small("Words.", "It means so."), REVISION, Cache())
    mixed = pdf.document(small("Words.", "It means “审议” so, and “报告” too."), REVISION, Cache())
    assert chinese_runs(mixed) - chinese_runs(plain) == 2


def test_text_is_never_a_command() -> None:
    words = '#panic("no") *bold* _it_ $x$ `raw` <label> @ref \\ // -- "quote" ~'
    made = pdf.document(small(words), REVISION, Cache())
    shown = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert re.sub(r"\s+", "", words) in re.sub(r"\s+", "", shown)


def test_a_character_without_a_font_is_refused() -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        pdf.document(small("\U00013000"), REVISION, Cache())
