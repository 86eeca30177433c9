"""The rules that undo the layout of a page, by the names under which a publication lists them.

Each is a pure function from a text to edits. A publication lists the rules that its source needs;
``new`` proposes them.
"""

from collections.abc import Callable, Iterator

from build_tools.restoration.edits import Edit, changed
from build_tools.restoration.layout.characters import (
    full_width_digits,
    html_entities,
    inner_spaces,
    invisible_characters,
)
from build_tools.restoration.layout.contents import contents
from build_tools.restoration.layout.full_stops import full_stops
from build_tools.restoration.layout.furniture import navigation, page_numbers, rules, running_heads
from build_tools.restoration.layout.glued_headings import glued_headings
from build_tools.restoration.layout.line_breaks import joined_lines, split_lines
from build_tools.restoration.layout.line_marks import line_numbers, quoted_lines
from build_tools.restoration.layout.markup import markdown
from build_tools.restoration.layout.repetition import repeated_part, repeated_title
from build_tools.text.source_types import Layout

LAYOUT: dict[Layout, Callable[[str], list[Edit]]] = {
    "html-entities": html_entities,
    "invisible-characters": invisible_characters,
    "full-width-digits": full_width_digits,
    "quoted-lines": quoted_lines,
    "line-numbers": line_numbers,
    "full-stops": full_stops,
    "markdown": markdown,
    "navigation": navigation,
    "contents": contents,
    "running-heads": running_heads,
    "page-numbers": page_numbers,
    "rules": rules,
    "repeated-title": repeated_title,
    "repeated-part": repeated_part,
    "split-lines": split_lines,
    "joined-lines": joined_lines,
    "glued-headings": glued_headings,
    "inner-spaces": inner_spaces,
}
"""In the order in which they run, whatever the order in a publication."""


def needed(text: str) -> Iterator[Layout]:
    """The rules that would change ``text``, each after those before it.

    >>> list(needed("云川县２０２４年工作报告\\n---\\n各位代表：\\n"))
    ['full-width-digits', 'rules']
    """
    for name, rule in LAYOUT.items():
        if edits := rule(text):
            text = changed(text, edits)
            yield name
