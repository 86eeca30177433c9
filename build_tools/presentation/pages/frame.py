"""What every page has around its text: its head, its corrections, what its script cites with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from build_tools.presentation import forge
from build_tools.presentation.citations.cited import TODAY, Cited, CitedKind, Citer
from build_tools.presentation.citations.forms import for_script
from build_tools.presentation.citations.slots import slot
from build_tools.presentation.pages.head import Head
from build_tools.presentation.pages.moved import Moved
from build_tools.presentation.pages.page import Page, plain_html
from build_tools.presentation.templating import render
from build_tools.resources.interface import Words


def with_moved(
    pages: Iterable[Page], moved: Mapping[str, Sequence[Moved]], words: Words
) -> Iterator[Page]:
    """The pages with the addresses that lead elsewhere now, and a page for each that is gone."""
    left = dict(moved)
    for page in pages:
        if lines := left.pop(page.address, ()):
            yield _with_more(page, render("moved.j2", words, moved=lines, is_all=False))
        else:
            yield page
    for address, lines in left.items():
        body = render("moved.md.j2", words, moved=lines, is_all=True)
        path = f"{address.removesuffix('.html')}.md"
        yield Page(path, words("moved_title"), words("moved_about"), body, "moved", listed=False)


def _with_more(page: Page, block: str) -> Page:
    """The page with a block behind its text."""
    return replace(page, body=f"{page.body.rstrip()}\n\n{block}\n")


def framed(pages: Iterable[Page], citer: Citer, head: Head) -> Iterator[Page]:
    """The pages with what is around their text."""
    for page in pages:
        kind = page.cites
        whole = _with_more(page, _citation_script(page, kind, citer, head)) if kind else page
        yield replace(whole, outside=_outside(page, citer, head))


def _outside(page: Page, citer: Citer, head: Head) -> dict[str, str]:
    site, words = citer.publication.site, citer.words
    title = words("issue_page_title", title=page.title)
    address = head.address(page.address)
    body = words("issue_body", address=address, id=page.address, text=page.title)
    return {
        "head": str(head.html(page)),
        "issue": plain_html(forge.new_issue(site, title, body)),
        "file": plain_html(forge.file_address(site, page.source) if page.source else ""),
    }


def _citation_script(page: Page, kind: CitedKind, citer: Citer, head: Head) -> Markup:
    """What the page's script cites with."""
    words = citer.words
    given = for_script(citer, page.address, kind, _whole(page, citer))
    given["page"] = head.address(page.address)
    given["issue"] = forge.new_issue(
        citer.publication.site,
        words("issue_title", id=slot("id")),
        words("issue_body", **{name: slot(name) for name in ("address", "id", "text")}),
    )
    data = htmlsafe_json_dumps(given, ensure_ascii=False)
    return Markup('<script type="application/json" id="citation">{}</script>').format(data)


def _whole(page: Page, citer: Citer) -> Cited | None:
    """What a page is cited as: the report, or a list as it is filtered."""
    if page.kind == "contents":
        return citer.report(page.address, accessed=TODAY)
    if page.kind == "tracker":
        return citer.entry(page.address + slot("query"), "", slot("title"), "list", TODAY)
    return None


def contact_address(contact: str) -> str:
    """The link to a contact: an address of the web, or of mail.

    >>> contact_address("https://a.example/"), contact_address("a@b.example")
    ('https://a.example/', 'mailto:a@b.example')
    """
    return (
        contact if contact.startswith(("http://", "https://")) else f"mailto:{quote(contact, '@')}"
    )
