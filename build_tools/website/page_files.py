"""The generator's styles and scripts that pages load, and the words of the interface in them."""

from pathlib import Path
from typing import Any

from build_tools.search.engine import ENGINE_PATH
from build_tools.search.index import INDEX_PATH
from build_tools.system.files import walk

ASSETS = Path(__file__).parent / "assets"
STYLES = ["assets/css/publication.css"]
CHARTS = ("assets/css/charts.css", ["home", "tracker", "indicators"])
"""The style of charts, and the kinds of pages that have some."""
SCRIPTS = [{"path": f"assets/js/{name}.js", "defer": True} for name in ("place", "menu", "offline")]
_CITING = ("cite", "panel")
PAGE_SCRIPTS = {
    "report": ("views", *_CITING),
    "contents": _CITING,
    "glossary": ("folded", "glossary"),
    "subject": ("folded", "glossary", *_CITING),
    "tracker": (*_CITING, "folded", "tracker"),
    "indicators": _CITING,
}
"""What pages of a kind load besides, in order."""
OWN_FILES = frozenset(
    {
        *STYLES,
        CHARTS[0],
        *(str(script["path"]) for script in SCRIPTS),
        *(f"assets/js/{name}.js" for names in PAGE_SCRIPTS.values() for name in names),
        "assets/js/report.js",
    }
)
"""The generator's styles and scripts, those of version 0.1.0 too: its publications named them."""
THEME_WORDS = (
    *("foot_links", "switch_edition", "dismiss", "menu", "main_navigation"),
    *("search", "search_placeholder", "search_kinds", "search_all", "search_report", "search_term"),
    *("search_tracker", "search_page", "search_link", "search_more"),
)
"""The words of the interface in the templates of ``theme/``."""
SCRIPT_WORDS = (
    *("copy", "copy_link", "copy_reference", "copy_citation", "copied", "copy_failed"),
    *("download", "download_citation", "report_mistake", "range_end", "range_only", "range_to"),
    *("panel_sentence", "panel_sentences", "panel_other", "panel_links", "panel_restored"),
    *("panel_terms", "panel_cite"),
    *("update_ready", "update_now", "dismiss", "keep_site", "keep_now", "keep_full", "site_gone"),
    *("unknown_place", "sign_link"),
)
"""The words of the interface in the scripts of all pages."""
SEARCH_WORDS = (
    *("search_loading", "search_failure", "list_separator", "found_none", "found_pages", "aside"),
    *("found_variant", "found_sound", "found_term", "found_words", "found_apart"),
    *("found_toneless", "found_near", "found_part", "found_more"),
    *("found_inflected", "found_initials", "found_results"),
)
"""The words of the interface in ``search.js`` and ``search-dialog.js``."""


def made_assets() -> set[str]:
    """The files that the generator puts below ``assets/`` of each edition."""
    own = {path.relative_to(ASSETS.parent).as_posix() for path in walk(ASSETS)}
    return own | {INDEX_PATH, ENGINE_PATH}


def file_of(setting: Any) -> str:
    """The file that an item of ``extra_css`` or ``extra_javascript`` names."""
    return str(setting.get("path", "") if isinstance(setting, dict) else setting)
