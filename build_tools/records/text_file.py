"""The text of a data file, or why it cannot be read."""

from errno import EINVAL
from pathlib import Path

from build_tools.diagnostics import Code, Place, Problems
from build_tools.system import files
from build_tools.text.offsets import place_of_byte

REC001 = Code(
    "REC001",
    "A data file is missing, or cannot be read as a file.",
    "Bring it back, or put an ordinary file in its place; CONTRIBUTING shows what it holds.",
    breaks="file",
    example="no such file (hint: `git restore data/tracker/links.yml` brings it back if it was "
    "committed; 6 follow-on problems hidden; fix this first)",
)
REC002 = Code(
    "REC002",
    "A file is not UTF-8 text.",
    "Save it as UTF-8.",
    breaks="file",
    example="byte 9 is not UTF-8; the file has another encoding",
)


def bring_back(name: str) -> str:
    """The hint for a file of the data folder that is gone."""
    return f"`git restore data/{name}` brings it back if it was committed"


_OF_WINDOWS = {"GB18030": "gb18030", "Big5": "big5hkscs"}


def read_text(path: Path, name: str, problems: Problems, if_missing: str = "") -> str | None:
    """The text of a file; None, and a problem, where it cannot be read.

    ``if_missing`` is the hint where there is no such file.
    """
    try:
        return files.read(path).decode("utf-8")
    except FileNotFoundError:
        problems.add(REC001, Place(name), "no such file", if_missing)
    except OSError as error:
        prefix = "" if error.errno == EINVAL else "it cannot be read: "
        problems.add(REC001, Place(name), f"{prefix}{error.strerror}")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; {guess_encoding(error.object)}"
        place = place_of_byte(error.object, error.start, name)
        problems.add(REC002, place, message, "save it with the encoding UTF-8")
    return None


def guess_encoding(data: bytes) -> str:
    """What a file that is not UTF-8 may be, for an editor who must save it again."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16"
    if b"\0" in data:
        return "the file holds no text"
    names = [name for name, encoding in _OF_WINDOWS.items() if _is_in(encoding, data)]
    if not names:
        return "the file has another encoding"
    return f"the file may be {' or '.join(names)}, in which Windows often saves Chinese"


def _is_in(encoding: str, data: bytes) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
