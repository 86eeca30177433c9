"""Tests: ``unit`` and ``cases`` are fast, ``acceptance`` is about this publication's content."""

import sys

if "pytest" in sys.modules:  # programs that tests start have no use for it
    sys.modules["pytest"].register_assert_rewrite("tests.support")
