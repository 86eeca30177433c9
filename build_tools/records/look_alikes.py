"""Characters that only look like another one.

The rule: a text of a data file is in the normal form NFC, and has no letter of another alphabet
that passes for a Latin one, no radical or compatibility form in place of a character, and no letter
of a mathematical alphabet (Unicode Technical Standard 39 calls these confusable). Full-width
letters and digits can be seen, and sources have them: only text without Chinese, and words that
have ordinary letters too, may not.
"""

import re
import unicodedata

from build_tools.text.han import HAN_PATTERN, HAN_RUN

_PASSES_FOR = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԌԚԜавесһіјоѕрхуѵԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ",
        "ABESIJKMHOPCTYXGQWabechijospxyvdqwABEZHIKMNOPTYXocj",
        strict=True,
    )
)
"""Cyrillic and Greek letters, and the Latin ones for which they pass."""
_SIMPLIFIED_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻈⻉⻋⻐⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民西见角讠贝车钅长长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
"""Those that Unicode’s tables do not lead to their character."""
_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_SUSPECT = re.compile(
    rf"[{''.join(_PASSES_FOR)}\u2e80-\u2fd5\uf900-\ufb06\uff10-\uff5a\U0001d400-\U0001d7ff]"
)
_WORD = re.compile(rf"(?:(?![{HAN_PATTERN}])[^\W_])+")


def look_alike(text: str) -> tuple[str, str] | None:
    """What in ``text`` first only looks like something else, and the right characters for it.

    >>> look_alike("The Сhinese ship"), look_alike("⽂化"), look_alike("ＧＤＰ")
    (('С', 'C'), ('⽂', '文'), ('Ｇ', 'G'))
    >>> look_alike("增长２％"), look_alike("Москва"), look_alike("5 μm")
    (None, None, None)

    The right characters are "" for a radical that stands for none.
    """
    if text.isascii():
        return None
    if not unicodedata.is_normalized("NFC", text):
        for match in re.finditer(r"[^\u0300-\u036f][\u0300-\u036f]*", text):
            if (right := unicodedata.normalize("NFC", match[0])) != match[0]:
                return match[0], right
    for match in _WORD.finditer(text) if _SUSPECT.search(text) else ():
        word = match[0]
        is_latin = all(char in _PASSES_FOR or char < "\u0250" for char in word)
        may_be_wide = HAN_RUN.search(text) and not re.search("[0-9A-Za-z]", word)
        for char in word:
            if char in _PASSES_FOR and is_latin:
                return char, _PASSES_FOR[char]
            right = unicodedata.normalize("NFKC", char)
            if right != char and _SUSPECT.match(char) and not (may_be_wide and _WIDE.match(char)):
                return char, right
    if found := re.search("[\u2e80-\u2fd5]", text):
        char, usual = found[0], unicodedata.normalize("NFKC", found[0])
        return char, usual if usual != char else _SIMPLIFIED_RADICALS.get(char, "")
    return None
