"""Addresses on the publication's forge: a new issue that is filled in, and the file behind a page.

GitHub, "Creating an issue from a URL query"; GitLab, "Create an issue using a URL with prefilled
values"; Gitea and Forgejo take GitHub's names. Gitee is taken to read GitLab's names. The addresses
are plain links: nothing is asked of the forge before a reader follows one.
"""

import re
from typing import Literal
from urllib.parse import quote

from build_tools.presentation.citations.slots import escaped
from build_tools.records.publication import EXAMPLES, Site

Forge = Literal["github", "gitlab", "gitea", "gitee"]
_HOSTS: dict[Forge, str] = {
    "github": r"\bgithub\b",
    "gitlab": r"\bgitlab\b",
    "gitee": r"\bgitee\b",
    "gitea": r"\b(?:gitea|forgejo|codeberg)\b",
}
_FIELDS: dict[Forge, tuple[str, str]] = {
    "github": ("title", "body"),
    "gitea": ("title", "body"),
    "gitlab": ("issue[title]", "issue[description]"),
    "gitee": ("issue[title]", "issue[description]"),
}
_FILES: dict[Forge, str] = {
    "github": "blob/{branch}",
    "gitlab": "-/blob/{branch}",
    "gitea": "src/branch/{branch}",
    "gitee": "blob/{branch}",
}


def repository(site: Site) -> str:
    """The address of the repository without its last slash; "" where there is none yet."""
    address = str(site.repository or "")
    return "" if address.startswith(EXAMPLES["site"]) else address.rstrip("/").removesuffix(".git")


def forge_of(site: Site) -> Forge | None:
    """What the repository's server runs, as the setting or the host's name says."""
    host = site.repository.host if site.repository else None
    found = (name for name, word in _HOSTS.items() if re.search(word, host or ""))
    return site.forge or next(found, None)


def new_issue(site: Site, title: str, body: str) -> str:
    """The address of a new issue; "" where there is no forge. Slots are left in it."""
    forge = forge_of(site)
    if not (forge and site.repository):
        return ""
    names = (quote(name, safe="") for name in _FIELDS[forge])
    fields = (escaped(text, "url") for text in (title, body))
    query = "&".join(f"{name}={text}" for name, text in zip(names, fields, strict=True))
    return f"{repository(site)}/{'-/' if forge == 'gitlab' else ''}issues/new?{query}"


def file_address(site: Site, path: str) -> str:
    """The address of a file of the repository; "" where there is no forge."""
    forge = forge_of(site)
    if not (forge and site.repository):
        return ""
    folder = _FILES[forge].format(branch=quote(site.branch))
    return f"{repository(site)}/{folder}/{quote(path)}"
