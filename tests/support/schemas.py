"""The schemas of other projects that check-jsonschema brings."""

from pathlib import Path

from check_jsonschema import main
from click.testing import CliRunner


def assert_fits(schema: str, *files: Path) -> None:
    """The files fit the schema of this name; what does not is the failure.

    In this process: the program's start takes longer than the rest.
    """
    words = ["--builtin-schema", schema, *map(str, files)]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
