"""A draft of the tracker: the review cut into achievements and the plan into commitments.

A sentence is cut into clauses, and a list of counted things into its items. A clause is a deed, or
goes on about the deed before it, or only frames others: :mod:`build_tools.resources.drafting` has
the words by which they differ. Each deed gets a Chinese title without figures, a subject and, in
the plan, a strength; what frames deeds becomes context. Nothing here is certain: every record is
a draft until an editor has read it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from build_tools.amounts.chinese import Amount, amounts
from build_tools.document.model import Document, Segment, Span
from build_tools.document.outline import is_lead
from build_tools.records import Bilingual
from build_tools.resources.drafting import words
from build_tools.resources.units import Units
from build_tools.text.segmentation import segment as cut_words
from build_tools.tracker.quotations import Title
from build_tools.tracker.records import Achievement, Commitment, Context

Kind = Literal["deed", "frame"]
LONGEST_TITLE = 22
"""So many characters a title has at most."""
WHY = Bilingual(
    zh="概括性表述，未涉及具体事项", en="General statement; reports and promises no specific deed"
)

_MARKS = "，；。！？：—"
_OPEN, _CLOSE = "“（《〈【", "”）》〉】"
_TRAILING = re.compile(
    r"(?:分别|各|均|共)?(?:提高到|提升到|提升至|提高至|增加到|增加至|增至|降至|下降到|压缩至|压减至|"
    r"控制在|保持在|稳定在|达到|完成|实现|突破|超过|不低于|不少于|稳居|位居|跻身|跃居|"
    r"(?:(?<![新民人安定邻宜旧同移群])居|位列|排名?)(?:全省|全国|全市|全区|同类城市)?|首次|再次|已经|达|超|由|从|为|至|约|近|占|是|有|的|和|与|、|“|（)+$"
)
_ONLY_VERB = re.compile(
    r"(?:新增|完成|实现|建成|获评|认定|引进|新建|开展|举办|实施|推进|改造|打造|形成|入选|获批|培育|落户|有|组织|"
    r"发放|投入|争取|达到|拥有|第一?|近|约|超)?"
)
_RATIO = re.compile(r"\d[：，]\d")
"""A mark within a ratio such as 5：50：45, or between thousands."""
_FIGURE = re.compile(r"\d+(?:[.,+]\d+)*")
_BRACKET = re.compile(r"（[^（）]*）")
_NOTE = re.compile(
    r"^[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[)）、.．]|^[一二三四五六七八九十]+是|^第[一二三四五六七八九十]+，"
)


@dataclass(frozen=True)
class Piece:
    """A run of a sentence that becomes a record."""

    span: Span
    kind: Kind


def cut(document: Document, units: Units) -> Iterator[Piece]:
    """The pieces of the review's and the plan's sentences, in the order of the text."""
    problems = None
    sentences_of_both = [
        segment
        for segment in document.segments
        if segment.kind == "sentence" and segment.part in ("review", "plan")
    ]
    for paragraph, group in groupby(sentences_of_both, key=lambda segment: segment.paragraph):
        sentences = list(group)
        is_rhetoric = _is_rhetoric(sentences, units)
        for segment in sentences:
            if words().problems.search(segment.hans) and not _has_deed(segment.hans, units):
                problems = paragraph
            is_lead = segment is sentences[0] and len(sentences) > 1 and _is_lead(segment.hans)
            framing = is_rhetoric or is_lead or problems == paragraph or _is_opening(segment)
            yield from _pieces(segment, units, framing)


def _is_rhetoric(sentences: Sequence[Segment], units: Units) -> bool:
    """Whether a paragraph closes a part without a figure: what a review says of its results as a
    whole, and the call at the end of a plan."""
    text = "".join(segment.hans for segment in sentences)
    first = sentences[0]
    if not first.unit.endswith("-close") or _has_deed(text, units):
        return False
    return first.part == "review" or bool(words().calls.search(text))


def _is_lead(sentence: str) -> bool:
    """Whether the first sentence of a paragraph only announces what the others say."""
    return is_lead(sentence) and not words().deeds.search(sentence)


def _has_deed(text: str, units: Units) -> bool:
    return any(amount.unit != "周年" for amount in amounts(text, units))


def _is_opening(segment: Segment) -> bool:
    """Whether a sentence opens a page of the plan, where it sums up what follows."""
    number = segment.id.split(".")
    return segment.part == "plan" and number[-2:] == ["0", "1"] and len(number) > 3


def _pieces(segment: Segment, units: Units, framing: bool) -> Iterator[Piece]:
    """The pieces of a sentence; clauses that belong together are joined."""
    text = segment.hans
    found = amounts(text, units)
    whole_frame = words().frame_sentences.search(text) or framing
    joined: list[tuple[int, int, Kind]] = []
    runs = list(_clauses(text, found))
    for index, (start, end) in enumerate(runs):
        clause = text[start:end]
        figures = [a for a in found if start <= a.start and a.end <= end and a.unit != "周年"]
        kind: Kind | Literal["more"]
        if figures:
            kind = "more" if _goes_on(clause, figures, start) and joined else "deed"
            if kind == "more" and joined[-1][2] != "deed":
                kind = "deed"
        elif whole_frame:
            kind = "frame"
        else:
            kind = _kind(clause, segment, index, len(runs), joined)
        if kind == "more" or (kind == "frame" and joined and joined[-1][2] == "frame"):
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, "frame" if kind == "frame" else "deed"))
    for start, end, whole in joined:
        if text.count(text[start:end]) == 1:
            yield Piece(Span(segment.id, start, end), whole)


def _kind(
    clause: str,
    segment: Segment,
    index: int,
    clauses: int,
    before: Sequence[tuple[int, int, Kind]],
) -> Kind | Literal["more"]:
    """What a clause without a figure is."""
    known = words()
    after_deed = bool(before) and before[-1][2] == "deed"
    if after_deed and known.goes_on.search(clause) and len(clause) <= 16:
        return "more"
    if known.deeds.search(clause) and not known.frame_clauses.search(clause):
        return "deed"
    in_review = segment.part == "review"
    names_field = in_review and index == 0 and clauses > 1 and len(clause) <= 16
    if (
        known.frame_clauses.search(clause)
        or ((before or in_review) and known.results.search(clause))
        or (names_field and known.fields.search(clause))
    ):
        return "frame"
    if len(clause) >= 4:
        return "deed"
    return "more" if before else "frame"


def _goes_on(clause: str, figures: Sequence[Amount], start: int) -> bool:
    """Whether a clause with figures speaks of the thing before it: 增长4%, 居全省第二."""
    if clause.startswith("其中"):
        return False
    head = clause[: figures[0].start - start]
    return bool(words().goes_on.search(clause)) and len(head) <= 8


def _clauses(text: str, found: Sequence[Amount]) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence without their marks; a list of counted things is cut too."""
    start = depth = 0
    for at, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        inside = any(a.start < at < a.end for a in found)
        if inside or depth > 0:
            continue
        if char == "，" and at - start <= 2:  # 其中， and 预计， belong to what follows
            continue
        if _RATIO.match(text, max(at - 1, 0)):
            continue
        ends_item = char == "、" and _ends_item(text, start, at, found)
        if ends_item or (char in _MARKS and not _joins_names(text, at)):
            if at > start:
                yield start, at
            start = at + 1
    if start < len(text):
        yield start, len(text)


