"""The site as one ZIP, and the last files of the site, which describe all the others.

The archive holds the site as it is published, but for what must differ: the archive itself and its
row on the page of downloads are not in it, its pages say at their foot which version they are a
copy of, its page for what is not found has relative addresses (``archive_pages``). So its manifest
and service worker, which list the files that are there, are others.
"""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from build_tools.diagnostics import Code, Place, Problems
from build_tools.presentation.pages.downloads import FOLDER, filled
from build_tools.presentation.templating import environment
from build_tools.publication.resolved import Resolved
from build_tools.publication.revision import Revision
from build_tools.records import Bilingual
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication
from build_tools.resources.interface import Words
from build_tools.system.files import json_text, sha256
from build_tools.system.reproducible_zip import zip_files
from build_tools.website.archive_pages import OFFER, as_copy, newest, which_copy
from build_tools.website.integrity import MANIFEST
from build_tools.website.offline import WORKER, is_kept, worker
from build_tools.website.policy import with_policy

SIT010 = Code(
    "SIT010",
    "A path of the site cannot be unpacked on Windows.",
    'Rename the file: no reserved name, none of <>:"|?*\\, no dot or space at the end of a name.',
    example='"aux.css" is a reserved name',
)
SIT011 = Code(
    "SIT011",
    "Two paths of the site are one where capitals do not count.",
    "Rename one of the two.",
    example='and "About.html"',
)
SIT012 = Code(
    "SIT012",
    "A path of the site is so long that Windows may not unpack it.",
    "Shorten the names of its folders or its own.",
    example="166 characters; 160 are safe",
)

LONGEST = 160
"""Windows allows 260 characters; the folder that a reader unpacks to needs some of them."""
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)


def windows_problem(path: str) -> str:
    """Why Windows cannot unpack ``path``, or nothing (Microsoft, "Naming files, paths")."""
    for part in path.split("/"):
        if part in ("", ".", ".."):
            return "an empty name"
        if found := _FORBIDDEN.search(part):
            return f"the character {found[0]!r}"
        if part.endswith((".", " ")):
            return f'"{part}" ends with a dot or a space'
        if _RESERVED.fullmatch(part.partition(".")[0].rstrip(" ")):
            return f'"{part}" is a reserved name'
    return ""


def check_windows_paths(paths: Iterable[str], problems: Problems) -> None:
    """Report the paths that Windows cannot unpack, alone or beside each other."""
    same: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        if reason := windows_problem(path):
            problems.add(SIT010, Place(path), reason)
        if len(path) > LONGEST:
            problems.add(SIT012, Place(path), f"{len(path)} characters; {LONGEST} are safe")
        # A folder that differs only in capitals merges too.
        for above in [PurePosixPath(path), *PurePosixPath(path).parents][:-1]:
            spelt = same[str(above).casefold()]
            if str(above) not in spelt:
                spelt.append(str(above))
    for spelt in same.values():
        for other in spelt[1:]:
            problems.add(SIT011, Place(other), f'and "{spelt[0]}"')


def completed(files: Mapping[str, bytes], editions: Sequence[Words]) -> dict[str, bytes]:
    """``files`` (path to content) with their service worker and manifest, in order."""
    made = {path: files[path] for path in files if path not in (WORKER, MANIFEST)}
    hashes = {path: sha256(content) for path, content in made.items()}
    size = sum(len(content) for path, content in made.items() if is_kept(path))
    made[WORKER] = worker(hashes, editions, size).encode()
    hashes[WORKER] = sha256(made[WORKER])
    made[MANIFEST] = json_text({"files": dict(sorted(hashes.items()))}).encode()
    return dict(sorted(made.items()))


