"""Single mistakes in the entries of the real data, made by chance from a seed.

A mutation changes the text of a file itself, as an editor's slip would. What kinds there are, and
what must be reported for each, is in ``cases/mutations/``.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import yaml

from tests.support.data_files import Data, Entry, kind_of

HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Mutation:
    """One changed file of a data folder."""

    file: str
    content: bytes
    lines: frozenset[int]
    """The lines of the changed file where the mistake stands."""
    entries: tuple[Entry, ...] = ()
    """What was changed: one entry, or two that changed places."""
    new: str = ""
    """The value that the first of them has now, where it is markup."""
    sum_is_new: bool = False
    """Whether the source's SHA-256 is written anew: the change was meant."""


Changed = str | tuple[str, Entry] | None
"""The changed file, with the other entry where two changed places; None where the entry does not
lend itself to the change."""
Change = Callable[[Entry, Random, Data], Changed]
CHANGES: dict[str, Change] = {}


def change(name: str) -> Callable[[Change], Change]:
    """Name a way to change an entry of a data file."""

    def register(function: Change) -> Change:
        CHANGES[name] = function
        return function

    return register


# Of fields and records


@change("drop")
def _drop(entry: Entry, random: Random, data: Data) -> str:
    return entry.text[: entry.start] + entry.text[entry.end :]


@change("drop a quoted term")
def _drop_quoted(entry: Entry, random: Random, data: Data) -> Changed:
    """A term that is in quotation marks in the text."""
    is_quoted = f"“{data.field(entry, 'zh')}”" in data.text
    return _drop(entry, random, data) if is_quoted else None


@change("duplicate")
def _duplicate(entry: Entry, random: Random, data: Data) -> str | None:
    whole = entry.text[entry.start : entry.end].rstrip(" \n,")
    at = entry.start + len(whole)
    line_start = entry.text.rfind("\n", 0, entry.start) + 1
    before = entry.text[line_start : entry.start]
    if before.strip(" -"):
        return entry.text[:at] + ", " + whole + entry.text[at:]
    return entry.text[:at] + "\n" + before.replace("-", " ") + whole + entry.text[at:]


@change("misspell key")
def _misspell(entry: Entry, random: Random, data: Data) -> str | None:
    if entry.key is None:
        return None
    word = str(entry.key.value)
    at = random.randrange(len(word))
    new = random.choice((word[:at] + word[at] + word[at:], word[:at] + word[at + 1 :], f"{word}s"))
    if not new or new == word:
        return None
    start, end = entry.key.start_mark.index, entry.key.end_mark.index
    return entry.text[:start] + new + entry.text[end:]


@change("swap fields")
def _swap_fields(entry: Entry, random: Random, data: Data) -> str | None:
    """Exchange the order of a field and the next one of its record, both on lines of their own."""
    lines = entry.text.split("\n")
    at = entry.line - 1
    if at + 1 >= len(lines) or entry.is_item:
        return None
    one, two = lines[at], lines[at + 1]
    indent = len(one) - len(one.lstrip())
    if not re.fullmatch(r" +[a-z_]+: [^\s|>&*{\[].*", one) or not re.fullmatch(
        rf" {{{indent}}}[a-z_]+: [^\s|>&*].*", two
    ):
        return None
    lines[at], lines[at + 1] = two, one
    return "\n".join(lines)


@change("swap with the next")
def _swap_next(entry: Entry, random: Random, data: Data) -> Changed:
    """Exchange a record with the one after it."""
    siblings = [e for e in data.entries if (e.name, e.file) == (entry.name, entry.file)]
    at = siblings.index(entry)
    if at + 1 == len(siblings):
        return None
    other = siblings[at + 1]
    one, two = (entry.text[e.start : e.end].rstrip() for e in (entry, other))
    links = {data.field(e, "achievement") for e in (entry, other)} - {""}
    if one == two or len(links) == 1:  # the links of one achievement have no order
        return None
    gap = entry.text[entry.start + len(one) : other.start]
    rest = entry.text[other.start + len(two) :]
    return entry.text[: entry.start] + two + gap + one + rest, other


@change("swap values")
def _swap(entry: Entry, random: Random, data: Data) -> Changed:
    """Exchange a value with that of the same field of another record about another sentence."""
    segment = data.field(entry, "segment")
    others = [
        other
        for other in data.entries
        if (other.name, other.file) == (entry.name, entry.file)
        and other.value != entry.value
        and other.record != entry.record
        and (not segment or data.field(other, "segment") != segment)
    ]
    if not others:
        return None
    chosen = random.choice(others)
    one, two = sorted((entry, chosen), key=lambda e: e.start)
    later = two.valued(one.value)
    first = later[: one.node.start_mark.index] + json.dumps(two.value, ensure_ascii=False)
    return first + later[one.value_end :], chosen


