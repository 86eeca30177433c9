"""The figures in the English of this publication."""

from build_tools.amounts.english import english_amounts
from build_tools.translation.chinese_figures import chinese_figures
from build_tools.translation.figure_comparison import compare_figures
from tests.acceptance.conftest import Real
from tests.support.paths import DATA


def test_every_digit_of_the_chinese_is_in_a_figure(real: Real) -> None:
    for part in real.document.segments:
        digits = {at for at, char in enumerate(part.hans) if char.isdecimal()}
        covered = {
            at
            for figure in chinese_figures(part.hans)
            for at in range(figure.start, figure.start + len(figure.text))
        }
        assert digits <= covered, part.id


def test_a_wrong_digit_anywhere_is_noticed(real: Real) -> None:
    """Every figure in digits of the English, changed to another one, is reported."""
    tried = 0
    for part in real.document.segments:
        text = real.resolved.translation[part.id]
        right = compare_figures(part.hans, text)
        for amount in english_amounts(text):
            at = next((i for i in range(amount.start, amount.end) if text[i] in "12346789"), None)
            if amount.in_words or at is None:
                continue
            tried += 1
            wrong = compare_figures(part.hans, f"{text[:at]}{10 - int(text[at])}{text[at + 1 :]}")
            assert wrong != right, f"{part.id}: {amount.text}"
    assert tried > 200


def test_money_is_written_as_the_figures_of_the_tracker_are() -> None:
    """``USD 2.24 billion`` in the text, beside it and in the charts, as ``RMB`` is everywhere."""
    for folder in ("translation", "tracker", "glossary"):
        for file in (DATA / folder).glob("*.yml"):
            assert "US$" not in file.read_text("utf-8"), file
