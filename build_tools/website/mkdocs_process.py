"""The process that renders an edition: MkDocs, with a shortcut for blocks of HTML.

Nearly all of a staged page is HTML. To find where a block of it ends, Python-Markdown reads it tag
by tag, and MkDocs reads it once more for its identifiers. That takes a quarter of a build's time.
Here the blocks of whole elements are stashed first, so that both read only the rest. The HTML that
comes out is that of ``mkdocs build``, byte for byte. All links are checked in the finished site
(``verify``), at one place and with all other problems, and not here.
"""

import logging
import re
import sys
from collections.abc import Sequence

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.commands.build import build
from mkdocs.config import load_config

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


def main(arguments: Sequence[str]) -> int:
    """Render an edition; the first argument is its configuration. A warning is an error.

    With ``--dirty`` only the pages are rendered whose output is missing; ``Rendering`` removes the
    output of those that have changed. Raises what MkDocs raises: SystemExit where it stops.
    """
    logging.basicConfig(format="%(levelname)s - %(message)s", level=logging.INFO)
    # MkDocs warns against a partial build, which does not see that a title or a link has changed.
    logging.getLogger("mkdocs.commands.build").addFilter(
        lambda record: not str(record.msg).startswith("A 'dirty' build")
    )
    config = load_config(config_file=arguments[0], strict=True)
    config["markdown_extensions"].append(WholeBlocks())
    for kind in config.validation.links:
        config.validation.links[kind] = logging.DEBUG
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config, dirty="--dirty" in arguments)
    finally:
        config.plugins.on_shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
