"""What is to be done with a new publication, from its first commit to the published site."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.scaffold.origin import CHECKOUT, is_checkout


@dataclass(frozen=True)
class NewRepository:
    """What is there of a new publication, and what is not."""

    folder: Path
    errors: int
    """How many stop its build."""
    has_drafts: bool
    """Whether its tracker is drafted."""
    has_repository: bool
    """Whether the address of its repository is given."""
    wheel: str
    """Where the generator's wheel is still to be put; "" where none is needed."""


def next_steps(program: str, new: NewRepository) -> Iterator[str]:
    """The steps, in order; ``program`` is how the generator is called."""
    errors, folder = new.errors, new.folder
    yield ""
    if errors:
        stop, these = ("error stops", "it") if errors == 1 else ("errors stop", "them")
        yield f"{errors} {stop} the build; correct {these} first (errata.yml, publication.yml)."
    yield "Next:"
    yield from (f"  {number}. {step}" for number, step in enumerate(_steps(program, new), 1))
    yield f"{folder} is a whole repository; its README.md says how to use it (make site)."
    if new.wheel:
        yield "The commands of make there install the generator from the wheel: step 1 comes first."


def _steps(program: str, new: NewRepository) -> Iterator[str]:
    folder = new.folder
    at = shlex.quote(str(folder))
    run, git = f"{program} --root {at}", f"git -C {at}"
    if new.wheel:
        yield _put_wheel(folder, new.wheel)
    yield f"{git} init -b main && {git} add -A && {git} commit -m New"
    if new.wheel:
        yield f"{run} upgrade   pins that wheel by its hash; commit it."
    yield f"Read {folder}/data/publication.yml: what was found, and what is empty."
    yield f"{run} site      builds the site into {folder}/site/."
    yield f"{run} check     names what is left to do."
    if new.has_drafts:
        yield (
            f"{run} check --drafts     lists the drafts of the tracker;\n     "
            "read them, and delete a record's line `draft: true` to accept it."
        )
    else:
        yield f"{run} draft     drafts the tracker."
    yield "Fill glossary/, translation/ and tracker/; take each out of 'unfinished' when done."
    if not new.has_repository:
        yield "Give `url` and `repository` under `site` in publication.yml, and commit."
    yield 'Push it to GitHub; there, once: Settings > Pages > Source: "GitHub Actions".'


def _put_wheel(folder: Path, wheel: str) -> str:
    step = f"Put the generator's wheel where requirements.txt names it, {folder / wheel}"
    if is_checkout():
        make = "python -m pip wheel --no-deps --no-build-isolation --wheel-dir"
        step += f":\n     {make} {shlex.quote(str(folder))}/wheels {shlex.quote(str(CHECKOUT))}"
    return step
