"""Addresses on the publication's forge: a new issue that is filled in, and the file behind a page.

GitHub, "Creating an issue from a URL query"; GitLab, "Create an issue using a URL with prefilled
values"; Gitea and Forgejo take GitHub's names. Gitee is taken to read GitLab's names. The addresses
are plain links: nothing is asked of the forge before a reader follows one.
"""

import re
from typing import Literal
from urllib.parse import quote

from build_tools.presentation.citations.slots import escaped
from build_tools.records.addresses import is_example
from build_tools.records.publication import Site

Forge = Literal["github", "gitlab", "gitee", "gitea"]
_GITHUB, _GITLAB = ("title", "body"), ("issue[title]", "issue[description]")
_FORGES: dict[Forge, tuple[str, str, tuple[str, str], str]] = {
    "github": ("github", "issues/new", _GITHUB, "blob/"),
    "gitlab": ("gitlab", "-/issues/new", _GITLAB, "-/blob/"),
    "gitee": ("gitee", "issues/new", _GITLAB, "blob/"),
    "gitea": ("gitea|forgejo|codeberg", "issues/new", _GITHUB, "src/branch/"),
}
"""Words in the host's name, the path of a new issue, its fields, and what leads to a branch."""


def repository(site: Site) -> str:
    """The address of the repository without its last slash; "" where there is none yet."""
    address = str(site.repository or "")
    return "" if is_example(address) else address.rstrip("/").removesuffix(".git")


def forge_of(site: Site) -> Forge | None:
    """What the repository's server runs, as the setting or the host's name says."""
    host = site.repository.host if site.repository else None
    found = (
        name for name, (words, *_) in _FORGES.items() if re.search(rf"\b({words})\b", host or "")
    )
    return site.forge or next(found, None)


def new_issue(site: Site, title: str, body: str) -> str:
    """The address of a new issue; "" where there is no forge. Slots are left in it."""
    forge = forge_of(site)
    if not (forge and site.repository):
        return ""
    _, path, names, _ = _FORGES[forge]
    fields = zip(names, (title, body), strict=True)
    query = "&".join(f"{quote(name, safe='')}={escaped(text, 'url')}" for name, text in fields)
    return f"{repository(site)}/{path}?{query}"


def file_address(site: Site, path: str) -> str:
    """The address of a file of the repository; "" where there is no forge."""
    forge = forge_of(site)
    if not (forge and site.repository):
        return ""
    *_, branch = _FORGES[forge]
    return f"{repository(site)}/{branch}{quote(site.branch)}/{quote(path)}"
