"""Compiled templates, kept from build to build: to compile them takes longer than to fill them in.

Jinja takes a kept one only for the very same source and version of Python.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

COMPILED = "templates"
"""The folder for them, below the build folder."""


class _Kept(FileSystemBytecodeCache):
    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        # The path of a template need not be text in the system's encoding.
        return super().get_cache_key(name, filename and ascii(filename))


def kept_compiled(folder: Path, *packages: str, code: bytes = b"") -> FileSystemBytecodeCache:
    """The templates kept in ``folder``, made by the installed Jinja and ``packages``.

    ``code`` is what else has a part in what is compiled: filters and the like.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = [f"{name} {version(name)}".encode() for name in ("jinja2", "markupsafe", *packages)]
    by = hashlib.sha256(b"\0".join([*told, code])).hexdigest()[:16]
    return _Kept(str(folder), f"{by}-%s.cache")
