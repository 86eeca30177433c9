"""Problems: one type for all of them, hints, follow-on problems and output formats."""

from build_tools.diagnostics.problems import (
    Area,
    Code,
    Diagnostic,
    Place,
    Problems,
    Severity,
)
from build_tools.diagnostics.suggestions import nearest, nearest_word, nearest_words

__all__ = [
    "Area",
    "Code",
    "Diagnostic",
    "Place",
    "Problems",
    "Severity",
    "nearest",
    "nearest_word",
    "nearest_words",
]
