"""The process that renders the editions: MkDocs, with a shortcut for blocks of HTML, and with byte
code for the theme's templates.

Nearly all of a staged page is HTML. To find where a block of it ends, Python-Markdown reads it tag
by tag, and MkDocs reads it once more for its identifiers. That takes a quarter of a build's time.
Here the blocks of whole elements are stashed first, so that both read only the rest. The HTML that
comes out is that of ``mkdocs build``, byte for byte. All links are checked in the finished site
(``site_check``), at one place and with all other problems, and not here.
"""

import gc
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any, TextIO

from jinja2 import Environment
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin

from build_tools.system.byte_code import ByteCode

_FIRST_TAG = re.compile(r"<([a-z][a-z0-9]*)(?=[\s>])")
_PRIORITY = 25
"""After white space is normalised (30), before MkDocs (21) and Markdown (20) read the HTML."""


class WholeBlocks(Extension):
    """Stashes the blocks of HTML that hold whole elements only."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Called by Markdown."""
        md.preprocessors.register(_Stash(md), "whole_blocks", _PRIORITY)


class _Stash(Preprocessor):
    md: Markdown

    def run(self, lines: list[str]) -> list[str]:
        pieces = re.split(r"(\n\n+)", "\n".join(lines))
        for at, piece in enumerate(pieces):
            if "<!" in piece or "<?" in piece:
                break
            if piece.startswith("<"):
                # An element that goes on after a blank line needs the text after it.
                if not self._is_whole(piece):
                    break
                pieces[at] = self.md.htmlStash.store(f"{piece}\n")
        return "".join(pieces).split("\n")

    def _is_whole(self, piece: str) -> bool:
        """Whether ``piece`` holds only elements that Markdown leaves alone, each on new lines."""
        at = 0
        while (first := _FIRST_TAG.match(piece, at)) and self.md.is_block_level(first[1]):
            end = end_of_element(piece, at, first[1])
            if end == len(piece):
                return True
            if end is None or piece[end] != "\n":
                return False
            at = end + 1
        return False


def end_of_element(html: str, start: int, tag: str) -> int | None:
    """Where the element ``tag`` that starts at ``start`` ends; None where it does not."""
    depth = 0
    for found in re.compile(rf"<(?:(/{tag}\s*>)|{tag}[\s>])").finditer(html, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end()
    return None


class TemplatesByteCode(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Keeps the byte code of the theme's templates."""

    def on_env(self, env: Environment, **_: Any) -> Environment:
        """Called by MkDocs before it loads a template."""
        env.bytecode_cache = ByteCode("website", "theme")
        return env


def render(configuration: str) -> None:
    """Render the pages of an edition whose output is missing. A warning is an error.

    ``Rendering`` removes the output of the pages that have changed. Raises what MkDocs raises:
    SystemExit where it stops.
    """
    config = load_config(config_file=configuration, strict=True)
    config["markdown_extensions"].append(WholeBlocks())
    config.plugins["byte_code"] = TemplatesByteCode()
    for kind in config.validation.links:
        config.validation.links[kind] = logging.DEBUG
    config.plugins.on_startup(command="build", dirty=True)
    try:
        build(config, dirty=True)
    finally:
        config.plugins.on_shutdown()


def main(orders: Iterable[str], answers: TextIO) -> None:
    """Render an edition for each of the ``orders``, lines with the path of its configuration.

    The answer is a line of JSON: the exit status that MkDocs would have, and what it printed.
    """
    gc.set_threshold(100_000)  # a page makes little that refers to itself
    # MkDocs warns against a partial build, which does not see that a title or a link has changed.
    logging.getLogger("mkdocs.commands.build").addFilter(
        lambda record: not str(record.msg).startswith("A 'dirty' build")
    )
    for line in orders:
        output, status = StringIO(), 0
        handler = logging.StreamHandler(output)
        logging.basicConfig(
            format="%(levelname)s - %(message)s", level=logging.INFO, handlers=[handler], force=True
        )
        with redirect_stdout(output), redirect_stderr(output):
            try:
                render(line.rstrip("\n"))
            except SystemExit as stop:
                status = stop.code if isinstance(stop.code, int) else 1
            except Exception:
                status = 1
                traceback.print_exc()
        print(json.dumps([status, output.getvalue()]), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
