"""The editions of a site: one for each script or language that readers can choose."""

from dataclasses import dataclass
from typing import Literal

from build_tools.text.source_types import LANGUAGES, Script

EditionId = Literal["hans", "hant", "en"]


@dataclass(frozen=True)
class Edition:
    """One language of the site."""

    id: EditionId
    lang: str
    """For ``lang`` attributes and ``hreflang``."""
    locale: str
    """For Open Graph."""
    folder: str
    """Below the site's root; "" for the default edition."""
    script: Script
    """The script in which this edition shows Chinese."""
    name: str
    """Its own name for itself."""

    @property
    def prefix(self) -> str:
        """What the paths of its files begin with, below the site's root."""
        return f"{self.folder}/" if self.folder else ""

    @property
    def up(self) -> str:
        """What leads from its first page to the site's root."""
        return "../" if self.folder else ""

    @property
    def is_chinese(self) -> bool:
        return self.id != "en"

    @property
    def chinese_lang(self) -> str:
        """For the ``lang`` attributes of Chinese in this edition."""
        return LANGUAGES[self.script]


EDITIONS = (
    Edition("hans", "zh-Hans", "zh_CN", "", "hans", "简体"),
    Edition("hant", "zh-Hant", "zh_TW", "zh-hant", "hant", "繁體"),
    Edition("en", "en", "en_GB", "en", "hans", "English"),
)
"""All that a site can have; the first is at its root and in every site."""
HANS, HANT, ENGLISH = EDITIONS[:3]
