"""XLIFF 1.2 and 2, TMX 1.4 and TBX 2 and 3, read safely: no entity, no network, bounded size."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from build_tools.diagnostics import Place, Problems
from build_tools.exchange.translation_units import (
    EXC001,
    SentenceUnit,
    TermUnit,
    Value,
    is_chinese,
    is_english,
)
from build_tools.text.plain import one_line

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "cp"})
"""Inline elements of which the content is a tool's code and no text."""
_TRANSLATED = frozenset({"translated", "final", "signed-off", "reviewed"})
Element = Any


def parse_xml(content: bytes, name: str, problems: Problems) -> Element | None:
    """The root of an XML file; None, and a problem, where it is none or has entities."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = str(error.msg).partition(", line ")[0].lower()
        problems.add(EXC001, Place(name, line, column), f"it is no XML: {message}")
        return None
    except ValueError as error:
        problems.add(EXC001, Place(name), f"it is no XML: {error}")
        return None
    entity = next(root.iter(etree.Entity), None)
    declared = root.getroottree().docinfo.internalDTD
    if entity is not None or (declared is not None and any(declared.iterentities())):
        problems.add(EXC001, Place(name, 1, 1), "it declares entities, which are not read")
        return None
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def _children(element: Element, *names: str) -> Iterator[Element]:
    yield from element.iterchildren(*(f"{{*}}{name}" for name in names))


def _child(element: Element, name: str) -> Element | None:
    return next(_children(element, name), None)


def _text(element: Element | None, between: str = "") -> str:
    """The text of an element, without a tool's inline codes; ``between`` is put behind each part
    that a tool has cut it into."""
    return "" if element is None else one_line("".join(_pieces(element, between)))


def _pieces(element: Element, between: str) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and local(child) not in _CODES:
            yield from _pieces(child, between)
            if child.get("mtype") == "seg":
                yield between
        yield child.tail or ""


def _find(root: Element, *names: str) -> Iterator[Element]:
    yield from root.iter(*(f"{{*}}{name}" for name in names))


def _language(element: Element) -> str:
    return str(element.get(_LANGUAGE) or element.get("lang") or "").lower()


def target_language(root: Element) -> tuple[str, int]:
    """The language into which a file translates, if it names one that is not English; its line."""
    for element in root.iter(etree.Element):
        kind = local(element)
        found = element.get("target-language") if kind == "file" else element.get("trgLang")
        if not is_english(found):
            return str(found), element.sourceline or 0
        if kind in ("trans-unit", "unit"):
            break
    if local(root) == "tmx":
        languages = [_language(variant) for variant in _find(root, "tuv")]
        if not any(map(is_english, languages)):
            other = next((one for one in languages if not is_chinese(one)), "")
            return other, root.sourceline or 0
    return "", 0


def read_xliff(root: Element, name: str) -> Iterator[SentenceUnit]:
    """The units of XLIFF of either version: 1.2 has ``trans-unit``, 2 has ``unit``."""
    yield from (_trans_unit(unit, name) for unit in _find(root, "trans-unit"))
    yield from (_unit(unit, name) for unit in _find(root, "unit"))


def _trans_unit(unit: Element, name: str) -> SentenceUnit:
    """A unit of version 1.2; its state, or else ``approved``, says whether it is to be read."""
    target = _child(unit, "target")
    state = "" if target is None else target.get("state", "")
    approved = unit.get("approved")
    fuzzy: bool | None = None
    if state.startswith("needs-") or approved == "no":
        fuzzy = True
    elif state in _TRANSLATED or approved == "yes":
        fuzzy = False
    return SentenceUnit(
        Place(name, unit.sourceline or 0),
        unit.get("id") or unit.get("resname") or "",
        (_text(_child(unit, "source")),),
        _text(target, " "),  # Chinese that was cut goes on without a space
        fuzzy,
    )


def _unit(unit: Element, name: str) -> SentenceUnit:
    """A unit of version 2, which a tool may have cut into segments."""
    parts = list(_children(unit, "segment", "ignorable"))
    states = {part.get("state", "") for part in parts if local(part) == "segment"}
    # Chinese that a tool has cut goes on without a space.
    sources, targets = (
        one_line(mark.join(_text(_child(part, side)) for part in parts))
        for side, mark in (("source", ""), ("target", " "))
    )
    fuzzy = False if states <= _TRANSLATED else True if "initial" in states else None
    place = Place(name, unit.sourceline or 0)
    return SentenceUnit(place, unit.get("id") or "", (sources,), targets, fuzzy)


def read_tmx(root: Element, name: str) -> Iterator[SentenceUnit]:
    """The units of a translation memory that have Chinese and English."""
    for unit in _find(root, "tu"):
        variants = [
            (_language(variant), _text(_child(variant, "seg")))
            for variant in _children(unit, "tuv")
        ]
        chinese = tuple(text for language, text in variants if is_chinese(language))
        english = next((text for named, text in variants if named and is_english(named)), "")
        props = {p.get("type"): _text(p) for p in _children(unit, "prop")}
        yield SentenceUnit(
            Place(name, unit.sourceline or 0),
            unit.get("tuid") or props.get("id", ""),
            chinese,
            english,
        )


def read_tbx(root: Element, name: str) -> Iterator[TermUnit]:
    """The concepts of a termbase of either version."""
    for entry in _find(root, "termEntry", "conceptEntry"):
        chinese: list[str] = []
        values: dict[str, Value] = {}
        definition = _definition(entry)
        for section in _children(entry, "langSet", "langSec"):
            terms = [_text(term) for term in _find(section, "term") if not _is_variant(term)]
            language = _language(section)
            if is_chinese(language):
                chinese += [text for text in terms if text not in chinese]
            elif language and is_english(language) and terms:
                values["en"] = terms[0]
                values["en_also"] = tuple(dict.fromkeys(t for t in terms[1:] if t != terms[0]))
                definition = _definition(section) or definition
        if definition:
            values["definition"] = definition
        id_ = (entry.get("id") or "").removeprefix("term-")
        yield TermUnit(Place(name, entry.sourceline or 0), id_, tuple(chinese), values)


def _definition(element: Element) -> str:
    """The text of the ``descrip`` that defines a concept, alone or in a group."""
    found = [*_children(element, "descrip")]
    found += [d for group in _children(element, "descripGrp") for d in _children(group, "descrip")]
    return next((_text(d) for d in found if d.get("type") == "definition"), "")


def _is_variant(term: Element) -> bool:
    """Whether a term is a form for matching only."""
    return any(
        note.get("type") == "termType" and _text(note) == "variant"
        for note in _find(term.getparent(), "termNote")
    )
