"""What OpenCC does and knows: the choice of its profile, and the table of doubtful characters."""

import subprocess
from pathlib import Path

import opencc
import pytest

from build_tools.text.opencc import one_to_many


def is_common(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def test_the_table_of_doubtful_characters_is_that_of_opencc(tmp_path: Path) -> None:
    """As OpenCC's own tool lists them, where it can; and 著, which only its profiles know."""
    folder = Path(opencc.__file__).parent / "clib"
    tool, table = folder / "bin" / "opencc_dict", folder / "share/opencc/TSCharacters.ocd2"
    listed = tmp_path / "table.txt"
    if not tool.exists() or not table.exists():
        pytest.skip("OpenCC was installed without its tools")
    command = [str(tool), "-i", str(table), "-o", str(listed), "-f", "ocd2", "-t", "text"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"opencc_dict does not run here: {error}")
    rows = (line.split("\t") for line in listed.read_text("utf-8").splitlines())
    several = {char: "".join(filter(is_common, forms.split(" "))) for char, forms in rows}
    found = {char: forms for char, forms in several.items() if len(forms) > 1}
    assert one_to_many() == {**found, "著": "着著"}


def test_the_table_is_sorted() -> None:
    assert list(one_to_many()) == sorted(one_to_many())
