"""ZIP archives."""

import datetime
import io
import zipfile

from build_tools.publication.revision import Revision
from build_tools.system.reproducible_zip import zip_files

REVISION = Revision("0123456789ab", datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.UTC))


def test_an_archive_depends_on_its_files_alone() -> None:
    files = [("b.txt", b"b" * 1000), ("a.png", b"a"), ("目.txt", b"")]
    made = zip_files(files, REVISION.moment)
    assert made == zip_files(files, REVISION.moment)
    entries = zipfile.ZipFile(io.BytesIO(made)).infolist()
    assert [entry.filename for entry in entries] == ["b.txt", "a.png", "目.txt"]
    assert {entry.date_time for entry in entries} == {(2026, 2, 3, 4, 5, 6)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert entries[0].compress_type == zipfile.ZIP_DEFLATED
    assert entries[1].compress_type == zipfile.ZIP_STORED


def test_a_date_before_all_archives() -> None:
    old = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    entry = zipfile.ZipFile(io.BytesIO(zip_files([("a", b"")], old))).infolist()[0]
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
