"""Python and the scripts have one notion of Han."""

import re

from build_tools.search.engine import engine
from build_tools.text.han import HAN_PATTERN
from tests.support.paths import ASSETS


def as_python(pattern: str) -> str:
    """A JavaScript pattern as Python writes it."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: rf"\U{code[1]:0>8}", pattern)


def test_the_engine_takes_it_from_python() -> None:
    (han,) = re.findall(r'HAN: "([^"]+)"', engine().decode())
    assert as_python(han.replace("\\\\", "\\")) == HAN_PATTERN


def test_the_pinyin_of_the_pages_counts_the_same_characters() -> None:
    script = (ASSETS / "js" / "views.js").read_text("utf-8")
    (han,) = re.findall(r"const han = /\[(.+)\]/u;", script)
    assert as_python(han) == HAN_PATTERN


def test_no_script_has_another() -> None:
    assert not re.search(r"Script=Han|\\u4e00", engine().decode())