def at_the_top(
    publication: Publication, editions: Sequence[Words], revision: Revision, url: str
) -> dict[str, bytes]:
    """What is next to the site in the archive: the page to open, and what to read first."""
    start = (
        environment("website")
        .get_template("offline/start.html.j2")
        .render(
            publication=publication,
            names=_in_each(publication.site.name, editions).values(),
            titles=_in_each(publication.title, editions),
            editions=editions,
            revision=revision,
            newest={words.edition.id: newest(words, url) for words in editions},
        )
    )
    blocks = ["\r\n".join(_readme(publication, words, revision, url)) for words in editions]
    # The oldest editors of Windows need the mark to know the encoding, and its line ends.
    readme = "\ufeff" + f"\r\n\r\n{'-' * 70}\r\n\r\n".join(blocks) + "\r\n"
    return {"README.txt": readme.encode(), "start.html": with_policy(start).encode()}


def _in_each(name: Bilingual, editions: Sequence[Words]) -> dict[str, str]:
    """A name by the language of each edition, each spelling of it once."""
    found: dict[str, str] = {}
    for words in editions:
        if (spelt := words.of(name)) not in found.values():
            found[words.edition.lang] = spelt
    return found


def _readme(publication: Publication, words: Words, revision: Revision, url: str) -> Iterator[str]:
    """The lines of README.txt in one language."""
    yield words.of(publication.title)
    yield words("copy_name", name=words.of(publication.site.name))
    yield words("copy_version", name=revision.name)
    yield words("copy_date", date=revision.date)
    yield ""
    whose = words.translation(publication, long=True)
    newest = words("readme_newest" if whose else "readme_newest_fourth", url=url)
    for text in (
        words("readme_unpack"),
        words("readme_offline"),
        words("readme_hashes"),
        *([words("readme_unofficial", text=whose)] if whose else []),
        newest,
    ):
        yield from textwrap.wrap(text, 72, subsequent_indent="   ", break_long_words=False)


def packed(
    files: Mapping[str, bytes],
    publication: Publication,
    editions: Sequence[Words],
    revision: Revision,
    url: str,
) -> bytes:
    """The archive of the site's ``files``, none of which is an archive of it."""
    root = urlsplit(url).path
    notes = {words.edition.folder: which_copy(words, revision, url) for words in editions}
    copy = dict(files)
    for path, content in files.items():
        if path.endswith(".html"):
            note = notes.get(path.partition("/")[0], notes[""])
            copy[path] = as_copy(path, content.decode(), note, root).encode()
    held = at_the_top(publication, editions, revision, url)
    held |= {f"site/{path}": content for path, content in completed(copy, editions).items()}
    return zip_files(held.items(), revision.moment, level=4)


def last_files(
    site: Path, resolved: Resolved, revision: Revision, url: str, name: str, problems: Problems
) -> dict[str, bytes]:
    """The last files of the assembled ``site``, by path: those that describe the others.

    They are its pages of downloads with the figures of each file, its archive, service worker and
    manifest. ``name`` is the archive's file name, ``url`` the site's address. An archive that is
    there already is not part of the new one.
    """
    own, publication = f"{FOLDER}/{name}", resolved.publication
    files = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    files = {path: content for path, content in files.items() if path != own}
    check_windows_paths([*files, own], problems)
    listing = with_figures(files, files, publication.published)
    editions = [resolved.words(edition) for edition in publication.published]
    made = packed(files | listing, publication, editions, revision, url)
    last = {own: made, **with_figures(listing, {own: made}, publication.published)}
    whole = completed(files | last, editions)
    return {path: whole[path] for path in (*last, WORKER, MANIFEST)}


def with_figures(
    pages: Mapping[str, bytes], files: Mapping[str, bytes], editions: Sequence[Edition]
) -> dict[str, bytes]:
    """Those of ``pages`` that are of downloads, with the figures of the downloads in ``files``."""
    figures = {
        PurePosixPath(path).name: (len(content), sha256(content))
        for path, content in files.items()
        if path.startswith(f"{FOLDER}/")
    }
    folders = {edition.folder: edition for edition in editions}
    return {
        path: filled(page, figures, folders.get(path.partition("/")[0], folders[""])).encode()
        for path, content in pages.items()
        if path.endswith(".html") and OFFER.search(page := content.decode())
    }
