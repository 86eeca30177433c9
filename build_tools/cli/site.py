"""``site``: the whole site, built, verified and published."""

import os
import sys
from argparse import ArgumentParser, Namespace

from build_tools.build import BuildFailed, build
from build_tools.cli.output import Report, add_format
from build_tools.diagnostics import Problems, nearest
from build_tools.publication.check import has_data_folder
from build_tools.publication.project import Project
from build_tools.publication.revision import NoDate
from build_tools.records.addresses import FOLDER_ADDRESS, is_site_url
from build_tools.system.os_errors import describe
from build_tools.system.progress import Progress
from build_tools.system.signals import Stopped
from build_tools.website.render import RENDERERS

DETAILS = (
    "All problems of the data are reported in one run; any error leaves the last good site as "
    "it is and makes the exit status 1. SITE_URL overrides the site's address."
)


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("-q", "--quiet", action="store_true", help="no progress, for logs")
    command.add_argument(
        "--renderer",
        default="mkdocs",
        metavar="NAME",
        help=f"what makes HTML of the staged pages: {' or '.join(RENDERERS)}",
    )
    add_format(command)


def run(arguments: Namespace) -> Report:
    if arguments.renderer not in RENDERERS:
        hint = nearest(arguments.renderer, RENDERERS) or f"one of {', '.join(RENDERERS)}"
        said = f'no renderer "{arguments.renderer}": {hint}'
        return Report(message=said, status=2)
    address = os.environ.get("SITE_URL", "")
    if address and not is_site_url(address):
        return Report(message=f"SITE_URL must be {FOLDER_ADDRESS}, not {address}", status=2)
    problems, progress = Problems(), Progress() if arguments.quiet else Progress(_say)
    project, is_published, status = Project.at(arguments.root), True, 0
    if not has_data_folder(project.data, problems):
        return Report(problems, "nothing was published", status=1)
    try:
        build(project, problems, progress, RENDERERS[arguments.renderer])
        message = str(project.site)
    except BuildFailed:
        is_published, status = False, 1
        message = "nothing was published; the last good site is kept"
    except (OSError, NoDate) as error:
        is_published, status = False, 1
        message = f"nothing was published: {describe(error)}"
    except Stopped as stop:
        is_published, status = "publish" in progress.times, stop.status
        state = "is published" if is_published else "was not published; the last good one is kept"
        message = f"stopped: the new site {state}"
    facts = {"published": is_published}
    return Report(problems, message, facts=facts, status=status)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
