"""Results of earlier builds, each found by a hash of everything that it depends on.

A result is made anew whenever one of its inputs differs, so a cache never changes what a build
publishes; it may be deleted at any time.
"""

import hashlib
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from build_tools.system.files import walk, write_if_changed

PACKAGE = Path(__file__).parents[1]
"""The folder of the generator."""
_NOT_CODE = "__pycache__"


def fingerprint(*inputs: str | bytes) -> str:
    """The SHA-256 of several values, in hexadecimal digits.

    The length of each value counts too:

    >>> fingerprint("a", "bc") == fingerprint("ab", "c")
    False

    The name of a file may have bytes that are not UTF-8:

    >>> fingerprint("\\udcff") == fingerprint(b"\\xff")
    True
    """
    whole = hashlib.sha256()
    for value in inputs:
        content = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
        whole.update(f"{len(content)}:".encode())
        whole.update(content)
    return whole.hexdigest()


def of_files(files: Mapping[str, bytes]) -> str:
    """The fingerprint of files with their paths, whatever their order."""
    return fingerprint(*(part for item in sorted(files.items()) for part in item))


@cache
def generator_state() -> str:
    """The fingerprint of the generator's files, of the installed packages and of Python."""
    files = {
        path.relative_to(PACKAGE).as_posix(): path.read_bytes()
        for path in walk(PACKAGE)
        if _NOT_CODE not in path.parts
    }
    folders = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    # The name of such a folder gives the package's version.
    packages = sorted({path.name for at in folders for path in Path(at).glob("*.dist-info")})
    return fingerprint(sys.version, of_files(files), *packages)


class Cache:
    """A folder of results; without a folder it keeps them in memory.

    >>> results = Cache()
    >>> results("sum", ["1", "2"], lambda: b"3"), results("sum", ["1", "2"], lambda: b"not made")
    (b'3', b'3')
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._held: dict[str, bytes] = {}
        self.used: set[str] = set()
        """The names of the results that were asked for; a fork's are added by who waits for it."""

    def __call__(
        self, step: str, inputs: Iterable[str | bytes], make: Callable[[], bytes]
    ) -> bytes:
        """What ``make`` returns, or what it returned for the same ``inputs`` of ``step`` before.

        Raises OSError where the system refuses to write the result.
        """
        name = f"{step}-{fingerprint(*inputs)}"
        if name not in self._held:
            found = self._read(name)
            self._held[name] = self._write(name, make()) if found is None else found
            self.used.add(name)
        return self._held[name]

    def _read(self, name: str) -> bytes | None:
        """A result with its check sum; None where it is not there or not whole."""
        try:
            content = (self.folder / name).read_bytes() if self.folder else b""
        except OSError:
            return None
        check, _, result = content.partition(b"\n")
        return result if check.decode("latin-1") == fingerprint(result) else None

    def _write(self, name: str, result: bytes) -> bytes:
        if self.folder:
            write_if_changed(self.folder / name, fingerprint(result).encode() + b"\n" + result)
        return result

    def remove_unused(self) -> None:
        """Remove from the folder the results that are not in :attr:`used`."""
        for path in walk(self.folder) if self.folder else ():
            if path.name not in self.used:
                path.unlink()
