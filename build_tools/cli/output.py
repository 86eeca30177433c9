"""What several verbs need: problems on standard error, and the site's address."""

from __future__ import annotations

import sys
from pathlib import Path

from build_tools.diagnostics import Problems
from build_tools.records import publication


def tell(problems: Problems) -> int:
    """Print all problems, sorted, to standard error; the exit status."""
    for found in problems:
        print(found, file=sys.stderr)
    return 1 if problems.errors else 0


def site_of(data: Path) -> str:
    """The site's address; nothing where the data do not say it."""
    record = publication.load(data, Problems())
    return publication.site_url(record.value) if record else ""
