"""The style of the English: no Han, headings in one style, the marks of English print.

Each check is a generator of findings for one segment. A heading has the number and the full stop
that its Chinese has, and is in sentence case: a capital at its start and in names, where a name is
a word that has its capital within a sentence too. Titles at the front are in title case.
"""

import re
from collections.abc import Iterable, Iterator

from build_tools.diagnostics import Code
from build_tools.document.model import Segment
from build_tools.text.han import HAN_RUN
from build_tools.text.heading_numbers import english_heading_number
from build_tools.text.numerals import roman_numeral
from build_tools.translation.english_sentences import FINAL_MARK
from build_tools.translation.records import Finding

TRN015 = Code(
    "TRN015",
    "There are Han characters in the English.",
    "Translate them; where they must stay, list the exception with its reason.",
    needs=("translation-exceptions.yml",),
    breaks="words",
    example='2021.1.1.1: "技改" is Chinese',
)
TRN016 = Code(
    "TRN016",
    "A heading differs from the style of headings.",
    "Number and end it as the Chinese does; capitals only at its start and in names.",
    "advice",
    needs=("glossary/*.yml", "translation/*.yml", "translation-exceptions.yml", "outline"),
    example='2021.1.1: "Industry" has a capital although it is not a name (hint: write "industry")',
)
TRN017 = Code(
    "TRN017",
    "Quotation marks, spaces or other marks are not those of English print.",
    "Use “ ”, ’, – and …, and one space between words.",
    "advice",
    needs=("translation-exceptions.yml",),
    example="2022.close.2: a straight quotation mark: “Let us work 'hard' togeth”",
)
TRN025 = Code(
    "TRN025",
    "A heading has the number of another.",
    "Give it the number that the Chinese has.",
    needs=("translation-exceptions.yml", "outline"),
    breaks="words",
    example='2021.1.1: is numbered "4.", not "1."',
)
TRN026 = Code(
    "TRN026",
    "The English of a sentence breaks off, or a quotation mark has no pair.",
    "Complete it; a sentence ends with a mark.",
    needs=("translation-exceptions.yml",),
    breaks="words",
    example="2022.close.2: no end mark",
)

NO_END = "no end mark"
"""The English may be cut: what else is wrong with it may follow from that."""
_TITLES = ("page-title", "title", "meeting", "speaker", "date")
ENGLISH_NUMBER = re.compile(
    r"(?:(?:Part|Chapter|Section) [IVXLC]+|[IVXLC]+|\d+)\. |\((?:\d+|[IVXLC]+)\) |\d+(?:\.\d+)+ "
)
_NUMBER = re.compile(r"\b(?:[IVXLC]+|\d+)\b")
_CAPITALISED = re.compile(r"(?<![\w’])[A-Z][\w’]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]”? |“)$")
_MARKS = (
    (re.compile(r"[\"'`]"), "a straight quotation mark"),
    (re.compile(r"\s{2,}|\s$|^\s"), "a space too many"),
    (re.compile(r"[\u3000-\u303f\uff00-\uffef]"), "a full-width mark"),
    (re.compile(r" [,.;:!?”’](?!\d)"), "a space before a mark"),
    (re.compile(r"--|\.\.\."), "a typewriter’s mark"),
)


def han(segment: Segment, english: str) -> Iterator[Finding]:
    """Each run of Han characters in the English."""
    for match in HAN_RUN.finditer(english):
        yield Finding(TRN015, "han", segment.id, match[0], f'"{match[0]}" is Chinese')


def check_heading(segment: Segment, english: str, names: frozenset[str]) -> Iterator[Finding]:
    """Numbering and full stop as in the Chinese; sentence case but for ``names``."""
    if segment.kind != "heading":
        return
    wanted, found = english_heading_number(segment.hans), ENGLISH_NUMBER.match(english)
    number = found[0] if found else ""
    if number != wanted:
        message = _numbered_otherwise(number.strip(), wanted.strip())
        is_another = number and wanted and _in_roman(number) != _in_roman(wanted)
        code = TRN025 if is_another else TRN016
        yield Finding(code, "heading", segment.id, number.strip(), message)
    has_one = english.endswith((".", "。", "．"))
    if has_one != segment.hans.endswith("。"):
        message = "a full stop that the Chinese does not have" if has_one else "no full stop"
        yield Finding(TRN016, "heading", segment.id, ".", message)
    if segment.level in _TITLES:
        return
    text = english[len(number) :]
    if text[:1].islower():
        yield Finding(TRN016, "heading", segment.id, text.split()[0], "begins with a small letter")
    for word in _capitals(text):
        if word not in names:
            message = f'"{word}" has a capital although it is not a name'
            hint = f'write "{word.lower()}"'
            yield Finding(TRN016, "heading", segment.id, word, message, hint)


def _numbered_otherwise(number: str, wanted: str) -> str:
    """How a heading is numbered, and how the Chinese is.

    >>> _numbered_otherwise("2.", "1."), _numbered_otherwise("2.", "")
    ('is numbered "2.", not "1."', 'is numbered "2."; the Chinese has no number')
    >>> _numbered_otherwise("", "1.")
    'has no number; the Chinese has "1."'
    """
    if number and wanted:
        return f'is numbered "{number}", not "{wanted}"'
    here = f'is numbered "{number}"' if number else "has no number"
    return f"{here}; the Chinese has " + (f'"{wanted}"' if wanted else "no number")


def _in_roman(number: str) -> str:
    """The number of a heading in Roman numerals, whatever its style.

    >>> _in_roman("(2) ") == _in_roman("II. ") == _in_roman("Part II. ")
    True
    """
    found = _NUMBER.findall(number)[-1]
    return roman_numeral(int(found)) if found.isdigit() else found


def _capitals(text: str) -> Iterator[str]:
    """The words with a capital that do not begin a sentence or a quotation."""
    for match in _CAPITALISED.finditer(text):
        word = match[0].removesuffix("’s").removesuffix("’")
        if not _SENTENCE_START.search(text[: match.start()]) and not word.isupper():
            yield word


def capitalised_words(both: Iterable[tuple[Segment, str]], terms: Iterable[str]) -> frozenset[str]:
    """The words that have a capital within a sentence of the English, or within a term."""
    found = {"I"}
    for segment, text in both:
        if segment.kind == "sentence":
            found.update(_capitals(text))
    for term in terms:
        found.update(_capitals(f"a {term}"))
    return frozenset(found)


def marks(segment: Segment, english: str) -> Iterator[Finding]:
    """Straight quotes, unpaired quotes, extra spaces, and sentences without an end mark."""
    for pattern, what in _MARKS:
        seen: set[str] = set()
        for match in pattern.finditer(english):
            if match[0] in seen:
                continue  # the first shows what is wrong with all of its kind
            seen.add(match[0])
            around = english[max(0, match.start() - 12) : match.end() + 12]
            yield Finding(TRN017, "marks", segment.id, match[0], f"{what}: “{around}”")
    depth = 0
    for mark in re.findall("[“”]", english):
        depth += 1 if mark == "“" else -1
        if depth not in (0, 1):
            break
    if depth:
        yield Finding(TRN026, "marks", segment.id, "“”", "“ and ” are not in pairs")
    is_text = segment.kind == "sentence" and segment.level != "signature"
    if is_text and not FINAL_MARK.search(english):
        yield Finding(TRN026, "marks", segment.id, english[-1], NO_END)
