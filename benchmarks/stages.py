"""The stages before rendering: how fast they read the text, and how long a check takes."""

from functools import partial

from benchmarks.rows import Row, Table
from benchmarks.text import TextReader
from benchmarks.timing import medians
from benchmarks.whole import run
from build_tools.publication.project import Project
from build_tools.text.opencc import converter

TITLE = "The stages before rendering"
ABOUT = (
    "`check` is the whole command, its start included. The four stages that read the text are "
    "measured inside one process, against OpenCC alone on the restored text."
)
CHECK_SECONDS = 2.0


def measure(project: Project, times: int = 9) -> Table:
    reading = TextReader.of(project.data)
    source = reading.source
    restored = reading.restored(source).text
    converter("tw2s").convert(restored)
    taken = medians(
        {
            "check": lambda: run("-m", "build_tools", "--root", str(project.root), "check"),
            "opencc": partial(converter("tw2s").convert, restored),
            "stages": partial(reading.read, source, reading.publication),
        },
        times,
    )
    speed = {name: len(source) / found for name, found in taken.items()}
    return Table(
        TITLE,
        ABOUT,
        [
            Row("`check`, all data", taken["check"], "s", CHECK_SECONDS),
            Row("Restore, convert, outline, match", speed["stages"], "characters/s"),
            Row("OpenCC alone", speed["opencc"], "characters/s"),
            Row("… time of the four stages against OpenCC", taken["stages"] / taken["opencc"]),
        ],
    )