def _joins_names(text: str, at: int) -> bool:
    """Whether the mark at ``at`` is a single dash, as in 西宁—海东."""
    return text[at] == "—" and "—" not in (text[at - 1 : at], text[at + 1 : at + 2])


def _ends_item(text: str, start: int, at: int, found: Sequence[Amount]) -> bool:
    """Whether a new thing is counted behind the mark at ``at``: 质量奖17个、认证产品6个."""
    before = [a for a in found if start <= a.start and a.end == at]
    stop = min((text.find(m, at + 1) % (len(text) + 1) for m in _MARKS + "、"), default=len(text))
    after = next((a for a in found if at < a.start and a.end <= stop), None)
    if not before or after is None:
        return False
    head = text[at + 1 : after.start]
    return (
        len(head) >= 3
        and not words().goes_on.search(head)
        and before[-1].basis == after.basis
        and before[-1].basis in ("total", "increment", "cumulative")
        and _is_new_verb(head, after.end == stop)
    )


def _is_new_verb(head: str, counted_last: bool) -> bool:
    return counted_last or bool(words().deeds.search(head))


def title(quote: str, units: Units) -> str:
    """A short title of a quote: its verb and object, or what its first figure measures.

    >>> from build_tools.resources.units import general
    >>> title("预计全年实现地区生产总值2870亿元、增长4%", general())
    '地区生产总值'
    >>> title("新增工业机器人5000台（套）", general())
    '新增工业机器人'
    >>> title("5项工作获省政府督查激励", general())
    '工作获省政府督查激励'
    """
    text = _NOTE.sub("", _BRACKET.sub("", quote))
    found = amounts(text, units)
    best = text
    if found:
        first = next((a for a in found if a.basis != "level"), found[0])
        clause = max(text.rfind(mark, 0, first.start) for mark in _MARKS) + 1
        head = _plain(text[clause : first.start])
        behind = re.split(f"[{_MARKS}、]", text[first.end :], maxsplit=1)[0]
        behind = re.sub("^(?:以上|以内|以下|左右|的)+", "", behind.strip())
        counted = first.known.kind not in ("money", "share") and first.unit not in ("%", "个百分点")
        if not head or _ONLY_VERB.fullmatch(head) or (counted and len(behind) >= 2):
            head += behind
        best = head if len(head) >= 3 else text
    else:
        clauses = [text[start:end] for start, end in _clauses(text, ())]
        best = next((c for c in clauses if words().deeds.search(c)), clauses[-1] if clauses else "")
    best = _without_figures(best, units)
    best = _plain(best)
    if len(best) < 3:
        best = _without_figures(text, units).strip("，、；：")
    best = _short(best or _without_figures(quote, units) or quote)
    there = set(_FIGURE.findall(quote))
    # What is left of a figure that was cut is none.
    return _FIGURE.sub(lambda m: m[0] if m[0] in there else "", best) or quote[:LONGEST_TITLE]


