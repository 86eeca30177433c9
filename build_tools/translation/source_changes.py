"""What changed in a Chinese sentence since it was translated, and the English that may serve."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher

from build_tools.records import Located
from build_tools.text.numerals import ARABIC
from build_tools.translation.records import SegmentTranslation

ALIKE = 0.6
"""The share of equal characters (difflib's ratio) from which two sentences resemble each other."""
_UNIT = re.compile(f"{ARABIC}|.")


def describe_change(before: str, now: str) -> str:
    """The words that changed, or "" where the sentences have little in common.

    >>> describe_change("完成技改项目44个。", "完成重点技改项目45个。")
    '“重点” added; “44” is now “45”'
    """
    return "; ".join(_changes(before, now)) if _likeness(before, now) >= ALIKE else ""


def _compared(before: str, now: str) -> tuple[list[str], list[str], SequenceMatcher[str]]:
    """Both sentences cut into figures and single characters, and their comparison."""
    old, new = _UNIT.findall(before), _UNIT.findall(now)
    return old, new, SequenceMatcher(None, old, new, autojunk=False)


def _likeness(before: str, now: str) -> float:
    *_, matcher = _compared(before, now)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _changes(before: str, now: str) -> Iterator[str]:
    old, new, matcher = _compared(before, now)
    for kind, start, end, start_now, end_now in matcher.get_opcodes():
        was, is_ = "".join(old[start:end]), "".join(new[start_now:end_now])
        if kind == "replace":
            yield f"“{was}” is now “{is_}”"
        elif kind != "equal":
            yield f"“{was or is_}” {'deleted' if was else 'added'}"


def proposed_english(
    hans: str, translations: Mapping[str, Located[SegmentTranslation]], current: Collection[str]
) -> str:
    """English to start from: that of the same Chinese, or of Chinese like it; "" for none.

    ``current`` are the sentences of the text. What was translated and is still among them is not
    proposed for another sentence.
    """
    best, likeness = None, ALIKE
    for id_, record in translations.items():
        zh, en = record.value.zh, record.value.en
        if zh == hans:
            return f'"{id_}" has English for this Chinese: "{en}"'
        if zh not in current and (found := _likeness(zh, hans)) >= likeness:
            best, likeness = (id_, zh, en), found
    if best is None:
        return ""
    id_, zh, en = best
    return f'"{id_}" has English for similar Chinese ({describe_change(zh, hans)}): "{en}"'