@change("swap languages")
def _swap_languages(entry: Entry, random: Random, data: Data) -> str | None:
    if not isinstance(entry.node, yaml.MappingNode):
        return None
    both = {key.value: value.value for key, value in entry.node.value}
    if set(both) != {"zh", "en"} or both["zh"] == both["en"]:
        return None
    return entry.replaced(json.dumps({"zh": both["en"], "en": both["zh"]}, ensure_ascii=False))


@change("list for text")
def _listed(entry: Entry, random: Random, data: Data) -> str | None:
    return entry.replaced(f"[{json.dumps(entry.value, ensure_ascii=False)}]")


@change("text for list")
def _texted(entry: Entry, random: Random, data: Data) -> str | None:
    return None if isinstance(entry.node, yaml.ScalarNode) else entry.replaced("word")


@change("keys for text")
def _keyed(entry: Entry, random: Random, data: Data) -> str | None:
    return entry.replaced(f"{{zh: {json.dumps(entry.value, ensure_ascii=False)}}}")


@change("number")
def _number(entry: Entry, random: Random, data: Data) -> str | None:
    return entry.replaced(str(random.choice((0, 7, 2024, -1, 3.5, 10**30))))


@change("nothing")
def _nothing(entry: Entry, random: Random, data: Data) -> str | None:
    return entry.replaced(random.choice(("", '""', '"   "')))


@change("anchor")
def _anchor(entry: Entry, random: Random, data: Data) -> str | None:
    sign = random.choice(("&a ", "!!str ", "!!python/object:os.system ", "! "))
    at = entry.node.start_mark.index
    return entry.text[:at] + sign + entry.text[at:]


# Of the words of a value


def _words(function: Callable[[str, Random], str | None]) -> Change:
    def changed(entry: Entry, random: Random, data: Data) -> str | None:
        new = function(entry.value, random) if entry.value else None
        return None if new is None or new == entry.value else entry.valued(new)

    return changed


def _other_figure(text: str, random: Random) -> str | None:
    figures = list(re.finditer(r"\d+", text))
    if not figures:
        return None
    figure = random.choice(figures)
    at = random.randrange(figure.start(), figure.end())
    digits = [d for d in "123456789" if d != text[at]]
    return text[:at] + random.choice(digits) + text[at + 1 :]


def _other_character(text: str, random: Random) -> str | None:
    places = [match.start() for match in HAN.finditer(text)]
    if not places:
        return None
    at = random.choice(places)
    return text[:at] + random.choice([c for c in "龟鼎鬯" if c != text[at]]) + text[at + 1 :]


def _less_a_character(text: str, random: Random) -> str | None:
    places = [match.start() for match in HAN.finditer(text)][1:-1]
    if not places:
        return None
    at = random.choice(places)
    return text[:at] + text[at + 1 :]