def _plain(text: str) -> str:
    """A clause without the words that open it and those that lead to a figure."""
    cut_open = words().openings.sub("", text)
    text = cut_open if len(cut_open) >= 3 else text
    text = re.sub("^(?:实现|完成|达到)(?=.{4})(?!了)", "", text) if _TRAILING.search(text) else text
    text = re.sub("^实现(?=.{4,}$)", "", text)
    return _balanced(_TRAILING.sub("", text).strip("，、；：。 "))


def _balanced(text: str) -> str:
    """Without a mark of quotation that has lost its other half."""
    for left, right in zip(_OPEN, _CLOSE, strict=True):
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    return text


def _without_figures(text: str, units: Units) -> str:
    for amount in reversed(amounts(text, units)):
        text = text[: amount.start] + text[amount.end :]
    return _balanced(re.sub(r"\d{4}年(?:度|底|末)?", "", text))


def _short(text: str) -> str:
    """At most :data:`LONGEST_TITLE` characters, cut behind an item of a list or a word."""
    if len(text) <= LONGEST_TITLE:
        return text
    mark = text.find("、", 4, LONGEST_TITLE)
    if mark > 0 and _balanced(text[:mark]) == text[:mark]:
        rest = text[at:] if (at := text.find("等", mark)) > 0 else "等"
        return text[:mark] + (rest if mark + len(rest) <= LONGEST_TITLE else "等")
    best = ""
    for word in cut_words(text):
        if len(best + word) > LONGEST_TITLE - 1:
            break
        best += word
    best = re.sub("[的和与及、，对以在为]+$", "", _balanced(best))
    return f"{best}…"


