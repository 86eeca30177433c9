"""``verify``: a site that was downloaded or deployed, against its own manifest."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import add_format, print_json
from build_tools.system.os_errors import describe
from build_tools.website.integrity import NoManifest, compare

DETAILS = "Prints each file that is missing or changed; those make the exit status 1."


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("site", type=Path, metavar="DIR", help="the site, or the ZIP unpacked")
    add_format(command)


def run(arguments: Namespace) -> int:
    is_json = arguments.format == "json"
    try:
        found = compare(arguments.site)
    except (NoManifest, OSError) as error:
        message = describe(error) if isinstance(error, OSError) else str(error)
        if is_json:
            print_json({"as_published": False, "error": message})
        else:
            print(message, file=sys.stderr)
        return 1
    kinds = {"missing": found.missing, "changed": found.changed, "not listed": found.added}
    if is_json:
        listed = {kind.replace(" ", "_"): paths for kind, paths in kinds.items()}
        print_json({"as_published": found.is_whole, "files": found.files, **listed})
        return 0 if found.is_whole else 1
    for kind, paths in kinds.items():
        for path in paths:
            print(f"{path}: {kind}", file=sys.stderr)
    print(f"{found.files} files: " + ("as published" if found.is_whole else "not as published"))
    return 0 if found.is_whole else 1
