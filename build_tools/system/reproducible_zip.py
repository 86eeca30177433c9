"""ZIP archives that are the same bytes whenever their files are: all but the content is fixed."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

PACKED = (".epub", ".gz", ".jpg", ".pdf", ".png", ".woff2", ".zip")
"""Files that deflating would not make smaller."""
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_REGULAR_FILE = 0o100644


def zip_files(files: Iterable[tuple[str, bytes]], moment: datetime, level: int = 9) -> bytes:
    """An archive of ``files`` (path and content) in the order given, all dated ``moment``."""
    held = io.BytesIO()
    date = max(moment, _EARLIEST).timetuple()[:6]
    with zipfile.ZipFile(held, "w") as target:
        for path, content in files:
            entry = zipfile.ZipInfo(path, date)
            entry.create_system = 3  # Unix on every system, so that the mode below is kept
            entry.external_attr = _REGULAR_FILE << 16
            stored = path == "mimetype" or path.endswith(PACKED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, content, compresslevel=None if stored else level)
    return held.getvalue()
