"""Lets plain `mkdocs serve` and `mkdocs build` show the default edition.

The generator owns this file: `upgrade` writes it anew.
"""

from build_tools.mkdocs_hook import on_config, on_serve

__all__ = ["on_config", "on_serve"]
