"""Every form of a citation, by the name under which readers choose it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from build_tools.presentation.citations import formats, styles
from build_tools.presentation.citations.cited import TODAY, Cited, Citer, Kind
from build_tools.presentation.citations.slots import ESCAPES, slot

PRINTED: Mapping[str, str] = {"GB/T 7714": "zh-Hans", "Chicago": "en", "APA": "en"}
"""The forms for people, and the language of each; the others are for programs."""


def forms(cited: Cited, citer: Citer) -> dict[str, str]:
    """Every form of the citation of ``cited``."""
    english = citer.english
    return {
        "GB/T 7714": styles.gb_t_7714(cited),
        "Chicago": styles.chicago(cited, english),
        "APA": styles.apa(cited, english),
        "BibTeX": formats.bibtex(cited),
        "RIS": formats.ris(cited),
        "CSL-JSON": formats.csl_json(cited),
    }


def for_script(citer: Citer, page: str, kind: Kind, whole: bool = False) -> dict[str, object]:
    """What the script of ``page`` needs to cite what is on it: texts with slots, and the dates.

    ``whole`` adds the forms that cite the report at the page itself.
    """
    anchor = slot("id")
    if kind in ("term", "record", "chart"):
        cited = citer.entry(page, anchor, slot("title"), kind, TODAY)
    else:
        cited = citer.report(page, anchor, accessed=TODAY)
    english = citer.english
    given: dict[str, object] = {
        "forms": forms(cited, citer),
        "months": [f"{datetime.date(2000, number, 1):%B}" for number in range(1, 13)],
        "date": english(
            "cite_date",
            **{name: slot(name) for name in ("year", "month", "day")},
            month_name=slot("month"),
        ),
        "escapes": ESCAPES,
    }
    if whole:
        given["whole"] = forms(citer.report(page, accessed=TODAY), citer)
    return given
