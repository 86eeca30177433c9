"""What every page has around its text: its head, its corrections, what its script cites with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from build_tools.presentation import forge
from build_tools.presentation.citations.cited import TODAY, Cited, Citer
from build_tools.presentation.citations.forms import for_script
from build_tools.presentation.citations.slots import slot
from build_tools.presentation.pages.head import Head
from build_tools.presentation.pages.moved import Moved
from build_tools.presentation.pages.page import Page, plain_html
from build_tools.presentation.templating import heading, render
from build_tools.resources.interface import Words


def with_moved(
    pages: Iterable[Page], moved: Mapping[str, Sequence[Moved]], words: Words
) -> Iterator[Page]:
    """The pages with the addresses that lead elsewhere now, and a page for each that is gone."""
    left = dict(moved)
    for page in pages:
        if lines := left.pop(page.address, ()):
            text = (
                f"{page.body.rstrip()}\n\n{render('moved.j2', words, moved=lines, is_all=False)}\n"
            )
            yield replace(page, body=text)
        else:
            yield page
    title = words("moved_title")
    for address, lines in left.items():
        listed = render("moved.j2", words, moved=lines, is_all=True)
        body = f"# {heading(title)}\n\n{listed}\n"
        path = f"{address.removesuffix('.html')}.md"
        yield Page(path, title, words("moved_about"), body, "moved", listed=False)


def framed(pages: Iterable[Page], citer: Citer, head: Head) -> Iterator[Page]:
    """The pages with what is around their text."""
    site, words = citer.publication.site, citer.words
    for page in pages:
        canonical = head.address(page.address)
        title = words("issue_page_title", title=page.title)
        body = words("issue_body", address=canonical, id=page.address, text=page.title)
        outside = {
            "head": str(head.html(page)),
            "issue": plain_html(forge.new_issue(site, title, body)),
            "file": plain_html(forge.file_address(site, page.source) if page.source else ""),
        }
        text = page.body
        if page.cites:
            given = for_script(citer, page.address, page.cites, _whole(page, citer))
            given["page"] = canonical
            given["issue"] = forge.new_issue(
                site,
                words("issue_title", id=slot("id")),
                words("issue_body", **{name: slot(name) for name in ("address", "id", "text")}),
            )
            data = htmlsafe_json_dumps(given, ensure_ascii=False)
            script = Markup('<script type="application/json" id="citation">{}</script>')
            text = f"{text.rstrip()}\n\n{script.format(data)}\n"
        yield replace(page, body=text, outside=outside)


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
