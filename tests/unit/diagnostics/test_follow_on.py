"""What hides what: an error is never lost."""

import random
from pathlib import Path

from build_tools.diagnostics import Place, Problems
from build_tools.diagnostics.all_codes import codes_by_room
from build_tools.diagnostics.follow_on import without_follow_on
from tests.support import code_cases

CODES = [code for codes in codes_by_room().values() for code in codes]
FILES = ("errata.yml", "tracker/links.yml", "tracker/achievements.yml", "glossary/economy.yml")


def drawn(draw: random.Random) -> Problems:
    problems = Problems()
    for _ in range(draw.randint(2, 6)):
        place = Place(draw.choice(FILES), draw.randint(0, 3), draw.randint(0, 2))
        problems.add(draw.choice(CODES), place, f'no record "{draw.choice("ab")}"')
    return problems


def test_problems_never_hide_each_other() -> None:
    draw = random.Random(1)
    for _ in range(1000):
        problems = drawn(draw)
        listed = without_follow_on(problems, lambda place: frozenset({str(place.line)}))
        assert listed
        assert bool(problems.errors) == any(one.severity == "error" for one in listed)


def test_what_was_missing_before_follows_from_no_mistake(tmp_path: Path) -> None:
    """In an unfinished tracker, one wrong id hides nothing of what is not there yet."""
    unfinished = {
        "file": "publication.yml",
        "find": "\nsite:",
        "replace": "\nunfinished: [tracker]\n\nsite:",
    }
    context = {"write": "tracker/context.yml", "text": "# none yet\n"}
    wrong = {
        "file": "tracker/links.yml",
        "find": "commitment: robots",
        "replace": "commitment: robot",
    }
    before = {**unfinished, "also": [context]}
    after = {**unfinished, "also": [context, wrong]}
    listed = [
        [str(one) for one in code_cases.data_problems(case, tmp_path / name)]
        for name, case in (("before", before), ("after", after))
    ]
    assert [line for line in listed[1] if line not in listed[0]] == [
        'data/tracker/links.yml:7:3: TRK006 no commitment "robot" '
        '(see data/tracker/commitments.yml:8:3) (hint: did you mean "robots"?)'
    ]
    assert {*listed[0]} <= {*listed[1]}
