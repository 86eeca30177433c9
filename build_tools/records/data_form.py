"""The form of a data folder: a number that grows when older data must be migrated.

``upgrade`` migrates (:mod:`build_tools.scaffold.migrations`). Data of another form is not read at
all, because what it says could be misread.
"""

import re
from pathlib import Path

from build_tools.diagnostics import Code, Place, Problems
from build_tools.records.text_file import read_text
from build_tools.records.yaml_tree import parse

FORM = 2
"""The form that this generator reads."""
FILE = "publication.yml"
REC019 = Code(
    "REC019",
    "The data has a newer form than this generator reads.",
    "Install the generator that requirements.txt pins (`make setup`), or a newer one.",
    breaks="file",
    example="the data has form 3, and this generator reads form 2",
)
REC020 = Code(
    "REC020",
    "The data has the form of an older generator.",
    "Run `upgrade`: it migrates the data, and lists what it changed.",
    breaks="file",
    example="the data has form 1, and this generator reads form 2",
)


def form_of(text: str) -> tuple[int, Place] | None:
    """The form that the text of ``publication.yml`` states, and where; None if not a number.

    Without the key it is the first form.
    """
    tree = parse(text, FILE, Problems())
    if tree is None or not isinstance(tree.value, dict):
        return None
    stated = str(tree.value.get("form", "1"))
    is_number = re.fullmatch(r"[0-9]{1,9}", stated)
    return (int(stated), tree.nearest_place(("form",))) if is_number else None


def is_current(data: Path, problems: Problems) -> bool:
    """Whether the data has the form that this generator reads; reports any other.

    What cannot be read is left to the loader, which says why.
    """
    text = read_text(data / FILE, FILE, Problems())
    found = form_of(text) if text is not None else None
    if found is None or found[0] == FORM:
        return True
    form, place = found
    message = f"the data has form {form}, and this generator reads form {FORM}"
    problems.add(REC019 if form > FORM else REC020, place, message)
    return False
