"""What hides what: an error is never lost."""

import random

from build_tools.diagnostics import Place, Problems
from build_tools.diagnostics.all_codes import codes_by_room
from build_tools.diagnostics.follow_on import without_follow_on

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
