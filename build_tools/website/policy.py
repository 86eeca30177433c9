"""The content security policy of each page: what it may load and run; all else is refused.

W3C, Content Security Policy Level 3. A folder of files sends no headers, so each page contains the
policy, before everything that it governs. The policy names an inline script by its hash, and only a
script from a template of the theme or of this package: any other gets no hash, and is a problem.

``'self'`` means nothing to Firefox on a disk, hence ``file:``; a page from a server may not load
files in any browser. The pages need no ``'unsafe-inline'``. Trusted types are not required, because
Material's script writes its search results as HTML.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib import resources

from build_tools.diagnostics import Code, Place, Problems
from build_tools.website.html import Element, elements
from build_tools.website.theme_files import inline_templates

SIT007 = Code(
    "SIT007",
    "A page lacks the site's content security policy before all that it loads.",
    "Build the site again; a hand-written page needs an ordinary head.",
    example="it has no policy",
)
SIT008 = Code(
    "SIT008",
    "A page holds a script, handler, style or frame that its content security policy refuses.",
    "Write it without; scripts and style sheets are files.",
    example='onclick="go()"',
)

HEADER = "Content-Security-Policy"
OWN = "'self' file:"
DIRECTIVES = {
    # Not 'none': Firefox holds the next page, which it fetches ahead, to this one.
    "default-src": OWN,
    "script-src": OWN,
    "style-src": OWN,
    "img-src": f"{OWN} data:",  # the theme's icons are data in its style sheets
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "font-src": "'none'",
    "media-src": "'none'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
ALIGNED = frozenset(f"text-align: {side};" for side in ("left", "center", "right"))
"""The style attributes that Markdown writes itself, for the columns of tables."""
REFUSED = frozenset(
    {
        *("applet", "audio", "base", "bgsound", "command", "embed", "fencedframe", "frame"),
        *("iframe", "object", "portal", "track", "video"),
        *("animate", "animatemotion", "animatetransform", "foreignobject", "set"),
        # Browsers with and without scripts read different elements inside these.
        *("noembed", "noframes", "noscript", "plaintext", "template", "xmp"),
    }
)
OF_HEAD = frozenset({"link", "meta"})
"""Elements that say something of the whole page: one in its text would say it against its head."""
REFUSED_ATTRIBUTES = frozenset(
    {"action", "background", "dynsrc", "formaction", "lowsrc", "ping", "srcdoc"}
)
"""Attributes that send or load something without a link or a script."""
DATA = frozenset({"application/json", "application/ld+json"})
"""Types of script elements that browsers do not run."""

MAY_BE_INLINE = "//script | //style | //*[@style]"
"""The elements, as XPath, that may hold something inline."""

_META = re.compile(rf'<meta http-equiv="{HEADER}" content="[^"]*">')
_START = re.compile(
    r"\s*(?:<!doctype[^>]*>)?\s*(?:<html[^>]*>)?\s*(?:<head[^>]*>)?\s*(?:<meta charset=[^>]*>)?",
    re.IGNORECASE,
)
"""What may come before a page's policy."""
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_BLANK = re.compile(r"\{\{.*?\}\}")
_FILLED = r"[\w./%:-]*"
"""What a template's blank may be filled with: an address, but no quote that would end it."""


@dataclass(frozen=True)
class Inline:
    """A script, a style sheet or a style attribute in the page itself."""

    kind: str
    text: str
    line: int


@dataclass
class PolicyParts:
    """What of a page concerns its policy."""

    inline: list[Inline] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    is_late: bool = False
    """Whether something is loaded or runs before the first policy."""


