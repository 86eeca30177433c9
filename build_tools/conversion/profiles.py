"""Which of OpenCC's profiles fit a source: those for Taiwan's standard forms or Hong Kong's."""

from build_tools.conversion.records import Profile
from build_tools.text.source_types import Script

HONG_KONG = "裏衞着綫峯羣牀啟説麪鈎竈糉衆滙舖"
"""Forms of Hong Kong (List of Graphemes of Commonly-Used Chinese Characters)."""
TAIWAN = "裡衛著線峰群床啟說麵鉤灶粽眾匯鋪"
"""The forms of Taiwan in their place."""


def profiles_for(text: str, script: Script) -> tuple[Profile, Profile]:
    """OpenCC's profile for a source in ``script``, and the way back.

    >>> profiles_for("衞生署在這裏", "hant"), profiles_for("衛生局", "hant")
    (('hk2s', 's2hk'), ('tw2s', 's2tw'))
    """
    if script == "hans":
        return "s2tw", "tw2s"
    there = sum(text.count(char) for char in HONG_KONG)
    other = sum(text.count(char) for char in TAIWAN if char not in HONG_KONG)
    return ("hk2s", "s2hk") if there > other else ("tw2s", "s2tw")
