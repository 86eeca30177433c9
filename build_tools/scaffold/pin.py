"""How a publication pins its generator: for pip, and for the workflows that it calls."""

from __future__ import annotations

from build_tools.records.publication import Generator, Publication
from build_tools.scaffold.origin import NAME, Origin


def generator_of(record: Publication, origin: Origin) -> Generator:
    """Where a publication gets its generator: as it says, or as the generator says of itself."""
    return record.generator or Generator.model_validate({"repository": origin.repository})


def is_example(generator: Generator) -> bool:
    """Whether the repository is still the example with which a generator is shipped."""
    return str(generator.repository.path).startswith("/example/")


def requirement(generator: Generator, origin: Origin) -> str:
    """What pip installs, with the hash where it is known: that of a wheel.

    >>> origin = Origin("1.2.0", "https://example.org/a/b", "12ab" * 10)
    >>> print(requirement(Generator(repository=origin.repository), origin))
    bilingual-publication @ git+https://example.org/a/b@12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab
    >>> index = Generator(repository=origin.repository, install="{name}=={version}")
    >>> print(requirement(index, origin))
    bilingual-publication==1.2.0
    """
    pinned = generator.install.format(
        name=NAME,
        version=origin.version,
        repository=_address(generator),
        commit=origin.commit or _tag(origin),
    )
    is_wheel = pinned.endswith(".whl") and origin.sha256
    return f"{pinned} --hash=sha256:{origin.sha256}" if is_wheel else pinned


def wheel_path(generator: Generator, origin: Origin) -> str:
    """Where in the repository the wheel is expected; "" where pip gets the generator elsewhere.

    >>> kept = Generator(repository="https://example.org/a/b", install="./wheels/{version}.whl")
    >>> wheel_path(kept, Origin("1.2.0", "https://example.org/a/b"))
    'wheels/1.2.0.whl'
    """
    path = requirement(generator, origin).partition(" ")[0]
    return path.removeprefix("./") if path.endswith(".whl") and "://" not in path else ""


def workflows(generator: Generator) -> str:
    """The folder of the workflows that a publication calls.

    >>> workflows(Generator(repository="https://github.com/owner/name.git"))
    'owner/name/.github/workflows'
    """
    path = _address(generator).removesuffix(".git").split("/")[-2:]
    return f"{'/'.join(path)}/.github/workflows"


def reference(origin: Origin) -> str:
    """At which state they are called: a commit, with its version in a comment."""
    return f"{origin.commit} # {_tag(origin)}" if origin.commit else _tag(origin)


def _address(generator: Generator) -> str:
    return str(generator.repository).rstrip("/")


def _tag(origin: Origin) -> str:
    return f"v{origin.version}"
