"""``verify``: a site that was downloaded or deployed, against its own manifest."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from build_tools.cli.output import Report, add_format
from build_tools.system.os_errors import describe
from build_tools.website import deployed_integrity, integrity

DETAILS = (
    "Prints each file that is missing or changed; those make the exit status 1. "
    "2 means that nothing could be compared."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "site", metavar="DIR|URL", help="the site, the ZIP unpacked, or where the site is deployed"
    )
    command.add_argument(
        "--sha256", default="", help=f"the SHA-256 that {integrity.MANIFEST} must have"
    )
    command.add_argument(
        "--wait",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="wait so long until the version with this SHA-256 is deployed",
    )
    add_format(command)


def run(arguments: Namespace) -> Report:
    """Compare; 1 where the site is not as it was published, 2 where nothing could be compared."""
    try:
        if deployed_integrity.is_address(arguments.site):
            found = deployed_integrity.compare_deployed(
                arguments.site, arguments.sha256, arguments.wait
            )
        elif arguments.wait:
            said = "--wait is for the address of a site"
            return Report(message=said, facts={"as_published": False}, status=2)
        else:
            found = integrity.compare_with_manifest(Path(arguments.site), arguments.sha256)
    except (integrity.NoManifest, deployed_integrity.NotReached, OSError) as error:
        return Report(message=describe(error), facts={"as_published": False}, status=2)
    kinds = {"missing": found.missing, "changed": found.changed, "not_listed": found.added}
    lines = [f"{path}: {kind.replace('_', ' ')}" for kind, paths in kinds.items() for path in paths]
    said = f"{found.files} files: {'' if found.is_whole else 'not '}as published"
    return Report(
        message=said,
        lines=lines,
        facts={"as_published": found.is_whole, "files": found.files, **kinds},
        status=0 if found.is_whole else 1,
    )
