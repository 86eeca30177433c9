"""One rendered page, checked by itself: its links, its requests, its identifiers, its policy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, relpath, splitext
from urllib.parse import unquote, urlsplit

from build_tools.diagnostics import Code, Diagnostic, Place, Problems, nearest_word
from build_tools.presentation.pages.page import NOT_FOUND
from build_tools.website.addresses import (
    PageAddresses,
    is_outside,
    page_addresses,
    split,
    style_requests,
)
from build_tools.website.html import elements
from build_tools.website.policy import check_policy, policy_parts

SIT001 = Code(
    "SIT001",
    "A link leads to no file of the site.",
    "Correct the address.",
    example="reprot.html is not there",
)
SIT003 = Code(
    "SIT003",
    "A page would request something from another site.",
    "Ship the file with the site.",
    example="loads https://pictures.example/a.png",
)
SIT005 = Code(
    "SIT005",
    "An identifier occurs twice on a page.",
    "Rename one of the two.",
    example='"a" appears 2 times',
)
SIT006 = Code(
    "SIT006",
    "A link is not an address of the web, has the password of a user, or runs a script.",
    "Write an address that begins with https:// or names a page.",
    example="“javascript:alert(1)”",
)
SIT009 = Code(
    "SIT009",
    "An address that only a server understands: it opens nothing on a disk.",
    "Write a relative address that ends in a file's name.",
    example="report/",
)
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True)
class CheckedPage:
    """The result of checking one page by itself."""

    ids: frozenset[str]
    anchors: tuple[tuple[str, str, str, int], ...]
    """Links to a place in a page: that page, the anchor, the address, and the line."""
    found: tuple[Diagnostic, ...]


def check_page(name: str, text: str, files: frozenset[str], root: str) -> CheckedPage:
    """Check the page ``name`` of a site with ``files``, whose address has the path ``root``."""
    problems, found = Problems(), list(elements(text))
    seen = page_addresses(found)
    for identifier, count in Counter(seen.ids).items():
        if count > 1:
            problems.add(SIT005, Place(name), f'"{identifier}" appears {count} times')
    check_policy(name, policy_parts(found), problems)
    for url, line in seen.scripted:
        problems.add(SIT006, Place(name, line), f"“{url[:40]}”")
    for host, line in seen.of_users:
        said = f"@{host}: the address has the name or the password of a user"
        hint = "delete them, and change a password that was committed"
        problems.add(SIT006, Place(name, line), said, hint)
    _check_loads(name, seen, files, root, problems)
    anchors: list[tuple[str, str, str, int]] = []
    for url, lines in seen.links.items():
        target = _followed(name, url, lines, files, root, problems)
        if target is not None and target[1]:
            anchors += ((*target, url, line) for line in lines)
    return CheckedPage(frozenset(seen.ids), tuple(anchors), tuple(problems.found))


def _check_loads(
    name: str, seen: PageAddresses, files: frozenset[str], root: str, problems: Problems
) -> None:
    for url, line in seen.loads:
        if is_outside(url):
            problems.add(SIT003, Place(name, line), f"loads {url}")
        elif not url.startswith("data:"):
            _followed(name, url, [line], files, root, problems)
    for style, line in seen.styles:
        for url in style_requests(style):
            problems.add(SIT003, Place(name, line), f"loads {url}")


def _followed(
    name: str,
    url: str,
    lines: Sequence[int],
    files: frozenset[str],
    root: str,
    problems: Problems,
) -> tuple[str, str] | None:
    """The page and the anchor that a link leads to; None where it leads out of the site.

    The anchor is empty where there is none to look for.
    """

    def report(code: Code, message: str, hint: str = "") -> None:
        for line in lines:
            problems.add(code, Place(name, line), message, hint)

    parts = split(url)
    if parts is None or (parts.scheme and parts.scheme not in LINK_SCHEMES):
        report(SIT006, f"“{url[:40]}”")
        return None
    if parts.scheme or parts.netloc:
        if not parts.scheme:
            report(SIT009, url)
        return None
    here, there = _from_root(name, url, root)
    target, anchor = _target(here, there), unquote(urlsplit(url).fragment)
    if _needs_server(there):
        report(SIT009, url)
    elif target not in files:
        report(SIT001, f"{url} is not there", _nearest_file(target, here, files))
    elif not anchor.startswith("__"):  # Material's own, made by its script
        return target, anchor
    return target, ""


def _nearest_file(target: str, page: str, files: frozenset[str]) -> str:
    """A hint with the address, from a page, of a file with the name of a missing one in another
    folder or in other letters (``Map.PNG``), or with nearly its name in the same folder."""
    target = target.replace("\\", "/")
    folder, ending = dirname(target), splitext(target)[1]
    here = dirname(page) or "."
    written = basename(target).casefold()
    same = [relpath(name, here) for name in files if basename(name).casefold() == written]
    if same and basename(target) != "index.html":  # which every folder may have
        return f'write "{min(same, key=lambda path: (path.count("/"), path))}"'
    beside = [name for name in files if dirname(name) == folder and name.endswith(ending)]
    known = {splitext(basename(name))[0]: name for name in beside}
    near = nearest_word(splitext(basename(target))[0], known)
    return f'did you mean "{relpath(known[near], here)}"?' if near else ""


def _target(page: str, url: str) -> str:
    """The path, below the site's root, that ``url`` on ``page`` leads to."""
    path = unquote(urlsplit(url).path)
    parts = [] if path.startswith("/") else page.split("/")[:-1]
    if not path:
        return page
    for part in path.strip("/").split("/"):
        if part == "..":
            if not parts:
                return "../" + path
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    target = "/".join(parts)
    return f"{target}/index.html".lstrip("/") if path.endswith(("/", ".")) else target


def _needs_server(url: str) -> bool:
    """Whether ``url`` opens nothing on a disk: it begins at a server's root or names a folder."""
    path = urlsplit(url).path
    return path.startswith("/") or path.rpartition("/")[2] in ("..", ".") or path.endswith("/")


def _from_root(name: str, url: str, root: str) -> tuple[str, str]:
    """A page and an address on it that lead where ``url`` on the page ``name`` does.

    Only the page for what is not found has addresses from the site's ``root``: a server sends it
    for whatever address was asked for.
    """
    if name.rpartition("/")[2] == NOT_FOUND and url.startswith(root):
        return NOT_FOUND, url.removeprefix(root) or "index.html"
    return name, url
