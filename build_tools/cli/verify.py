"""``verify``: a site that was downloaded or deployed, against its own manifest."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.website.integrity import NoManifest, compare

MORE = "Prints each file that is missing or changed; those make the exit status 1."


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument("site", type=Path, metavar="DIR", help="the site, or the ZIP unpacked")


def run(arguments: Namespace) -> int:
    try:
        found = compare(arguments.site)
    except (NoManifest, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    told = {"missing": found.missing, "changed": found.changed, "not listed": found.added}
    for what, paths in told.items():
        for path in paths:
            print(f"{path}: {what}", file=sys.stderr)
    print(f"{found.files} files: " + ("as published" if found.is_whole else "not as published"))
    return 0 if found.is_whole else 1
