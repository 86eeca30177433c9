"""The stages before rendering: how fast they read the text, and how long a check takes."""

import shutil
from functools import partial

from benchmarks.rows import Row, Table
from benchmarks.text import TextReader
from benchmarks.timing import medians
from benchmarks.whole import change, copied, run
from build_tools.diagnostics import Problems
from build_tools.publication.project import Project
from build_tools.text.opencc import converter
from build_tools.website.publish import claim

TITLE = "The stages before rendering"
ABOUT = (
    "`check` is the whole command, its start included: with nothing kept of an earlier one, and "
    "after a change of one line of the glossary. The four stages that read the text are measured "
    "inside one process, against OpenCC alone on the restored text."
)
CHECK_SECONDS = 2.0


def measure(project: Project, times: int = 9) -> Table:
    reading = TextReader.of(project.data)
    source = reading.source
    restored = reading.restored(source).text
    converter("tw2s").convert(restored)
    copy = copied(project)
    claim(copy.build, Problems())
    taken = medians(
        {
            "check anew": partial(check_anew, copy),
            "check changed": partial(check_changed, copy),
            "opencc": partial(converter("tw2s").convert, restored),
            "stages": partial(reading.read, source, reading.publication),
        },
        times,
    )
    shutil.rmtree(copy.root)
    speed = {name: len(source) / found for name, found in taken.items()}
    return Table(
        TITLE,
        ABOUT,
        [
            Row("`check`, all data", taken["check anew"], "s", CHECK_SECONDS),
            Row("`check` after a change of one line", taken["check changed"], "s", CHECK_SECONDS),
            Row("Restore, convert, outline, match", speed["stages"], "characters/s"),
            Row("OpenCC alone", speed["opencc"], "characters/s"),
            Row("… time of the four stages against OpenCC", taken["stages"] / taken["opencc"]),
        ],
    )


def check_anew(copy: Project) -> None:
    if copy.remembered:
        copy.remembered.unlink(missing_ok=True)
    run("-m", "build_tools", "--root", str(copy.root), "check")


def check_changed(copy: Project) -> None:
    change(copy.data)
    run("-m", "build_tools", "--root", str(copy.root), "check")
