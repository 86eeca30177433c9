"""The page of the data: every file that the site publishes for machines, and its schema."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.presentation.pages.page import Page
from build_tools.presentation.templating import Words, render
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition


@dataclass(frozen=True)
class DataFile:
    """A published file and what it holds."""

    name: str
    zh: str
    en: str
    schema: str = ""


FILES = (
    DataFile(
        "report.json",
        "全文，按语段排列：标识、层级、繁体、简体、英文与来源位置",
        "The whole text by segments: id, level, traditional, simplified, English and source place",
        "schemas/report.schema.json",
    ),
    DataFile(
        "restoration.json",
        "对来源文本所作的复原：机械性复原各类一行，校正逐条一行",
        "What was repaired in the source: one row a kind of mechanical repair, one an erratum",
        "schemas/restoration.schema.json",
    ),
    DataFile(
        "glossary.json",
        "术语：英文、拼音、释义、分类与全部出处",
        "Terms: English, pinyin, definition, category and every place",
        "schemas/glossary.schema.json",
    ),
    DataFile("glossary.csv", "术语表（表格）", "The glossary as a table"),
    DataFile(
        "glossary.tbx", "术语库（TBX-Basic，ISO 30042）", "The termbase (TBX-Basic, ISO 30042)"
    ),
    DataFile(
        "tracker.json",
        "成绩、安排及其关系，附引文与数字",
        "Achievements, commitments and what joins them, with quotes and figures",
        "schemas/tracker.schema.json",
    ),
    DataFile("indicators.csv", "可比指标（表格）", "The quantified pairs as a table"),
    DataFile(
        "translation.tmx",
        "逐句对齐的双语文本（TMX 1.4b）",
        "The two languages aligned by sentence (TMX 1.4b)",
    ),
    DataFile(
        "translation.tsv",
        "逐句对齐的双语文本（两列）",
        "The two languages aligned by sentence, in two columns",
    ),
    DataFile(
        "manifest.json",
        "网站全部文件的 SHA-256",
        "The SHA-256 of every file of the site",
        "schemas/manifest.schema.json",
    ),
    DataFile("source.txt", "来源文本，原样", "The source text as received, byte for byte"),
)


def page(resolved: Resolved, edition: Edition) -> Page:
    """The edition's data page."""
    words = Words(edition)
    up = "../data/" if edition.folder else "data/"
    rows = [
        {
            "name": file.name,
            "url": up + file.name,
            "schema": up + file.schema if file.schema else "",
            "about": words.chinese(file.zh) if edition.is_chinese else file.en,
        }
        for file in FILES
    ]
    body = render("data.md.j2", edition, rows=rows)
    return Page(
        "data.md", words("data"), rows[0]["about"], body, "data", hide=("navigation", "toc")
    )
