"""The words by which the tracker's own search finds a record: both scripts, English, terms, pinyin.

The page looks for each word of a query in these texts, besides what it shows anyway.
"""

import unicodedata
from functools import cache

from build_tools.glossary.records import Term
from build_tools.presentation.pages.glosses import Glosses
from build_tools.presentation.pages.tracker_views import record_anchor
from build_tools.publication.resolved import Resolved
from build_tools.text.pinyin import syllables
from build_tools.text.plain import one_line, unmarked
from build_tools.tracker.model import Tracked


@cache
def comparable(text: str) -> str:
    """``text`` as a query is compared with it: without capitals, tone marks and wide forms.

    The page does the same, and leaves out quotation marks and the like (``folded.js``).

    >>> comparable("ＧＤＰ xīn")
    'gdp xin'
    """
    return unmarked(unicodedata.normalize("NFKC", text))


def record_words(resolved: Resolved, glosses: Glosses) -> dict[str, str]:
    """The words of each record that is shown, by the id of its element."""
    tracker = resolved.shown_tracker
    return {record_anchor(item): _words(resolved, glosses, item) for item in tracker.items}


def _words(resolved: Resolved, glosses: Glosses, item: Tracked) -> str:
    """The words of one record: the texts that no longer text contains, as a query is compared."""
    title, terms = item.title, _terms(glosses, item)
    readings = [
        [comparable(one) for one in syllables(text, readings=resolved.readings)]
        for text in (title.zh, item.hans)
    ]
    traditional = resolved.interface.traditional
    texts = [
        *(title.zh, title.hant or traditional(title.zh), item.hans, item.hant),
        *(title.en, item.record.english),
        *(" ".join(found) for found in readings),
        "".join(one[0] for one in readings[0]),
        *(form.hans for term in terms for form in term.forms),
        *(form.hant for term in terms for form in term.forms),
        *(english for term in terms for english in term.english),
    ]
    found = (comparable(one_line(text)) for text in texts)
    kept = list(dict.fromkeys(filter(None, found)))
    return " ".join(one for one in kept if not any(one != other and one in other for other in kept))


def _terms(glosses: Glosses, item: Tracked) -> list[Term]:
    """The terms in the record's quote."""
    there = glosses.by_segment.get(item.segment.id, ())
    found = (occurrence.term for occurrence in there if item.span.holds(occurrence.span))
    return [glosses.terms[term] for term in dict.fromkeys(found)]
