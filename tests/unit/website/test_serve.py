"""What ``serve`` shows of a project, without a server."""

from pathlib import Path
from queue import Queue

from build_tools.diagnostics import Problems
from build_tools.website.render import MKDOCS, Renderer
from build_tools.website.serve import Preview
from tests.support.publications import tiny

PLAIN = Renderer(("tests.support.plain_renderer", "render"))
PATIENCE = 120.0
"""Seconds to wait for a check on a busy machine."""


def test_a_renderer_that_was_killed_is_started_again(tmp_path: Path) -> None:
    project, reported = tiny.project(tmp_path), Queue[Problems]()
    with MKDOCS.process() as process:
        preview = Preview(project, reported.put, process)
        assert process.running
        process.running.kill()
        try:
            preview.update()
            assert not preview.is_shown
            preview.update()
            assert preview.is_shown
        finally:
            preview.stop()


def test_a_page_that_was_deleted_is_gone_at_once(tmp_path: Path) -> None:
    """Although the last built site has it still."""
    project, reported = tiny.project(tmp_path), Queue[Problems]()
    old = project.site / "en" / "old.html"
    old.parent.mkdir(parents=True)
    old.write_text("<p>old</p>")
    with PLAIN.process() as process:
        preview = Preview(project, reported.put, process)
        assert preview.file("en/old.html") == old  # so this edition is shown first
        try:
            preview.update()
            assert not preview.file("en/old.html").is_file()
            assert preview.file("en/about.html").is_file()
        finally:
            preview.stop()


def test_what_was_found_is_no_change_of_the_data(tmp_path: Path) -> None:
    """Not even where a file cannot be read, and nobody knows what has changed."""
    project = tiny.project(tmp_path)
    glossary = project.data / "glossary" / "economy.yml"
    differing = "  definition_zh: 四个地点。\n"
    glossary.write_text(glossary.read_text("utf-8").rstrip() + "\n" + differing, "utf-8")
    glossary.with_name(".#economy.yml").symlink_to("somebody@here.1")  # as an editor locks a file
    reported = Queue[Problems]()
    with PLAIN.process() as process:
        preview = Preview(project, reported.put, process)
        try:
            preview.update()
            found = [str(problem) for problem in reported.get(timeout=PATIENCE)]
            preview.update()  # as the server does after the file ``checked`` was written
            assert [str(problem) for problem in preview.problems] == found
        finally:
            preview.stop()
    assert any("TRN022" in line for line in found)
    assert len(found) == len(set(found))
