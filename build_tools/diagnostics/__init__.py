"""Problems: one type for all of them, hints, follow-on problems and output formats."""

from build_tools.diagnostics.problems import Area as Area
from build_tools.diagnostics.problems import Code as Code
from build_tools.diagnostics.problems import Diagnostic as Diagnostic
from build_tools.diagnostics.problems import Place as Place
from build_tools.diagnostics.problems import Problems as Problems
from build_tools.diagnostics.problems import Severity as Severity
from build_tools.diagnostics.suggestions import list_hint as list_hint
from build_tools.diagnostics.suggestions import meant_id as meant_id
from build_tools.diagnostics.suggestions import nearest as nearest
from build_tools.diagnostics.suggestions import nearest_word as nearest_word
from build_tools.diagnostics.suggestions import nearest_words as nearest_words
