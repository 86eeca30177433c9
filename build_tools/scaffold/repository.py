"""The repository of a publication: its files beside the data, who owns each, and their text.

A file is a template in ``repository/`` under its own path; names that begin with a dot have
``dot-`` in its place. What the generator owns, ``upgrade`` writes anew; nothing else is ever
written again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files as package_files
from pathlib import PurePosixPath
from typing import Any, Literal

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from build_tools.presentation.templating import heading
from build_tools.records.editions import EditionId
from build_tools.records.publication import Publication
from build_tools.scaffold.origin import NAME, Origin, shipped
from build_tools.scaffold.pin import (
    call,
    calls_generator,
    generator_of,
    repository_address,
    requirement,
    wheel_path,
)


@dataclass(frozen=True)
class RepositoryFile:
    """A file of every publication."""

    path: str
    owner: Literal["generator", "editor"]
    edition: EditionId = "hans"
    """Only publications with this edition have it."""


FILES = (
    RepositoryFile(".gitattributes", "generator"),
    RepositoryFile(".github/ISSUE_TEMPLATE/config.yml", "generator"),
    RepositoryFile(".github/ISSUE_TEMPLATE/link.yml", "generator"),
    RepositoryFile(".github/ISSUE_TEMPLATE/term.yml", "generator"),
    RepositoryFile(".github/ISSUE_TEMPLATE/text.yml", "generator"),
    RepositoryFile(".github/dependabot.yml", "generator"),
    RepositoryFile(".github/workflows/check.yml", "generator"),
    RepositoryFile(".github/workflows/pages.yml", "generator"),
    RepositoryFile(".github/workflows/release.yml", "generator"),
    RepositoryFile(".gitignore", "editor"),
    RepositoryFile(".pre-commit-config.yaml", "generator"),
    RepositoryFile("LICENSE.md", "editor"),
    RepositoryFile("Makefile", "generator"),
    RepositoryFile("README.md", "editor"),
    RepositoryFile("docs/en/about.md", "editor", "en"),
    RepositoryFile("docs/zh/about.md", "editor"),
    RepositoryFile("mkdocs.yml", "editor"),
    RepositoryFile("mkdocs_hook.py", "generator"),
    RepositoryFile("requirements.txt", "generator"),
)
"""The templates, and who owns what is made of them."""
LOCK = "requirements-lock.txt"
"""The generator's own lock; with schemas/, which ``schemas`` writes, it is the generator's too."""
MANUAL = "CONTRIBUTING.md"
"""The generator's own, without what is said of its code."""
WORKFLOWS = ".github/workflows"
CALLED = ("publication-check.yml", "publication-pages.yml", "publication-release.yml")
"""The workflows that do the work; a publication keeps them where it cannot call the generator's."""
_OWNED = "The generator owns this file: `upgrade` writes it anew."
LICENCE = "CC-BY-4.0"
"""The licence of what the editors write, unless they choose another."""


def owned_by_generator(record: Publication, origin: Origin) -> dict[str, str]:
    """The text of each file that the generator owns, by its path."""
    values = _values(record, origin)
    files = {
        file.path: _text(file, values)
        for file in FILES
        if file.owner == "generator" and file.edition in record.editions
    }
    generator = generator_of(record, origin)
    if not calls_generator(generator):
        for name in CALLED:
            text = shipped(f"{WORKFLOWS}/{name}")
            files[f"{WORKFLOWS}/{name}"] = f"# {_OWNED}\n{text}"
    text = f"# {_OWNED}\n{shipped('requirements.txt')}"
    return files | {
        LOCK: text,
        MANUAL: manual(shipped(MANUAL), repository_address(generator), origin),
    }


NO_ADDRESS = """\
Files “of the generator” are in its source code. Its package in `.venv` has those below
`build_tools/`; for the others, ask whoever gave you the package."""
"""What the manual of a publication says first whose generator has no repository."""


def manual(text: str, repository: str, origin: Origin) -> str:
    """How to correct and add, for the editors of a publication; links lead to the generator, or
    name its file where it has no repository.

    >>> text = "[b](docs/b.md)\\n## Code\\nc\\n"
    >>> print(manual(text, "https://example.org/g", Origin("1.2.0", commit="12ab")), end="")
    <!-- The generator owns this file: `upgrade` writes it anew. -->
    [b](https://example.org/g/blob/12ab/docs/b.md)
    >>> print(manual(text, "", Origin("1.2.0")).splitlines()[-1])
    b (`docs/b.md` of the generator)
    """
    if not repository:
        text = text.replace("\n\n", f"\n\n{NO_ADDRESS}\n\n", 1)
    base = f"{repository}/blob/{origin.commit or f'v{origin.version}'}/" if repository else ""
    text = text.partition("## Code\n")[0]
    link = rf"[\1]({base}\2)" if base else r"\1 (`\2` of the generator)"
    return f"<!-- {_OWNED} -->\n" + re.sub(r"\[([^][]+)\]\(([^):]+)\)", link, text)


def owned_by_editor(record: Publication, origin: Origin, licence: str) -> dict[str, str]:
    """The text of each file that editors own from then on, by its path."""
    values = {**_values(record, origin), "licence": licences()[licence]}
    return {
        file.path: _text(file, values)
        for file in FILES
        if file.owner == "editor" and file.edition in record.editions
    }


def pages_address(repository: str) -> str:
    """Where GitHub Pages shows the site of a repository; its own settings may name a domain.

    >>> pages_address("https://github.com/Owner/report")
    'https://owner.github.io/report/'
    """
    owner, name = repository.rstrip("/").removesuffix(".git").split("/")[-2:]
    is_root = name.lower() == f"{owner.lower()}.github.io"
    return f"https://{owner.lower()}.github.io/{'' if is_root else f'{name}/'}"


@cache
def licences() -> Mapping[str, Any]:
    """The licences that editors may choose, by their SPDX identifier."""
    read: Mapping[str, Any] = yaml.safe_load(
        package_files(__package__).joinpath("licences.yml").read_text("utf-8")
    )
    return read


def _values(record: Publication, origin: Origin) -> dict[str, Any]:
    generator = generator_of(record, origin)
    return {
        "title": record.title,
        "editions": record.editions,
        "name": NAME,
        "repository": repository_address(generator),
        "pin": requirement(generator, origin),
        "keeps_wheel": bool(wheel_path(generator, origin)),
        "call": partial(call, generator, origin),
    }


@cache
def _templates() -> Environment:
    env = Environment(  # noqa: S701 - no HTML is made
        loader=PackageLoader("build_tools.scaffold", "repository"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["heading"] = heading
    return env


def _text(file: RepositoryFile, values: Mapping[str, Any]) -> str:
    parts = PurePosixPath(file.path).parts
    name = "/".join(f"dot-{part[1:]}" if part.startswith(".") else part for part in parts)
    plain = package_files(__package__).joinpath("repository", name)
    if plain.is_file():
        return plain.read_text("utf-8")
    return _templates().get_template(f"{name}.j2").render(values)
