"""English stems, as the browser makes them, are those of the library."""

import random
import re

import snowballstemmer

from tests.support.paths import PACKAGE
from tests.support.search_engine import made_index, run_engine, sentence

ENDINGS = """
s es ed ing ly er ies ied y e edly ingly eed eedly ying ful fully fulness ness less lessly ize izer
izing ization ate ator ation ational ative al alism ality ally ity ability iveness ive ivity ous
ously ousness ic icate ical icity ance ancy ence ency ent ently ant able ably ible ment ement ion
tion sion tional logy logist ll tt at bl iz past
"""
ODD = """
skis skies idly gently ugly early only singly sky news howe atlas cosmos bias andes dying tying
evening inning outing herring earring canning proceed exceed succeed agreed egged added ebbed offing
by say yes yyy youth ayy ied ies as gas bus pass university emergency organization pasted us
"""


def test_words_with_every_ending_have_the_library_s_stems() -> None:
    texts = (path.read_text("utf-8") for path in (PACKAGE / "glossary" / "termbase").glob("*.yml"))
    known = sorted({word for text in texts for word in re.findall("[a-z]+", text.lower())})
    draw = random.Random(1)
    made = [draw.choice(known) + ending for ending in ENDINGS.split() for _ in range(20)]
    words = [*ODD.split(), *draw.sample(known, 1000), *made]
    check = "(words) => ({ stems: words.map(publicationSearch.stem) })"
    stems = run_engine(made_index(sentence("文")), words, check=check)["stems"]
    wanted = snowballstemmer.stemmer("english").stemWords(words)
    assert [row for row in zip(words, stems, wanted, strict=True) if row[1] != row[2]] == []
