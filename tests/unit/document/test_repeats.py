"""Long passages that occur twice are found, whatever their lines; short or other ones are not."""

import pytest

from build_tools.diagnostics import Problems
from build_tools.document.repeats import repeats, report_repeats
from build_tools.restoration.restore import restore

PASSAGE = "".join(f"新建第{number}小学，增加学位，改善条件。" for number in range(100, 123))
EDITED = PASSAGE.replace("第110小学", "第110中学")
SHORT = PASSAGE[:200]
OTHERS = "".join(f"改造第{number}中学，扩大校园，增加教师。" for number in range(100, 110))
LIST = "".join(f"新建第{number}小学。" for number in range(100, 160))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"回顾。\n{PASSAGE}\n{PASSAGE}", [(4, 442)]),
        (f"{PASSAGE}\n安排。{PASSAGE[:150]}\n{PASSAGE[150:]}", [(0, 441)]),
        (f"{PASSAGE}\n{EDITED}", [(0, 438)]),
        (f"{PASSAGE}\n{PASSAGE}\n{OTHERS}", [(0, 438)]),
        (f"{PASSAGE}\n{PASSAGE}\n{OTHERS}\n{PASSAGE}", [(0, 438), (0, 1067)]),
        (f"{PASSAGE}\n{SHORT}", []),
        (f"{PASSAGE}\n{SHORT}\n{OTHERS}", []),
        (LIST, []),
    ],
    ids=(
        *("paragraphs", "other lines", "one word is another", "others follow", "three times"),
        *("short", "others follow a short one", "a list"),
    ),
)
def test_a_passage_twice(text: str, places: list[tuple[int, int]]) -> None:
    assert [(found.first, found.again) for found in repeats(text)] == places


def test_it_is_reported_at_its_second_place() -> None:
    problems = Problems()
    text = f"云川县工作报告\n{PASSAGE}\n展望未来。\n{PASSAGE}\n"
    report_repeats(restore(text, "a.txt", Problems()), problems)
    assert list(map(str, problems)) == [
        "a.txt:4:1: DOC009 advice: a passage begins here that was there before: "
        "399 characters are the same (see a.txt:2:1)"
    ]
