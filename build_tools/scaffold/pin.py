"""How a publication pins its generator: for pip, and for the workflows that it calls."""

from collections.abc import Mapping

from build_tools.records.publication import Generator, Publication
from build_tools.scaffold.origin import NAME, Origin
from build_tools.system.files import sha256

INDEXED = "{name}=={version}"
WHEEL = "./wheels/bilingual_publication-{version}-py3-none-any.whl"
"""A wheel that the publication keeps."""
_OURS = "./.github/workflows/{} # zizmor: ignore[self-repository]"
"""A workflow of the publication's own; actionlint does not know the newer form, $/…."""


def generator_of(record: Publication, origin: Origin) -> Generator:
    """Where a publication gets its generator: as it says, or as the generator came here."""
    return record.generator or chosen({}, origin)


def chosen(given: Mapping[str, str], origin: Origin) -> Generator:
    """Where a new publication gets its generator: as it is ``given``, or as it came here.

    >>> chosen({}, Origin("1.2.0", "https://example.org/a/b")).install
    '{name} @ git+{repository}@{commit}'
    >>> chosen({}, Origin("1.2.0")).install
    './wheels/bilingual_publication-{version}-py3-none-any.whl'
    """
    found: dict[str, str] = {}
    if repository := given.get("generator", origin.repository):
        found["repository"] = repository
    else:
        found["install"] = INDEXED if origin.is_from_index else WHEEL
    return Generator.model_validate(
        found | ({"install": given["install"]} if "install" in given else {})
    )


def requirement(generator: Generator, origin: Origin) -> str:
    """What pip installs, with the hash where it is known: that of a wheel.

    >>> origin = Origin("1.2.0", "https://example.org/a/b", "12ab" * 10)
    >>> print(requirement(Generator(repository=origin.repository), origin))
    bilingual-publication @ git+https://example.org/a/b@12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab
    >>> print(requirement(Generator(install="{name}=={version}"), origin))
    bilingual-publication==1.2.0
    """
    pinned = generator.install.format(
        name=NAME,
        version=origin.version,
        repository=repository_address(generator),
        commit=origin.commit or _tag(origin),
    )
    is_wheel = pinned.endswith(".whl") and origin.sha256
    return f"{pinned} --hash=sha256:{origin.sha256}" if is_wheel else pinned


def wheel_path(generator: Generator, origin: Origin) -> str:
    """Where in the repository the wheel is kept; "" where pip gets the generator elsewhere.

    >>> kept = Generator(repository="https://example.org/a/b", install="./wheels/{version}.whl")
    >>> wheel_path(kept, Origin("1.2.0"))
    'wheels/1.2.0.whl'
    """
    path = requirement(generator, origin).partition(" ")[0]
    return path.removeprefix("./") if path.endswith(".whl") and "://" not in path else ""


def wheel(generator: Generator, origin: Origin) -> dict[str, bytes]:
    """The wheel by its path in the repository; nothing where none is kept or none is at hand."""
    path = wheel_path(generator, origin)
    if not path or origin.wheel is None:
        return {}
    content = origin.wheel.read_bytes()
    return {path: content} if sha256(content) == origin.sha256 else {}


def calls_generator(generator: Generator) -> bool:
    """Whether GitHub can call the workflows of the generator's repository; else they are kept."""
    return generator.repository is not None and generator.repository.host == "github.com"


def call(generator: Generator, origin: Origin, name: str) -> str:
    """How a workflow calls another: the generator's by its commit, or the publication's own.

    >>> called = Generator(repository="https://github.com/owner/name.git")
    >>> call(called, Origin("1.2.0", commit="12ab"), "check.yml")
    'owner/name/.github/workflows/check.yml@12ab # v1.2.0'
    """
    if not calls_generator(generator):
        return _OURS.format(name)
    state = f"{origin.commit} # {_tag(origin)}" if origin.commit else _tag(origin)
    owner, repository = repository_address(generator).removesuffix(".git").split("/")[-2:]
    return f"{owner}/{repository}/.github/workflows/{name}@{state}"


def repository_address(generator: Generator) -> str:
    """The address of the generator's repository; "" where it has none."""
    return str(generator.repository or "").rstrip("/")


def _tag(origin: Origin) -> str:
    return f"v{origin.version}"
