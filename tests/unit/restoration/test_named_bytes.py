"""The bytes that the reasons of errata name."""

import pytest

from build_tools.diagnostics import Place, Problems
from build_tools.records import Bilingual, Located
from build_tools.restoration.errata import Erratum
from build_tools.restoration.named_bytes import check_named_bytes, wrong_bytes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“省）”的字节为 CA A1 A3 A9，中间的 A1 A3 恰是句号。", []),
        ("“省）”的字节为 CA A1 A3 A8。", ["省） is CA A1 A3 A9, and not CA A1 A3 A8"]),
        ("“雙”（EB 71）的后字节", ["雙 is EB 70, and not EB 71"]),
        ("由此推知“B6 FE”为“三”", ["三 is C8 FD, and not B6 FE"]),
        ("the second byte of 續 (C0 6C) was lost", ["續 is C0 6D, and not C0 6C"]),
        ("The bytes of 海” are BA A3 A1 B1", []),
        ("the AE 94 in the middle looks like 實", ["實 is 8C 8D, and not AE 94"]),
        ("There FE BF fell into the user-defined area", []),
        ("a place of rank A1 (2023)", []),
    ],
)
def test_the_bytes_are_those_of_the_character(text: str, found: list[str]) -> None:
    assert list(wrong_bytes(text)) == found


def test_both_languages_of_a_reason_are_read() -> None:
    why = Bilingual(zh="“B8 AE”为“府”。", en="The bytes of 府 are B8 AD.")
    problems = Problems()
    erratum = Erratum(damaged="政?", restored="政府", why=why)
    check_named_bytes([Located(erratum, Place("errata.yml", 1, 3), {})], problems)
    found = [(problem.code.id, problem.message) for problem in problems]
    assert found == [("RST018", "府 is B8 AE, and not B8 AD")]
