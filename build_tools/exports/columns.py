"""What the columns of the tables mean, for ``datapackage.json``."""

from collections.abc import Mapping

from build_tools.exports.glossary import Aliases, TermEntry

_YES = "`yes` or `no`"
INDICATORS: Mapping[str, str] = {
    "indicator": "The id of the compared figure.",
    "English name": "What it is, in English.",
    "unit": "The unit of the review’s and the plan’s values, in Chinese.",
    "basis": "What kind of figure it is, such as a total, an increment or a rate of growth.",
    "{review} value": "The figure of the review, in base units.",
    "{plan} target": "The figure of the plan; empty where the plan gives only a rate of growth.",
    "bound": "Whether the plan’s figure is exact, at least, at most and so on.",
    "change": "How much the plan’s figure differs, with its sign; or the rate that the plan gives.",
    "segment ids": "The sentences of both figures, the review’s first.",
    "Chinese name": "What it is, in simplified Chinese.",
    "{review} bound": "Whether the review’s figure is exact, at least, at most and so on.",
    "relation": "How the figures compare, of `choices.relations` in tracker.json.",
    "change measure": "What the change is counted in: percent, percentage points, places or units.",
    "change bound": "Whether the change is exact.",
    "derived": f"Whether the plan gives only a rate of growth: {_YES}.",
    "implied level": "The level that a rate of growth implies; this site worked it out.",
    "implied bound": "Whether that level is exact.",
    "{review} modality": "Whether the review’s figure is only expected or preliminary.",
    "{plan} modality": "Whether the plan’s figure is a target, an aim or to be ensured.",
    "earlier year": "The year of a figure from an earlier document.",
    "earlier value": "That figure, in base units.",
    "earlier bound": "Whether it is exact.",
    "earlier expected": f"Whether that document gives it as expected: {_YES}.",
    "outcome year": "The year of a figure from a later document.",
    "outcome value": "That figure, in base units.",
    "outcome unit": "Its unit, which may be another than `unit`.",
    "outcome bound": "Whether it is exact.",
    "outcome expected": f"Whether that document gives it as expected: {_YES}.",
    "verdict": "What the later document shows, of `choices.verdicts` in tracker.json.",
    "implied unit": "The unit of the implied level.",
}
"""The columns of ``indicators.csv``; the years stand for ``{review}`` and ``{plan}``."""
_TERMS = {name: f"{field.description}" for name, field in TermEntry.model_fields.items()}
_ALSO = {
    f"{name}_also": f"Other names. {field.description}"
    for name, field in Aliases.model_fields.items()
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "indicators.csv": INDICATORS,
    "glossary.csv": {
        **_TERMS,
        **_ALSO,
        "from": _TERMS["from_"],
        "occurrences": _TERMS["places"],
        "segments": _TERMS["occurrences"],
    },
    "translation.tsv": {
        "zh-Hans": "A heading or a sentence of the report, in simplified Chinese.",
        "en": "The same in English; empty where it is not translated.",
    },
}
_TOOLS = {
    "source": "The Chinese.",
    "target": "The English.",
    "note": "The definition, and what else a translator should know.",
}


def column_descriptions(file: str, review: str, plan: str) -> dict[str, str]:
    """What each column of a table means, by its name in the file.

    >>> column_descriptions("indicators.csv", "2023", "2024")["2023 value"]
    'The figure of the review, in base units.'
    """
    described = TABLES.get(file, _TOOLS)
    return {name.format(review=review, plan=plan): text for name, text in described.items()}
