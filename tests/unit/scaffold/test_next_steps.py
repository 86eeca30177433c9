"""What is to be done with a new publication: each step after those that it needs."""

from pathlib import Path

import pytest

from build_tools.scaffold.next_steps import NewRepository, next_steps

COMMIT, PIN, SITE = "git -C made init", "made upgrade", "made site"
DRAFT, DRAFTS = "made draft", "made check --drafts"
ADDRESS, PUSH = "Give `url`", "Push it to GitHub"


@pytest.mark.parametrize(
    ("drafted", "has_repository", "wheel", "wanted"),
    [
        (False, True, "", [COMMIT, SITE, DRAFT, PUSH]),
        (True, False, "", [COMMIT, SITE, DRAFTS, ADDRESS, PUSH]),
        (True, True, "wheels/a.whl", ["Put the", COMMIT, PIN, SITE, DRAFTS, PUSH]),
        (False, False, "wheels/a.whl", ["Put the", COMMIT, PIN, SITE, DRAFT, ADDRESS, PUSH]),
    ],
)
def test_the_steps_are_in_their_order(
    drafted: bool, has_repository: bool, wheel: str, wanted: list[str]
) -> None:
    new = NewRepository(Path("made"), 0, drafted, has_repository, wheel)
    lines = list(next_steps("run", new))
    steps = [line for line in lines if line.startswith("  ")]
    numbers = [int(step.split(".")[0]) for step in steps]
    assert numbers == list(range(1, len(steps) + 1))
    every = (COMMIT, PIN, SITE, DRAFT, DRAFTS, ADDRESS, PUSH, "Put the")
    assert [one for step in steps for one in every if one in step] == wanted
    assert any("(make site)" in line for line in lines)
    assert ("step 1 comes first" in lines[-1]) == bool(wheel)
