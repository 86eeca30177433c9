"""What only follows from a graver problem is not told until that one is mended.

A file that cannot be read, or a text that has lost its parts, makes dozens of others look wrong.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from build_tools.diagnostics import Diagnostic, Problems
from build_tools.records.loading import UNREADABLE

FILES = {
    "glossary/*.yml": "GLH008 GLH009 GLH011 GLH012 GLH013 GLH015 TRQ010 ENS002",
    "omitted-phrases.yml": "GLH009 GLH015",
    "translation/*.yml": "TRN002 TRQ001 TRQ009 TRQ010 ENS002",
    "translation-variants.yml": "TRQ008",
    "translation-exceptions.yml": "TRQ005 TRQ006 TRQ007 TRQ008 ENS001 ENS002 ENS003",
    "tracker/achievements.yml": "TRK006 TRK009 TRK010 TRK019",
    "tracker/commitments.yml": "TRK006 TRK009 TRK010 TRK019",
    "tracker/context.yml": "TRK009 TRK010",
    "tracker/indicators.yml": "TRK006",
    "tracker/links.yml": "TRK008 TRK019",
    "tracker/no-follow-up.yml": "TRK008",
}
"""Every file that editors write beside the foundation; what may follow where it gives no record."""
_OUTLINE = (
    "OUT002 OUT003 OUT004 OUT006 HOM001 ENS002 TRK002 TRK003 TRK009 TRK010 TRK015 "
    "TRQ001 TRQ002 TRQ003 TRQ004"
)
_TEXT = (
    f"{_OUTLINE} CNV002 CNV003 OUT001 OUT005 GLH001 GLH002 GLH009 GLH010 GLH012 GLH014 GLH015 "
    "TRK004 TRK011 TRK020 TRQ005 TRQ006 TRQ007 TRQ008"
)
_OTHER_SOURCE = (
    f"{_TEXT} SRC005 RST001 RST002 RST003 RST004 RST005 RST006 RST007 RST009 RST011 "
    "TRK021 TRK022 TRK023"
)
CODES = {"OUT001": _OUTLINE, "OUT005": _TEXT, "CNV005": _TEXT, "SRC004": _OTHER_SOURCE}
"""What may follow from these problems, wherever they are."""


def _follow(cause: Diagnostic) -> frozenset[str]:
    """The codes of what may follow from ``cause``."""
    codes = CODES.get(cause.code.id, "").split()
    if cause.code in UNREADABLE:
        for pattern, those in FILES.items():
            if fnmatchcase(str(PurePosixPath(cause.place.file).with_suffix(".yml")), pattern):
                codes += those.split()
    return frozenset(codes) - {cause.code.id}


def without_consequences(problems: Problems) -> list[Diagnostic]:
    """The problems, less those that may only follow from others.

    The first problem from which some may follow says how many were kept back.
    """
    everything = list(problems)
    causes = {found: codes for found in everything if (codes := _follow(found))}
    kept_back: Counter[Diagnostic] = Counter()
    told = []
    for found in everything:
        cause = next((c for c, codes in causes.items() if found.code.id in codes), None)
        if cause is None:
            told.append(found)
        else:
            kept_back[cause] += 1
    return [_with_count(found, kept_back[found]) for found in told]


def _with_count(found: Diagnostic, count: int) -> Diagnostic:
    if not count:
        return found
    more = f"{count} more {'problem' if count == 1 else 'problems'} may follow from this"
    return replace(found, hint="; ".join(filter(None, (found.hint, more))))
