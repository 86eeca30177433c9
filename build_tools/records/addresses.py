"""Web addresses in records, all of which are published."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, HttpUrl, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

_FULL_WIDTH = re.compile(r"^\w+(：)|([／．])|([。，；、])$")
"""Signs of a Chinese keyboard in an address: in its scheme, between its parts, and behind it. An
address may have others, as in the title of an article."""


def _is_plain(given: object) -> object:
    """Refuse what a slip of the hand adds to an address, and would be encoded into another one."""
    if not isinstance(given, str):
        return given
    if re.search(r"\s", given.strip()):
        raise PydanticCustomError("form", "the address has a space in it; write %20, or delete it")
    if odd := _FULL_WIDTH.search(given.strip()):
        message = "the address has a full-width “{sign}”; write an ordinary sign, or delete it"
        raise PydanticCustomError("form", message, {"sign": "".join(filter(None, odd.groups()))})
    return given


def _has_host(given: object) -> object:
    if isinstance(given, str) and re.match(r"\s*\w+:(?!//[^/])", given):
        raise PydanticCustomError("url", "it has no host")
    return given


def _is_public(url: HttpUrl) -> HttpUrl:
    """Refuse an address that the site should not publish, or that leads to no host."""
    if url.username or url.password:
        message = (
            "it has the name or the password of a user, which the site would publish; delete them, "
            "and change a password that was committed"
        )
        raise PydanticCustomError("form", message)
    if not re.fullmatch(r"\[.*\]|(?:(?!-)[^.]+(?<!-)\.)*(?!-)[^.]+(?<!-)", url.host or ""):
        raise PydanticCustomError("form", "its host is no name of a server")
    return url


PublicUrl = Annotated[
    HttpUrl, BeforeValidator(_has_host), BeforeValidator(_is_plain), AfterValidator(_is_public)
]
"""An address of the web that pages show."""


_OWNER_AND_NAME = ("github.com", "gitlab.com", "gitee.com", "codeberg.org")
"""Servers on which a repository has the name of its owner before its own."""


def _is_repository(url: HttpUrl) -> HttpUrl:
    """Refuse other addresses: those of files and issues are made by adding to a repository's."""
    names = [name for name in (url.path or "").split("/") if name]
    least = 2 if url.host in _OWNER_AND_NAME else 1
    is_page = {"tree", "blob", "-", "src", "issues", "pulls", "raw"} & {*names[2:]}
    if len(names) < least or is_page or "%" in (url.path or "") or url.query or url.fragment:
        message = "it must be the address of a repository, such as https://github.com/OWNER/NAME"
        raise PydanticCustomError("form", message)
    return url


RepositoryUrl = Annotated[PublicUrl, AfterValidator(_is_repository)]
"""The address of a repository on any forge."""

FOLDER_ADDRESS = "the address of a folder, such as https://name.example/report/"


def _is_folder(url: HttpUrl) -> HttpUrl:
    """Refuse what is more than a folder: addresses of pages are made by adding to it."""
    is_page = (url.path or "").endswith((".html", ".htm"))
    if is_page or url.query or url.fragment:
        raise PydanticCustomError("form", "it must be {form}", {"form": FOLDER_ADDRESS})
    return url


FolderUrl = Annotated[PublicUrl, AfterValidator(_is_folder)]
"""The address of a folder."""


def is_site_url(text: str) -> bool:
    """Whether ``text`` can be the address of a site.

    >>> is_site_url("https://name.example/report"), is_site_url("name.example")
    (True, False)
    """
    try:
        TypeAdapter[HttpUrl](FolderUrl).validate_python(text)
    except ValidationError:
        return False
    return True


_EXAMPLE = re.compile(
    r"https?://(?:(?:www\.)?example\.(?:com|net|org)"
    r"|(?:[^/]+\.)?(?:example|invalid|test|localhost)|127\.0\.0\.1)(?::\d+)?(?:/|$)"
    r"|/(?:your|my)[-_.]?(?:user|name|org|account)\w*(?:/|$)|\b(?:OWNER|USERNAME)\b"
)


def is_example(address: str) -> bool:
    """Whether an address is of a host that exists for examples (RFC 2606), or has a placeholder.

    >>> [is_example(f"https://{place}") for place in ("example.com", "a.invalid/b", "example.edu")]
    [True, True, False]
    """
    return bool(_EXAMPLE.search(address))


def generator_address(repository: str) -> str:
    """The address of the generator's repository; "" where it is an example."""
    is_ours = repository.startswith("https://github.com/example/")
    return "" if is_ours or is_example(repository) else repository
