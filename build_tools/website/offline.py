"""The site as an installed web app: its manifests, its icons and its service worker.

W3C, Web Application Manifest; W3C, Service Workers. The worker answers for exactly the files that
the site's manifest lists, and is named by their hashes: an unchanged site has the same worker.
"""

import json
from collections.abc import Mapping, Sequence

from build_tools.books import covers_and_icons
from build_tools.presentation.pages.head import CARDS
from build_tools.presentation.pages.page import NOT_FOUND
from build_tools.presentation.templating import environment
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import Edition
from build_tools.records.publication import Publication
from build_tools.resources.interface import Words
from build_tools.system import files
from build_tools.system.cache import Cache
from build_tools.website.integrity import MANIFEST
from build_tools.website.policy import with_policy

WORKER = "sw.js"
ICONS = "app"
NOT_LISTED = ("downloads/", MANIFEST, "sitemap.xml", WORKER)
"""What is fetched anew each time: large files, and those that describe the others."""
NOT_KEPT = ("data/", f"{CARDS}/")
"""What “keep the whole site” leaves out: it is stored once a reader opens it."""
HASH_DIGITS = 16
COLOUR, PAPER = "#173f5f", "#f7f3ea"
SIZES = (192, 512)


def app_name(edition: Edition) -> str:
    """The file of an edition's web app manifest, below the site's root."""
    return f"app-{edition.id}.webmanifest"


def app(publication: Publication, words: Words) -> dict[str, object]:
    """The web app manifest of an edition."""
    edition = words.edition
    folder = edition.prefix
    return {
        "id": f"./{folder}",
        "name": words.of(publication.site.name),
        "short_name": words.of(publication.site.name),
        "description": words.of(publication.site.description),
        "lang": edition.lang,
        "dir": "ltr",
        "start_url": f"./{folder}index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": COLOUR,
        "icons": [
            {"src": f"{ICONS}/icon.svg", "type": "image/svg+xml", "sizes": "any"},
            *(
                {
                    "src": f"{ICONS}/icon-{size}.png",
                    "type": "image/png",
                    "sizes": f"{size}x{size}",
                }
                for size in SIZES
            ),
            {
                "src": f"{ICONS}/icon-maskable.png",
                "type": "image/png",
                "sizes": f"{SIZES[-1]}x{SIZES[-1]}",
                "purpose": "maskable",
            },
        ],
    }


def offline_files(resolved: Resolved, cache: Cache) -> dict[str, bytes]:
    """The manifests and icons, by their path below the site's root; ``cache`` keeps the icons."""
    publication = resolved.publication
    return {
        **{
            app_name(edition): files.json_text(app(publication, resolved.words(edition))).encode()
            for edition in publication.published
        },
        f"{ICONS}/icon.svg": covers_and_icons.icon_svg(cache),
        **{f"{ICONS}/icon-{size}.png": covers_and_icons.icon_png(size, cache) for size in SIZES},
        f"{ICONS}/icon-maskable.png": covers_and_icons.icon_png(SIZES[-1], cache, maskable=True),
        f"{ICONS}/icon-apple.png": covers_and_icons.icon_png(180, cache, maskable=True),
    }


def is_kept(path: str) -> bool:
    """Whether a file is of those that a reader may keep for reading without a connection."""
    return _is_listed(path) and not path.startswith(NOT_KEPT)


def _is_listed(path: str) -> bool:
    return not path.startswith(NOT_LISTED) and path.rpartition("/")[2] != NOT_FOUND


def worker(hashes: Mapping[str, str], editions: Sequence[Words], size: int) -> str:
    """The service worker of a site; ``editions`` are their words, ``hashes`` the files' SHA-256.

    ``size`` is how many bytes the files have together that :func:`is_kept` names.
    """
    listed = {
        path: sha256[:HASH_DIGITS] for path, sha256 in sorted(hashes.items()) if _is_listed(path)
    }
    version = files.sha256(json.dumps(listed).encode())[:HASH_DIGITS]
    folders = [words.edition.prefix for words in editions]
    lines = [
        (words.edition, words("none_offline"), f"{words.edition.prefix}index.html")
        for words in editions
    ]
    templates = environment("website")
    return templates.get_template("offline/sw.js.j2").render(
        version=version,
        files=listed,
        folders=folders,
        not_kept=NOT_KEPT,
        size=size,
        digits=HASH_DIGITS,
        nothing=with_policy(templates.get_template("offline/nothing.html.j2").render(lines=lines)),
    )
