"""Staged pages, read as a browser reads them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import yaml
from markdown import Markdown

from build_tools.presentation.pages.page import Page

FOREIGN = {"img", "iframe", "object", "embed", "base", "style", "code", "em"}


VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Seen(HTMLParser):
    """Reads a page as a browser does: its text, and what in it would act."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self.acts: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        values = dict(attrs)
        if tag == "script" and values.get("type") != "application/json":
            self.acts.append(f"<{tag}>")
        # The pages' own code is the name of a file or a sum, in a link or a paragraph.
        own = tag == "code" and self.open[-2:-1] in (["a"], ["p"], ["td"], ["pre"])
        own |= tag == "pre" and values.get("class") == "told"
        if tag in FOREIGN and not own:
            self.acts.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript"):
                self.acts.append(f"{name}={value}")
            if name in {"href", "src"} and "e.example" in (value or ""):
                self.acts.append(f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self._pieces.append(data)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def handle_comment(self, data: str) -> None:
        self.acts.append(f"<!--{data}-->")


def plain(text: str) -> str:
    return "".join(text.split())


def front(text: str) -> tuple[dict[str, Any], str]:
    match = re.fullmatch(r"---\n(.*?)\n---\n\n(.*)", text, re.S)
    assert match
    loaded: dict[str, Any] = yaml.load(match[1], yaml.CSafeLoader)
    return loaded, match[2]


def shown(body: str) -> str:
    return Markdown(extensions=["attr_list", "tables", "toc"]).convert(body)


def chunks(body: str) -> Iterator[str]:
    return (chunk for chunk in re.split(r"\n[ \t]*\n", body.strip()) if chunk.strip())


def check_plain(page: Page) -> None:
    """Front matter, Markdown headings, and blocks of HTML without a blank line, nothing else."""
    _, body = front(page.markdown())
    for chunk in chunks(body):
        if chunk.startswith("<"):
            seen = Seen(chunk)
            assert not seen.open, f"{page.path}: a blank line inside {chunk[:80]}"
            assert not seen.wrong, f"{page.path}: {seen.wrong} in {chunk[:80]}"
        else:
            assert re.fullmatch(r"#{1,4} [^\n]+", chunk), f"{page.path}: {chunk[:80]}"
