"""Changes of meaning: a value of a record becomes another one that is as well formed."""

import datetime
import json
import re
from random import Random
from typing import Any

from tests.support.data_files import Data, Entry
from tests.support.mutations import CHANGES, Changed, change

LISTS = {
    "links[].relation": "continues widens next-stage completes builds-on compare growth-target",
    "links[].strength": "object programme policy",
    "no-follow-up[].reason": "not-mentioned title-or-award after-source-ends finished",
    "no-origin[].status": "yearly-target goes-on not-reported",
    "commitments[].strength": "firm aim explore",
    "indicators[].basis": "total increment cumulative share level growth rank",
    "indicators[].unit": "个 家 元 % 项 户 人 亩 公里 美元 套",
    "publication.translation.status": "official mixed none",
    "glossary[].origin": "official established project",
    "history[].changes[].kind": "segment term achievement commitment link",
    "history[].changes[].change": "added changed removed",
}
"""The words of closed lists, by the field that takes one."""


def worded(kind: dict[str, Any], entry: Entry, random: Random) -> str | None:
    """The file with one word of the value exchanged, by the pairs of its kind."""
    pairs = [tuple(map(str, pair)) for pair in kind["words"]]
    if kind.get("shuffle"):
        random.shuffle(pairs)
    for old, new in pairs:
        found = [match.start() for match in re.finditer(_whole(old), entry.value)]
        if found:
            at = random.choice(found)
            end = at + len(old)
            put = "" if new == "-" else new
            if new == "-" and entry.value[end : end + 1] == " ":
                end += 1
            value = entry.value[:at] + put + entry.value[end:]
            return (
                entry.valued(value) if entry.name != "publication.date" else entry.replaced(value)
            )
    return None


def _whole(word: str) -> str:
    edge = r"\b" if word[0].isascii() and word[0].isalpha() else ""
    return f"{edge}{re.escape(word)}{edge}"


def _others(entry: Entry, data: Data) -> list[Entry]:
    return [
        other
        for other in data.entries
        if (other.name, other.file) == (entry.name, entry.file) and other.value != entry.value
    ]


@change("value of another record")
def _other_value(entry: Entry, random: Random, data: Data) -> str | None:
    """The id of any other record of the kind that the field names."""
    wanted = {
        "commitment": "commitments[].id",
        "achievement": "achievements[].id",
        "segment": "achievements[].segment",
    }
    name = wanted.get(entry.name.rpartition(".")[2], entry.name)
    known = sorted({e.value for e in data.entries if e.name == name} - {entry.value})
    return entry.valued(random.choice(known))


@change("exchange ids")
def _exchange_ids(entry: Entry, random: Random, data: Data) -> Changed:
    chosen = random.choice(_others(entry, data))
    one, two = sorted((entry, chosen), key=lambda e: e.start)
    text = two.replaced(one.value)
    return text[: one.node.start_mark.index] + two.value + text[one.value_end :], chosen


def _exchange_both(entry: Entry, random: Random, data: Data) -> Changed:
    """A text and the same text in the other language change places with those of another record."""
    name, _, field = entry.name.rpartition(".")
    fields = {"definition_zh": ("definition", "definition_zh"), "zh": ("zh", "en")}[field]
    others = [
        other
        for other in _others(entry, data)
        if other.record != entry.record and all(data.field(other, one) for one in fields)
    ]
    if not others or not all(data.field(entry, one) for one in fields):
        return None
    chosen = random.choice(others)
    parts = []
    for one in fields:
        pair = [
            next(e for e in data.entries if (e.name, e.record) == (f"{name}.{one}", r.record)
                 and e.file == entry.file)
            for r in (entry, chosen)
        ]  # fmt: skip
        parts += [(pair[0], pair[1].value), (pair[1], pair[0].value)]
    text = entry.text
    for part, value in sorted(parts, key=lambda row: -row[0].start):
        start = part.node.start_mark.index
        text = text[:start] + json.dumps(value, ensure_ascii=False) + text[part.value_end :]
    return text, chosen


