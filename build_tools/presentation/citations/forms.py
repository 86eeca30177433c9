"""Every form of a citation, by the name under which readers choose it."""

import datetime
from collections.abc import Mapping

from build_tools.presentation.citations import formats, styles
from build_tools.presentation.citations.cited import TODAY, Cited, CitedKind, Citer
from build_tools.presentation.citations.slots import ESCAPES, slot

PRINTED: Mapping[str, str] = {"GB/T 7714": "zh-Hans", "Chicago": "en", "APA": "en"}
"""The forms for people, and the language of each."""
FILES: Mapping[str, tuple[str, str]] = {
    "BibTeX": ("bib", "application/x-bibtex"),
    "RIS": ("ris", "application/x-research-info-systems"),
    "CSL-JSON": ("json", "application/vnd.citationstyles.csl+json"),
}
"""The forms for programs: the ending and the media type of their files."""


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


def for_script(citer: Citer, page: str, kind: CitedKind, whole: Cited | None) -> dict[str, object]:
    """What the script of ``page`` needs to cite what is on it: texts with slots, and the dates.

    ``whole`` is what the page itself is cited as, where it can be.
    """
    anchor = slot("id")
    english = citer.english
    given: dict[str, object] = {
        "files": FILES,
        "reference": "GB/T 7714" if citer.words.edition.is_chinese else "Chicago",
        "months": [f"{datetime.date(2000, number, 1):%B}" for number in range(1, 13)],
        "date": english(
            "cite_date",
            **{name: slot(name) for name in ("year", "month", "day")},
            month_name=slot("month"),
        ),
        "escapes": ESCAPES,
    }
    if kind in ("term", "record", "chart", "list"):
        given["forms"] = forms(citer.entry(page, anchor, slot("title"), kind, TODAY), citer)
    else:
        given["forms"] = forms(citer.report(page, anchor, accessed=TODAY), citer)
        given["range"] = forms(citer.report(page, anchor, accessed=TODAY, last=slot("last")), citer)
    if whole:
        given["whole"] = forms(whole, citer)
    return given
