"""``serve``: the site on this machine, brought up to date and reloaded on every change."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from build_tools.cli.output import Report, print_problems
from build_tools.diagnostics import Problems
from build_tools.publication.check import has_data_folder
from build_tools.publication.project import Project
from build_tools.system.os_errors import describe
from build_tools.website.publish import claim, only_build
from build_tools.website.render import MKDOCS
from build_tools.website.serve import Preview, server

DETAILS = (
    "Watches data/ and docs/. A change shows within seconds, and so does what is wrong, over the "
    "foot of the last good page; the whole site, with its search and its data files, is then built "
    "into site/ in the background."
)
SECONDS_TO_END = 10
"""How long another ``serve`` of the publication may take to end, where it was just stopped."""


def add_arguments(command: ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="its address (default: %(default)s)")
    command.add_argument("--port", type=_port, default=8000, help="its port (default: %(default)s)")


def _port(text: str) -> int:
    """A port of this machine. Raises ArgumentTypeError."""
    if text.isdecimal() and int(text) < 1 << 16:
        return int(text)
    raise ArgumentTypeError(f"{text} is not a number from 0 to 65535")


def run(arguments: Namespace) -> Report:
    """Serve until stopped."""
    project, host, port = Project.at(arguments.root), arguments.host, arguments.port
    problems = Problems()
    if not has_data_folder(project.data, problems) or not claim(project.build, problems):
        return Report(problems)
    with MKDOCS.process() as process:
        return _serve(Preview(project, print_problems, process), host, port)


def _serve(preview: Preview, host: str, port: int) -> Report:
    name = "`serve` of this publication"
    with only_build(preview.project.build, wait=SECONDS_TO_END, name=name):
        try:
            preview.update()
            if preview.is_shown or preview.file("index.html").is_file():
                return _serve_at(preview, host, port)
            said = "nothing is served: there is no page yet; correct the errors, and run this again"
            return Report(message=said, status=1)
        finally:
            preview.stop()


def _serve_at(preview: Preview, host: str, port: int) -> Report:
    serving = server(preview, host, port)
    print(f"http://{host}:{port}/", flush=True)
    try:
        serving.serve()  # type: ignore[no-untyped-call]
    except OSError as error:
        said = f"nothing is served at {host}:{port}: {describe(error)}"
        return Report(message=said, status=1)
    finally:
        serving.shutdown()
    return Report()
