"""A quick renderer: each page shows its Markdown as it is.

``python -m tests.support.plain_renderer HOW CONFIGURATION``. HOW is ``render``; ``wait``, to go on
until it is stopped; or ``die-EDITION``, to be killed while it renders that edition.
"""

import html
import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path


def setting(configuration: Path, name: str) -> Path:
    """A folder that the configuration names."""
    (folder,) = re.findall(rf"^{name}: (.*)$", configuration.read_text("utf-8"), re.MULTILINE)
    return configuration.parent / str(folder)


def render(docs: Path, site: Path) -> None:
    for file in sorted(path for path in docs.rglob("*") if path.is_file()):
        target = site / file.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".md":
            body = html.escape(file.read_text("utf-8"))
            page = f"<!doctype html>\n<head><title>x</title></head><pre>{body}</pre>"
            target.with_suffix(".html").write_text(page, "utf-8")
        else:
            shutil.copyfile(file, target)


if __name__ == "__main__":
    how, configuration = sys.argv[1], Path(sys.argv[2])
    docs, site = setting(configuration, "docs_dir"), setting(configuration, "site_dir")
    if how == "wait":
        time.sleep(600)
    render(docs, site)
    if how == f"die-{docs.name}":
        os.kill(os.getpid(), signal.SIGKILL)
