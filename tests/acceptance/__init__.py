"""Tests of this publication's content: they read ``data/``, ``docs/`` and the built site.

An editor's valid change may break only these. Each failure says so.
"""
