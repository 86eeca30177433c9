"""Finds what is wrong with a page's HTML, with Python alone: ``problems(html)``.

Three kinds of rules: what the HTML standard's parser calls an error (html5lib), where an
element may stand, and what attributes must say (ids, references, languages, names). It knows
the elements that a publication uses (``html_vocabulary.yml``); html-validate, where npm is, knows
the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5 as ENTITIES  # noqa: N812
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS

from tests.support.cases import read_cases
from tests.support.paths import SUPPORT

XHTML = "{http://www.w3.org/1999/xhtml}"

WORDS = read_cases("html_vocabulary.yml", SUPPORT)


def words(key: str) -> frozenset[str]:
    """One of the vocabulary's lists, which are written as lines of words."""
    return frozenset(WORDS[key].split())


def families(key: str) -> dict[str, frozenset[str]]:
    """One of the vocabulary's tables, from a name to the names that go with it."""
    return {name: frozenset(others.split()) for name, others in WORDS[key].items()}


ANYWHERE = words("anywhere")
BLOCKS = words("blocks")
KNOWN = ANYWHERE | BLOCKS | words("in_text") | words("parts")
HEADINGS = words("headings")
TAKES_TEXT = words("takes_text")
TRANSPARENT = words("transparent")
CHILDREN = families("children")
PARENTS = families("parents")
NEVER_INSIDE = families("never_inside")
GONE = words("gone")
GONE_ATTRIBUTES = families("gone_attributes")
NOT_COMPLETED = words("not_completed")
ONE_ID = words("one_id")
SEVERAL_IDS = words("several_ids")
ARIA = words("aria") | words("several_ids") | words("one_id")
ROLES = words("roles")
LANGUAGE = re.compile(r"([a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[a-z0-9]{5,8})*)?")
REFERENCE = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|\w+);?")
RAW_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)


def problems(html: str) -> list[str]:
    """What is wrong with a whole page, a line each, in the page's order; empty for a valid one.

    Parse errors say their line and column; other problems show the element's opening tag.
    """
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
    root = parser.parse(html)
    walked = list(walk(root, ()))
    return [
        *(found for error in parser.errors for found in parse_error(*error)),
        *entities(html),
        *page(root),
        *(f"{shown(e)}: {text}" for e, above in walked for text in placement(e, above)),
        *(f"{shown(e)}: {text}" for e, _ in walked for text in attributes(e)),
        *references([e for e, _ in walked]),
    ]


def parse_error(position: tuple[int, int], code: str, values: dict[str, object]) -> Iterator[str]:
    """One parse error in words. A bare ``&`` that stands for itself is none."""
    if code not in ("expected-named-entity", "named-entity-without-semicolon"):
        yield f"{position[0]}:{position[1]}: {PARSE_ERRORS[code] % values}"


def entities(html: str) -> Iterator[str]:
    """References to characters that do not exist, or that lack their semicolon."""
    for match in REFERENCE.finditer(RAW_TEXT.sub("", html)):
        name, closed = match[1], match[0].endswith(";")
        if name.startswith("#"):
            if not closed:
                yield f"{match[0]}: a character reference without its semicolon"
        elif closed and f"{name};" not in ENTITIES:
            yield f"{match[0]}: no such character reference"


