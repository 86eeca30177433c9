"""One staged page, and the addresses of pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import escape

from build_tools.document.model import Segment
from build_tools.presentation.citations.cited import CitedKind
from build_tools.text.plain import one_line

MORE = "more"
"""The tab of pages that are in no folder."""
NOT_FOUND = "404.html"
"""The name of the page that a server shows for an address without one."""


@dataclass(frozen=True)
class Page:
    """A Markdown page of one edition."""

    path: str
    """Below the edition's folder, ending in ``.md``."""
    title: str
    description: str
    body: str
    kind: str = "page"
    """What sort of page it is. It decides on the page's style, its scripts (``PAGE_SCRIPTS`` in
    ``website/page_files.py``), its preview picture, and whether the search reads it."""
    hide: tuple[str, ...] = ()
    """Sidebars that it does not show: ``navigation``, ``toc``."""
    nav: str = ""
    """Its title in the navigation, where that differs."""
    listed: bool = True
    """Whether the navigation lists it."""
    source: str = ""
    """The file of the repository that an editor would change to correct it."""
    cites: CitedKind | None = None
    """What on it can be cited one by one."""
    outside: Mapping[str, str] = field(default_factory=dict)
    """What is around its text, as HTML, for the theme."""
    under: str = ""
    """The folder under whose tab it is listed, where that is not its own."""
    group: str = ""
    """The heading under which it is listed inside its tab."""

    @property
    def tab(self) -> str:
        """The tab under which it is listed: the key of the tab's name."""
        folder, slash, _ = self.path.partition("/")
        return self.under or (folder if slash else MORE)

    @property
    def address(self) -> str:
        """Where it is published, below the edition's folder."""
        return address(self.path)

    def markdown(self) -> str:
        """The file: front matter and body. Its strings are JSON, which is also YAML, of HTML."""
        front = {
            "title": plain_html(self.title),
            "description": plain_html(shortened(self.description)),
            "kind": self.kind,
            **({"part": plain_html(self.group)} if self.group else {}),
            **{key: value for key, value in self.outside.items() if value},
        }
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        if self.hide:
            lines.append(f"hide: {json.dumps(self.hide)}")
        return "---\n" + "\n".join(lines) + "\n---\n\n" + self.body.strip() + "\n"


def plain_html(text: str) -> str:
    """``text`` as one line of HTML without markup: themes print titles unescaped."""
    return str(escape(one_line(text)))


LONGEST_DESCRIPTION = 150
_PAUSES = "。；！？，、："
"""Where a Chinese sentence can be cut between words."""


def shortened(text: str, most: int = LONGEST_DESCRIPTION) -> str:
    """``text`` on one line and no longer than a description may be, cut after a whole word.

    >>> shortened("one two three", 8), shortened("经济增长，民生改善", 7), shortened("经济增长", 4)
    ('one two…', '经济增长…', '经济增长')
    """
    line = one_line(text)
    if len(line) <= most:
        return line
    start = line[: most - 1]
    is_between = line[most - 1 : most] == " "
    end = max(start.rfind(" "), *(start.rfind(pause) for pause in _PAUSES))
    cut = start if is_between or end <= 0 else start[:end]
    return cut.rstrip(f" ,.;:-–—{_PAUSES}") + "…"


def address(path: str) -> str:
    """The published address of a staged Markdown page."""
    return path.removesuffix(".md") + ".html"


def unit_path(unit: str) -> str:
    """The page of a unit of the report; the front is on the report's first page."""
    return "report/index.md" if unit == "front" else f"report/{unit}.md"


def segment_address(segment: Segment) -> str:
    """The address of a segment: the same page and the same anchor in each edition."""
    return f"{address(unit_path(segment.unit))}#{segment.id}"
