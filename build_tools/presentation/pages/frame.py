"""What every page has around its text: its head, its corrections, what its script cites with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from build_tools.presentation import forge
from build_tools.presentation.citations.cited import Citer
from build_tools.presentation.citations.forms import for_script
from build_tools.presentation.citations.slots import slot
from build_tools.presentation.pages.head import Head
from build_tools.presentation.pages.page import Page, plain_html


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
            given = for_script(citer, page.address, page.cites, whole=page.kind == "contents")
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


def contact_address(contact: str) -> str:
    """The link to a contact: an address of the web, or of mail.

    >>> contact_address("https://a.example/"), contact_address("a@b.example")
    ('https://a.example/', 'mailto:a@b.example')
    """
    return (
        contact if contact.startswith(("http://", "https://")) else f"mailto:{quote(contact, '@')}"
    )
