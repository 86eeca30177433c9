"""What an exchange file holds: units of translation and terms, each with its place in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.diagnostics import Code, Place

EXC001 = Code(
    "EXC001",
    "A file that is to be imported cannot be read.",
    "Export it again from the tool, in UTF-8 and in a format that `import --help` lists.",
    breaks="file",
    example="it is no XLIFF, PO, TMX, TBX or table",
)
EXC002 = Code(
    "EXC002",
    "A unit of an imported file belongs to nothing in this publication.",
    "Take a new export for the work; a new term is added in data/glossary/ by hand.",
    example='no segment "2021.9.9"',
)
EXC003 = Code(
    "EXC003",
    "A unit of an imported file renders Chinese that has changed since it was exported.",
    "Compare the two, and correct the English by hand, in data/translation/ or data/glossary/.",
    example='the file has "新增省级企业25家。"',
)
EXC004 = Code(
    "EXC004",
    "An imported file says two things about one sentence or term.",
    "Keep one of the two in the file.",
    example='2021.1.1.1 has two translations: "One." and "Two."',
)
EXC005 = Code(
    "EXC005",
    "A term of the general termbase is changed by an imported file.",
    "Copy the term to a file of data/glossary/ and change it there.",
    example="is a general term",
)
EXC006 = Code(
    "EXC006",
    "A change cannot be written into the YAML file as it is laid out.",
    "Make the change by hand.",
    example="the record is written on one line",
)
"""A unit is refused with one of these; nothing of it is written."""


@dataclass(frozen=True)
class SentenceUnit:
    """One sentence and its English, as an exchange file has them."""

    place: Place
    id: str
    """The id of the segment; "" where the format has none."""
    chinese: tuple[str, ...]
    """The Chinese, in one script or in several."""
    english: str
    """Its English; "" where it is not translated."""
    is_fuzzy: bool | None = None
    """Whether it is to be read again; None where the file does not say."""


Value = str | tuple[str, ...] | bool
"""A value of a record: a text, a list of texts, or a truth value; "", () and False for none."""


@dataclass(frozen=True)
class TermUnit:
    """One term, as an exchange file has it."""

    place: Place
    id: str
    """"" where the format has none."""
    chinese: tuple[str, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    """The fields of its record that the file gives."""


def is_english(language: str | None) -> bool:
    """Whether a file may have English under a language that it names (BCP 47), or names none.

    >>> is_english("en-GB"), is_english(None), is_english("fr")
    (True, True, False)
    """
    return not language or _primary(language) in ("en", "eng")


def is_chinese(language: str) -> bool:
    """Whether a file has Chinese under a language that it names (BCP 47, ISO 639).

    >>> is_chinese("zh_CN"), is_chinese("cmn-Hant-TW"), is_chinese("")
    (True, True, False)
    """
    return _primary(language) in ("zh", "zho", "chi", "cmn")


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def not_english(language: str) -> str:
    """Why a file in another language is refused."""
    return f'it translates into "{language}", not into English'
