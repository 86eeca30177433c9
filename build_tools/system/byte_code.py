"""The byte code of Jinja's templates, kept as Python keeps that of modules.

Compiling them takes longer than rendering a page, and every process would do it again.
"""

import sys
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from build_tools.system.cache import PACKAGE, fingerprint, generator_state


class ByteCode(FileSystemBytecodeCache):
    """A cache of an Environment, beside the byte code of the modules of a ``room``; only read where
    Python may not write there. Its files end in ``suffix``.
    """

    def __init__(self, room: str, suffix: str) -> None:
        super().__init__(str(Path(PACKAGE, room, "__pycache__")), f"%s.{suffix}")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(name)  # without the path, which may be no UTF-8

    def get_source_checksum(self, source: str) -> str:
        return fingerprint(generator_state(), source)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
