"""What is to be done with a new publication, from its first commit to the published site."""

import shlex
from collections.abc import Collection, Iterator
from pathlib import Path

from build_tools.scaffold.origin import CHECKOUT, is_checkout


def next_steps(
    program: str, folder: Path, errors: int, drafted: bool, given: Collection[str], wheel: str
) -> Iterator[str]:
    """The steps, in order; ``program`` is how the generator is called.

    ``given`` is what the editor said of the publication, ``wheel`` where that of the generator is
    still to be put.
    """
    at = shlex.quote(str(folder))
    run, git = f"{program} --root {at}", f"git -C {at}"
    steps = [
        f"{git} init -b main && {git} add -A && {git} commit -m New",
        f"Read {folder}/data/publication.yml: what was found, and what is empty.",
        f"{run} site      builds the site into {folder}/site/.",
        f"{run} check     names what is left to do.",
        f"{run} draft     drafts the tracker.",
        "Fill glossary/, translation/ and tracker/; take each out of 'unfinished' when done.",
        'Push it to GitHub; there, once: Settings > Pages > Source: "GitHub Actions".',
    ]
    if drafted:
        steps[4] = (
            f"{run} check --drafts     lists the drafts of the tracker;\n     "
            "read them, and delete a record's line `draft: true` to accept it."
        )
    if "repository" not in given:
        steps.insert(-1, "Give `url` and `repository` under `site` in publication.yml, and commit.")
    if wheel:
        first = f"Put the generator's wheel where requirements.txt names it, {folder / wheel}"
        if is_checkout():
            make = "python -m pip wheel --no-deps --no-build-isolation --wheel-dir"
            first += f":\n     {make} {at}/wheels {shlex.quote(str(CHECKOUT))}"
        steps.insert(0, first)
        steps.insert(2, f"{run} upgrade   pins that wheel by its hash; commit it.")
    yield ""
    if errors:
        yield f"{errors} errors stop the build; correct these first (errata.yml, publication.yml)."
    yield "Next:"
    yield from (f"  {number}. {step}" for number, step in enumerate(steps, 1))
    yield f"{folder} is a whole repository; its README.md says how to use it (make site)."