CHANGES["exchange both languages"] = _exchange_both


@change("exchange terms")
def _exchange_terms(entry: Entry, random: Random, data: Data) -> str | None:
    """The English of two terms of the sentence changes places."""
    known = sorted({e.value for e in data.entries if e.name in ("glossary[].en",)}, key=len)[::-1]
    text, found = entry.value, []
    taken = [False] * len(text)
    for english in known:
        for match in re.finditer(_whole(english), text):
            if not any(taken[match.start() : match.end()]):
                found.append(match.span())
                taken[match.start() : match.end()] = [True] * len(match[0])
    if len({text[slice(*span)] for span in found}) < 2:
        return None
    one, two = sorted(random.sample(sorted(found), 2))
    if text[slice(*one)] == text[slice(*two)]:
        return None
    return entry.valued(
        text[: one[0]]
        + text[slice(*two)]
        + text[one[1] : two[0]]
        + text[slice(*one)]
        + text[two[1] :]
    )


@change("listed word")
def _listed_word(entry: Entry, random: Random, data: Data) -> str | None:
    if entry.name.endswith("subjects[]"):
        words = sorted({e.value for e in data.entries if e.name == entry.name})
    else:
        words = LISTS[entry.name].split()
    new = random.choice([word for word in words if word != entry.value])
    return entry.replaced(json.dumps(new, ensure_ascii=False))


def _other_digit(value: str, random: Random) -> str | None:
    places = [match.start() for match in re.finditer(r"\d", value)]
    if not places:
        return None
    at = random.choice(places)
    return value[:at] + random.choice([d for d in "123456789" if d != value[at]]) + value[at + 1 :]


def _other_day(value: str, random: Random) -> str:
    day = datetime.date.fromisoformat(value) + datetime.timedelta(days=random.choice((-365, 31, 5)))
    return day.isoformat()


@change("outcome")
def _outcome(entry: Entry, random: Random, data: Data) -> Changed:
    field = entry.name.rpartition(".")[2]
    if field in ("commitment", "indicator"):
        names = {"commitment": "commitments[].id", "indicator": "indicators[].id"}
        known = sorted({e.value for e in data.entries if e.name == names[field]} - {entry.value})
        return entry.valued(random.choice(known))
    if field == "source":
        new = {"report-2025": "report-2023", "report-2023": "report-2025"}.get(entry.value)
        return entry.valued(new) if new else None
    if field == "date":
        return entry.replaced(_other_day(entry.value, random))
    if field == "expected":
        return entry.replaced("false")
    if new := _other_digit(entry.value, random):
        return entry.replaced(new) if field == "year" else entry.valued(new)
    return None


@change("history")
def _history(entry: Entry, random: Random, data: Data) -> Changed:
    field = entry.name.rpartition(".")[2]
    if entry.name in LISTS:
        return CHANGES["listed word"](entry, random, data)
    if field == "id":
        return CHANGES["swap values"](entry, random, data)
    if field == "date":
        return entry.replaced(_other_day(entry.value, random))
    if field == "version":
        return entry.valued(random.choice(("0.9", "2.0", "1.1")))
    if random.random() < 0.5 and (new := _other_digit(entry.value, random)):
        return entry.valued(new)
    others = [e for e in _others(entry, data) if e.file == entry.file]
    return entry.valued(random.choice(others).value) if others else None


@change("status")
def _status(entry: Entry, random: Random, data: Data) -> Changed:
    if entry.name in LISTS:
        return CHANGES["listed word"](entry, random, data)
    if entry.name == "glossary[].see[]":
        known = sorted({e.value for e in data.entries if e.name == "glossary[].id"})
        return entry.valued(random.choice(known))
    return CHANGES["swap values"](entry, random, data)
