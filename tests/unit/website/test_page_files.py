"""What pages get with them."""

import re

from build_tools.resources.interface import general_interface
from build_tools.website.configuration import THEME
from build_tools.website.page_files import ASSETS, SCRIPT_WORDS, SEARCH_WORDS, THEME_WORDS

_READ = re.compile(r"\bwords\.([a-z_]+)")


def test_a_page_gets_the_words_that_its_templates_and_scripts_read() -> None:
    templates = "".join(path.read_text("utf-8") for path in THEME.rglob("*.html"))
    scripts = "".join(path.read_text("utf-8") for path in ASSETS.rglob("*.js"))
    assert {*_READ.findall(templates)} <= {*THEME_WORDS}
    read = general_interface().keys() & {*_READ.findall(scripts)}
    assert read <= {*SCRIPT_WORDS, *SEARCH_WORDS}
    assert len(read) > 20