def subject(texts: Sequence[str], known: Iterable[str]) -> str:
    """The subject whose words the texts have most of, the first text counting most.

    ``known`` are the subjects of the vocabulary; the first of them where no word speaks.

    >>> subject(["新增学位3450个"], ["economy", "education"])
    'education'
    """
    choices = list(known)
    scores: Counter[str] = Counter()
    for place, text in enumerate(texts):
        weight = 4.0**-place
        for name in choices:
            for word in words().subjects.get(name, ()):
                at = text.rfind(word)
                if at >= 0:
                    # The head of a Chinese phrase is its end.
                    scores[name] += int(weight * 1000 * len(word) * (1 + at / (2 * len(text))))
    best = max(choices, key=lambda name: scores[name])
    return best if scores[best] or "economy" not in choices else "economy"


def strength(quote: str, sentence: str) -> str:
    """How firmly the words of the plan put a commitment."""
    named = re.sub("“[^”]*”", "", quote)
    if words().aims.search(named) or "预期目标" in sentence:
        return "aim"
    return "explore" if words().explores.match(words().openings.sub("", named)) else "firm"


@dataclass(frozen=True)
class Drafted:
    """The records of a draft, in the order of the text."""

    achievements: tuple[Achievement, ...]
    commitments: tuple[Commitment, ...]
    context: tuple[Context, ...]


def draft(
    document: Document,
    units: Units,
    subjects: Iterable[str],
    taken: Mapping[str, Sequence[tuple[int, int]]] | None = None,
    ids: Iterable[str] = (),
) -> Drafted:
    """Drafts for the words of the review and the plan that no record has yet.

    ``taken`` are the spans of each segment that records have, ``ids`` their identifiers.
    """
    taken, used, names = taken or {}, set(ids), tuple(subjects)
    achievements: list[Achievement] = []
    commitments: list[Commitment] = []
    context: list[Context] = []
    headings = _headings(document)
    numbers: Counter[str] = Counter()
    for piece in cut(document, units):
        span, segment = piece.span, document.by_id[piece.span.segment]
        if any(a < span.end and span.start < b for a, b in taken.get(span.segment, ())):
            continue
        quote = segment.hans[span.start : span.end]
        if piece.kind == "frame":
            figures = tuple(
                dict.fromkeys(
                    a.text
                    for a in amounts(segment.hans, units)
                    if span.start <= a.start and a.end <= span.end
                )
            )
            context.append(
                Context(segment=span.segment, quote=quote, why=WHY, figures=figures, draft=True)
            )
            continue
        name = _identifier(span.segment, numbers, used)
        called = title(quote, units)
        about = (subject([called, quote, headings.get(segment.id, ""), segment.hans], names),)
        if segment.part == "review":
            achievements.append(
                Achievement(
                    id=name, segment=span.segment, quote=quote, title=Title(zh=called),
                    subjects=about, draft=True,
                )
            )  # fmt: skip
        else:
            commitments.append(
                Commitment(
                    id=name, segment=span.segment, quote=quote, title=Title(zh=called),
                    subjects=about, strength=strength(quote, segment.hans), draft=True,
                )
            )  # fmt: skip
    return Drafted(tuple(achievements), tuple(commitments), tuple(context))


def _identifier(segment: str, numbers: Counter[str], used: set[str]) -> str:
    """The segment's id with a number, in the form of an identifier: ``2023-1-0-2-1``."""
    while True:
        numbers[segment] += 1
        name = f"{segment.replace('.', '-')}-{numbers[segment]}"
        if name not in used:
            used.add(name)
            return name


def _headings(document: Document) -> dict[str, str]:
    """For each sentence, the nearest heading above it."""
    last, found = "", {}
    for segment in document.segments:
        if segment.kind == "heading":
            last = segment.hans
        found[segment.id] = last
    return found
