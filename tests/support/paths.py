"""Where everything is that tests read."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
SUPPORT = TESTS / "support"
CASES = TESTS / "cases"
"""Case files: input, and what must come of it."""
TINY = TESTS / "tiny"
"""A made publication: a damaged traditional source of 16 lines, complete."""
SECOND = TESTS / "second"
"""A made publication: a sound simplified source, partly translated."""
FULL = TESTS / "full"
"""A made publication: a damaged traditional source with every kind of record, complete."""
PACKAGE = ROOT / "build_tools"
ASSETS = PACKAGE / "website" / "assets"
TEMPLATES = PACKAGE / "website" / "templates"
GITHUB = ROOT / ".github"

# Only acceptance and browser tests may use what follows.
DATA = ROOT / "data"
"""The data of this repository's publication."""
SITE = ROOT / "site"
"""The site that ``make site`` built."""
ACCEPTANCE = TESTS / "acceptance"
GOLDEN = ACCEPTANCE / "golden"
"""The texts of this publication as they were reviewed; ``pytest --save-golden`` writes them."""
