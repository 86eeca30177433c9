"""How the filters of lists compare what is typed with what is there (``folded.js``)."""

import json
import subprocess

from playwright._impl._driver import compute_driver_executable

from tests.support.paths import ASSETS

ALIKE = [
    ("People's Hospital", "People’s Hospital"),
    ("xian", "Xi’an"),
    ('"双碳"', "“双碳”"),
    ('"Jobs Direct', "“Jobs Direct"),
    ("「雙碳」", "“雙碳”"),
    ("23000", "23,000"),
    ("1234567", "1,234,567"),
    ("3＋5", "3+5"),
    ("5％", "5%"),
    ("chengshi", "chéngshì"),
    ("Wuxi-Taicang", "Wuxi–Taicang"),
    ("-2", "−2"),
    ("R&D", "r&d"),
]
DIFFERENT = [
    ("2,30", "230"),
    ("1,2345", "12345"),
    ("high-speed", "highspeed"),
    ("30.8", "308"),
    ("3+5", "3+5+2"),
]


def folded(texts: list[str]) -> list[str]:
    """Each text as ``folded.js`` makes it, in the Node.js that Playwright brings."""
    program, _ = compute_driver_executable()
    script = (ASSETS / "js" / "folded.js").read_text("utf-8")
    run = f"{script}\nconsole.log(JSON.stringify({json.dumps(texts)}.map(window.folded)))"
    done = subprocess.run(
        [program, "-e", f"globalThis.window = globalThis;\n{run}"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    made: list[str] = json.loads(done.stdout)
    return made


def test_what_a_keyboard_has_finds_what_the_text_has() -> None:
    typed, there = (folded(list(texts)) for texts in zip(*ALIKE, strict=True))
    assert typed == there


def test_other_words_stay_other_words() -> None:
    one, other = (folded(list(texts)) for texts in zip(*DIFFERENT, strict=True))
    assert all(a != b for a, b in zip(one, other, strict=True))
