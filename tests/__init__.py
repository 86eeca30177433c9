"""Tests: ``unit`` and ``cases`` are fast, ``acceptance`` is about this publication's content."""
