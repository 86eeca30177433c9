"""OmegaT in console mode, where it is installed: a free tool of translators."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.support.paths import SUPPORT

JAR = Path("/usr/share/omegat/OmegaT.jar")
FOLDERS = ("source", "target", "tm/auto", "glossary", "dictionary", "omegat")
needs_omegat = pytest.mark.skipif(
    not (shutil.which("omegat") and JAR.exists() and shutil.which("javac")),
    reason="OmegaT is not installed (Debian has it: apt-get install omegat): NOT TESTED with it",
)
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{language}</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""


def translated(
    folder: Path, language: str, sources: Mapping[str, str], memories: Mapping[str, str]
) -> dict[str, str]:
    """What OmegaT makes of the sources of a project with memories that fill it."""
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(_PROJECT.format(language=language), "utf-8")
    for place, files in (("source", sources), ("tm/auto", memories)):
        for name, text in files.items():
            (folder / place / name).write_text(text, "utf-8")
    options = ["--mode=console-translate", f"--config-dir={folder / 'settings'}"]
    subprocess.run(["omegat", folder, *options], check=True, capture_output=True, timeout=300)
    return {name: (folder / "target" / name).read_text("utf-8") for name in sources}


def glossary_entries(folder: Path, language: str, files: Sequence[Path]) -> list[list[str]]:
    """The entries of glossaries as OmegaT reads them: file, source, target."""
    java = ["java", "-cp", str(JAR), str(SUPPORT / "CountTerms.java")]
    done = subprocess.run(
        [*java, folder, language, *files], check=True, capture_output=True, timeout=300
    )
    return [line.split("\t") for line in done.stdout.decode().splitlines()]
