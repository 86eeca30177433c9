"""The rules of TBX-Basic: what in a term base breaks them.

The rules are those of ISO 30042:2019 (the grammar of the core) and of the dialect TBX-Basic in the
style DCA (version 1.2.1 of its published schema): which element stands where, which data categories
exist, at which level, and with which values. They are written here as tables, because the published
files do not say whether they may be copied.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from build_tools.exports.tbx import TBX_NAMESPACE

CORE = f"{{{TBX_NAMESPACE}}}"


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


AUX = "(admin|adminGrp|descrip|descripGrp|note|ref|transacGrp|xref)*"


CONTENT = {
    "tbx": "tbxHeader text",
    "tbxHeader": "fileDesc encodingDesc? revisionDesc?",
    "fileDesc": "publicationStmt? titleStmt? sourceDesc",
    "titleStmt": "title note*",
    "sourceDesc": "p+",
    "text": "body? back?",
    "body": "conceptEntry+",
    "conceptEntry": f"{AUX} langSec+",
    "langSec": f"{AUX} termSec+",
    "termSec": f"term (termNote|termNoteGrp)* {AUX}",
    "descripGrp": "descrip (admin|adminGrp|descripNote|note|ref|transacGrp|xref)*",
    **dict.fromkeys(("title", "p", "term", "termNote", "descrip", "admin", "note", "ref"), ""),
}
"""What each element holds, in order; "" is text alone. An element not named is not used."""


ATTRIBUTES = {
    "tbx": {"type", "style", XML_LANG},
    "conceptEntry": {"id"},
    "langSec": {XML_LANG},
    "termNote": {"type"},
    "descrip": {"type"},
    "admin": {"type"},
    "ref": {"type", "target"},
}
"""The attributes that each element must have; no other is used."""


LEVELS = {
    ("descrip", "subjectField"): {"conceptEntry"},
    ("descrip", "definition"): {"conceptEntry", "langSec"},
    ("descrip", "context"): {"termSec"},
    ("admin", "source"): {"conceptEntry", "langSec", "termSec"},
    ("admin", "customerSubset"): {"conceptEntry", "termSec"},
    ("admin", "projectSubset"): {"conceptEntry", "termSec"},
    ("ref", "crossReference"): {"conceptEntry", "termSec"},
    **{
        ("termNote", name): {"termSec"}
        for name in ("administrativeStatus", "partOfSpeech", "geographicalUsage", "termType")
    },
}
"""The data categories and the levels at which each may stand, groups aside."""


VALUES = {
    "administrativeStatus": {
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
        "supersededTerm-admn-sts",
    },
}


def content_pattern(model: str) -> re.Pattern[str]:
    """A pattern for the names of an element's children, each with a space after it."""
    parts = re.findall(r"\w+|[^\w\s]", model)
    return re.compile("".join(f"(?:{part} )" if part.isalpha() else part for part in parts))


def faults(text: str) -> Iterator[str]:
    """What in ``text`` breaks the rules of TBX-Basic."""
    root = etree.fromstring(text.encode("utf-8"))
    if root.tag != f"{CORE}tbx" or (root.get("type"), root.get("style")) != ("TBX-Basic", "dca"):
        yield f"the root is {root.tag} {dict(root.attrib)}"
    ids = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    yield from (f"id {id_} appears twice" for id_, count in ids.items() if count > 1)
    yield from (f"id {id_}" for id_ in ids if not re.fullmatch(r"[A-Za-z_][\w.-]*", id_))
    for element in root.iter(etree.Element):
        name = str(element.tag).removeprefix(CORE)
        if name not in CONTENT:
            yield f"element {name}"
            continue
        children = "".join(f"{str(child.tag).removeprefix(CORE)} " for child in element)
        if not content_pattern(CONTENT[name]).fullmatch(children):
            yield f"{name} holds {children}"
        if (element.text or "").strip() and CONTENT[name]:
            yield f"{name} holds text"
        if not (element.text or "").strip() and not CONTENT[name]:
            yield f"{name} is empty"
        if set(element.attrib) != ATTRIBUTES.get(name, set()):
            yield f"{name} has {sorted(map(str, element.attrib))}"
        yield from category_faults(element, name, ids)


def category_faults(element: etree._Element, name: str, ids: Counter[str | None]) -> Iterator[str]:
    kind = element.get("type")
    language = element.get(XML_LANG)
    if language is not None and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", language):
        yield f"language {language}"
    if name in ("tbx", "conceptEntry", "langSec") or kind is None:
        return
    levels = (str(up.tag).removeprefix(CORE) for up in element.iterancestors())
    level = next(above for above in levels if not above.endswith("Grp"))
    if level not in LEVELS.get((name, kind), ()):
        yield f"{name} {kind} in {level}"
    if kind in VALUES and element.text not in VALUES[kind]:
        yield f"{kind}: {element.text}"
    target = element.get("target")
    if target is not None and target not in ids and not re.match(r"https?://.", target):
        yield f"target {target}"
