"""Whether a text is damaged as a whole, by evidence that no sound text shows.

A rare character, a lone letter or an odd question mark is a sign of damage in a damaged text only:
sound texts have rare names, A股 and questions too.
"""

import re
from collections.abc import Iterator

from build_tools.restoration.pinyin_notes import annotated
from build_tools.text.han import HAN_PATTERN, HAN_RUN
from build_tools.text.pinyin import LETTERS, TONED

LEAST_NOTES = 2
"""One note may be an author's own gloss of a rare character."""
LEAST_LOST = 3
"""From this number on, question marks inside Chinese words are lost characters."""
LEAST_FOREIGN = 3
"""From this number on, characters of other scripts inside Chinese words are a wrong decoding."""
_READING = rf"(?i:(?=[^)]*[{TONED}])[{LETTERS}]{{1,7}}) ?\)"
_NOTE = re.compile(rf"(?<=[{HAN_PATTERN}])\({_READING}")
_STRAY_NOTE = re.compile(rf"(?<=[A-Za-z0-9，。；：、！？“”])\({_READING}")
"""Behind what has no reading: the character that it belonged to is broken."""
_LOST_MARK = re.compile(r"\?！|\?!\?")
"""What the page makes of a mark that it splits; no author mixes the two widths."""
_BROKEN_NOTE = re.compile(rf"\?(?=[^)]{{0,7}}[{TONED}])[{LETTERS}]{{1,7}} ?\)", re.I)
_PRIVATE = re.compile(r"(?<=[^\s\ue000-\uf8ff])[\ue000-\ue5e4\ue5e6-\uf8ff]")
"""At the beginning of a line it is the bullet of a list in a symbol font; U+E5E5 is a blank."""
_FOREIGN = re.compile(rf"(?<=[{HAN_PATTERN}])[\u0370-\u052f]+(?=[{HAN_PATTERN}])")
_MOJIBAKE = re.compile(r"[\u00c3-\u00e9][\u0080-\u00bf]|[锛銆鈥][\u4e00-\u9fff\x80-\uffff]|锟斤拷")
"""UTF-8 that was read as Latin-1 or as GBK, and what remains of U+FFFD."""
_QUESTION = re.compile(r"\?+")
_ASKS = re.compile(
    r"什么|怎|何|吗|呢|谁|哪|几|多少|是否|能否|可否|难道|岂|孰|焉|么|嘛"
    r"|什麼|嗎|誰|幾|難道|豈|麼|甚麼"
)
_CLAUSE = 40


def lost_marks(text: str) -> Iterator[int]:
    """The offsets of ASCII question marks in Chinese text where nothing is asked.

    >>> list(lost_marks("千人计划?”。为什么?因为"))
    [4]
    """
    for match in _QUESTION.finditer(text):
        start = max(match.start() - _CLAUSE, 0)
        clause = re.split(r"[。！？!\n]", text[start : match.start()])[-1]
        if HAN_RUN.search(clause[-2:]) and not _ASKS.search(clause):
            yield match.start()


def evidence(text: str) -> Iterator[str]:
    """What shows that ``text``, as received, is damaged throughout; nothing for a sound text.

    Any one of these is enough: pinyin notes that a page put in, also those that lost their
    parenthesis; characters that the model of the damage explains as lost; U+FFFD; private-use
    characters inside the text; letters of other scripts, or the pairs that a wrong decoding of
    UTF-8 gives.

    >>> list(evidence("國(guó)際貿(mào)易")), list(evidence("勠力同心，A股。"))
    (['2 pinyin notes'], [])
    """
    notes = len(_NOTE.findall(text))
    broken = len(_BROKEN_NOTE.findall(text)) + len(_STRAY_NOTE.findall(text))
    if notes >= LEAST_NOTES or broken or (notes and not annotated(text)):
        yield f"{notes + broken} pinyin notes"
    inside = re.compile(rf"[{HAN_PATTERN}]\?+[{HAN_PATTERN}]")
    lost = [at for at in lost_marks(text) if inside.match(text, at - 1)]
    foreign, mojibake = len(_FOREIGN.findall(text)), len(_MOJIBAKE.findall(text))
    for count, least, what in (
        (len(_LOST_MARK.findall(text)), 1, "marks that lost a byte"),
        (text.count("\ufffd"), 1, "characters that could not be decoded (U+FFFD)"),
        (len(_PRIVATE.findall(text)), 1, "private-use characters"),
        (len(lost), LEAST_LOST, "question marks in place of characters"),
        (foreign, LEAST_FOREIGN, "letters of other scripts inside Chinese words"),
        (mojibake, LEAST_FOREIGN, "pairs of characters that a wrong decoding gives"),
    ):
        if count >= least:
            yield f"{count} {what}"
