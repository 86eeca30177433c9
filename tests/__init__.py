"""Tests: ``unit`` and ``cases`` are fast, ``acceptance`` is about this publication's content."""

import pytest

pytest.register_assert_rewrite("tests.support")
