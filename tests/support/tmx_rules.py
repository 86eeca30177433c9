"""The rules of TMX 1.4b: what in a translation memory breaks them."""

import re

from lxml import etree

from tests.support.paths import CASES

FOLDER = CASES / "exports"


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def broken_rules(text: bytes) -> list[str]:
    """The rules of TMX 1.4b that a file breaks: its DTD's, and those that a DTD cannot say."""
    root = etree.fromstring(text)
    dtd = etree.DTD((FOLDER / "tmx14.dtd").open("rb"))
    broken = [] if dtd.validate(root) else [str(dtd.error_log.last_error.message)]
    header = root.find("header")
    languages = [header.get("adminlang", ""), *(tuv.get(XML_LANG, "") for tuv in root.iter("tuv"))]
    if not all(re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", code) for code in languages):
        broken.append("a language code is not of RFC 3066")
    source = header.get("srclang", "").lower()
    for unit in root.iter("tu"):
        codes = [tuv.get(XML_LANG, "").lower() for tuv in unit.iter("tuv")]
        if source != "*all*" and source not in codes:
            broken.append("a unit lacks the source language")
        if len(set(codes)) != len(codes):
            broken.append("a unit has one language twice")
        if re.search(r"\s", unit.get("tuid", "")):
            broken.append("a unit's id has white space")
    if any(not (seg.text or "").strip() for seg in root.iter("seg")):
        broken.append("a segment is empty")
    return broken
