"""Pictures and other files of a publication: ``docs/assets``, published as they are.

Only kinds of files are published that run nothing: no browser executes them, whatever they hold. A
script must be named in ``mkdocs.yml``, below ``extra_javascript``.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from lxml import etree

from build_tools.diagnostics import Code, Place, Problems
from build_tools.presentation.pages.handwritten import SIT015, SIT016, docs_files
from build_tools.system.files import MEBIBYTE, read
from build_tools.website.addresses import style_requests
from build_tools.website.page_check import SIT003
from build_tools.website.theme_files import theme_assets

SIT018 = Code(
    "SIT018",
    "A picture in SVG holds something that runs, or loads from another place.",
    "Save it as plain SVG, or as PNG.",
    example="<script>",
)
KINDS = frozenset(
    {
        *(".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
        *(".css", ".csv", ".epub", ".json", ".pdf", ".tsv", ".txt", ".zip"),
    }
)
LARGEST_TOGETHER = 64 * MEBIBYTE
"""Each edition and the archive have a copy of every asset."""
_LOADS = re.compile(r"(?:url|src|image|image-set|cross-fade)\(\s*['\"]?(?!#)", re.IGNORECASE)
"""What in a style, or in an attribute that is one, loads more than a part of the picture."""
_MOVING = frozenset({"animate", "animatemotion", "animatetransform", "set"})
_REFUSED = frozenset({"foreignobject", "handler", "iframe", "listener", "script"})


def assets(
    docs: Path, scripts: Collection[object], taken: Collection[str], problems: Problems
) -> dict[str, bytes]:
    """The files below ``docs/assets`` by their path in an edition; others are problems.

    ``scripts`` are the settings below ``extra_javascript``; ``taken`` are the generator's paths.
    """
    found: dict[str, bytes] = {}
    allowed = {item.get("path") if isinstance(item, dict) else item for item in scripts}
    lower = {path.casefold(): path for path in (*taken, *theme_assets())}
    room = LARGEST_TOGETHER
    for path in docs_files(docs, "assets", problems):
        name = path.relative_to(docs).as_posix()
        place = Place(f"{docs.name}/{name}")
        if path.suffix not in KINDS and name not in allowed:
            kind = f'"{path.suffix}" is not a kind of file' if path.suffix else "no kind of file"
            hint = f"kinds: {', '.join(sorted(KINDS))}"
            if path.suffix.lower() in (".js", ".mjs"):
                hint = f'name it below "extra_javascript" in mkdocs.yml: {name}'
            problems.add(SIT015, place, f"{kind} that pages may load", hint)
        elif original := lower.get(name.casefold()):
            problems.add(SIT016, place, f"the generator makes {original}")
        elif (content := _content(path, place, problems)) is not None:
            room -= len(content)
            if room < 0:
                most = f"{LARGEST_TOGETHER // MEBIBYTE} MB"
                problems.add(SIT015, place, f"with it, the assets are larger than {most} together")
                break
            _check_content(path.suffix, content, place, problems)
            found[name] = content
    return found


def _content(path: Path, place: Place, problems: Problems) -> bytes | None:
    try:
        return read(path)
    except OSError as error:
        problems.add(SIT015, place, error.strerror or "it cannot be read")
        return None


def _check_content(suffix: str, content: bytes, place: Place, problems: Problems) -> None:
    """Report what a picture or a style sheet runs, or loads from another place."""
    if suffix == ".svg":
        for line, message in svg_faults(content):
            problems.add(SIT018, Place(place.file, line), message)
    if suffix == ".css":
        for url in style_requests(content.decode("utf-8", "replace")):
            problems.add(SIT003, place, f"loads {url}")


def svg_faults(content: bytes) -> Iterator[tuple[int, str]]:
    """What in an SVG picture runs or loads something, with its line; 0 for the whole file.

    >>> list(svg_faults(b"<svg><g onclick='go()'/></svg>"))
    [(1, 'onclick="go()"')]
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        yield int(error.lineno or 0), f"it is not XML: {error.msg}"
        return
    document = root.getroottree()
    if document.docinfo.internalDTD is not None and any(document.docinfo.internalDTD.entities()):
        yield 0, "it declares entities"
    for node in (*root.itersiblings(preceding=True), *root.iter()):
        line = int(node.sourceline or 0)
        if not isinstance(node.tag, str):
            if isinstance(node, etree._ProcessingInstruction):
                yield line, f"<?{node.target}"
            continue
        tag = etree.QName(node).localname.lower()
        values = {etree.QName(name).localname.lower(): v for name, v in node.attrib.items()}
        if tag in _REFUSED:
            yield line, f"<{tag}>"
        if tag in _MOVING and values.get("attributename", "").lower().endswith(("href", "src")):
            yield line, f"<{tag}> of an address"
        for name, value in values.items():
            if name.startswith("on") or (
                name in ("base", "href", "src") and not _is_harmless(tag, value)
            ):
                yield line, f'{name}="{value[:40]}"'
        sheets = (values.get("style", ""), node.text or "" if tag == "style" else "")
        if any("@" in s or "\\" in s for s in sheets) or any(
            _LOADS.search(style) for style in (*sheets, *values.values())
        ):
            yield line, "a style that loads something"


def _is_harmless(tag: str, address: str) -> bool:
    """Whether the address of an element leads to the picture itself, or is a link of the web."""
    address = "".join(address.split()).lower()
    if tag == "a":
        return address.startswith(("#", "https://", "http://"))
    pictures = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")
    return address.startswith("#") or (tag == "image" and address.startswith(pictures))
