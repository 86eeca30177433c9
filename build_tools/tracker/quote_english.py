"""Whether the English of a quote renders the quote, and not other words of its sentence."""

from collections.abc import Mapping

from build_tools.diagnostics import Code, Problems
from build_tools.tracker.records import Tracker
from build_tools.translation.plain_words import PlainWords

TRK047 = Code(
    "TRK047",
    "The English of a quote, or of words that complete it, renders other words of the sentence.",
    "Copy what renders the quote, or add what it lacks to 'english_elided'.",
    "advice",
    needs=("source", "outline", "translation/*.yml", "TRK021"),
    example="“A total of 5,000” does not say “停车”, “泊位”, which the English of 2022.2.0.1 says "
    "elsewhere",
)
_LEAST = 2
"""So many words must be rendered elsewhere: of 578 quotes with true English, one had more of them
elsewhere than within (“this industry”)."""


def check_quote_english(
    tracker: Tracker, translation: Mapping[str, str], plain: PlainWords, problems: Problems
) -> None:
    """Report a quote of whose plain words the sentence's English says more elsewhere than in what
    is given as the quote's English. ``translation`` is the English of each sentence by its id."""
    for record in tracker.quotations:
        value = record.value
        quoted, rest = (value.english, *value.english_elided), translation.get(value.segment, "")
        if not value.english or rest.count(value.english) != 1:
            continue
        for words in quoted:
            rest = rest.replace(words, "; ")
        for key, chinese in (("english", (value.quote,)), ("english_elided", value.elided)):
            whole = "；".join(chinese)
            within = plain.said(whole, "; ".join(quoted))
            outside = plain.said(whole, rest) - within
            if getattr(value, key) and len(outside) > max(_LEAST - 1, len(within)):
                lacking = ", ".join(f"“{word}”" for word in sorted(outside, key=whole.index))
                english = "; ".join(quoted if key == "english" else value.english_elided)
                problems.add(
                    TRK047,
                    record.at(key),
                    f"“{english}” does not say {lacking}, which the English of {value.segment} "
                    "says elsewhere",
                )
