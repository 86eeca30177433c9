"""``site``: the whole site, built, verified and published."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from build_tools.build import BuildFailed, build
from build_tools.cli.output import tell
from build_tools.diagnostics import Problems, nearest
from build_tools.publication.project import Project
from build_tools.publication.release import NoDate
from build_tools.system.os_errors import describe
from build_tools.system.progress import Progress
from build_tools.system.signals import Stopped
from build_tools.website.render import RENDERERS

MORE = (
    "All problems of the data are told in one run; any error leaves the last good site as "
    "it is and makes the exit status 1. SITE_URL overrides the site's address."
)


def grammar(verb: ArgumentParser) -> None:
    verb.add_argument("-q", "--quiet", action="store_true", help="no progress, for logs")
    verb.add_argument(
        "--renderer",
        default="mkdocs",
        metavar="NAME",
        help="what makes HTML of the staged pages (zensical: its own search, see ARCHITECTURE)",
    )


def run(arguments: Namespace) -> int:
    if arguments.renderer not in RENDERERS:
        hint = nearest(arguments.renderer, RENDERERS) or f"one of {', '.join(RENDERERS)}"
        print(f'no renderer "{arguments.renderer}": {hint}', file=sys.stderr)
        return 2
    problems, progress = Problems(), Progress() if arguments.quiet else Progress(_say)
    renderer = RENDERERS[arguments.renderer]
    try:
        site = build(Project.at(arguments.root), problems, progress, renderer)
    except BuildFailed:
        tell(problems)
        print("nothing was published; the last good site stands", file=sys.stderr)
        return 1
    except (OSError, NoDate) as error:
        told = describe(error) if isinstance(error, OSError) else error
        print(f"nothing was published: {told}", file=sys.stderr)
        return 1
    except Stopped as stop:
        is_done = "publish" in progress.times
        told = "is published" if is_done else "was not published; the last good one stands"
        print(f"stopped: the new site {told}", file=sys.stderr)
        return stop.status
    tell(problems)
    print(site)
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
