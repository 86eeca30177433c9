"""Whether a deployed site is as it was published: its files fetched and compared with its manifest.

It asks one file after the other, with a pause between them, and names itself. Nothing is kept: each
file is hashed as it arrives, and no more of it is read than :data:`LARGEST`.
"""

import hashlib
import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from time import sleep
from typing import Protocol, TypeVar
from urllib.parse import quote, urlsplit

from build_tools import __version__
from build_tools.system.files import sha256
from build_tools.website.integrity import (
    MANIFEST,
    NoManifest,
    SiteIntegrity,
    files_of,
    of_another_version,
)

USER_AGENT = f"bilingual-publication/{__version__} (verify; compares a site with its manifest)"
TIMEOUT = 30.0
"""Seconds without an answer."""
PAUSE = 0.05
"""Seconds between two requests."""
TRIES = 3
MOST_FILES = 20_000
LARGEST = 200_000_000
"""Bytes that are read of one file."""
LARGEST_MANIFEST = 20_000_000
LONGEST_WAIT = 60.0
"""Seconds that a server may ask to wait before the next try."""
_BLOCK = 1 << 16
T = TypeVar("T")


class NotReached(Exception):  # noqa: N818
    """The site could not be read; the message says why."""


class Response(Protocol):
    """What a server sends."""

    length: int | None
    """How many bytes are still to come; None where the server does not say."""

    def read(self, amount: int, /) -> bytes: ...


def is_address(text: str) -> bool:
    """Whether ``text`` is the address of a site and no folder.

    >>> is_address("https://report.example/a/"), is_address("site")
    (True, False)
    """
    return re.match("https?://", text, re.IGNORECASE) is not None


def compare_deployed(address: str, expected: str = "", wait: float = 0.0) -> SiteIntegrity:
    """Compare the site at ``address`` with the manifest that it publishes.

    ``expected`` is the SHA-256 that the manifest itself should have; a site that is being deployed
    gets ``wait`` seconds until it has it. Raises NotReached where the site does not answer or is
    not that one, and NoManifest.
    """
    root = address.partition("#")[0].partition("?")[0].removesuffix("index.html").rstrip("/") + "/"
    try:
        named = urlsplit(root).hostname
    except ValueError:
        named = None
    if not named:
        raise NotReached(f"{address} is not the address of a site")
    listed = _manifest(root, expected.lower(), wait)
    missing, changed = [], []
    for path, wanted in listed.items():
        sleep(PAUSE)
        found = _sha256(root + quote(path))
        if found is None:
            missing.append(path)
        elif found != wanted:
            changed.append(path)
    return SiteIntegrity(len(listed), tuple(missing), tuple(changed), ())


def _manifest(root: str, expected: str, wait: float) -> dict[str, str]:
    """The files of the site's manifest, once it is the expected one."""
    url, left = root + MANIFEST, wait
    while True:
        content = _fetch(url, lambda answer: b"".join(_blocks(answer, LARGEST_MANIFEST)))
        found = "" if content is None else sha256(content)
        if content is not None and expected in ("", found):
            break
        if left <= 0:
            if content is None:
                raise NoManifest(f"{url} is missing: is this the address of a published site?")
            raise NotReached(of_another_version(url, found))
        sleep(min(left, 10.0))
        left -= 10.0
    listed = files_of(content, url) if len(content) <= LARGEST_MANIFEST else {}
    if not listed or len(listed) > MOST_FILES or not all(map(_is_below, listed)):
        raise NoManifest(f"{url} is not the manifest of a site")
    return listed


def _is_below(path: str) -> bool:
    """Whether a listed path leads to a file below the site's root."""
    return all(part not in ("", ".", "..") for part in path.split("/")) and "\\" not in path


def _sha256(url: str) -> str | None:
    def digest(answer: Response) -> str:
        made, size = hashlib.sha256(), 0
        for block in _blocks(answer, LARGEST):
            size += len(block)
            made.update(block)
        return made.hexdigest() if size <= LARGEST else ""

    return _fetch(url, digest)


def _blocks(answer: Response, most: int) -> Iterator[bytes]:
    """The content in blocks, at most one of them beyond ``most`` bytes.

    Raises IncompleteRead where the connection ends before the content does, which reading a block
    does not say.
    """
    size = 0
    while size <= most and (block := answer.read(_BLOCK)):
        size += len(block)
        yield block
    if size <= most and answer.length:
        raise http.client.IncompleteRead(b"", answer.length)


def _fetch(url: str, use: Callable[[Response], T]) -> T | None:
    """What ``use`` makes of the answer; None where the server says that there is no such file.

    A server that is busy, and a connection that breaks, get some more tries.
    """
    headers = {"User-Agent": USER_AGENT, "Cache-Control": "no-cache", "Accept-Encoding": "identity"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310
    for left in range(TRIES - 1, -1, -1):
        delay = float(TRIES - left)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                return use(answer)
        except urllib.error.HTTPError as error:
            with error:
                if error.code in (404, 410):
                    return None
                reason = f"the server answers {error.code} {error.reason}".rstrip()
                if error.code != 429 and error.code < 500:
                    break
                asked = error.headers.get("Retry-After", "")
                delay = min(float(asked), LONGEST_WAIT) if asked.isdecimal() else delay
        except urllib.error.URLError as error:
            reason = f"no connection: {error.reason}"
        except (OSError, http.client.HTTPException) as error:
            reason = f"the connection broke off: {error or type(error).__name__}"
        if left:
            sleep(delay)
    raise NotReached(f"{url}: {reason}")
