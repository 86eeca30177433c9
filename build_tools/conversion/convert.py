"""The text in both scripts, from whichever its source is written in."""

from build_tools.conversion.ledger import Converted, unconverted
from build_tools.conversion.records import Conversion
from build_tools.conversion.to_simplified import from_traditional_source
from build_tools.conversion.to_traditional import from_simplified_source
from build_tools.diagnostics import Code, Problems
from build_tools.records import Located
from build_tools.text.offsets import Locate
from build_tools.text.source_types import Script

CNV005 = Code(
    "CNV005",
    "The conversion is for a source in the other script.",
    "A traditional source needs a profile such as tw2s, a simplified one such as s2tw.",
    breaks="text",
    example="s2tw and back by s2tw, for a source in hant",
)


def convert(
    restored: str,
    script: Script,
    conversion: Located[Conversion],
    locate: Locate,
    problems: Problems,
) -> Converted:
    """``restored``, which is written in ``script``, in both scripts.

    Where the profiles do not lead from ``script`` to the other and back, that is reported and the
    text stays as it is. ``locate`` gives the place in the source of an offset in ``restored``.
    """
    there, back = conversion.value.profile, conversion.value.round_trip
    if [there.startswith("s2"), back.startswith("s2")] != [script == "hans", script == "hant"]:
        message = f"{there} and back by {back}, for a source in {script}"
        problems.add(CNV005, conversion.at("profile"), message)
        return unconverted(restored)
    direction = from_simplified_source if script == "hans" else from_traditional_source
    return direction(restored, conversion, locate, problems)
