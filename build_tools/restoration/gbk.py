"""GBK, as the damaging page used it: byte pairs, lost bytes and private-use pairs.

The page was encoded in Windows code page 936. Its user-defined areas (AAA1-AFFE, F8A1-FEFE and
A140-A7A0) decode to private-use characters, as GB 18030 maps them; the page keeps them but a
browser shows nothing for them.
"""

from functools import cache

LOST = "?"
"""What the page shows for bytes that do not decode."""


def encode(text: str) -> bytes:
    """``text`` as GBK. Raises UnicodeEncodeError for characters that GBK lacks."""
    data = text.encode("gb18030")
    if len(data) != sum(1 if c < "\x80" else 2 for c in text):
        at = next(i for i, c in enumerate(text) if len(c.encode("gb18030")) > 2)
        raise UnicodeEncodeError("gbk", text, at, at + 1, "not in GBK")
    return data


@cache
def decode_pair(lead: int, trail: int) -> str:
    """The character of a byte pair, or "" where GBK has none."""
    try:
        return bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return ""


def decode(data: bytes) -> str:
    """``data`` as the page decoded it: an impossible pair, or a lead byte at the end, is ``?``.

    >>> decode(encode("政府")[:3])
    '政?'
    """
    out: list[str] = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            out.append(chr(data[at]))
            at += 1
        else:
            pair = decode_pair(data[at], data[at + 1]) if at + 1 < len(data) else ""
            out.append(pair or LOST)
            at += 2
    return "".join(out)


def is_private(char: str) -> bool:
    """Whether a browser shows nothing for ``char`` (the basic private-use area)."""
    return "\ue000" <= char <= "\uf8ff"


def to_ascii(text: str) -> str:
    """Full-width forms (U+FF01 to U+FF5E) as ASCII, which the page did to all of its text."""
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)
