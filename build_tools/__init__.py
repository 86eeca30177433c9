"""A generator of static bilingual publication sites.

:mod:`build_tools.build` shows the order of the stages.
"""

__version__ = "0.2.0"
"""The one place that has the version; the wheel and ``--version`` take it from here."""