def walk(
    element: Element, above: tuple[Element, ...]
) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Every element with the elements that it stands in, the nearest last."""
    if not isinstance(element.tag, str):  # a comment
        return
    yield element, above
    for child in element:
        yield from walk(child, (*above, element))


def name(element: Element) -> str:
    """The tag without the HTML namespace; an SVG or MathML element keeps its own."""
    return str(element.tag).removeprefix(XHTML)


def shown(element: Element) -> str:
    """The opening tag, shortened."""
    added = "".join(f' {key}="{value[:40]}"' for key, value in list(element.attrib.items())[:4])
    return f"<{name(element).rpartition('}')[2]}{added}>"


def text_of(element: Element) -> str:
    return "".join(element.itertext()).strip()


def page(root: Element) -> Iterator[str]:
    """What each page has once: a language, a title, a character set, a main part, a heading."""
    if not root.get("lang"):
        yield "<html>: no lang"
    title = root.find(f"{XHTML}head/{XHTML}title")
    if title is None or not text_of(title):
        yield "<title>: none, or empty"
    if root.find(f"{XHTML}head/{XHTML}meta[@charset]") is None:
        yield "<head>: no <meta charset>"
    for tag in ("main", "h1"):
        if (count := sum(1 for _ in root.iter(XHTML + tag))) != 1:
            yield f"<{tag}>: {count} of them, not one"


def model_parent(above: tuple[Element, ...]) -> Element:
    """The nearest ancestor that decides what may stand here."""
    for element in reversed(above):
        if name(element) not in TRANSPARENT:
            return element
    return above[0]


def placement(element: Element, above: tuple[Element, ...]) -> Iterator[str]:
    """Where the element may not stand."""
    tag = name(element)
    if not above or tag.startswith("{") or any(name(e).startswith("{") for e in above):
        return  # the root; SVG and MathML have rules of their own
    parent = name(above[-1])
    if tag in GONE:
        yield "an element that HTML no longer has"
    elif tag not in KNOWN and "-" not in tag:
        yield "not an element of HTML"
    decides = name(model_parent(above))
    in_text = decides in TAKES_TEXT
    heading_in_summary = decides in ("summary", "legend") and tag in HEADINGS
    if in_text and tag in BLOCKS and not heading_in_summary:
        yield f"a block inside <{decides}>, which takes only text and what stands in text"
    allowed = CHILDREN.get(parent)
    if allowed is not None and tag not in allowed | ANYWHERE:
        yield f"may not be a child of <{parent}>"
    if tag in PARENTS and parent not in PARENTS[tag]:
        yield f"stands in <{parent}>, not in {' or '.join(f'<{p}>' for p in sorted(PARENTS[tag]))}"
    forbidden = NEVER_INSIDE.get(tag, frozenset())
    if tag == "input" and element.get("type") == "hidden":
        forbidden = frozenset()
    if tag == "a" and "href" not in element.attrib:
        forbidden = frozenset({"a"})
    for outer in above:
        if name(outer) in forbidden and not (name(outer) == "a" and "href" not in outer.attrib):
            yield f"may not stand inside <{name(outer)}>"


def attributes(element: Element) -> Iterator[str]:
    """What the element's own attributes lack or say wrongly."""
    tag, given = name(element).rpartition("}")[2], element.attrib
    yield from languages(element)
    yield from aria(element)
    yield from handlers(element)
    if (own := given.get("id")) is not None and (not own or re.search(r"\s", own)):
        yield "an id that is empty or has a space"
    if name(element).startswith("{"):
        return
    if tag in ("img", "area") and "alt" not in given:
        yield "no alt"
    if tag == "input" and given.get("type") == "image" and not given.get("alt"):
        yield "no alt"
    if tag == "input" and given.get("type") in NOT_COMPLETED and "autocomplete" in given:
        yield "autocomplete on an input that cannot be completed"
    if tag == "iframe" and not given.get("title"):
        yield "no title"
    if not re.fullmatch(r"-?\d+", given.get("tabindex", "0")):
        yield "a tabindex that is not a number"
    if tag in ("a", "link") and given.get("href") == "":
        yield "an empty href"
    if tag in ("img", "script", "iframe", "source") and given.get("src") == "":
        yield "an empty src"
    for attribute, only in GONE_ATTRIBUTES.items():
        if attribute in given and (tag in only or "*" in only):
            yield f"an attribute that HTML no longer has: {attribute}"
    if tag in HEADINGS and not text_of(element) and element.find(f".//{XHTML}img") is None:
        yield "an empty heading"


def languages(element: Element) -> Iterator[str]:
    for attribute in ("lang", "hreflang", "{http://www.w3.org/XML/1998/namespace}lang"):
        value = element.get(attribute)
        if value is not None and not (value == "x-default" or LANGUAGE.fullmatch(value)):
            yield f"not a language tag: {value}"


def aria(element: Element) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        if attribute.startswith("aria-"):
            if attribute not in ARIA:
                yield f"no such attribute: {attribute}"
            elif not value.strip():
                yield f"an empty {attribute}"
    for role in (element.get("role") or "").split():
        if role not in ROLES and not role.startswith("graphics-"):
            yield f"no such role: {role}"
    tag = name(element).rpartition("}")[2]
    if tag == "svg" and element.get("role") == "img":
        titled = any(name(child).endswith("}title") and text_of(child) for child in element)
        if not (titled or element.get("aria-label") or element.get("aria-labelledby")):
            yield "a picture without a name (title or aria-label)"


def handlers(element: Element) -> Iterator[str]:
    """Code in attributes, which the content security policy of the pages forbids."""
    for attribute, value in element.attrib.items():
        if attribute.startswith("on"):
            yield f"code in an attribute: {attribute}"
        if attribute in ("href", "src", "action", "formaction"):
            scheme = re.sub(r"[\x00-\x20]", "", value).lower()
            if scheme.startswith(("javascript:", "vbscript:")):
                yield f"code in an attribute: {attribute}"


def references(elements: list[Element]) -> Iterator[str]:
    """Ids that appear twice, and references to ids that stand nowhere."""
    ids = Counter(e.attrib["id"] for e in elements if "id" in e.attrib)
    yield from (f'id="{own}" appears {count} times' for own, count in ids.items() if count > 1)
    for element in elements:
        for attribute, value in element.attrib.items():
            wanted: list[str] = []
            if attribute in SEVERAL_IDS:
                wanted = value.split()
            elif attribute in ONE_ID:
                wanted = [value]
            elif attribute == "usemap":
                continue
            elif attribute.rpartition("}")[2] == "href" and value.startswith("#"):
                wanted = [value[1:]] if value[1:] not in ("", "top") else []
            for target in wanted:
                if target not in ids:
                    yield f"{shown(element)}: {attribute} refers to no id: {target}"
