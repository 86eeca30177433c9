"""Every problem is one type: place, code, message, hint."""

from build_tools.diagnostics.problems import (
    Code,
    Diagnostic,
    Place,
    Problems,
    Severity,
    nearest,
    nearest_word,
    nearest_words,
)

__all__ = [
    "Code",
    "Diagnostic",
    "Place",
    "Problems",
    "Severity",
    "nearest",
    "nearest_word",
    "nearest_words",
]