def _other_letter(text: str, random: Random) -> str | None:
    places = [match.start() for match in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", text)]
    if not places:
        return None
    at = random.choice(places)
    return text[:at] + random.choice([c for c in "qxz" if c != text[at]]) + text[at + 1 :]


def _reworded(text: str, random: Random) -> str:
    """The same with a few more words: another text that is as good."""
    if HAN.search(text) and not re.search("[a-z]{3}", text):
        return text.rstrip("。") + "（另见有关文件）" + ("。" if text.endswith("。") else "")
    more = random.choice((" as is well known", " in the usual sense", " of this kind"))
    return text.rstrip(".") + more + ("." if text.endswith(".") else "")


CHANGES |= {
    "other figure": _words(_other_figure),
    "other character": _words(_other_character),
    "character less": _words(_less_a_character),
    "other letter": _words(_other_letter),
    "reword": _words(_reworded),
    "longer": _words(lambda text, random: f"{text}-x"),
    "Chinese in it": _words(lambda text, random: text.replace(" ", " 江苏 ", 1)),
    "straight quotes": _words(lambda text, random: text.replace(" ", ' "x" ', 1)),
    "other Chinese": _words(lambda text, random: text[::-1]),
    "other tone": _words(
        lambda text, random: text.translate(str.maketrans("āēīōūǎěǐ", "áéíóúàèì"))
    ),
    "last word less": _words(lambda text, random: text.rpartition(" ")[0] or None),
}


@change("longer, if others name it")
def _renamed(entry: Entry, random: Random, data: Data) -> str | None:
    own = {(entry.file, line) for line in range(entry.record[0], entry.record[1] + 1)}
    names = {"achievements": "tracker/links.yml tracker/no-follow-up.yml"}
    files = names.get(kind_of(entry.file), "tracker/links.yml").split()
    others = {file for file, _ in data.mentions(entry.value) - own}
    return entry.valued(f"{entry.value}-x") if others & set(files) else None


@change("other letter, where a record quotes it")
def _other_letter_quoted(entry: Entry, random: Random, data: Data) -> str | None:
    quoted = [
        other.value
        for other in data.entries
        if other.name.endswith("[].english") and data.field(other, "segment") == entry.id
    ]
    if not quoted:
        return None
    words = random.choice(quoted)
    new = _other_letter(words, random)
    return entry.valued(entry.value.replace(words, new)) if new else None


PAYLOADS = (
    "<script>alert()</script>",
    "<img src=x onerror=alert()>",
    "[x](javascript:alert())",
    "](javascript:alert())",
    "{{ config }}",
    "{% raw %}",
    "&lt;script&gt;",
    "</p></section><!-- x",
)


@change("markup")
def _markup(entry: Entry, random: Random, data: Data) -> str | None:
    return entry.valued(f"{entry.value} {random.choice(PAYLOADS)}") if entry.value else None


@change("other quoting")
def _requoted(entry: Entry, random: Random, data: Data) -> str | None:
    if not entry.value or "\n" in entry.value:
        return None
    single = "'" + entry.value.replace("'", "''") + "'"
    return entry.replaced(random.choice((single, json.dumps(entry.value))))


@change("only the English")
def _circular(entry: Entry, random: Random, data: Data) -> str | None:
    """A definition that says the term's English and no more."""
    return entry.valued(data.field(entry, "en"))


def entry_mutation(name: str, entry: Entry, random: Random, data: Data) -> Mutation | None:
    """``entry`` changed as ``name`` says; None where it does not lend itself to it."""
    result = CHANGES[name](entry, random, data)
    text, *others = result if isinstance(result, tuple) else (result,)
    if text is None or text == entry.text:
        return None
    more = text.count("\n") - entry.text.count("\n")
    lines = _changed_lines(entry.text, text)
    if name == "swap values":
        lines = {line + at for line in (entry.line, others[0].line) for at in range(more, 1)}
    elif name == "duplicate":
        lines = set(range(entry.line, entry.line + 2 * max(more, 1)))  # both of the two
    elif name == "drop":
        # Nothing stands there now: it is reported at what stands before, such as the list's name.
        lines |= set(range(_before(entry, data), entry.line + 1))
    elif not others:
        lines.add(entry.line)
    new = text[entry.node.start_mark.index : entry.value_end + len(text) - len(entry.text)]
    value = json.loads(new) if name == "markup" else ""
    return Mutation(entry.file, text.encode(), frozenset(lines), (entry, *others), value)


def _before(entry: Entry, data: Data) -> int:
    """The first line of the record before one in a file of records, else the line before."""
    if not entry.is_item and not entry.name.endswith("[]"):
        return entry.line - 1
    siblings = [e for e in data.entries if (e.name, e.file) == (entry.name, entry.file)]
    at = siblings.index(entry)
    return siblings[at - 1].line if at else entry.line - 1


def _changed_lines(old: str, new: str) -> set[int]:
    """The lines of ``new`` from the first to the last that differ from ``old``."""
    before, after = old.split("\n"), new.split("\n")
    first = next(
        (n for n, (one, two) in enumerate(zip(before, after, strict=False)) if one != two),
        min(len(before), len(after)),
    )
    same = 0
    shortest = min(len(before), len(after)) - first
    while same < shortest and before[-1 - same] == after[-1 - same]:
        same += 1
    return set(range(first + 1, max(first + 1, len(after) - same) + 1))


def sampled(entries: Sequence[Entry], count: int, random: Random) -> list[Entry]:
    """``count`` entries of as many names as there are, and as many records."""
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(entry.name, []).append(entry)
    for listed in by_name.values():
        random.shuffle(listed)
    taken: list[Entry] = []
    while len(taken) < count and any(by_name.values()):
        for name in sorted(by_name):
            if by_name[name] and len(taken) < count:
                taken.append(by_name[name].pop())
    return taken