def policy_parts(found: Iterable[Element]) -> PolicyParts:
    """What of a page's elements concerns its policy."""
    seen, is_in_body = PolicyParts(), False
    for element in found:
        tag, values = element.tag, element.attributes
        if tag == "meta" and values.get("http-equiv", "").lower() == HEADER.lower():
            seen.policies.append(values.get("content", ""))
        elif tag == "meta" and "http-equiv" in values:
            said = f'<meta http-equiv="{values["http-equiv"][:40]}">'
            seen.refused.append((said, element.line))
        elif tag in ("script", "style", "link", "img", "body"):
            seen.is_late |= not seen.policies
        if tag == "body":
            is_in_body = True
        elif is_in_body and tag in OF_HEAD:
            seen.refused.append((f"<{tag}> in the text", element.line))
        if tag in REFUSED or (tag in ("title", "textarea") and "<" in element.text):
            seen.refused.append((f"<{tag}>", element.line))
        for name, value in values.items():
            if name.startswith("on") or name in REFUSED_ATTRIBUTES:
                seen.refused.append((f'{name}="{value[:40]}"', element.line))
            elif name == "style":
                seen.inline.append(Inline("attribute", value, element.line))
        source = values.get("src") or values.get("href") or values.get("xlink:href")
        if tag == "script" and source and not source.partition("?")[0].endswith(".js"):
            seen.refused.append((f"a script that is not a .js file: {source[:40]}", element.line))
        is_data = values.get("type", "").lower() in DATA
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            seen.inline.append(Inline(tag, element.text, element.line))
    return seen


def _own_templates() -> Iterator[str]:
    folder = resources.files("build_tools.website").joinpath("templates", "offline")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".html.j2"):
            yield file.read_text("utf-8")


@cache
def _known() -> Sequence[tuple[str, re.Pattern[str]]]:
    """The kind and the pattern of each script and style sheet in a template."""
    templates = (*inline_templates(), *_own_templates())
    inlines = (found.groups() for source in templates for found in _INLINE.finditer(source))
    return tuple(
        (kind, re.compile(_FILLED.join(map(re.escape, _BLANK.split(text)))))
        for kind, text in inlines
    )


def is_known(inline: Inline) -> bool:
    """Whether it comes from the theme, from this package or from Markdown."""
    if inline.kind == "attribute":
        return inline.text in ALIGNED
    return any(kind == inline.kind and text.fullmatch(inline.text) for kind, text in _known())


def source_hash(text: str) -> str:
    """The source expression of an inline script or style (CSP 3, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(inlines: Iterable[Inline]) -> str:
    """The policy of a page that contains ``inlines``; those that are not known get no hash."""
    known = [inline for inline in inlines if is_known(inline)]
    scripts = [source_hash(inline.text) for inline in known if inline.kind == "script"]
    styles = [source_hash(inline.text) for inline in known if inline.kind != "script"]
    if any(inline.kind == "attribute" for inline in known):
        styles.insert(0, "'unsafe-hashes'")
    added = {"script-src": scripts, "style-src": styles}
    return "; ".join(
        " ".join(dict.fromkeys([name, sources, *added.get(name, ())]))
        for name, sources in DIRECTIVES.items()
    )


def without_policy(page: str) -> str:
    """``page`` without the policy that :func:`with_policy` gave it."""
    return _META.sub("", page)


def with_policy(page: str) -> str:
    """``page`` with its policy, right after the declaration of its encoding."""
    page = without_policy(page)
    content = escape(policy(policy_parts(elements(page, MAY_BE_INLINE)).inline), quote=False)
    start = _START.match(page)
    at = start.end() if start else 0
    return f'{page[:at]}<meta http-equiv="{HEADER}" content="{content}">{page[at:]}'


def check_policy(name: str, seen: PolicyParts, problems: Problems) -> None:
    """Report where the policy of the page ``name`` is missing, late, another one, or not kept."""
    if not seen.policies:
        problems.add(SIT007, Place(name), "it has no policy")
    elif seen.policies[0] != policy(seen.inline):
        problems.add(SIT007, Place(name), "its policy is another")
    elif seen.is_late:
        problems.add(SIT007, Place(name), "its policy comes too late")
    for what, line in seen.refused:
        problems.add(SIT008, Place(name, line), what)
    for inline in seen.inline:
        if not is_known(inline):
            kind = "style attribute" if inline.kind == "attribute" else f"<{inline.kind}>"
            said = " ".join(inline.text.split())[:40]
            problems.add(SIT008, Place(name, inline.line), f"a {kind}: “{said}”")
